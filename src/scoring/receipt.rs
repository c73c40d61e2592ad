//! What a score is made of, to the last point.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::rubric::{BehaviourId, Dimension, Evidence, History, PerDimension};

/// 0 to 100 per dimension; `None` where the turn does not call for it.
pub type Scores = PerDimension<Option<u8>>;

/// A behaviour found, with what it is worth in one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which behaviour.
    pub behaviour: BehaviourId,
    /// In which dimension these points count.
    pub dimension: Dimension,
    /// The points that it adds; 0 where `note` says why not.
    pub points: i32,
    /// Where it shows.
    pub evidence: Evidence,
    /// Why it counts less than it would alone.
    pub note: Option<Note>,
}

/// Why a finding adds nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// The behaviour has already been counted as often as it counts.
    Again,
    /// The same words already count for another behaviour in this dimension.
    SameWords,
}

impl Note {
    /// As people read it.
    pub fn sentence(self) -> &'static str {
        match self {
            Note::Again => "counted already; saying it again adds nothing",
            Note::SameWords => "the same words already count for something else",
        }
    }
}

/// Points that no single finding answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// In which dimension.
    pub dimension: Dimension,
    /// Why.
    pub reason: Reason,
    /// How many; below 0 for less.
    pub points: i32,
}

/// Why an [`Adjustment`] was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Beyond a certain sum, more of the good adds half.
    Saturated,
    /// A brush-off beside them takes the worth from warm words.
    Spoiled,
    /// The scale ends at 0 and at 100.
    EndOfScale,
    /// Hints were taken.
    Hints,
}

impl Reason {
    /// As people read it.
    pub fn sentence(self) -> &'static str {
        match self {
            Reason::Saturated => "the more there is, the less each adds",
            Reason::Spoiled => "warm words beside a brush-off count for little",
            Reason::EndOfScale => "the scale ends here",
            Reason::Hints => "hints taken",
        }
    }
}

/// The scores of one reply and everything they are the sum of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// The three scores.
    pub scores: Scores,
    /// All findings in rated dimensions, in the order of the text, what is absent last.
    pub findings: Vec<Finding>,
    /// What was added or taken besides.
    pub adjustments: Vec<Adjustment>,
    /// Every behaviour found, rated or not, and how often.
    pub shown: BTreeMap<BehaviourId, u32>,
    /// What the next reply needs to know of this one and those before.
    pub history: History,
}

impl Receipt {
    /// Base, findings and adjustments added up: the score, by another way.
    pub fn sum(&self, dimension: Dimension) -> i32 {
        let findings = self
            .findings
            .iter()
            .filter(|finding| finding.dimension == dimension)
            .map(|finding| finding.points);
        let adjustments =
            self.adjustments.iter().filter(|other| other.dimension == dimension).map(|other| other.points);
        super::BASE + findings.sum::<i32>() + adjustments.sum::<i32>()
    }

    /// Whether a behaviour was found.
    pub fn shows(&self, id: &str) -> bool {
        self.shown.keys().any(|shown| shown.as_str() == id)
    }
}
