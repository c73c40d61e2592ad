//! A row of a board's chart: the mean of first attempts on its interval, and the best.

use egui::{Color32, Painter, Pos2, Rangef, Shape, Stroke, pos2, vec2};

use super::{Mark, place};
use crate::comparison::Estimate;
use crate::comparison::axis::{LEFT, RIGHT, TICKS, beyond, word};
use crate::comparison::words::figure;
use crate::ui::theme::{Role, Space, Theme};

/// The scale, from one end of `x` to the other.
#[derive(Clone, Copy, Debug)]
pub struct Axis {
    x: Rangef,
}

impl Axis {
    /// The scale over this width, with room at its ends for an arrow.
    pub fn new(theme: &Theme, x: Rangef) -> Self {
        let room = place::mark_size(theme) / 2.0;
        Self { x: Rangef::new(x.min + room, (x.max - room).max(x.min + room)) }
    }

    /// Where a value stands; what lies beyond the scale stands at its end.
    pub fn at(self, thousandths: i32) -> f32 {
        let part = (thousandths.clamp(LEFT, RIGHT) - LEFT) as f32 / (RIGHT - LEFT) as f32;
        self.x.min + self.x.span() * part
    }

    /// The uprights at the marks.
    pub fn paint_ticks(self, painter: &Painter, theme: &Theme, y: Rangef) {
        for tick in TICKS {
            painter.vline(self.at(tick).round() - 0.5, y, theme.hairline());
        }
    }

    /// The figures over the marks, and over these what the ends stand for. Figures between give way where it is narrow.
    pub fn paint_figures(self, painter: &Painter, theme: &Theme, bottom: f32) {
        let line = theme.line(Role::Tiny);
        let words = |text: &str| theme.line_of(painter, Role::Tiny, theme.colour.text3, text);
        let centred = |x: f32, y: f32, text: &str| {
            let galley = words(text);
            place::left(painter, x - galley.size().x / 2.0, y, galley);
        };
        let room = self.at(TICKS[1]) - self.at(TICKS[0]) - theme.gap(Space::S4);
        let all = words("100").size().x <= room;
        for tick in TICKS {
            if all || !word(tick).is_empty() {
                centred(self.at(tick), bottom - line / 2.0, &figure(tick));
            }
            if self.shows_words(painter, theme) {
                centred(self.at(tick), bottom - 1.5 * line, word(tick));
            }
        }
    }

    /// Whether the words over both ends find room beside each other.
    fn shows_words(self, painter: &Painter, theme: &Theme) -> bool {
        let width = |text| theme.line_of(painter, Role::Tiny, theme.colour.text3, text).size().x;
        let between = (width("chance") + width("best way")) / 2.0 + theme.gap(Space::S8);
        self.at(TICKS[4]) - self.at(TICKS[0]) >= between
    }
}

/// What stands in one row.
#[derive(Clone, Copy, Debug, Default)]
pub struct Whisker {
    first: Option<Estimate>,
    best: Option<Estimate>,
    mark: Option<Mark>,
}

impl Whisker {
    /// First attempts with their interval, and the best.
    pub fn new(first: Option<Estimate>, best: Option<Estimate>) -> Self {
        Self { first, best, mark: None }
    }

    /// In a dimension: its shape instead of the dot, in its colour.
    pub fn of(mut self, mark: Mark) -> Self {
        self.mark = Some(mark);
        self
    }

