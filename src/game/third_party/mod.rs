//! What other people's crates get wrong, mended from outside: one file for each crate, one function for each defect.
//!
//! Each says which version has the defect, so that an upgrade knows what to try without.

pub mod bevy_egui;
pub mod bevy_winit;
