//! What a conversation has to teach: from a transcript to the debrief.
//!
//! Architecture invariant: pure; the same session gives the same debrief.

mod course;
mod next;
mod reflection;
mod stronger;
mod ways;

use std::collections::BTreeMap;

use crate::playtest::{self, Regret, Verdict};
use crate::rubric::{BehaviourId, Dimension, PerDimension, Principle, Rubric};
use crate::scenario::{Ending, EndingKind};
use crate::scoring::{Reason, Scores};
use crate::session::{Outcome, Session};

pub use course::{TurningPoint, turning_points};
pub use next::{Next, next, trains};
pub use reflection::{LONGEST_REFLECTION, Reflection, bounded, misjudged};
pub use stronger::{Missing, Stronger, helpful};
pub use ways::{Compared, Said, Way, compared};

/// Everything the debrief shows, ready to be drawn or printed.
#[derive(Clone, Debug)]
pub struct Debrief {
    /// How it ended; `None` when the trainee left.
    pub ending: Option<Ending>,
    /// Kind of the ending; leaving is unresolved.
    pub kind: EndingKind,
    /// Rounded means over the replies that rated each dimension.
    pub scores: Scores,
    /// Won over or settled, every score good, nothing critical.
    pub passed: bool,
    /// The critical behaviour that failed the attempt, by title.
    pub failed_by: Option<String>,
    /// What raised and lowered each dimension, the weightiest first.
    pub sums: PerDimension<Vec<Sum>>,
    /// Replies at which the mood turned.
    pub turning_points: Vec<TurningPoint>,
    /// For each reply, the author's best from the same state.
    pub stronger: Vec<Option<Stronger>>,
    /// What each reply cost against the best still within reach, where options were chosen; empty otherwise.
    pub regrets: Vec<Regret>,
    /// The reply that cost most: by its regret where options were chosen, otherwise the one that fell furthest behind the
    /// author's best.
    pub costliest: Option<usize>,
    /// Concerns answered, of all that were raised.
    pub answered: (usize, usize),
    /// Principles that the scenario trains and the replies showed.
    pub shown: Vec<Principle>,
    /// Principles that the scenario trains and no reply showed.
    pub missed: Vec<Principle>,
    /// Ways that were taken back, beside the one that was gone instead.
    pub branches: Vec<Compared>,
}

/// One behaviour over the whole conversation, in one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The behaviour's title, or the reason for an adjustment.
    pub title: String,
    /// The behaviour's id; `None` for an adjustment.
    pub behaviour: Option<BehaviourId>,
    /// All its points in this dimension.
    pub points: i32,
    /// How often it counted.
    pub times: u32,
}

impl Debrief {
    /// The debrief of a conversation, over or not.
    pub fn of(session: &Session) -> Self {
        let file = &session.scenario().file;
        let ending = match session.outcome() {
            Some(Outcome::Ended(index)) => Some(file.endings[index].clone()),
            Some(Outcome::Left) | None => None,
        };
        let stronger: Vec<Option<Stronger>> =
            (0..session.steps().len()).map(|index| stronger::stronger(session, index)).collect();
        let regrets = playtest::regrets(session);
        let (shown, missed) = principles(session);
        let rubric = session.rubric();
        Self {
            kind: ending.as_ref().map_or(EndingKind::Unresolved, |ending| ending.kind),
            ending,
            scores: session.scores(),
            passed: session.passed(),
            failed_by: session
                .failed_by()
                .and_then(|id| rubric.get(id))
                .map(|behaviour| behaviour.title.clone()),
            sums: PerDimension::from_fn(|dimension| sums(session, dimension)),
            turning_points: turning_points(session),
            costliest: if regrets.is_empty() { costliest(&stronger) } else { most_regretted(&regrets) },
            regrets,
            stronger,
            answered: (session.state().answered.len(), session.state().raised.len()),
            shown,
            missed,
            branches: ways::compared(session),
        }
    }
}

