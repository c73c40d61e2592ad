//! The three dimensions, the bands of their scale, and the principles that behaviours and scenarios train.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One of the three things a reply is scored on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Dimension {
    /// Does the reply show that the agent has felt and understood the customer's position?
    #[serde(alias = "empathy")]
    Empathy,
    /// Does the agent take the problem on, and move it?
    #[serde(alias = "ownership")]
    Ownership,
    /// Does the reply lower the temperature?
    #[serde(alias = "deescalation")]
    Deescalation,
}

impl Dimension {
    /// All three, in the order in which they are always shown.
    pub const ALL: [Dimension; 3] = [Dimension::Empathy, Dimension::Ownership, Dimension::Deescalation];

    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            Dimension::Empathy => "Empathy",
            Dimension::Ownership => "Ownership",
            Dimension::Deescalation => "De-escalation",
        }
    }

    /// As programs read it: the field's name in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Dimension::Empathy => "empathy",
            Dimension::Ownership => "ownership",
            Dimension::Deescalation => "deescalation",
        }
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One value for each dimension; in JSON an object with the three keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerDimension<T> {
    /// For empathy.
    pub empathy: T,
    /// For ownership.
    pub ownership: T,
    /// For de-escalation.
    pub deescalation: T,
}

impl<T> PerDimension<T> {
    /// The value that `make` gives for each dimension.
    pub fn from_fn(mut make: impl FnMut(Dimension) -> T) -> Self {
        Self {
            empathy: make(Dimension::Empathy),
            ownership: make(Dimension::Ownership),
            deescalation: make(Dimension::Deescalation),
        }
    }

    /// The value for one dimension.
    pub fn get(&self, dimension: Dimension) -> &T {
        match dimension {
            Dimension::Empathy => &self.empathy,
            Dimension::Ownership => &self.ownership,
            Dimension::Deescalation => &self.deescalation,
        }
    }

    /// The value for one dimension, to change.
    pub fn get_mut(&mut self, dimension: Dimension) -> &mut T {
        match dimension {
            Dimension::Empathy => &mut self.empathy,
            Dimension::Ownership => &mut self.ownership,
            Dimension::Deescalation => &mut self.deescalation,
        }
    }
}

/// The five words for a score, used by authors, raters and the debrief.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Band {
    /// 0 to 24.
    Harmful,
    /// 25 to 44.
    Weak,
    /// 45 to 59: a civil reply that does nothing either way.
    Neutral,
    /// 60 to 79.
    Good,
    /// 80 to 100.
    Excellent,
}

impl Band {
    /// The band of a score from 0 to 100.
    pub fn of(score: u8) -> Self {
        match score {
            0..=24 => Band::Harmful,
            25..=44 => Band::Weak,
            45..=59 => Band::Neutral,
            60..=79 => Band::Good,
            _ => Band::Excellent,
        }
    }

    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            Band::Harmful => "Harmful",
            Band::Weak => "Weak",
            Band::Neutral => "Neutral",
            Band::Good => "Good",
            Band::Excellent => "Excellent",
        }
    }
}

/// Declares the principle ids with their titles, once.
macro_rules! principles {
    ($($id:ident $title:literal,)*) => {
        /// A principle of good support that a behaviour shows or a scenario trains.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "each is documented by its title")]
        pub enum Principle { $($id,)* }

        impl Principle {
            /// All of them, in their customary order.
            pub const ALL: &[Principle] = &[$(Principle::$id,)*];

            /// The short form, `D1`.
            pub fn id(self) -> &'static str {
                match self { $(Principle::$id => stringify!($id),)* }
            }

            /// What it asks for, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Principle::$id => $title,)* }
            }
        }
    };
}

principles! {
    D1 "show empathy",
    D2 "take ownership",
    D3 "offer solutions, not excuses",
    D4 "always follow up",
    D5 "take feedback and learn from it",
    D6 "show gratitude",
    D7 "go the extra mile",
    N1 "don't blame the customer",
    N2 "no false promises",
    N3 "don't overcomplicate",
    N4 "don't ignore complaints",
    N5 "don't lose your cool",
    N6 "a customer is not a transaction",
    P1 "several ways to reach you",
    P2 "material instead of walls of text",
    P3 "spend goodwill well",
    P4 "mend the cause, not the ticket",
    P5 "time to improve things",
    P6 "ask for feedback, answer reviews",
    P7 "live the company's values",
    P8 "lifelong relations",
    P9 "fix your mistakes at no charge",
    P10 "know your customer, do not pry",
    A1 "hold the line against abuse",
    A2 "win over the angriest",
    A3 "patience with a goal",
    A4 "copy that people remember",
    R1 "no scripted phrases",
    R2 "solve the serious at once",
    R3 "recover, and keep the customer",
    C1 "see the customer's side",
    C2 "answer before they ask",
    C3 "the same standard each time",
    M1 "what teams measure",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_meet_without_gaps() {
        let bands: Vec<Band> = (0..=100).map(Band::of).collect();
        assert!(bands.is_sorted());
        assert_eq!(
            (Band::of(24), Band::of(25), Band::of(59), Band::of(60)),
            (Band::Harmful, Band::Weak, Band::Neutral, Band::Good)
        );
    }
}
