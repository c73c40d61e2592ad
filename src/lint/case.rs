//! What rules look at: a scenario, and what is worked out from it once, when a rule first asks.

use std::cell::OnceCell;

use super::reach::Reach;
use crate::playtest::{self, Trial};
use crate::rubric::{Band, Dimension, PerDimension, Rubric};
use crate::scenario::{ExpectedBands, Heard, Scenario, spoken};
use crate::scoring::Scores;
use crate::session::Counting;
use crate::source::Path;
use crate::text::Text;

/// See the module.
#[derive(Debug)]
pub struct Case<'a> {
    /// What is looked at.
    pub scenario: &'a Scenario,
    /// What it is scored by.
    pub rubric: &'a Rubric,
    reach: OnceCell<Reach<'a>>,
    replies: OnceCell<Vec<Vec<ScoredReply<'a>>>>,
    played: OnceCell<playtest::Report>,
}

/// An option or a labelled reply with what the scorer gives for it.
#[derive(Debug)]
pub struct ScoredReply<'a> {
    /// Where it stands.
    pub path: Path,
    /// Its words.
    pub text: &'a str,
    /// It is offered in guided mode.
    pub is_option: bool,
    /// What the author thinks.
    pub expect: ExpectedBands,
    /// What the scorer gives when the customer has said the turn's first line and everything raised by then is open.
    pub scores: Scores,
    /// What in it touches something the scenario knows.
    pub heard: Heard,
}

/// Enough to see who gets through, and little enough to be done at every check.
const TRIAL: Trial = Trial { runs: 60, seed: 0 };

impl<'a> Case<'a> {
    /// A scenario under a rubric.
    pub fn new(scenario: &'a Scenario, rubric: &'a Rubric) -> Self {
        Self { scenario, rubric, reach: OnceCell::new(), replies: OnceCell::new(), played: OnceCell::new() }
    }

    /// Where it can come.
    pub fn reach(&self) -> &Reach<'a> {
        self.reach.get_or_init(|| Reach::of(self.scenario))
    }

    /// Every option and labelled reply of every turn, scored.
    pub fn replies(&self) -> &[Vec<ScoredReply<'a>>] {
        self.replies
            .get_or_init(|| (0..self.scenario.file.turns.len()).map(|turn| self.score_turn(turn)).collect())
    }

    /// What simulated trainees make of it.
    pub fn played(&self) -> &playtest::Report {
        self.played.get_or_init(|| playtest::playtest(self.scenario, self.rubric, TRIAL, &mut |_| {}))
    }

    fn score_turn(&self, index: usize) -> Vec<ScoredReply<'a>> {
        let file = &self.scenario.file;
        let turn = &file.turns[index];
        let line = turn.says.first().map_or("", String::as_str);
        let first_phrase = |name| file.customer.voice.get(name)?.first().map(String::as_str);
        let customer = self.rubric.customer(&spoken(line, first_phrase));
        let state = self.reach().everything_open(index);
        let path = Path::root().field("turns").index(index);
        let options = turn.options.iter().enumerate().map(|(number, option)| {
            (path.field("options").index(number), option.text.as_str(), true, option.expect)
        });
        let labelled = turn.labelled.iter().enumerate().map(|(number, reply)| {
            (path.field("labelled").index(number), reply.text.as_str(), false, reply.expect)
        });
        options
            .chain(labelled)
            .map(|(path, text, is_option, expect)| {
                let read = Text::read(text);
                let heard = self.scenario.listening(self.rubric).hear(&read);
                let counting = Counting::of(self.scenario, &state, &heard);
                let (receipt, _) =
                    counting.weigh(self.scenario, self.rubric, &state, &customer, (&read, &heard, 0));
                ScoredReply { path, text, is_option, expect, scores: receipt.scores, heard }
            })
            .collect()
    }
}

/// The indices of a turn's options that the author thinks best; empty where all are the same.
fn best_options(turn: &crate::scenario::Turn) -> Vec<usize> {
    let worths: Vec<i32> = turn.options.iter().map(|option| option.expect.worth()).collect();
    let (Some(&best), Some(&worst)) = (worths.iter().max(), worths.iter().min()) else { return Vec::new() };
    if best == worst {
        return Vec::new();
    }
    (0..worths.len()).filter(|&index| worths[index] == best).collect()
}

/// How far a score lies outside a band, in points.
pub fn outside(score: u8, band: Band) -> u8 {
    let (low, high): (u8, u8) = match band {
        Band::Harmful => (0, 24),
        Band::Weak => (25, 44),
        Band::Neutral => (45, 59),
        Band::Good => (60, 79),
        Band::Excellent => (80, 100),
    };
    low.saturating_sub(score).max(score.saturating_sub(high))
}

/// All three at once, for what differs between replies.
pub fn distance(a: &Scores, b: &Scores) -> u8 {
    let by = PerDimension::from_fn(|dimension| match (a.get(dimension), b.get(dimension)) {
        (Some(a), Some(b)) => a.abs_diff(*b),
        _ => 0,
    });
    Dimension::ALL.into_iter().map(|dimension| *by.get(dimension)).max().unwrap_or(0)
}

/// Turns whose options the author tells apart, each with the best of them.
pub fn told_apart(case: &Case<'_>) -> Vec<(usize, Vec<usize>)> {
    let turns = case.scenario.file.turns.iter().enumerate();
    turns.map(|(index, turn)| (index, best_options(turn))).filter(|(_, best)| !best.is_empty()).collect()
}