/// The reply that took most away: a better kind of ending before points, and of two the earlier.
fn most_regretted(regrets: &[Regret]) -> Option<usize> {
    let lost = regrets.iter().enumerate().filter(|(_, regret)| regret.costs());
    let weight =
        |(index, regret): &(usize, &Regret)| (regret.ranks(), regret.points(), std::cmp::Reverse(*index));
    lost.max_by_key(weight).map(|(index, _)| index)
}

/// What a reply cost, in a sentence; `None` where it cost nothing.
pub fn regret_sentence(regret: &Regret) -> Option<String> {
    if !regret.costs() {
        return None;
    }
    let result = |verdict: &Verdict| {
        format!("“{}” with {} points", verdict.kind.name().to_lowercase(), verdict.points())
    };
    let sure = if regret.exact { "" } else { " (as far as it was looked)" };
    Some(format!(
        "Before this reply the best within reach was {}; after it, {}{sure}.",
        result(&regret.before),
        result(&regret.after)
    ))
}

fn costliest(stronger: &[Option<Stronger>]) -> Option<usize> {
    let costs = stronger
        .iter()
        .enumerate()
        .filter_map(|(index, better)| better.as_ref().map(|better| (better.cost, index)));
    // Of two that cost the same, the earlier one: it shaped more of what followed.
    costs
        .filter(|(cost, _)| *cost > 0)
        .max_by_key(|&(cost, index)| (cost, std::cmp::Reverse(index)))
        .map(|(_, index)| index)
}

fn sums(session: &Session, dimension: Dimension) -> Vec<Sum> {
    let mut behaviours: BTreeMap<&BehaviourId, (i32, u32)> = BTreeMap::new();
    let mut reasons: BTreeMap<Reason, (i32, u32)> = BTreeMap::new();
    for step in session.steps() {
        for finding in step.receipt.findings.iter().filter(|f| f.dimension == dimension && f.points != 0) {
            let entry = behaviours.entry(&finding.behaviour).or_default();
            *entry = (entry.0 + finding.points, entry.1 + 1);
        }
        for adjustment in step.receipt.adjustments.iter().filter(|a| a.dimension == dimension) {
            let entry = reasons.entry(adjustment.reason).or_default();
            *entry = (entry.0 + adjustment.points, entry.1 + 1);
        }
    }
    let named = behaviours.into_iter().map(|(id, (points, times))| Sum {
        title: title(session.rubric(), id),
        behaviour: Some(id.clone()),
        points,
        times,
    });
    let adjusted = reasons.into_iter().map(|(reason, (points, times))| Sum {
        title: reason.sentence().to_owned(),
        behaviour: None,
        points,
        times,
    });
    let mut sums: Vec<Sum> = named.chain(adjusted).collect();
    sums.sort_by_key(|sum| std::cmp::Reverse(sum.points.abs()));
    sums
}

/// The title of a behaviour; its id where the rubric does not know it.
pub fn title(rubric: &Rubric, id: &BehaviourId) -> String {
    rubric.get(id.as_str()).map_or_else(|| id.to_string(), |behaviour| behaviour.title.clone())
}

/// The principles that the scenario trains, by whether a behaviour that raises a score showed them. A "don't" counts
/// as shown when nothing offended against it.
fn principles(session: &Session) -> (Vec<Principle>, Vec<Principle>) {
    let mut helped = Vec::new();
    let mut hurt = Vec::new();
    for step in session.steps() {
        for behaviour in step.receipt.shown.keys().filter_map(|id| session.rubric().get(id.as_str())) {
            let list = if behaviour.points.hurts() { &mut hurt } else { &mut helped };
            list.extend(behaviour.principles.iter().copied());
        }
    }
    session.scenario().file.trains.iter().copied().partition(|principle| {
        if principle.id().starts_with('N') { !hurt.contains(principle) } else { helped.contains(principle) }
    })
}
