//! Scenarios: the file format, the checked model, and every problem on the way.
//!
//! Architecture invariant: nothing here reads a file; bytes come in, a [`Scenario`] or [`Diagnostic`]s go out.
//!
//! [`Diagnostic`]: crate::source::Diagnostic

mod bits;
mod codes;
mod embedded;
mod file;
mod listening;
mod read;
mod script;
mod shared;
mod validate;
mod voice;
mod walk;

pub use bits::Bits;
pub use codes::CODES;
pub use embedded::{embedded, shipped, shipped_shared};
pub use file::{
    Allowance, Article, Brief, Channel, Concern, Condition, Customer, Difficulty, Ending, EndingKind,
    ExpectedBands, FORMAT, Gauge, Goodwill, Interrupt, LabelledReply, Memory, Mood, MoodWords, Policy,
    PolicyRule, Promise, Pronoun, ReplyOption, Returns, Rule, SaysWhen, ScenarioFile, Temperament, Turn,
    Uses,
};
pub use listening::{Given, Heard, Listening};
pub use read::{Scenario, ScenarioSource, read};
pub use script::{Ask, Beginning, Script, ScriptPromise, ScriptRule, ScriptTurn, Target};
pub use shared::{Company, Persona, Shared, SharedFile, SharedPolicy};
pub use voice::spoken;
pub use walk::Place;
