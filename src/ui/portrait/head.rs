//! The head: skin, cheeks, beard, lines, brows; eyes, mouth and hair have files of their own.

use super::body::Sitter;
use super::colour::{
    AID, RIM, TEETH, cheek, cloth_shade, faded, flushed, hair_behind, mix, skin_deep, skin_shade,
};
use super::curve::{flipped, mirrored, rounded};
use super::person::{Beard, Hair, Person};
use super::shape::Pen;
use super::{eyes, hair, mouth};
use egui::{Color32, Pos2, pos2};

/// Half the height of the face.
const FACE_HALF_HEIGHT: f32 = 76.0;

/// Units one brow is higher than the middle and the other lower: no face is the same on both sides.
const UNEVEN: f32 = 0.8;

/// Draws the head in its own frame.
pub(super) fn draw(pen: &mut Pen<'_>, sitter: Sitter<'_>) {
    let Sitter { person, face, .. } = sitter;
    let skin = flushed(person.skin, face.flush);
    ears(pen, person, skin);
    let points = 48;
    pen.fan(skin, (0.0, 0.0), (0..points).map(|i| egg(person, i as f32 / points as f32)));
    cheeks(pen, sitter);
    if person.freckles {
        freckles(pen, skin);
    }
    if person.beard == Beard::Full {
        beard(pen, person, skin);
    }
    eyes::draw(pen, sitter, skin);
    nose(pen, skin);
    lines(pen, sitter, skin);
    mouth::draw(pen, sitter, skin);
    if person.beard != Beard::None {
        moustache(pen, person, mouth::corner(&face));
    }
    brows(pen, sitter);
    furrow(pen, sitter, skin);
    hair::front(pen, person);
    if let Some(colour) = person.cap {
        cap(pen, colour);
    }
    if person.hearing_aid {
        hearing_aid(pen, person);
    }
    if person.glasses {
        glasses(pen, person);
    }
    if person.earring && person.hair_style != Hair::Headscarf {
        earrings(pen, person);
    }
}

/// Point of the face's outline, `turn` 0 to 1.
fn egg(person: &Person, turn: f32) -> Pos2 {
    let (sin, cos) = (std::f32::consts::TAU * turn).sin_cos();
    let narrow = 1.0 - person.jaw * sin.max(0.0).powf(1.6);
    let x = person.face * cos.signum() * cos.abs().powf(0.92) * narrow;
    pos2(x, FACE_HALF_HEIGHT * sin.signum() * sin.abs().powf(0.96))
}

fn ears(pen: &mut Pen<'_>, person: &Person, skin: Color32) {
    let shade = skin_shade(skin);
    for side in [-1.0, 1.0] {
        pen.oval(shade, (side * (person.face - 1.0), 8.0), (10.0, 14.0));
        let fold = [
            (side * (person.face + 4.0), 1.0),
            (side * (person.face + 6.0), 7.0),
            (side * (person.face + 2.0), 12.0),
        ];
        pen.smooth(faded(skin_deep(skin), 0.35), 2.0, &fold);
    }
}

fn cheeks(pen: &mut Pen<'_>, sitter: Sitter<'_>) {
    let opacity = sitter.face.cheeks * if sitter.person.beard == Beard::Full { 0.35 } else { 1.0 };
    for side in [-1.0, 1.0] {
        pen.glow(cheek(sitter.person.skin, opacity), (side * 36.0, 29.0), (23.0, 17.0));
    }
}

fn freckles(pen: &mut Pen<'_>, skin: Color32) {
    let colour = faded(skin_deep(skin), 0.38);
    for (x, y) in [(-42.0, 20.0), (-35.0, 25.0), (-28.0, 20.5), (-22.0, 26.0), (-29.0, 31.0), (-13.0, 21.0)] {
        pen.dot(colour, (x, y), 1.5);
        pen.dot(colour, (-x - 2.5 + 0.1 * y, y + 1.6), 1.3);
    }
}

fn beard(pen: &mut Pen<'_>, person: &Person, skin: Color32) {
    // Not lower than the design's curve, but as wide as this face.
    let wide = person.face / 62.0;
    let outer = [(58.0, 14.0), (54.0, 48.0), (34.0, 74.0), (0.0, 84.0)];
    let upper = [(0.0, 33.0), (34.0, 35.0), (48.0, 30.0)];
    let right = upper.iter().chain(&outer[..3]).copied();
    let left = outer.iter().rev().chain(upper.iter().skip(1).rev()).map(|&(x, y)| (-x, y));
    let points: Vec<_> = right.chain(left).map(|(x, y)| (x * wide, y)).collect();
    // Upper and lower edge face each other on both sides of the tip at the right ear, point 3.
    pen.strand(mix(hair_behind(person.hair), person.hair, 0.4), 3.0, &points);
    pen.oval(mix(skin, person.hair, 0.12), (0.0, 52.0), (19.5, 8.5));
}

/// Over the upper lip, so that the mouth is not a hole in a mask.
fn moustache(pen: &mut Pen<'_>, person: &Person, corner: f32) {
    let colour = mix(hair_behind(person.hair), person.hair, 0.15);
    for side in [-1.0, 1.0] {
        let at = |points: [(f32, f32); 7]| points.map(|(x, y)| (side * x, y));
        let half = [
            (0.0, 35.5),
            (12.0, 36.5),
            (23.0, (corner - 4.5).min(42.5)),
            (28.0, corner + 2.5),
            (20.0, corner - 1.0),
            (10.0, 43.6),
            (0.0, 43.0),
        ];
        pen.curve(colour, (side * 11.0, 40.0), &at(half));
    }
}

