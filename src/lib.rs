//! Composure: scripted customers, replies scored with the words as evidence, and a debrief.
//!
//! Data flows one way, downwards in this list; no module knows one below it.
#![doc = "text, rubric, scoring, scenario, session, debrief, records, cli, ui, game"]

#[cfg(feature = "game")]
pub mod game;
#[cfg(feature = "ui")]
pub mod ui;
