//! Reading a RON text that a trainer wrote: every problem in it, each with its exact place.
//!
//! A text goes through three steps. [`Outline::scan`] is tolerant: it finds the structure of even a
//! broken text, with every span, and says what is wrong with the writing. `ron` is the judge: a text
//! that it reads gives the value. Where it refuses, the outline is held against the type (`fit`),
//! which gives all the places that do not fit, in the author's words.
//!
//! Architecture invariant: nothing here reads a file, a clock or the environment, and no input
//! makes it panic.

mod codes;
mod diagnostic;
mod fault;
mod fit;
mod lexer;
mod lines;
mod load;
mod origin;
mod outline;
mod path;
mod plain;
mod reading;
mod render;
mod scan;
mod stand_in;
mod wording;

pub use codes::{CODES, CodeEntry, code_entry};
pub use diagnostic::{Diagnostic, Place, Severity};
pub use load::{Loaded, MAX_BYTES, MAX_PROBLEMS, load, load_format};
pub use origin::Origin;
pub use outline::{Kind, MAX_DEPTH, MAX_NODES, Node, NodeId, Outline};
pub use path::{Path, PathError, Step};
pub use render::render;
pub use wording::nearest;
