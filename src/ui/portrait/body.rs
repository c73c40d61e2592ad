//! The whole person in drawing order, and what is not her head: torso and neck.

use super::colour::{cloth_shade, flushed, skin_shade};
use super::curve::mirrored;
use super::face::FaceParams;
use super::hair;
use super::person::{Hair, Person};
use super::shape::{Drawing, Frame, Pen};
use super::{hands, head, scarf, wear};
use egui::{Pos2, vec2};

/// Units the head always hangs below its own origin.
const HEAD_SEAT: f32 = 9.0;

/// Everything a part needs to know.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sitter<'a> {
    pub(super) person: &'a Person,
    pub(super) face: FaceParams,
    /// 0 open to 1 shut.
    pub(super) blink: f32,
}

/// Adds the person to the drawing: the face's origin at `origin`, `scale` screen points to a unit.
pub(super) fn draw(drawing: &mut Drawing, sitter: Sitter<'_>, origin: Pos2, scale: f32) {
    let face = sitter.face;
    let still = Frame::new(origin, scale * face.lean);
    let body = still.raised(face.shoulders);
    let head = still.turned(face.head_tilt, vec2(0.0, 80.0), HEAD_SEAT + face.head_drop);
    let mut pen = Pen::new(drawing, body);
    hair::behind(&mut pen.within(head), sitter.person);
    wear::behind(&mut pen, sitter.person);
    torso(&mut pen, sitter.person);
    wear::opening(&mut pen, sitter.person);
    neck(&mut pen, sitter);
    wear::front(&mut pen, sitter.person);
    if sitter.person.hair_style == Hair::Headscarf {
        scarf::drape(&mut pen, sitter.person);
    }
    head::draw(&mut pen.within(head), sitter);
    hands::draw(&mut pen.within(still), (head, body), sitter);
}

fn torso(pen: &mut Pen<'_>, person: &Person) {
    let half = [
        (0.0, 120.0),
        (30.0, 112.0),
        (74.0, 126.0),
        (112.0, 152.0),
        (130.0, 206.0),
        (140.0, 290.0),
        (142.0, 400.0),
        (0.0, 404.0),
    ];
    pen.curve(person.top, (0.0, 250.0), &mirrored(&half));
    let fold = cloth_shade(person.top);
    for side in [-1.0, 1.0] {
        pen.smooth(fold, 4.6, &[(side * 95.0, 203.0), (side * 98.0, 236.0), (side * 101.0, 300.0)]);
    }
}

fn neck(pen: &mut Pen<'_>, sitter: Sitter<'_>) {
    let half = [(27.0, 40.0), (26.0, 92.0), (36.0, 116.0), (22.0, 134.0), (0.0, 143.0)];
    let shade = skin_shade(flushed(sitter.person.skin, sitter.face.flush));
    pen.curve(shade, (0.0, 90.0), &mirrored(&half));
}
