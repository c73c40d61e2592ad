//! The customer and the place behind her: one list of flat shapes, drawn as egui meshes.
//!
//! A [`Feeling`] becomes [`FaceParams`], the params and a [`Person`] become a [`Drawing`], and the
//! tessellator makes of it one mesh whose edges fade over a physical pixel, so that no multisampling
//! is needed. The same arguments give the same mesh; that of the stage is kept until one of them changes.
//!
//! Architecture Invariant: no scores, no session, no theme. Colours come from the parts files in
//! `assets/people`, `assets/places` and `assets/channels`, or are derived from them in `colour.rs`.

mod body;
mod colour;
mod curve;
mod eyes;
mod face;
mod hair;
mod hands;
mod head;
mod mouth;
mod movement;
mod paint;
mod person;
#[cfg(test)]
mod pictures;
mod place;
mod pose;
mod scarf;
mod setting;
mod shape;
mod tessellate;
mod wear;

pub use face::{FaceParams, Feeling};
pub use movement::{Cue, Durations, Movement};
pub use paint::{Scene, bust, bust_mesh, round_corners, stage, stage_mesh};
pub use person::{Beard, Clothes, Hair, Held, Person};
pub use place::{Figure, Outline, Place};
pub use pose::Pose;
pub use shape::{Drawing, Form, Frame, Pen, Shape};
pub use tessellate::tessellate;
