//! How the scorer agrees with labelled replies, and points fitted to them.
//!
//! Three sorts of label: *contrast* (one reply must score above another in a dimension), *invariance* (two replies must
//! score alike) and *graded* (marks from 0 to 4). The labelled set that ships with the program has two parts: one that
//! points may be fitted to, one that only checks. No word ever gets a weight from them; only the whole points of named
//! behaviours are fitted, because a bag of words learns how a file was written and not what a reply does.

mod fit;
mod items;
mod measures;

pub use fit::{Change, FitError, fit};
pub use items::{Item, Label, Pair, Part, read, shipped};
pub use measures::{Graded, Measures, Share, measure};