    /// Paints the row at the height `y`. `ink` is for the whole, a dimension brings its own; `behind` is what it stands on.
    pub fn paint(self, painter: &Painter, theme: &Theme, axis: Axis, y: f32, ink: Color32, behind: Color32) {
        let ink = self.mark.map_or(ink, |mark| mark.colour(&theme.colour));
        let size = place::mark_size(theme);
        if let Some((low, high)) = self.first.and_then(|first| first.interval()) {
            let stroke = Stroke::new(theme.scale.stroke.chart, ink);
            painter.hline(axis.at(low)..=axis.at(high), y, stroke);
            for end in [low, high].into_iter().filter(|&end| beyond(end) != 0) {
                arrow(painter, pos2(axis.at(end), y), size, beyond(end), ink);
            }
        }
        if let Some(best) = self.best {
            let at = pos2(axis.at(best.mean), y);
            match beyond(best.mean) {
                0 => hollow(painter, theme, diamond(at, size), ink, behind),
                side => hollow(painter, theme, tip(at, size, side), ink, behind),
            }
        }
        if let Some(first) = self.first {
            let at = pos2(axis.at(first.mean), y);
            match (beyond(first.mean), self.mark) {
                (0, Some(mark)) => mark.paint(painter, theme, at, size, true),
                (0, None) => drop(painter.circle_filled(at, size * 0.42, ink)),
                (side, _) => arrow(painter, at, size, side, ink),
            }
        }
    }

    /// The row in words: "first 62, interval 54 to 70, best 80".
    pub fn said(self) -> String {
        let first = self.first.map_or_else(
            || "no first attempt".to_owned(),
            |first| match first.interval() {
                None => format!("first {}", figure(first.mean)),
                Some((low, high)) => {
                    format!("first {}, interval {} to {}", figure(first.mean), figure(low), figure(high))
                }
            },
        );
        let best = self.best.map_or_else(String::new, |best| format!(", best {}", figure(best.mean)));
        first + &best
    }
}

/// The outline of a best, filled with what it stands on, so that a whisker does not run through it.
fn hollow(painter: &Painter, theme: &Theme, outline: Vec<Pos2>, ink: Color32, behind: Color32) {
    let stroke = Stroke::new(theme.scale.stroke.edge, ink);
    painter.add(Shape::convex_polygon(outline, behind, stroke));
}

fn diamond(middle: Pos2, size: f32) -> Vec<Pos2> {
    let half = size * 0.45;
    let corners = [vec2(0.0, -half), vec2(half, 0.0), vec2(0.0, half), vec2(-half, 0.0)];
    corners.into_iter().map(|corner| middle + corner).collect()
}

/// An arrow at an end of the scale: it goes on. Its tip stands outside of the end.
fn arrow(painter: &Painter, end: Pos2, size: f32, side: i8, ink: Color32) {
    painter.add(Shape::convex_polygon(tip(end, size, side), ink, Stroke::NONE));
}

fn tip(end: Pos2, size: f32, side: i8) -> Vec<Pos2> {
    let out = f32::from(side) * size / 2.0;
    [vec2(out, 0.0), vec2(-out * 0.3, size * 0.42), vec2(-out * 0.3, -size * 0.42)]
        .into_iter()
        .map(|corner| end + corner)
        .collect()
}

/// The three samples of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// A dot on its interval.
    First,
    /// A hollow diamond.
    Best,
    /// An arrow.
    Beyond,
}

impl Sample {
    /// All, as the legend has them.
    pub const ALL: [Self; 3] = [Self::First, Self::Best, Self::Beyond];

    /// What it stands for.
    pub fn word(self) -> &'static str {
        match self {
            Self::First => "first attempts, with their 95 % interval",
            Self::Best => "best",
            Self::Beyond => "goes on beyond the scale",
        }
    }

    /// How wide it is.
    pub fn width(self, theme: &Theme) -> f32 {
        let size = place::mark_size(theme);
        if self == Self::First { 3.0 * size } else { size }
    }

    /// Paints it in the middle of its width.
    pub fn paint(self, painter: &Painter, theme: &Theme, middle: Pos2) {
        let (size, ink) = (place::mark_size(theme), theme.colour.text);
        match self {
            Self::First => {
                let half = self.width(theme) / 2.0;
                let stroke = Stroke::new(theme.scale.stroke.chart, ink);
                painter.hline(middle.x - half..=middle.x + half, middle.y, stroke);
                painter.circle_filled(middle, size * 0.42, ink);
            }
            Self::Best => hollow(painter, theme, diamond(middle, size), ink, theme.colour.surface),
            Self::Beyond => arrow(painter, middle, size, 1, ink),
        }
    }
}
