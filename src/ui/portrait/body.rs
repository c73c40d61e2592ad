//! The whole person in drawing order, and what is not her head: torso and neck.

use super::colour::{cloth_shade, faded, flushed, skin_deep, skin_shade};
use super::curve::mirrored;
use super::face::FaceParams;
use super::hair;
use super::person::{Hair, Held, Person};
use super::pose::Pose;
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
    /// 0 silent to 1 speaking.
    pub(super) talk: f32,
    /// What the hands hold.
    pub(super) held: Held,
}

impl<'a> Sitter<'a> {
    pub(super) fn new(person: &'a Person, pose: Pose, held: Held) -> Self {
        Self { person, face: pose.params(), blink: pose.blink, talk: pose.talk, held }
    }
}

/// Adds the person to the drawing: the face's origin at `origin`, `scale` screen points to a unit.
pub(super) fn draw(drawing: &mut Drawing, sitter: Sitter<'_>, origin: Pos2, scale: f32) {
    let face = sitter.face;
    let still = Frame::new(origin, scale * face.lean);
    let body = still.raised(face.shoulders);
    let head = still.turned(face.head_tilt + sitter.person.tilt, vec2(0.0, 80.0), HEAD_SEAT + face.head_drop);
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
    // The neck is everybody's, the shoulders are one's own.
    let half = half.map(|(x, y)| (if x > 40.0 { x * person.build } else { x }, y));
    pen.curve(person.top, (0.0, 250.0), &mirrored(&half));
    let fold = cloth_shade(person.top);
    for side in [-1.0, 1.0] {
        let at = |x: f32| side * x * person.build;
        pen.smooth(fold, 4.6, &[(at(95.0), 203.0), (at(98.0), 236.0), (at(101.0), 300.0)]);
    }
}

fn neck(pen: &mut Pen<'_>, sitter: Sitter<'_>) {
    let half = [(27.0, 40.0), (26.0, 92.0), (36.0, 116.0), (22.0, 134.0), (0.0, 143.0)];
    let shade = skin_shade(flushed(sitter.person.skin, sitter.face.flush));
    pen.curve(shade, (0.0, 90.0), &mirrored(&half));
    // What the chin keeps from the light: without it head and neck are one piece.
    pen.oval(faded(skin_deep(sitter.person.skin), 0.34), (0.0, 84.0 + sitter.face.head_drop), (25.6, 13.5));
}
