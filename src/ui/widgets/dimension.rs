//! The three dimensions: a shape, a colour and a word, never the colour alone.

use egui::epaint::PathStroke;
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, vec2};

use crate::ui::theme::{Colours, Theme};

/// One of the three things a reply is scored on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Rose circle.
    Empathy,
    /// Blue square.
    Ownership,
    /// Ochre triangle.
    DeEscalation,
}

/// The shapes are drawn for a box of 12 points.
const BOX: f32 = 12.0;

impl Mark {
    /// All three, in the order they are always shown.
    pub const ALL: [Self; 3] = [Self::Empathy, Self::Ownership, Self::DeEscalation];

    /// The word a person reads.
    pub fn word(self) -> &'static str {
        match self {
            Self::Empathy => "Empathy",
            Self::Ownership => "Ownership",
            Self::DeEscalation => "De-escalation",
        }
    }

    /// The colour of the shape, the line and the name.
    pub fn colour(self, colours: &Colours) -> Color32 {
        match self {
            Self::Empathy => colours.emp,
            Self::Ownership => colours.own,
            Self::DeEscalation => colours.dee,
        }
    }

    /// The colour behind evidence.
    pub fn soft(self, colours: &Colours) -> Color32 {
        match self {
            Self::Empathy => colours.emp_soft,
            Self::Ownership => colours.own_soft,
            Self::DeEscalation => colours.dee_soft,
        }
    }

    /// Paints the shape in the middle of a square of `size` points: filled when heard or rated, hollow when not.
    pub fn paint(self, painter: &Painter, theme: &Theme, middle: Pos2, size: f32, filled: bool) {
        let unit = size / BOX;
        let ink = self.colour(&theme.colour);
        let (fill, stroke) = match filled {
            true => (ink, Stroke::NONE),
            false => (Color32::TRANSPARENT, Stroke::new(theme.scale.stroke.edge, ink)),
        };
        // A hollow shape keeps its stroke inside the outline of the filled one.
        let inset = stroke.width / 2.0;
        match self {
            Self::Empathy => {
                painter.circle(middle, 4.8 * unit - inset, fill, stroke);
            }
            Self::Ownership => {
                let rect = Rect::from_center_size(middle, Vec2::splat(9.0 * unit));
                painter.rect(rect, CornerRadius::from(1.2 * unit), fill, stroke, StrokeKind::Inside);
            }
            Self::DeEscalation => {
                painter.add(triangle(middle, unit, inset, fill, stroke));
            }
        }
    }
}

/// 10 wide and 9 high; a triangle's weight hangs low, so it stands half a unit above the middle of its box.
fn triangle(middle: Pos2, unit: f32, inset: f32, fill: Color32, stroke: Stroke) -> Shape {
    // The stroke's middle lies `inset` inside each side: for half width 5 and height 9 that is 1.64 and 2.06.
    let (half, top, foot) = (5.0 * unit - 1.64 * inset, -4.9 * unit + 2.06 * inset, 4.1 * unit - inset);
    let points = vec![middle + vec2(0.0, top), middle + vec2(half, foot), middle + vec2(-half, foot)];
    Shape::convex_polygon(points, fill, PathStroke::from(stroke))
}
