//! What each reply of a guided attempt cost, against the best that was still within reach.

use super::search::{Verdict, search};
use super::stage::Stage;
use crate::session::{Mode, Outcome, Session, Tally};

/// What one reply cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regret {
    /// The best that could be reached before it.
    pub before: Verdict,
    /// The best that could be reached after it, or what came of it where it was the last.
    pub after: Verdict,
    /// Both were found by following every way; otherwise they are the best that was found.
    pub exact: bool,
}

impl Regret {
    /// By how many kinds of ending it falls short.
    pub fn ranks(&self) -> usize {
        self.after.kind.rank().saturating_sub(self.before.kind.rank())
    }

    /// By how many points, all dimensions together, the best result after it falls short of the best before. It may be
    /// negative where the better ending is out of reach and a lesser one pays more points.
    pub fn points(&self) -> i32 {
        self.before.points() - self.after.points()
    }

    /// Whether anything was lost.
    pub fn costs(&self) -> bool {
        self.after.worth() < self.before.worth()
    }
}

/// One search tries no more replies than this: somebody waits for the debrief. Six times what the largest shipped scenario
/// has.
const MOST_TRIED: u64 = 500_000;

/// What each reply of an attempt cost, in order. Empty unless it was guided: what somebody might have typed is no finite
/// graph. In an attempt that was left, the last reply leads to the best that was still open.
pub fn regrets(session: &Session) -> Vec<Regret> {
    if session.mode() != Mode::Guided || session.steps().is_empty() {
        return Vec::new();
    }
    let scenario = session.scenario();
    let setting = session.setting();
    let mut stage = Stage::new(scenario, session.rubric(), setting.seed, setting.memory);
    let mut best: Vec<(Verdict, bool)> = Vec::new();
    let mut tally = Tally::default();
    let mut outlook = |state, line: &str, tally| {
        let spot = stage.spot(state, line);
        let found = search(&mut stage, spot, tally, MOST_TRIED, &mut |_| {})?;
        Some((found.best.verdict, found.exact))
    };
    for step in session.steps() {
        let Some(found) = outlook(step.before, &step.customer, tally) else { return Vec::new() };
        best.push(found);
        tally.add(&step.receipt.scores);
    }
    let last = match session.outcome() {
        Some(Outcome::Ended(ending)) => {
            Some((Verdict::new(scenario, ending, &tally, session.state().failed_by), true))
        }
        Some(Outcome::Left) | None => outlook(*session.state(), session.line(), tally),
    };
    let Some(last) = last else { return Vec::new() };
    best.push(last);
    best.windows(2)
        .map(|pair| Regret { before: pair[0].0, after: pair[1].0, exact: pair[0].1 && pair[1].1 })
        .collect()
}
