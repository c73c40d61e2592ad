//! Clothes over the torso: hood, collar, opening, buttons.

use super::colour::{BADGE, cloth_light, cloth_shade, mix};
use super::curve::{Point, closed, flipped, mirrored, open};
use super::person::{Clothes, Person};
use super::shape::Pen;
use egui::{Color32, pos2};

/// Right edge of the opening; cloth and hem share it, or slivers of the shirt would show beside the hem.
const CARDIGAN_EDGE: [Point; 5] = [(34.0, 110.0), (42.0, 150.0), (22.0, 214.0), (14.0, 300.0), (14.0, 400.0)];

/// What lies behind the neck.
pub(super) fn behind(pen: &mut Pen<'_>, person: &Person) {
    match person.clothes {
        Clothes::Hoodie => {
            let half = [
                (0.0, 108.0),
                (28.0, 92.0),
                (46.0, 88.0),
                (66.0, 98.0),
                (77.0, 119.0),
                (74.0, 140.0),
                (0.0, 150.0),
            ];
            pen.curve(cloth_shade(person.top), (0.0, 130.0), &mirrored(&half));
        }
        Clothes::Jacket | Clothes::Shirt => {
            let half = [(0.0, 96.0), (28.0, 100.0), (40.0, 112.0), (34.0, 130.0), (0.0, 136.0)];
            pen.curve(cloth_shade(person.under), (0.0, 115.0), &mirrored(&half));
        }
        Clothes::Cardigan | Clothes::Jumper => {}
    }
}

/// What lies on the torso, under the neck.
pub(super) fn opening(pen: &mut Pen<'_>, person: &Person) {
    match person.clothes {
        Clothes::Cardigan => {
            let left: Vec<_> = open(&flipped(CARDIGAN_EDGE), pen.samples()).collect();
            let right: Vec<_> = open(&CARDIGAN_EDGE, pen.samples()).collect();
            pen.strip(person.under, right.into_iter().chain(left.into_iter().rev()));
        }
        Clothes::Jacket => {
            let half = [(0.0, 112.0), (38.0, 104.0), (42.0, 140.0), (28.0, 190.0), (0.0, 232.0)];
            pen.curve(person.under, (0.0, 160.0), &mirrored(&half));
        }
        Clothes::Shirt | Clothes::Hoodie | Clothes::Jumper => {}
    }
}

/// What lies over the neck.
pub(super) fn front(pen: &mut Pen<'_>, person: &Person) {
    match person.clothes {
        Clothes::Cardigan => cardigan(pen, person),
        Clothes::Shirt => shirt(pen, person),
        Clothes::Hoodie => hoodie(pen, person),
        Clothes::Jumper => jumper(pen, person),
        Clothes::Jacket => jacket(pen, person),
    }
    if let Some(colour) = person.lanyard {
        lanyard(pen, colour);
    }
}

fn lanyard(pen: &mut Pen<'_>, colour: Color32) {
    for side in [-1.0, 1.0] {
        pen.smooth(colour, 5.0, &[(side * 36.0, 116.0), (side * 26.0, 148.0), (side * 3.0, 178.0)]);
    }
    pen.rounded(cloth_shade(BADGE), (-17.0, 178.0), (34.0, 44.0), 4.0);
    pen.rounded(BADGE, (-16.0, 179.0), (32.0, 42.0), 3.5);
    pen.rounded(colour, (-16.0, 179.0), (32.0, 9.0), 3.5);
    pen.rounded(cloth_shade(BADGE), (-10.0, 193.0), (20.0, 5.0), 2.0);
    pen.rounded(cloth_shade(BADGE), (-10.0, 202.0), (13.0, 4.0), 2.0);
}

fn cardigan(pen: &mut Pen<'_>, person: &Person) {
    for edge in [CARDIGAN_EDGE, flipped(CARDIGAN_EDGE)] {
        pen.smooth(cloth_shade(person.top), 6.0, &edge);
    }
}

fn shirt(pen: &mut Pen<'_>, person: &Person) {
    let fold = cloth_shade(person.top);
    pen.line(fold, 4.0, &[(0.0, 151.0), (0.0, 400.0)]);
    collar(pen, person.under);
    for y in [194.0, 244.0, 294.0, 344.0] {
        pen.dot(person.under, (8.0, y), 3.6);
    }
}

/// Two leaves that meet under the chin.
fn collar(pen: &mut Pen<'_>, cloth: Color32) {
    let leaf = [
        (24.0, 101.0),
        (34.0, 101.0),
        (42.0, 110.0),
        (47.0, 128.0),
        (37.0, 157.0),
        (20.0, 152.0),
        (2.0, 140.0),
        (2.0, 133.0),
    ];
    let edge = mix(cloth, Color32::BLACK, 0.14);
    for (side, leaf) in [(1.0, leaf), (-1.0, flipped(leaf))] {
        let points = || leaf.into_iter().map(|(x, y)| pos2(x, y));
        pen.fan(cloth, (side * 26.0, 130.0), points());
        pen.outline(edge, 1.1, points());
    }
}

fn hoodie(pen: &mut Pen<'_>, person: &Person) {
    let shade = cloth_shade(person.top);
    pen.smooth(
        shade,
        12.5,
        &[
            (-44.5, 115.0),
            (-38.0, 141.0),
            (-26.0, 158.0),
            (0.0, 167.0),
            (26.0, 158.0),
            (38.0, 141.0),
            (44.5, 115.0),
        ],
    );
    for side in [-1.0, 1.0] {
        pen.line(person.under, 4.2, &[(side * 20.0, 163.0), (side * 22.0, 213.0)]);
    }
}

fn jumper(pen: &mut Pen<'_>, person: &Person) {
    let band = [
        (-38.0, 112.0),
        (-32.0, 129.0),
        (-19.0, 141.0),
        (0.0, 146.0),
        (19.0, 141.0),
        (32.0, 129.0),
        (38.0, 112.0),
    ];
    pen.smooth(cloth_shade(person.top), 11.0, &band);
    pen.smooth(person.under, 2.2, &band.map(|(x, y)| (x * 0.86, y - 5.5)));
}

fn jacket(pen: &mut Pen<'_>, person: &Person) {
    let shade = cloth_shade(person.top);
    pen.line(shade, 4.0, &[(0.0, 252.0), (0.0, 400.0)]);
    let leaf = [(24.0, 100.0), (38.0, 106.0), (38.0, 130.0), (24.0, 152.0), (3.0, 141.0), (2.0, 134.0)];
    let collar = [(31.0, 104.0), (50.0, 113.0), (62.0, 143.0), (47.0, 152.0), (34.0, 126.0)];
    let lapel = [(41.0, 138.0), (61.0, 163.0), (40.0, 206.0), (4.0, 250.0), (24.0, 194.0)];
    for side in [-1.0, 1.0] {
        let leaf = leaf.map(|(x, y)| (side * x, y));
        pen.curve(person.under, (side * 22.0, 126.0), &leaf);
        let samples = pen.samples();
        pen.outline(mix(person.under, Color32::BLACK, 0.14), 1.1, closed(&leaf, samples));
        for (piece, hub) in [(lapel, (36.0, 178.0)), (collar, (46.0, 130.0))] {
            let points = || piece.into_iter().map(|(x, y)| pos2(side * x, y));
            pen.fan(cloth_light(person.top), (side * hub.0, hub.1), points());
            pen.outline(shade, 1.6, points());
        }
    }
    pen.dot(shade, (8.0, 262.0), 3.8);
}
