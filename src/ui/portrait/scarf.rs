//! The headscarf, which takes the place of hair.

use super::colour::{cloth_shade, faded};
use super::curve::{Point, mirrored};
use super::person::Person;
use super::shape::Pen;

/// The far side of the scarf, behind the neck.
pub(super) fn behind(pen: &mut Pen<'_>, person: &Person) {
    pen.curve(cloth_shade(person.hair), (0.0, 0.0), &outer());
}

fn outer() -> Vec<Point> {
    mirrored(&[
        (0.0, -96.0),
        (46.0, -82.0),
        (76.0, -42.0),
        (82.0, 10.0),
        (76.0, 62.0),
        (44.0, 104.0),
        (0.0, 116.0),
    ])
}

/// The scarf over shoulders and neck; it belongs to the body.
pub(super) fn drape(pen: &mut Pen<'_>, person: &Person) {
    let half = [(0.0, 64.0), (66.0, 86.0), (86.0, 128.0), (64.0, 163.0), (34.0, 179.0), (0.0, 184.0)];
    let back = [(0.0, 40.0), (70.0, 50.0), (79.0, 92.0), (78.0, 130.0), (0.0, 150.0)];
    let shade = cloth_shade(person.hair);
    pen.curve(shade, (0.0, 100.0), &mirrored(&back));
    pen.curve(person.hair, (0.0, 120.0), &mirrored(&half));
    pen.smooth(shade, 3.8, &[(58.0, 106.0), (36.0, 133.0), (2.0, 150.0)]);
    pen.smooth(shade, 3.8, &[(-58.0, 110.0), (-30.0, 137.0), (2.0, 150.0), (40.0, 158.0)]);
}

/// The scarf round the face.
pub(super) fn front(pen: &mut Pen<'_>, person: &Person) {
    let shade = cloth_shade(person.hair);
    pen.ring(person.hair, &outer(), &opening());
    let rim = [
        (-48.0, -29.0),
        (-36.0, -52.0),
        (-18.0, -62.0),
        (0.0, -65.0),
        (18.0, -62.0),
        (36.0, -52.0),
        (48.0, -29.0),
    ];
    pen.smooth(shade, 3.6, &rim);
    for side in [-1.0, 1.0] {
        pen.smooth(faded(shade, 0.8), 3.0, &[(side * 53.0, 40.0), (side * 44.0, 57.0), (side * 33.0, 69.0)]);
    }
}

/// The opening for the face, point for point beside the outer edge.
fn opening() -> Vec<(f32, f32)> {
    mirrored(&[
        (0.0, -58.0),
        (34.0, -48.0),
        (52.0, -18.0),
        (55.0, 14.0),
        (49.0, 46.0),
        (28.0, 70.0),
        (0.0, 78.0),
    ])
}
