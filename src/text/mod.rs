//! Words of a reply: where they stand, how they fold together, and patterns over them.
//!
//! Knows nothing of rubrics or scenarios. Everything here is pure and linear in the length of the text.

mod apostrophe;
mod fold;
mod inflect;
mod lexicon;
mod matcher;
mod pattern;
mod read;
mod sound;
mod span;

pub use inflect::{noun_forms, verb_forms};
pub use lexicon::{Lexicon, WordId};
pub use matcher::{Classes, Hit, Hits, Matcher, MatcherBuilder, SetId};
pub use pattern::PatternError;
pub use read::{Break, Sentence, Text, Word};
pub use sound::sound;
pub use span::Span;
