//! Eyes. Lids are pieces of a slightly larger ellipse in skin colour laid over the eye, so that
//! nothing has to be clipped.

use super::body::Sitter;
use super::colour::{EYE, PUPIL, faded, lash, lid, mix, skin_shade};
use super::curve::{Point, bend};
use super::shape::Pen;
use egui::{Color32, Pos2, pos2};

const CENTRE: Point = (25.5, 2.0);
const WHITE: Point = (13.2, 10.4);
/// Radius. Lids touch it in every mood: an iris seen whole stares.
const IRIS: f32 = 8.7;
/// Half axes of the lids.
const LID: Point = (14.8, 12.0);
/// The upper lid tilts with the brow, by this part of its angle.
const TILT: f32 = 0.22;

/// Draws both eyes.
pub(super) fn draw(pen: &mut Pen<'_>, sitter: Sitter<'_>, skin: Color32) {
    for side in [-1.0, 1.0] {
        eye(pen, sitter, skin, side);
    }
}

fn eye(pen: &mut Pen<'_>, sitter: Sitter<'_>, skin: Color32, side: f32) {
    let face = sitter.face;
    let centre = (side * CENTRE.0, CENTRE.1);
    // White is never white: it takes some of the skin round it, or it would glare on a dark face.
    pen.oval(mix(EYE, skin_shade(skin), 0.13), centre, WHITE);
    // As far as the white reaches: with a large iris that is less than the mood would have it.
    let iris = (centre.0 + 0.8 * face.gaze, centre.1 + 0.2 * face.gaze);
    pen.dot(mix(sitter.person.iris, PUPIL, 0.45), iris, IRIS);
    pen.dot(sitter.person.iris, iris, IRIS - 1.3);
    pen.dot(PUPIL, iris, 4.4);

    // A smile or a glare pushes the lower lid up; a blink brings the upper one down to meet it.
    let lower = Lid { cover: face.lower_lid.max(0.06), side, tilt: 0.0 };
    pen.strip(lid(skin), lower.piece(pen.samples(), false));
    let shut = 0.97 - lower.cover;
    let cover = face.upper_lid + (shut - face.upper_lid).max(0.0) * sitter.blink.clamp(0.0, 1.0);
    let upper = Lid { cover, side, tilt: face.brow_angle * TILT };
    let shadow = Lid { cover: (cover + 0.12).min(shut), ..upper };
    pen.strip(faded(PUPIL, 0.16), shadow.piece(pen.samples(), true));
    // Half a glint under a lid is a white splinter: it comes down with the lid.
    let glint = (iris.1 - 3.6).max(centre.1 + upper.height() + 3.0);
    pen.dot(Color32::WHITE, (iris.0 + 2.6, glint), 2.1);
    pen.strip(lid(skin), upper.piece(pen.samples(), true));
    pen.path(lash(sitter.person.brow), 3.0, upper.edge(pen.samples() + 2, true));
}

/// One lid: how much of the eye it covers, and how its edge lies.
#[derive(Clone, Copy)]
struct Lid {
    cover: f32,
    side: f32,
    /// Degrees; plus: inner end down.
    tilt: f32,
}

impl Lid {
    /// Where the corners of the edge are, from the middle of the eye.
    fn height(self) -> f32 {
        -LID.1 + 2.0 * LID.1 * self.cover
    }

    /// The edge over the eye: a bow between two points of the ellipse.
    fn edge(self, samples: usize, upper: bool) -> impl Iterator<Item = Pos2> {
        let height = self.height();
        let reach = LID.0 * (1.0 - (height / LID.1).powi(2)).max(0.0).sqrt();
        // An open lid is arched, a heavy one nearly straight, a shut one hangs.
        let bow = if upper { (0.85 * (height + LID.1)).min(4.6 - 8.0 * self.cover) } else { 0.5 };
        let points = [(-reach, height), (0.0, height - 2.0 * bow), (reach, height)];
        let [a, b, c] = points.map(|point| self.stand(point, upper));
        bend(a, b, c, samples)
    }

    /// The piece of the ellipse beyond the edge, as an outline that begins at one corner.
    fn piece(self, samples: usize, upper: bool) -> impl Iterator<Item = Pos2> {
        let count = samples + 2;
        let height = -1.0 + 2.0 * self.cover;
        let corner = height.clamp(-1.0, 1.0).asin();
        let far = std::f32::consts::PI - corner;
        let arc = (1..count).map(move |k| {
            let around = corner + (far - corner - std::f32::consts::TAU) * k as f32 / count as f32;
            let (sin, cos) = around.sin_cos();
            let (x, y) = self.stand((LID.0 * cos, LID.1 * sin), upper);
            pos2(x, y)
        });
        self.edge(count, upper).chain(arc)
    }

    /// From the lid's own terms (the upper lid's, x from left to right) to face units.
    fn stand(self, (x, y): Point, upper: bool) -> Point {
        let (sin, cos) = (self.side * -self.tilt).to_radians().sin_cos();
        let y = if upper { y } else { -y };
        (self.side * CENTRE.0 + x * cos - y * sin, CENTRE.1 + x * sin + y * cos)
    }
}
