//! The one integration binary.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod agreement;
mod authoring;
mod bad_input;
mod branches;
mod cli;
mod golden;
mod invariants;
mod mutations;
mod packs;
mod playtest;
mod properties;
mod records;
mod report;
mod scores;
mod support;

#[cfg(feature = "ui")]
mod desk;
#[cfg(feature = "ui")]
mod scoreboard;
#[cfg(feature = "ui")]
mod shelf;

#[cfg(feature = "ui-test")]
mod player;
#[cfg(feature = "ui-test")]
mod sweep;

#[cfg(feature = "game")]
mod shell;

#[cfg(all(feature = "game", target_os = "linux"))]
mod window;

#[cfg(all(feature = "game", feature = "ui-test", target_os = "linux"))]
mod access;
