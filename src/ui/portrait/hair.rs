//! Hair, style by style.

use super::colour::{faded, hair_behind, hair_light};
use super::curve::{Point, mirrored};
use super::person::{Hair, Person};
use super::scarf;
use super::shape::Pen;
use egui::Color32;

/// What hangs behind the head and the neck.
pub(super) fn behind(pen: &mut Pen<'_>, person: &Person) {
    let colour = hair_behind(person.hair);
    match person.hair_style {
        Hair::Bob => {
            let half = [
                (0.0, -94.0),
                (40.0, -82.0),
                (74.0, -48.0),
                (84.0, 0.0),
                (86.0, 44.0),
                (77.0, 84.0),
                (44.0, 92.0),
                (0.0, 86.0),
            ];
            pen.curve(colour, (0.0, 0.0), &mirrored(&half));
        }
        Hair::Fringe => {
            let half = [
                (0.0, -93.0),
                (42.0, -82.0),
                (72.0, -46.0),
                (78.0, 0.0),
                (79.0, 40.0),
                (76.0, 70.0),
                (48.0, 76.0),
                (0.0, 72.0),
            ];
            pen.curve(colour, (0.0, 0.0), &mirrored(&half));
        }
        Hair::Waves => waves_behind(pen, person),
        Hair::Curls => {
            for (x, y, r) in [
                (0.0, -82.0, 29.0),
                (28.0, -74.0, 28.0),
                (58.0, -43.0, 28.0),
                (66.0, -8.0, 29.0),
                (60.0, 22.0, 23.0),
            ] {
                pen.dot(colour, (x, y), r);
                pen.dot(colour, (-x, y), r);
            }
        }
        Hair::Bun => {
            pen.dot(colour, (0.0, -90.0), 23.0);
            pen.dot(person.hair, (-1.5, -91.5), 20.5);
            pen.bend(hair_light(person.hair), 3.2, [(-13.0, -98.0), (-4.0, -108.0), (8.0, -103.0)]);
            nape(pen, colour);
        }
        Hair::Headscarf => scarf::behind(pen, person),
        Hair::Afro => {
            for (x, y, r) in AFRO {
                pen.dot(colour, (x, y - 2.0), r + 2.0);
                pen.dot(colour, (-x, y - 2.0), r + 2.0);
            }
        }
        Hair::Ponytail => ponytail_behind(pen, person),
        Hair::Receding | Hair::Crop | Hair::Swept | Hair::Bald | Hair::Undercut | Hair::Tousled => {}
    }
}

/// What lies over the forehead.
pub(super) fn front(pen: &mut Pen<'_>, person: &Person) {
    match person.hair_style {
        Hair::Bob => bob(pen, person),
        Hair::Receding => receding(pen, person),
        Hair::Crop => crop(pen, person),
        Hair::Curls => curls(pen, person),
        Hair::Headscarf => scarf::front(pen, person),
        Hair::Waves => waves(pen, person),
        Hair::Bun => bun(pen, person),
        Hair::Afro => afro(pen, person),
        Hair::Swept => swept(pen, person),
        Hair::Fringe => fringe(pen, person),
        Hair::Bald => bald(pen, person),
        Hair::Ponytail => bun(pen, person),
        Hair::Undercut => undercut(pen, person),
        Hair::Tousled => tousled(pen, person),
    }
}

fn bob(pen: &mut Pen<'_>, person: &Person) {
    let left = [
        (16.0, -84.0),
        (-24.0, -84.0),
        (-56.0, -62.0),
        (-72.0, -24.0),
        (-76.0, 20.0),
        (-70.0, 58.0),
        (-60.0, 62.0),
        (-57.0, 20.0),
        (-52.0, -18.0),
        (-30.0, -40.0),
        (2.0, -52.0),
        (20.0, -60.0),
    ];
    let right = [
        (14.0, -84.0),
        (44.0, -78.0),
        (66.0, -50.0),
        (75.0, -10.0),
        (77.0, 26.0),
        (70.0, 60.0),
        (61.0, 60.0),
        (58.0, 18.0),
        (50.0, -22.0),
        (36.0, -44.0),
        (18.0, -60.0),
    ];
    pen.strand(person.hair, 5.5, &left);
    pen.strand(person.hair, 5.5, &right);
    let light = hair_light(person.hair);
    pen.smooth(light, 3.6, &[(-60.5, -16.0), (-51.0, -43.0), (-26.0, -69.0), (7.0, -77.0)]);
    pen.smooth(light, 3.6, &[(33.0, -71.0), (54.0, -46.0), (63.0, -16.5)]);
}

