//! The one integration binary.

#[macro_use]
mod support;

mod bad_input;
mod cli;
mod golden;
mod invariants;
mod properties;

#[cfg(feature = "ui")]
mod desk;

#[cfg(feature = "game")]
mod shell;
