//! Small drawn signs. They are drawn, not typed, so that no fallback glyph ever shows.

use egui::{Color32, Painter, Pos2, Shape, Stroke, vec2};

/// A sign in a square box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// From one score to the next.
    ArrowRight,
    /// Allowed, done.
    Tick,
    /// Not allowed: a short bar.
    Bar,
    /// Back.
    ChevronLeft,
    /// On.
    ChevronRight,
    /// A list opens below.
    ChevronDown,
    /// The return key.
    Return,
    /// Nothing yet.
    Open,
    /// Begun: the right half is filled.
    Half,
    /// Answered.
    Full,
}

impl Sign {
    /// Paints the sign in the middle of a square of `size` points, with lines of 1.5 at 16.
    pub fn paint(self, painter: &Painter, middle: Pos2, size: f32, colour: Color32) {
        let unit = size / 16.0;
        let stroke = Stroke::new(1.5 * unit.max(0.75), colour);
        let at = |x: f32, y: f32| middle + vec2(x, y) * unit;
        let path = |points: &[(f32, f32)]| {
            painter.line(points.iter().map(|&(x, y)| at(x, y)).collect(), stroke);
        };
        match self {
            Self::ArrowRight => {
                path(&[(-5.0, 0.0), (5.0, 0.0)]);
                path(&[(2.0, -3.0), (5.0, 0.0), (2.0, 3.0)]);
            }
            Self::Tick => path(&[(-5.0, 0.5), (-1.5, 4.0), (5.0, -4.0)]),
            Self::Bar => path(&[(-5.0, 0.0), (5.0, 0.0)]),
            Self::ChevronLeft => path(&[(2.0, -5.0), (-3.0, 0.0), (2.0, 5.0)]),
            Self::ChevronRight => path(&[(-2.0, -5.0), (3.0, 0.0), (-2.0, 5.0)]),
            Self::ChevronDown => path(&[(-4.0, -2.0), (0.0, 2.0), (4.0, -2.0)]),
            Self::Return => {
                path(&[(5.0, -4.0), (5.0, 1.5), (-5.0, 1.5)]);
                path(&[(-2.0, -1.5), (-5.0, 1.5), (-2.0, 4.5)]);
            }
            Self::Open => {
                painter.circle_stroke(middle, 5.5 * unit, stroke);
            }
            Self::Half => {
                painter.add(half_disc(middle, 5.5 * unit, colour));
                painter.circle_stroke(middle, 5.5 * unit, stroke);
            }
            Self::Full => {
                painter.circle_filled(middle, 6.25 * unit, colour);
            }
        }
    }
}

fn half_disc(middle: Pos2, radius: f32, colour: Color32) -> Shape {
    let steps = 16;
    let points = (0..=steps)
        .map(|step| {
            let angle = std::f32::consts::PI * (step as f32 / steps as f32 - 0.5);
            middle + vec2(angle.cos(), angle.sin()) * radius
        })
        .collect();
    Shape::convex_polygon(points, colour, Stroke::NONE)
}