fn receding(pen: &mut Pen<'_>, person: &Person) {
    let points = [
        (-66.0, 0.0),
        (-70.0, -36.0),
        (-50.0, -74.0),
        (0.0, -90.0),
        (50.0, -74.0),
        (70.0, -36.0),
        (66.0, 0.0),
        (58.0, -12.0),
        (54.0, -42.0),
        (30.0, -58.0),
        (0.0, -62.0),
        (-30.0, -58.0),
        (-54.0, -42.0),
        (-58.0, -12.0),
    ];
    pen.strand(person.hair, 6.5, &points);
}

fn crop(pen: &mut Pen<'_>, person: &Person) {
    let points = [
        (-62.0, 2.0),
        (-70.0, -36.0),
        (-52.0, -80.0),
        (-6.0, -98.0),
        (46.0, -86.0),
        (68.0, -44.0),
        (62.0, 2.0),
        (55.0, -14.0),
        (50.0, -34.0),
        (30.0, -44.0),
        (8.0, -36.0),
        (-14.0, -46.0),
        (-45.0, -35.0),
        (-56.0, -12.0),
    ];
    pen.strand(person.hair, 6.5, &points);
    pen.smooth(hair_light(person.hair), 3.6, &[(-26.0, -71.0), (-2.0, -82.0), (28.0, -77.0)]);
}

fn curls(pen: &mut Pen<'_>, person: &Person) {
    let colour = person.hair;
    pen.oval(colour, (0.0, -58.0), (50.0, 16.0));
    for (x, y, r) in [
        (-60.0, -24.0, 14.0),
        (-49.0, -45.0, 18.0),
        (-32.0, -66.0, 18.5),
        (-6.0, -74.0, 18.5),
        (19.0, -74.0, 18.5),
        (43.0, -62.0, 18.0),
        (57.0, -44.0, 18.0),
        (65.0, -21.0, 14.0),
        (-42.0, -42.0, 13.0),
        (-18.5, -53.7, 14.0),
        (9.0, -55.0, 13.0),
        (33.6, -51.0, 14.0),
        (49.0, -36.0, 12.0),
    ] {
        pen.dot(colour, (x, y), r);
    }
    for (x, y) in [(-30.0, -72.0), (-3.5, -80.0), (24.0, -79.0), (45.0, -64.0)] {
        pen.bend(hair_behind(colour), 2.6, [(x - 7.0, y + 3.0), (x, y - 6.0), (x + 7.0, y + 3.0)]);
    }
}

fn waves_behind(pen: &mut Pen<'_>, person: &Person) {
    let half = [
        (0.0, -95.0),
        (42.0, -84.0),
        (74.0, -48.0),
        (82.0, 0.0),
        (78.0, 36.0),
        (90.0, 74.0),
        (84.0, 110.0),
        (92.0, 146.0),
        (74.0, 172.0),
        (48.0, 150.0),
        (0.0, 120.0),
    ];
    pen.curve(hair_behind(person.hair), (0.0, 40.0), &mirrored(&half));
}

fn waves(pen: &mut Pen<'_>, person: &Person) {
    let light = hair_light(person.hair);
    for side in [-1.0, 1.0] {
        let strand = [
            (-2.0, -86.0),
            (36.0, -82.0),
            (64.0, -54.0),
            (74.0, -12.0),
            (70.0, 26.0),
            (80.0, 62.0),
            (76.0, 92.0),
            (66.0, 88.0),
            (66.0, 60.0),
            (57.0, 26.0),
            (54.0, -8.0),
            (42.0, -36.0),
            (20.0, -54.0),
            (-2.0, -64.0),
        ];
        pen.strand(person.hair, 6.5, &strand.map(|(x, y)| (side * x, y)));
        pen.smooth(
            light,
            3.4,
            &[(14.0, -76.0), (44.0, -58.0), (61.0, -24.0), (63.0, 8.0)].map(|(x, y)| (side * x, y)),
        );
    }
}

