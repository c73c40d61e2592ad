//! Replies and what became of them.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Facts, State};
use crate::scenario::Mood;
use crate::scoring::Receipt;

/// How a scenario is played. All three use one scorer and one scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Replies are chosen from the author's.
    Guided,
    /// Replies are typed, a coach listens, hints cost points.
    #[default]
    Practice,
    /// Replies are typed, with no help and no way back.
    Assessment,
}

impl Mode {
    /// All three, from most to least help.
    pub const ALL: [Mode; 3] = [Mode::Guided, Mode::Practice, Mode::Assessment];

    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Guided => "Guided",
            Mode::Practice => "Practice",
            Mode::Assessment => "Assessment",
        }
    }

    /// As programs read it.
    pub fn key(self) -> &'static str {
        match self {
            Mode::Guided => "guided",
            Mode::Practice => "practice",
            Mode::Assessment => "assessment",
        }
    }
}

/// What the trainee says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The words; not looked at when an option is chosen.
    pub text: String,
    /// The option chosen, by index.
    pub option: Option<usize>,
    /// Hints taken before it.
    pub hints: u8,
    /// Milliseconds since the conversation began, where somebody measured.
    pub at_ms: Option<u64>,
}

impl Reply {
    /// Typed words.
    pub fn typed(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// An option by its index.
    pub fn chosen(option: usize) -> Self {
        Self { option: Some(option), ..Self::default() }
    }
}

/// One reply with everything that came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The turn it answered, by index.
    pub turn: usize,
    /// What the customer had said.
    pub customer: String,
    /// The option, if one was chosen.
    pub option: Option<usize>,
    /// The words.
    pub reply: String,
    /// Hints taken before it.
    pub hints: u8,
    /// Milliseconds since the conversation began, where somebody measured.
    pub at_ms: Option<u64>,
    /// What it is worth.
    pub receipt: Receipt,
    /// Where the conversation stood before.
    pub before: State,
    /// What it did.
    pub facts: Facts,
    /// How the customer felt after.
    pub mood: Mood,
}

/// What stands for the id of an ending where the trainee left, or where nothing has ended yet.
pub const LEFT: &str = "left";

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// At one of the scenario's endings, by index.
    Ended(usize),
    /// The trainee left.
    Left,
}

/// Why a reply was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Nothing but blank space.
    #[error("there is nothing in the reply yet; write at least a word")]
    Empty,
    /// More than anybody would read.
    #[error("the reply has {length} characters and a customer would never read it; keep it under {max}", max = crate::scoring::LONGEST_REPLY)]
    TooLong {
        /// How many characters it has.
        length: usize,
    },
    /// Guided mode takes options only.
    #[error("in guided mode choose one of the options, 1 to {options}")]
    ChooseAnOption {
        /// How many there are.
        options: usize,
    },
    /// No such option.
    #[error("there is no option {given}; choose 1 to {options}")]
    NoSuchOption {
        /// Counted from 1.
        given: usize,
        /// How many there are.
        options: usize,
    },
    /// The conversation has ended.
    #[error("the conversation is over")]
    Over,
}
