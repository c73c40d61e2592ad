//! The mouth: closed lips, a shout, or a laugh.

use super::body::Sitter;
use super::colour::{MOUTH, TEETH, faded, lip_line, mix, skin_deep};
use super::curve::{Point, bend, closed, open};
use super::face::FaceParams;
use super::shape::Pen;
use egui::{Color32, Pos2, pos2};

/// Height of the middle of the mouth.
const HEIGHT: f32 = 49.0;
/// Under this the lips stay closed.
const LEAST_OPEN: f32 = 0.08;

/// Units between the lips at the widest of a word.
const TALK_GAP: f32 = 9.0;

/// Draws the mouth.
pub(super) fn draw(pen: &mut Pen<'_>, sitter: Sitter<'_>, skin: Color32) {
    let person = sitter.person;
    let shape = Shape::of(&sitter.face);
    if sitter.face.mouth_open < LEAST_OPEN {
        let lips = mix(person.lip, skin, person.lip_skin);
        let gap = TALK_GAP * sitter.talk.clamp(0.0, 1.0);
        lip_pair(pen, shape, (lips, lip_line(person.lip)), gap);
        let y = shape.middle + 14.0 + gap * 0.5;
        pen.bend(faded(skin_deep(skin), 0.5), 2.2, [(-8.0, y - 0.6), (0.0, y + 1.6), (8.0, y - 0.6)]);
    } else if sitter.face.mouth_curve < 0.0 {
        shout(pen, shape, sitter.face.mouth_open, person.lip);
    } else {
        laugh(pen, shape, sitter.face.mouth_open, person.lip);
    }
}

/// Height of the corners of the mouth.
pub(super) fn corner(face: &FaceParams) -> f32 {
    Shape::of(face).corner
}

/// Where the corners and the middle of the line between the lips are.
#[derive(Clone, Copy)]
struct Shape {
    half: f32,
    corner: f32,
    middle: f32,
}

impl Shape {
    fn of(face: &FaceParams) -> Self {
        let curve = face.mouth_curve;
        // The design gives 8 and 11 units from the line's middle to its corners' controls: half of that
        // is seen.
        let corner = HEIGHT - curve * if curve < 0.0 { 4.4 } else { 5.8 };
        Self { half: face.mouth_width, corner, middle: HEIGHT + 0.18 * (HEIGHT - corner) }
    }

    /// A curve from the left corner to the right one whose middle is at `y`.
    fn arc(self, y: f32, samples: usize) -> impl DoubleEndedIterator<Item = Pos2> {
        let control = 2.0 * y - self.corner;
        let points: Vec<_> =
            bend((-self.half, self.corner), (0.0, control), (self.half, self.corner), samples).collect();
        points.into_iter()
    }

    /// Height of the line between closed lips at `x`.
    fn line_at(self, x: f32) -> f32 {
        let part = x / self.half;
        self.middle + (self.corner - self.middle) * part * part
    }

    /// The same where the lips are apart: `gap` units lower in the middle, not at all in the corners.
    fn parted_at(self, x: f32, gap: f32) -> f32 {
        let part = x / self.half;
        self.line_at(x) + gap * (1.0 - part * part)
    }
}

