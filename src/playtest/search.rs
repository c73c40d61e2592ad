//! Every way through a guided scenario: the best and the worst result, and what blind chance earns.
//!
//! Conversations that stand in the same state with the same scores so far have the same future, so they are followed
//! once. The search goes reply by reply, and is exact unless a scenario has more states at one depth than it may keep.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use foldhash::fast::FixedState;

use super::stage::{Next, Spot, Stage};
use crate::rubric::{Dimension, PerDimension};
use crate::scenario::{EndingKind, Scenario};
use crate::scoring::Scores;
use crate::session::{Tally, passes};

/// How an attempt ended and what it is worth. Better results are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The ending, by index.
    pub ending: usize,
    /// Its kind.
    pub kind: EndingKind,
    /// Means over the attempt.
    pub scores: Scores,
    /// Whether it is a pass.
    pub passed: bool,
}

impl Verdict {
    pub(super) fn new(scenario: &Scenario, ending: usize, tally: &Tally, failed_by: Option<usize>) -> Self {
        let kind = scenario.file.endings[ending].kind;
        let scores = tally.scores();
        Self { ending, kind, scores, passed: passes(kind, &scores, failed_by) }
    }

    /// The sum of the rated scores.
    pub fn points(&self) -> i32 {
        Dimension::ALL.iter().filter_map(|&dimension| *self.scores.get(dimension)).map(i32::from).sum()
    }

    /// What results are compared by: the ending's rank, then the points.
    pub fn worth(&self) -> (std::cmp::Reverse<EndingKind>, i32) {
        (std::cmp::Reverse(self.kind), self.points())
    }
}

/// A result and the options that lead to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What comes out.
    pub verdict: Verdict,
    /// The options, by index, from where the search began.
    pub options: Vec<usize>,
}

/// What can come of a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The best that can be reached.
    pub best: Way,
    /// The worst.
    pub worst: Way,
    /// What blind chance earns.
    pub chance: Chance,
    /// Endings that some way reaches, by index.
    pub endings: Vec<bool>,
    /// Turns that some way reaches, by index.
    pub turns: Vec<bool>,
    /// Replies that were tried.
    pub tried: u64,
    /// The longest way, in replies.
    pub longest: usize,
    /// Every way was followed. Otherwise `best` and `worst` are the furthest that were found, and `chance` is an estimate.
    pub exact: bool,
}

/// What somebody earns who picks every option with the same probability.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chance {
    /// Of 1,000 attempts, how many pass, rounded.
    pub passes: u32,
    /// The mean of the points, rounded.
    pub points: i32,
    /// The mean of each score over the attempts that rated it, rounded.
    pub scores: Scores,
}

/// No more conversations than this are kept at one depth.
const WIDEST: usize = 300_000;
/// No conversation is followed further than this: one that long runs in a circle.
const DEEPEST: usize = 60;
/// A playtest tries no more replies than this: a few seconds.
pub(super) const MOST_TRIED: u64 = 6_000_000;
/// What the probabilities of all ways add up to.
const CERTAIN: u64 = 1 << 60;

type Key = (Spot, Tally);

struct Layer {
    keys: Vec<Key>,
    /// Probability, and the way here: the place in the layer before, and the option.
    from: Vec<(u64, u32, u16)>,
}

/// Looks at every way from a spot on, until `limit` replies have been tried; `tally` holds the scores so far, `progress`
/// hears of every reply deeper. `None` when no ending was reached.
pub fn search(
    stage: &mut Stage<'_>,
    from: Spot,
    tally: Tally,
    limit: u64,
    progress: &mut dyn FnMut(usize),
) -> Option<Outlook> {
    let scenario = stage.scenario();
    let started = stage.turns();
    let mut found = Search {
        scenario,
        best: None,
        worst: None,
        passed: 0,
        points: 0,
        scores: PerDimension::default(),
        ended: 0,
        endings: vec![false; scenario.file.endings.len()],
        turns: vec![false; scenario.file.turns.len()],
        exact: true,
    };
    let mut trail: Vec<Vec<(u32, u16)>> = Vec::new();
    let mut layer = Layer { keys: vec![(from, tally)], from: vec![(CERTAIN, 0, 0)] };
    while !layer.keys.is_empty() {
        if trail.len() == DEEPEST || stage.turns() - started > limit {
            found.exact = false;
            break;
        }
        progress(trail.len());
        let next = found.follow(stage, &layer, trail.len());
        trail.push(layer.from.iter().map(|&(_, parent, option)| (parent, option)).collect());
        layer = found.narrowed(next);
    }
    found.outlook(&trail, stage.turns() - started)
}

