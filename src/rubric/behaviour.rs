//! One behaviour: what it is, what it is worth, why, and how it shows.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::text::Span;

use super::{Check, Climate, Dimension, Principle};

/// The name of a behaviour: its file's name without the ending, unique in a rubric.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct BehaviourId(Arc<str>);

impl BehaviourId {
    /// As it is written in files.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for BehaviourId {
    fn from(id: String) -> Self {
        Self(id.into())
    }
}

impl From<BehaviourId> for String {
    fn from(id: BehaviourId) -> Self {
        id.as_ref().to_owned()
    }
}

impl fmt::Display for BehaviourId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for BehaviourId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Whole points per dimension, -40 to 40 each; what is left out is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Points {
    /// On empathy.
    pub empathy: i8,
    /// On ownership.
    pub ownership: i8,
    /// On de-escalation.
    pub deescalation: i8,
}

impl Points {
    /// The most that one occurrence of a behaviour may be worth, either way.
    pub const MOST: i8 = 40;

    /// For one dimension.
    pub fn get(self, dimension: Dimension) -> i32 {
        i32::from(match dimension {
            Dimension::Empathy => self.empathy,
            Dimension::Ownership => self.ownership,
            Dimension::Deescalation => self.deescalation,
        })
    }

    /// Gives one dimension other points, at most [`Points::MOST`] either way.
    pub fn set(&mut self, dimension: Dimension, points: i32) {
        let points = points.clamp(-i32::from(Self::MOST), i32::from(Self::MOST)) as i8;
        match dimension {
            Dimension::Empathy => self.empathy = points,
            Dimension::Ownership => self.ownership = points,
            Dimension::Deescalation => self.deescalation = points,
        }
    }

    /// Whether all three are within [`Points::MOST`].
    pub fn in_range(self) -> bool {
        Dimension::ALL.iter().all(|&dimension| self.get(dimension).abs() <= i32::from(Self::MOST))
    }

    /// Whether it lowers more than it raises.
    pub fn hurts(self) -> bool {
        Dimension::ALL.iter().map(|&dimension| self.get(dimension)).sum::<i32>() < 0
    }

    /// The dimension it touches most.
    pub fn main_dimension(self) -> Dimension {
        let mut main = Dimension::Empathy;
        for dimension in Dimension::ALL {
            if self.get(dimension).abs() > self.get(main).abs() {
                main = dimension;
            }
        }
        main
    }
}

/// A behaviour as its author writes it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Behaviour {
    /// What the agent does, as a short sentence without a subject: "names the feeling".
    pub title: String,
    /// The common name under which programs count it (`gratitude`, `apology`), where it has one.
    #[serde(default)]
    pub family: Option<String>,
    /// The principles it shows, or offends against.
    pub principles: Vec<Principle>,
    /// Why it matters, for the debrief, with its source where there is one.
    pub why: String,
    /// What to do, or to do instead.
    pub tip: String,
    /// What one occurrence is worth.
    pub points: Points,
    /// What it was worth before the `points.ron` of the uppermost pack; there points are fitted from.
    #[serde(skip)]
    pub given: Points,
    /// How many occurrences count in one reply, 1 to 3; further ones are shown and earn nothing.
    #[serde(default = "one")]
    pub counts: u8,
    /// The customer's tone that it needs, any of these; empty means any tone.
    #[serde(default)]
    pub when: Vec<Climate>,
    /// What it raises in these dimensions is worthless beside it: warm words before a brush-off.
    #[serde(default)]
    pub spoils: Vec<Dimension>,
    /// The checks that find it, any of them.
    pub look_for: Vec<Check<Vec<String>>>,
    /// Replies that show it. Every one is a test.
    pub hits: Vec<Example>,
    /// Replies that nearly show it and don't. Every one is a test.
    pub misses: Vec<Example>,
}

fn one() -> u8 {
    1
}

/// A reply, and what the customer said before it: `"Where is it? => On its way."`, or just the reply. In square brackets
/// stand the words that a scenario would hear as an answer to a concern, or as a breach of its policy: `"[By six] it is
/// with you."`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct Example {
    /// The customer's message; empty where it does not matter.
    pub customer: String,
    /// The agent's reply, without the brackets.
    pub reply: String,
    /// The words in brackets.
    pub heard: Option<Span>,
}

impl From<String> for Example {
    fn from(line: String) -> Self {
        let (customer, marked) = line.split_once(" => ").unwrap_or(("", &line));
        let place = |bracket: char| marked.chars().position(|letter| letter == bracket);
        let heard = place('[').zip(place(']')).filter(|(from, to)| from < to);
        // The opening bracket is gone before the words begin.
        let heard = heard.map(|(from, to)| Span::new(from as u32, to as u32 - 1));
        let reply = if heard.is_some() { marked.replace(['[', ']'], "") } else { marked.to_owned() };
        Self { customer: customer.to_owned(), reply, heard }
    }
}
