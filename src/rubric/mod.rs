//! What is looked for in a reply: behaviours as data, and the few kinds of check that find them.
//!
//! A rubric is read from RON files (one behaviour each, word classes beside them), compiled once and never changed.
//! It finds; what a finding is worth in the end is [`crate::scoring`]'s business.
//!
//! Architecture invariant: nothing here reads a file, a clock or a random number.

mod behaviour;
mod check;
mod climate;
mod codes;
mod compile;
mod details;
mod dimension;
mod embedded;
mod parts;
mod reading;

pub use behaviour::{Behaviour, BehaviourId, Example, Points};
pub use check::{Check, Evidence};
pub use climate::{Climate, ClimateFile};
pub use codes::CODES;
pub use compile::{Rubric, RubricText};
pub use details::Details;
pub use dimension::{Band, Dimension, PerDimension, Principle};
pub use embedded::{EMBEDDED, sources, standard};
pub use parts::RubricSource;
pub use reading::{Answer, Customer, History, Reading};