fn bun(pen: &mut Pen<'_>, person: &Person) {
    let points = [
        (-63.0, 0.0),
        (-68.0, -36.0),
        (-48.0, -76.0),
        (0.0, -90.0),
        (48.0, -76.0),
        (68.0, -36.0),
        (63.0, 0.0),
        (57.0, -10.0),
        (51.0, -28.0),
        (36.0, -42.0),
        (10.0, -52.0),
        (-22.0, -46.0),
        (-48.0, -30.0),
        (-57.0, -10.0),
    ];
    pen.strand(person.hair, 6.5, &points);
    let light = hair_light(person.hair);
    pen.smooth(light, 3.2, &[(-52.0, -38.0), (-34.0, -64.0), (-10.0, -78.0)]);
    pen.smooth(light, 3.2, &[(54.0, -38.0), (38.0, -64.0), (16.0, -78.0)]);
}

/// Right half of the crown.
const AFRO: [(f32, f32, f32); 5] =
    [(0.0, -80.0, 22.0), (24.0, -76.0, 21.0), (44.0, -60.0, 20.0), (57.0, -38.0, 17.0), (61.0, -16.0, 12.0)];

fn afro(pen: &mut Pen<'_>, person: &Person) {
    let colour = person.hair;
    let points = [
        (-62.0, 0.0),
        (-68.0, -36.0),
        (-46.0, -76.0),
        (0.0, -90.0),
        (46.0, -76.0),
        (68.0, -36.0),
        (62.0, 0.0),
        (56.0, -14.0),
        (51.0, -36.0),
        (30.0, -48.0),
        (0.0, -50.0),
        (-30.0, -48.0),
        (-51.0, -36.0),
        (-56.0, -14.0),
    ];
    pen.strand(colour, 6.5, &points);
    for (x, y, r) in AFRO {
        pen.dot(colour, (x, y), r - 1.0);
        pen.dot(colour, (-x, y), r - 1.0);
    }
    for (x, y) in [(-34.0, -68.0), (-12.0, -82.0), (14.0, -76.0), (37.0, -62.0), (0.0, -62.0)] {
        pen.bend(hair_light(colour), 2.4, [(x - 5.0, y + 2.0), (x, y - 4.0), (x + 5.0, y + 2.0)]);
    }
}

fn swept(pen: &mut Pen<'_>, person: &Person) {
    let points = [
        (-62.0, 2.0),
        (-68.0, -34.0),
        (-58.0, -72.0),
        (-26.0, -97.0),
        (26.0, -99.0),
        (60.0, -78.0),
        (69.0, -40.0),
        (62.0, 2.0),
        (56.0, -14.0),
        (53.0, -32.0),
        (34.0, -38.0),
        (8.0, -45.0),
        (-16.0, -55.0),
        (-36.0, -63.0),
        (-51.0, -42.0),
        (-56.0, -12.0),
    ];
    pen.strand(person.hair, 7.5, &points);
    let light = hair_light(person.hair);
    pen.smooth(light, 3.4, &[(-27.0, -70.0), (0.0, -59.0), (30.0, -52.0), (52.0, -50.0)]);
    pen.smooth(light, 3.4, &[(-14.0, -82.0), (14.0, -73.0), (44.0, -70.0)]);
}

fn fringe(pen: &mut Pen<'_>, person: &Person) {
    let outer = [(66.0, 62.0), (72.0, 30.0), (71.0, -8.0), (64.0, -48.0), (40.0, -77.0), (0.0, -86.0)];
    let inner = [(56.0, 60.0), (56.0, 24.0), (55.0, -6.0), (52.0, -29.0), (30.0, -36.0), (0.0, -37.0)];
    let left = |points: [Point; 6]| points.into_iter().take(5).map(|(x, y)| (-x, y));
    let over = left(outer).chain(outer.into_iter().rev());
    let under = inner.into_iter().chain(left(inner).rev());
    let points: Vec<_> = over.chain(under).collect();
    pen.strand(person.hair, 10.5, &points);
    let light = hair_light(person.hair);
    pen.smooth(light, 3.6, &[(-50.0, -52.0), (-28.0, -70.0), (0.0, -75.0), (28.0, -70.0), (50.0, -52.0)]);
}