struct Search<'a> {
    scenario: &'a Scenario,
    best: Option<(Verdict, End)>,
    worst: Option<(Verdict, End)>,
    passed: u64,
    /// Points times probability.
    points: i128,
    /// For each dimension the scores times probability, and the probability that it is rated.
    scores: PerDimension<(u128, u128)>,
    ended: u64,
    endings: Vec<bool>,
    turns: Vec<bool>,
    exact: bool,
}

/// The last reply of a way: its layer, the place in it, the option.
#[derive(Clone, Copy)]
struct End {
    depth: usize,
    at: u32,
    option: u16,
}

impl Search<'_> {
    fn follow(&mut self, stage: &mut Stage<'_>, layer: &Layer, depth: usize) -> Layer {
        let mut next = Layer { keys: Vec::new(), from: Vec::new() };
        let mut known: HashMap<Key, u32, FixedState> =
            HashMap::with_capacity_and_hasher(layer.keys.len() * 2, FixedState::default());
        for (at, (spot, tally)) in layer.keys.iter().enumerate() {
            let turn = spot.state.turn;
            self.turns[turn] = true;
            let options = stage.options(turn).len();
            let share = layer.from[at].0 / options.max(1) as u64;
            for option in 0..options {
                let reply = stage.options(turn)[option];
                let (facts, to) = stage.reply(spot, reply);
                let mut tally = *tally;
                tally.add(&facts.scores);
                let here = End { depth, at: at as u32, option: option as u16 };
                match to {
                    Next::Ending(ending, state) => {
                        let verdict = Verdict::new(self.scenario, ending, &tally, state.failed_by);
                        self.ended(verdict, here, share);
                    }
                    Next::Spot(spot) => match known.entry((spot, tally)) {
                        Entry::Occupied(entry) => next.from[*entry.get() as usize].0 += share,
                        Entry::Vacant(entry) => {
                            entry.insert(next.keys.len() as u32);
                            next.keys.push((spot, tally));
                            next.from.push((share, here.at, here.option));
                        }
                    },
                }
            }
        }
        next
    }

    fn ended(&mut self, verdict: Verdict, end: End, share: u64) {
        self.endings[verdict.ending] = true;
        self.ended += share;
        self.points += i128::from(verdict.points()) * i128::from(share);
        for dimension in Dimension::ALL {
            if let Some(score) = *verdict.scores.get(dimension) {
                let (sum, rated) = self.scores.get_mut(dimension);
                *sum += u128::from(score) * u128::from(share);
                *rated += u128::from(share);
            }
        }
        if verdict.passed {
            self.passed += share;
        }
        if self.best.is_none_or(|(best, _)| verdict.worth() > best.worth()) {
            self.best = Some((verdict, end));
        }
        if self.worst.is_none_or(|(worst, _)| verdict.worth() < worst.worth()) {
            self.worst = Some((verdict, end));
        }
    }

    /// Where there are too many conversations: those with the most and the fewest points so far.
    fn narrowed(&mut self, layer: Layer) -> Layer {
        if layer.keys.len() <= WIDEST {
            return layer;
        }
        self.exact = false;
        let points = |(spot, tally): &Key| {
            let scores = tally.scores();
            let sum: i32 =
                Dimension::ALL.iter().filter_map(|&dimension| *scores.get(dimension)).map(i32::from).sum();
            sum + i32::from(spot.state.mood.trust) - i32::from(spot.state.mood.anger)
        };
        let mut order: Vec<usize> = (0..layer.keys.len()).collect();
        order.sort_by_key(|&at| (points(&layer.keys[at]), at));
        let half = WIDEST / 2;
        let kept = order[..half].iter().chain(&order[order.len() - half..]);
        let (keys, from) = kept.map(|&at| (layer.keys[at], layer.from[at])).unzip();
        Layer { keys, from }
    }

    fn outlook(self, trail: &[Vec<(u32, u16)>], tried: u64) -> Option<Outlook> {
        let way = |(verdict, end): (Verdict, End)| {
            let mut options = vec![usize::from(end.option)];
            let mut at = end.at;
            for depth in (1..=end.depth).rev() {
                let (parent, option) = trail[depth][at as usize];
                options.push(usize::from(option));
                at = parent;
            }
            options.reverse();
            Way { verdict, options }
        };
        let ended = self.ended.max(1);
        let permille = (u128::from(self.passed) * 1000 + u128::from(ended) / 2) / u128::from(ended);
        Some(Outlook {
            best: way(self.best?),
            worst: way(self.worst?),
            chance: Chance {
                passes: permille as u32,
                points: ((self.points + i128::from(ended) / 2) / i128::from(ended)) as i32,
                scores: PerDimension::from_fn(|dimension| {
                    let (sum, rated) = *self.scores.get(dimension);
                    // The mean of scores is a score.
                    (rated > 0).then(|| ((sum + rated / 2) / rated) as u8)
                }),
            },
            endings: self.endings,
            turns: self.turns,
            tried,
            longest: trail.len(),
            exact: self.exact,
        })
    }
}
