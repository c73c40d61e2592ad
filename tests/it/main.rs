//! The one integration binary.

mod bad_input;
mod cli;
mod golden;
mod invariants;
mod properties;
mod support;

#[cfg(feature = "ui")]
mod desk;

#[cfg(feature = "game")]
mod shell;
