//! egui screens.
