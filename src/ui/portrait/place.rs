//! The places behind the customer: flat drawings in small files, embedded.

use super::colour::{self, faded, hex, mix, some_hex};
use super::curve::{self, Point};
use super::face::Feeling;
use super::shape::{Frame, Pen};
use egui::{Color32, Pos2, pos2};
use serde::Deserialize;
use std::sync::LazyLock;

/// Size of the picture that places are drawn for. Shapes go beyond it at the sides, because a wide
/// picture shows more of the room.
pub(super) const SIZE: Point = (346.0, 528.0);
/// Dimming of the bare wall in the dark themes.
const WALL_DIM: f32 = 0.52;

/// A room. In a picture of another height it is scaled, of another width it is cut or shows more.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The wall, before the mood tints it.
    #[serde(deserialize_with = "hex")]
    pub wall: Color32,
    /// Behind the person, back to front.
    pub back: Vec<Figure>,
    /// Before the person, measured from the picture's lower edge: the counter you stand behind here. Only
    /// a conversation across a counter shows it on the stage.
    #[serde(default)]
    pub front: Vec<Figure>,
}

/// One shape of a room, perhaps repeated.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What it is, in units of a picture 346 wide and 528 high.
    pub outline: Outline,
    /// Its colour in the light themes.
    #[serde(deserialize_with = "hex")]
    pub colour: Color32,
    /// How much of the wall's colour, mood and all, is mixed in, 0 to 1.
    #[serde(default)]
    pub wall: f32,
    /// Opacity, 0 to 1.
    #[serde(default = "opaque")]
    pub opacity: f32,
    /// How far the dark themes dim it, 0 to 1: 0 for what shines by itself.
    #[serde(default = "usual_dim")]
    pub dim: f32,
    /// Its colour in the dark themes, instead of dimming: the sky outside.
    #[serde(default, deserialize_with = "some_hex")]
    pub night: Option<Color32>,
    /// How often, and how far apart: `(3, 40, 0)` is three in a row.
    #[serde(default = "once")]
    pub times: (u16, f32, f32),
}

/// Outlines, all in (x, y).
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub enum Outline {
    /// x, y, width, height, radius of the corners.
    Rect(f32, f32, f32, f32, f32),
    /// Centre and radius.
    Circle(f32, f32, f32),
    /// Centre and half axes.
    Oval(f32, f32, f32, f32),
    /// Straight edges; wholly seen from the mean of its points.
    Polygon(Vec<Point>),
    /// Smooth closed curve; wholly seen from the mean of its points.
    Curve(Vec<Point>),
    /// Width, then points joined by straight lines.
    Line(f32, Vec<Point>),
    /// Width, then points joined by a smooth line.
    Smooth(f32, Vec<Point>),
}

fn opaque() -> f32 {
    1.0
}

fn usual_dim() -> f32 {
    0.38
}

fn once() -> (u16, f32, f32) {
    (1, 0.0, 0.0)
}

macro_rules! places {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/places/", $name, ".ron")))),*]
    };
}

/// The files, in alphabetical order.
const FILES: &[(&str, &str)] = places![
    "bus_stop",
    "counter",
    "desk",
    "hallway",
    "kitchen",
    "living_room",
    "plain",
    "quay",
    "shed",
    "shop",
    "tailor",
    "van",
];

static PLACES: LazyLock<Vec<(&'static str, Place)>> = LazyLock::new(|| {
    let parse = |&(name, text): &(&'static str, &str)| {
        (name, ron::from_str(text).expect("the embedded places are valid: a test parses each of them"))
    };
    FILES.iter().map(parse).collect()
});

impl Place {
    /// The place of this name, as the file is called: `"kitchen"`.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Place> {
        Self::all().find(|&(have, _)| have == name).map(|(_, place)| place)
    }

    /// The place of this name or, if there is no such file, a plain wall.
    #[must_use]
    pub fn for_key(key: &str) -> &'static Place {
        Self::named(key).or_else(|| Self::named("plain")).expect("a plain wall is among the places")
    }

    /// All places, with the name of the file, in alphabetical order.
    pub fn all() -> impl Iterator<Item = (&'static str, &'static Place)> {
        PLACES.iter().map(|(name, place)| (*name, place))
    }
}

