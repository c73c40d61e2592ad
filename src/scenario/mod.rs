//! Scenarios: the file format, the checked model, and every problem on the way.
//!
//! Architecture invariant: nothing here reads a file; bytes come in, a [`Scenario`] or [`Diagnostic`]s go out.
//!
//! [`Diagnostic`]: crate::source::Diagnostic

mod codes;
mod embedded;
mod file;
mod listening;
mod read;
mod validate;

pub use codes::CODES;
pub use embedded::{EMBEDDED, shipped};
pub use file::{
    Brief, Channel, Concern, Condition, Customer, Difficulty, Ending, EndingKind, ExpectedBands, FORMAT,
    Gauge, Interrupt, Mood, MoodWords, Policy, PolicyRule, Pronoun, ReplyOption, Rule, SaysWhen,
    ScenarioFile, Temperament, Turn,
};
pub use listening::Listening;
pub use read::{Scenario, Target, read};