fn bald(pen: &mut Pen<'_>, person: &Person) {
    for side in [-1.0, 1.0] {
        let patch = [(59.0, 16.0), (65.0, 2.0), (65.0, -18.0), (60.0, -32.0), (57.5, -20.0), (56.0, 0.0)];
        pen.strand(person.hair, 3.0, &patch.map(|(x, y)| (side * x, y)));
    }
    pen.smooth(faded(Color32::WHITE, 0.16), 4.0, &[(-26.0, -61.0), (-12.0, -67.0), (4.0, -68.0)]);
}

/// Hair drawn back behind the ears.
fn nape(pen: &mut Pen<'_>, colour: Color32) {
    let half = [(0.0, -90.0), (44.0, -78.0), (68.0, -38.0), (68.0, 4.0), (58.0, 26.0), (0.0, 20.0)];
    pen.curve(colour, (0.0, -20.0), &mirrored(&half));
}

fn ponytail_behind(pen: &mut Pen<'_>, person: &Person) {
    let colour = hair_behind(person.hair);
    let tail = [
        (30.0, -78.0),
        (62.0, -72.0),
        (83.0, -40.0),
        (89.0, 12.0),
        (87.0, 66.0),
        (74.0, 112.0),
        (62.0, 70.0),
        (64.0, 20.0),
        (58.0, -20.0),
        (42.0, -44.0),
    ];
    pen.strand(colour, 5.0, &tail);
    pen.smooth(hair_light(colour), 3.0, &[(70.0, -44.0), (79.0, -10.0), (80.0, 36.0)]);
    nape(pen, colour);
}

fn undercut(pen: &mut Pen<'_>, person: &Person) {
    // Shaved: skin shows through.
    for side in [-1.0, 1.0] {
        let patch = [(58.0, 8.0), (63.5, -6.0), (63.0, -34.0), (54.0, -56.0), (51.0, -38.0), (55.5, -14.0)];
        pen.strand(faded(person.hair, 0.62), 3.0, &patch.map(|(x, y)| (side * x, y)));
    }
    let points = [
        (-56.0, -34.0),
        (-62.0, -62.0),
        (-42.0, -92.0),
        (4.0, -106.0),
        (46.0, -98.0),
        (66.0, -68.0),
        (57.0, -34.0),
        (48.0, -50.0),
        (30.0, -46.0),
        (2.0, -40.0),
        (-24.0, -52.0),
        (-44.0, -54.0),
    ];
    pen.strand(person.hair, 6.0, &points);
    let light = hair_light(person.hair);
    pen.smooth(light, 3.4, &[(-34.0, -74.0), (-6.0, -62.0), (28.0, -58.0)]);
    pen.smooth(light, 3.4, &[(-20.0, -88.0), (10.0, -80.0), (42.0, -76.0)]);
}

fn tousled(pen: &mut Pen<'_>, person: &Person) {
    let points = [
        (-62.0, 0.0),
        (-72.0, -34.0),
        (-64.0, -68.0),
        (-44.0, -94.0),
        (-14.0, -97.0),
        (10.0, -107.0),
        (42.0, -94.0),
        (66.0, -76.0),
        (71.0, -36.0),
        (62.0, 0.0),
        (57.0, -18.0),
        (50.0, -36.0),
        (36.0, -30.0),
        (20.0, -43.0),
        (2.0, -32.0),
        (-12.0, -46.0),
        (-30.0, -31.0),
        (-46.0, -36.0),
        (-52.0, -24.0),
        (-57.0, -14.0),
    ];
    pen.strand(person.hair, 9.5, &points);
    let light = hair_light(person.hair);
    pen.smooth(light, 3.4, &[(-40.0, -58.0), (-26.0, -76.0), (-6.0, -82.0)]);
    pen.smooth(light, 3.4, &[(8.0, -64.0), (28.0, -74.0), (48.0, -66.0)]);
}
