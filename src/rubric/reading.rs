//! Everything that the checks may look at: the reply, the customer's message and what came before.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Climate, Details};
use crate::text::{Hits, Span, Text};

/// What the customer just said, taken apart once for all replies to it.
#[derive(Clone, Debug, Default)]
pub struct Customer {
    /// The message taken apart.
    pub text: Text,
    /// Where the rubric's patterns match in it.
    pub hits: Hits,
    /// What a reply can give back of it.
    pub details: Details,
    /// How it reads.
    pub climate: BTreeSet<Climate>,
}

/// The little that earlier replies leave behind for the scoring of later ones. Bounded, so that the states of a
/// scenario stay countable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct History {
    /// Apologies made so far, at most [`History::MOST`].
    pub apologies: u8,
    /// A boundary against abuse has been set.
    pub boundary: bool,
}

impl History {
    /// Counting stops here.
    pub const MOST: u8 = 4;
}

/// Words of the reply that touch something the scenario knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Which concern or rule of policy, by its place in the scenario.
    pub index: usize,
    /// The words.
    pub span: Span,
}

/// What the checks look at.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The reply taken apart.
    pub text: &'a Text,
    /// Where the rubric's patterns match in it.
    pub hits: &'a Hits,
    /// The customer's last message.
    pub customer: &'a Customer,
    /// What earlier replies did.
    pub history: History,
    /// Open concerns that the reply answers.
    pub answers: &'a [Answer],
    /// Rules of the company's policy that the reply breaks.
    pub breaches: &'a [Answer],
}