/// Draws figures before a wall of this colour, which is the tinted one, not dimmed.
pub(super) fn draw(pen: &mut Pen<'_>, figures: &[Figure], wall: Color32, dark: bool) {
    for figure in figures {
        let mixed = mix(figure.colour, wall, figure.wall);
        let shown = match figure.night {
            Some(night) if dark => night,
            _ if dark => colour::dimmed(mixed, figure.dim),
            _ => mixed,
        };
        let (count, dx, dy) = figure.times;
        for i in 0..count {
            let shift = (f32::from(i) * dx, f32::from(i) * dy);
            figure.outline.draw(pen, faded(shown, figure.opacity), shift);
        }
    }
}

/// A wall of this colour, tinted by the mood.
pub(super) fn wall(base: Color32, feeling: Feeling) -> Color32 {
    colour::wall(base, feeling.anger, feeling.trust)
}

/// A wall with the lamp low, for the dark themes.
pub(super) fn dimmed(wall: Color32) -> Color32 {
    colour::dimmed(wall, WALL_DIM)
}

/// A frame for figures: the point `anchor` of the place stands at `at` on the screen.
pub(super) fn frame(at: Pos2, anchor: Point, scale: f32) -> Frame {
    Frame::new(pos2(at.x - anchor.0 * scale, at.y - anchor.1 * scale), scale)
}

#[cfg(test)]
impl Figure {
    /// Whether everything is in its range and there is something to draw.
    pub(super) fn is_sound(&self) -> bool {
        let parts = [self.wall, self.opacity, self.dim];
        parts.iter().all(|part| (0.0..=1.0).contains(part)) && self.outline.is_sound() && self.times.0 > 0
    }
}

impl Outline {
    fn draw(&self, pen: &mut Pen<'_>, colour: Color32, (dx, dy): Point) {
        let moved =
            |points: &[Point]| -> Vec<Point> { points.iter().map(|&(x, y)| (x + dx, y + dy)).collect() };
        match self {
            Self::Rect(x, y, wide, high, radius) => {
                pen.rounded(colour, (x + dx, y + dy), (*wide, *high), *radius);
            }
            Self::Circle(x, y, radius) => pen.dot(colour, (x + dx, y + dy), *radius),
            Self::Oval(x, y, rx, ry) => pen.oval(colour, (x + dx, y + dy), (*rx, *ry)),
            Self::Polygon(points) => {
                let points = moved(points);
                pen.fan(colour, mean(&points), points.iter().map(|&(x, y)| pos2(x, y)));
            }
            Self::Curve(points) => {
                let (points, samples) = (moved(points), pen.samples());
                pen.fan(colour, mean(&points), curve::closed(&points, samples));
            }
            Self::Line(width, points) => pen.line(colour, *width, &moved(points)),
            Self::Smooth(width, points) => pen.smooth(colour, *width, &moved(points)),
        }
    }

    /// Whether there is something to draw: a curve of no points would have no middle.
    #[cfg(test)]
    fn is_sound(&self) -> bool {
        match self {
            Self::Polygon(points) | Self::Curve(points) => points.len() >= 3,
            Self::Line(width, points) | Self::Smooth(width, points) => *width > 0.0 && points.len() >= 2,
            Self::Rect(_, _, wide, high, radius) => *wide > 0.0 && *high > 0.0 && *radius >= 0.0,
            Self::Circle(_, _, radius) => *radius > 0.0,
            Self::Oval(_, _, rx, ry) => *rx > 0.0 && *ry > 0.0,
        }
    }
}

fn mean(points: &[Point]) -> Point {
    let share = 1.0 / points.len().max(1) as f32;
    points.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0 * share, sum.1 + point.1 * share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_parses_and_can_be_drawn() {
        for (name, text) in FILES {
            let place: Place = ron::from_str(text).unwrap_or_else(|error| panic!("{name}.ron: {error}"));
            for figure in place.back.iter().chain(&place.front) {
                assert!(figure.is_sound(), "{name}: {figure:?}");
            }
        }
        assert!(FILES.is_sorted());
    }

    #[test]
    fn every_file_in_the_folder_is_embedded() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/places");
        assert_eq!(std::fs::read_dir(folder).expect("the folder is there").count(), FILES.len());
    }

    #[test]
    fn an_unknown_place_is_a_plain_wall() {
        assert_eq!(Some(Place::for_key("moon")), Place::named("plain"));
    }
}