/// Closed lips or, while she speaks, lips `gap` units apart in the middle.
fn lip_pair(pen: &mut Pen<'_>, shape: Shape, (lips, dark): (Color32, Color32), gap: f32) {
    let edge = shape.half * 0.80;
    let upper =
        [(-1.0, 0.0), (-0.62, -4.2), (-0.26, -6.4), (0.0, -5.2), (0.26, -6.4), (0.62, -4.2), (1.0, 0.0)];
    let lower = [(-1.0, 0.0), (-0.66, 5.4), (-0.32, 8.4), (0.0, 9.2), (0.32, 8.4), (0.66, 5.4), (1.0, 0.0)];
    let samples = pen.samples();
    // The lower lip goes down three times as far as the upper one goes up.
    let shares = (-0.25 * gap, 0.75 * gap);
    if gap > 0.0 {
        let along = |share: f32| {
            let side = move |k: usize| (2.0 * k as f32 / (samples * 2) as f32 - 1.0) * shape.half;
            (0..=samples * 2).map(move |k| pos2(side(k), shape.parted_at(side(k), share)))
        };
        let back: Vec<_> = along(shares.1).skip(1).take(samples * 2 - 1).collect();
        pen.strip(MOUTH, along(shares.0).chain(back.into_iter().rev()));
    }
    for (lip, share) in [(upper, shares.0), (lower, shares.1)] {
        // Each lip lies between its own edge and the line, so neither has to be seen from one point.
        let lip = lip.map(|(x, offset)| (x * edge, shape.parted_at(x * edge, share) + offset));
        let rim: Vec<_> = open(&lip, samples).collect();
        let back =
            rim.iter().rev().skip(1).take(rim.len() - 2).map(|p| pos2(p.x, shape.parted_at(p.x, share)));
        let outline: Vec<_> = rim.iter().copied().chain(back).collect();
        pen.strip(lips, outline.into_iter());
    }
    let line = shape.arc(shape.middle + shares.0, samples * 2);
    pen.path(dark, 3.0, line);
}

fn shout(pen: &mut Pen<'_>, shape: Shape, open: f32, lip: Color32) {
    let (top, bottom) = (shape.corner - 3.5 - 7.0 * open, shape.corner - 1.0 + 16.5 * open);
    let half = shape.half * 1.14;
    let rim: [Point; 8] = [
        (half, shape.corner - 0.5),
        (half * 0.74, bottom - 2.2),
        (0.0, bottom),
        (-half * 0.74, bottom - 2.2),
        (-half, shape.corner - 0.5),
        (-half * 0.66, top + 2.6),
        (0.0, top),
        (half * 0.66, top + 2.6),
    ];
    let samples = pen.samples();
    let centre = (0.0, 0.5 * (top + bottom));
    pen.fan(MOUTH, centre, closed(&rim, samples));
    let deep = ((bottom - top) * 0.30).min(6.5);
    if deep > 2.0 {
        let (wide, up) = (half * 0.70, top + 2.6);
        let teeth = [
            (-wide, up + 1.6),
            (0.0, up - 0.9),
            (wide, up + 1.6),
            (wide * 0.9, up + deep),
            (0.0, up + deep - 0.8),
            (-wide * 0.9, up + deep),
        ];
        let sides = teeth.into_iter().map(|(x, y)| pos2(x, y));
        pen.fan(TEETH, (0.0, up + deep * 0.5), sides);
    }
    pen.outline(lip, 4.0, closed(&rim, samples));
}

fn laugh(pen: &mut Pen<'_>, shape: Shape, open: f32, lip: Color32) {
    let (top, bottom) = (shape.middle - 0.8 * open, shape.middle + 23.0 * open);
    let samples = pen.samples() + 4;
    let upper: Vec<_> = shape.arc(top, samples).collect();
    let lower: Vec<_> = full_arc(shape, bottom, samples).collect();
    let rim = || upper.iter().copied().chain(lower.iter().rev().skip(1).take(samples - 1).copied());
    pen.strip(TEETH, rim());
    pen.outline(lip, 2.8 + 2.4 * open.min(0.5), rim());
}

/// Like [`Shape::arc`], but fuller at the sides, as a lower lip is.
fn full_arc(shape: Shape, y: f32, samples: usize) -> impl Iterator<Item = Pos2> {
    let depth = y - shape.corner;
    (0..=samples).map(move |k| {
        let x = -1.0 + 2.0 * k as f32 / samples as f32;
        pos2(shape.half * x, shape.corner + depth * (1.0 - x.abs().powf(2.3)))
    })
}
