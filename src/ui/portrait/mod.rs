//! The customer and the place behind her: one list of flat shapes, drawn as egui meshes.
//!
//! A [`Feeling`] becomes [`FaceParams`], the params and a [`Person`] become a [`Drawing`], and the
//! tessellator makes of it one mesh whose edges fade over a physical pixel, so that no multisampling
//! is needed. Nothing here keeps state: the same arguments give the same mesh.
//!
//! Architecture Invariant: no scores, no session, no theme. Colours come from the parts files in
//! `assets/people` and `assets/places`, or are derived from them in `colour.rs`.

mod body;
mod colour;
mod curve;
mod eyes;
mod face;
mod hair;
mod hands;
mod head;
mod mouth;
mod paint;
mod person;
mod place;
mod scarf;
mod shape;
mod tessellate;
mod wear;

pub use face::{FaceParams, Feeling};
pub use paint::{bust, bust_mesh, round_corners, stage, stage_mesh};
pub use person::{Clothes, Hair, Held, Person};
pub use place::{Figure, Outline, Place};
pub use shape::{Drawing, Form, Frame, Pen, Shape};
pub use tessellate::tessellate;