fn nose(pen: &mut Pen<'_>, skin: Color32) {
    let samples = pen.samples();
    let ridge = super::curve::bend((5.0, 9.0), (9.0, 20.0), (9.0, 25.0), samples);
    let tip = super::curve::bend((9.0, 25.0), (7.0, 31.0), (-3.0, 29.0), samples).skip(1);
    pen.path(faded(skin_deep(skin), 0.75), 3.0, ridge.chain(tip));
}

fn lines(pen: &mut Pen<'_>, sitter: Sitter<'_>, skin: Color32) {
    let Sitter { person, face, .. } = sitter;
    let deep = skin_deep(skin);
    let age = f32::from(person.age.saturating_sub(1)) + 0.4 * f32::from(person.age.min(1));
    let under = faded(deep, face.tired.max(0.24 * age));
    let around_mouth = if person.beard == Beard::Full { 0.0 } else { 1.0 };
    let smile = around_mouth * ((face.mouth_curve - 0.4).max(0.0) * 0.7).max(0.17 * age * (1.0 - face.flush));
    let sneer = around_mouth * (-face.mouth_curve - 0.3).max(0.0) * 0.42;
    let raised = ((-face.brow_angle - 4.0) / 8.0).clamp(0.0, 1.0) * 0.4;
    for side in [-1.0, 1.0] {
        let at = |points: [(f32, f32); 3]| points.map(|(x, y)| (side * x, y));
        pen.bend(under, 2.0, at([(16.0, 15.0), (25.0, 21.0), (35.0, 15.0)]));
        pen.bend(faded(deep, smile), 2.0, at([(19.0, 30.0), (25.0, 33.5), (31.0, 42.5)]));
        pen.bend(faded(deep, sneer), 2.0, at([(17.5, 31.0), (26.0, 37.0), (24.0, 50.0)]));
        if person.age == 2 {
            pen.line(faded(deep, 0.34), 1.9, &at([(44.0, 1.0), (47.0, -1.0), (51.0, -4.5)]));
            pen.line(faded(deep, 0.34), 1.9, &at([(44.0, 7.0), (48.0, 7.4), (52.5, 9.0)]));
        }
    }
    let forehead = faded(deep, raised.max(0.16 * age));
    pen.bend(forehead, 2.0, [(-19.0, -46.0), (0.0, -49.5), (19.0, -46.0)]);
}

fn brows(pen: &mut Pen<'_>, sitter: Sitter<'_>) {
    let face = sitter.face;
    let (sin, cos) = face.brow_angle.to_radians().sin_cos();
    for side in [-1.0, 1.0] {
        // In the brow's own terms: inner end at -14.5, outer end at 14.5.
        let turn = |(x, y): (f32, f32)| {
            (side * (26.5 + x * cos + y * sin), -21.0 + face.brow_drop + side * UNEVEN - x * sin + y * cos)
        };
        let arch = [(-14.5, 1.2), (2.5, -5.6), (14.5, 1.6)].map(turn);
        pen.bend(sitter.person.brow, 6.4, arch);
    }
}

fn furrow(pen: &mut Pen<'_>, sitter: Sitter<'_>, skin: Color32) {
    let colour = faded(skin_deep(skin), sitter.face.furrow);
    let line = [(4.5, -20.0), (6.0, -14.5), (4.5, -9.0)];
    pen.bend(colour, 2.4, line);
    pen.bend(colour, 2.4, flipped(line));
}

fn glasses(pen: &mut Pen<'_>, person: &Person) {
    for side in [-1.0, 1.0] {
        let min = (side * 26.0 - 19.0, -14.0);
        pen.rounded(faded(Color32::WHITE, 0.10), min, (38.0, 32.0), 13.0);
        pen.outline(RIM, 3.4, rounded(min, (38.0, 32.0), 13.0, 6));
        pen.line(RIM, 3.4, &[(side * 45.0, -2.0), (side * (person.face - 2.5), 0.0)]);
    }
    pen.bend(RIM, 3.4, [(-7.0, -1.0), (0.0, -3.5), (7.0, -1.0)]);
}

fn earrings(pen: &mut Pen<'_>, person: &Person) {
    for side in [-1.0, 1.0] {
        let centre = (side * (person.face - 1.0), 23.0);
        pen.dot(faded(Color32::BLACK, 0.16), centre, 5.2);
        pen.dot(TEETH, centre, 4.6);
    }
}

fn cap(pen: &mut Pen<'_>, colour: Color32) {
    let crown = [(0.0, -104.0), (42.0, -98.0), (72.0, -70.0), (76.0, -44.0), (58.0, -40.0), (0.0, -48.0)];
    pen.curve(colour, (0.0, -70.0), &mirrored(&crown));
    let shade = cloth_shade(colour);
    pen.smooth(shade, 2.4, &[(-60.0, -62.0), (-20.0, -74.0), (24.0, -74.0), (62.0, -60.0)]);
    let peak = [(0.0, -58.0), (44.0, -52.0), (66.0, -37.0), (44.0, -40.0), (0.0, -43.0)];
    pen.curve(shade, (0.0, -50.0), &mirrored(&peak));
}

fn hearing_aid(pen: &mut Pen<'_>, person: &Person) {
    let at = |x: f32, y: f32| (person.face + x, y);
    pen.smooth(AID, 1.8, &[at(5.0, -7.0), at(0.0, -1.0), at(1.0, 9.0)]);
    pen.smooth(AID, 5.6, &[at(5.5, -7.0), at(10.0, -1.0), at(10.0, 9.0)]);
}
