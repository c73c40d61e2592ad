//! Composure: scripted customers, replies scored with the words as evidence, and a debrief.
//!
//! Data flows one way, downwards in this list; no module knows one below it. `text` to `comparison` are pure: they read
//! no clock, no file and no global randomness, and nothing they store or compare is a float.

pub mod text;

pub mod source;

pub mod rubric;

pub mod scoring;

pub mod scenario;

pub mod session;

pub mod playtest;

pub mod lint;

pub mod debrief;

pub mod comparison;

pub mod report;

pub mod agreement;

pub mod library;

pub mod records;

pub mod settings;

pub mod pages;

pub mod cli;

#[cfg(not(feature = "game"))]
#[path = "no_window.rs"]
pub mod window;

#[cfg(feature = "ui")]
pub mod ui;

#[cfg(feature = "game")]
pub mod game;

#[cfg(feature = "game")]
pub mod window;
