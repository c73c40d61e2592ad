//! Tags, chips and the dashed "not yet".

use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Response, Shape, Stroke, StrokeKind, Ui, pos2, vec2};
use egui::{WidgetInfo, WidgetType};

use super::{Mark, place};
use crate::ui::theme::{Role, Space, Theme};

#[derive(Clone, Copy, Debug)]
enum Kind<'a> {
    Tag,
    Heard(Mark),
    Hurts(Mark),
    Missing(Mark, &'a str),
}

/// A word in a rounded frame. It says something and does nothing.
#[derive(Clone, Copy, Debug)]
#[must_use = "a pill is shown by `show`"]
pub struct Pill<'a> {
    kind: Kind<'a>,
    text: &'a str,
}

impl<'a> Pill<'a> {
    /// A fact about the session: "Practice", "Chat".
    pub fn tag(text: &'a str) -> Self {
        Self { kind: Kind::Tag, text }
    }

    /// A behaviour that was heard: the dimension's shape on its soft colour.
    pub fn heard(mark: Mark, behaviour: &'a str) -> Self {
        Self { kind: Kind::Heard(mark), text: behaviour }
    }

    /// A behaviour that was heard and hurts: as [`Pill::heard`], with the dashed line of what hurts under its words.
    pub fn hurts(mark: Mark, behaviour: &'a str) -> Self {
        Self { kind: Kind::Hurts(mark), text: behaviour }
    }

    /// A behaviour that was not found: a hollow shape in a dashed frame. `absence` is the word that stands beside
    /// it on the screen, "Not yet" or "Absent", and goes into its name.
    pub fn missing(mark: Mark, behaviour: &'a str, absence: &'a str) -> Self {
        Self { kind: Kind::Missing(mark, absence), text: behaviour }
    }

    /// How wide a tag is.
    pub fn width(self, ui: &Ui, theme: &Theme) -> f32 {
        let words = theme.line_of(ui.painter(), Role::Tiny, theme.colour.text2, self.text).size().x;
        (words + 2.0 * theme.gap(Space::S10)).ceil()
    }

    /// Shows the pill.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let (role, ink, at_one) = match self.kind {
            Kind::Tag => (Role::Tiny, theme.colour.text2, theme.scale.control.tag),
            Kind::Heard(_) | Kind::Hurts(_) | Kind::Missing(..) => {
                (Role::Small, theme.colour.text, theme.scale.control.chip)
            }
        };
        let side = theme.gap(Space::S10);
        let mark = place::mark_size(theme);
        let lead = if matches!(self.kind, Kind::Tag) { 0.0 } else { mark + theme.gap(Space::S4) + 2.0 };
        let room = (ui.available_width() - 2.0 * side - lead).max(mark);
        let words = theme.lines_of(ui.painter(), role, ink, self.text, room);
        let height = theme.height(at_one, role) - theme.line(role) + words.size().y;
        let (rect, response) = place::room(ui, vec2((words.size().x + lead + 2.0 * side).ceil(), height));
        if ui.is_rect_visible(rect) {
            // A pill of several lines keeps the corners of one.
            let radius = theme.height(at_one, role) / 2.0;
            self.paint_frame(ui.painter(), theme, rect, radius);
            if let Kind::Heard(dimension) | Kind::Hurts(dimension) | Kind::Missing(dimension, _) = self.kind {
                let filled = !matches!(self.kind, Kind::Missing(..));
                let middle = pos2(rect.left() + side + mark / 2.0, rect.top() + radius);
                dimension.paint(ui.painter(), theme, middle, mark, filled);
            }
            let left = rect.left() + side + lead;
            if let Kind::Hurts(dimension) = self.kind {
                let y = rect.center().y + words.size().y / 2.0;
                let line = [pos2(left, y), pos2(left + words.size().x, y)];
                let stroke = Stroke::new(theme.scale.stroke.evidence, dimension.colour(&theme.colour));
                ui.painter().extend(Shape::dashed_line(&line, stroke, 4.0, 3.0));
            }
            place::left(ui.painter(), left, rect.center().y, words);
        }
        let name = self.name();
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), &name));
        response
    }

    fn name(self) -> String {
        match self.kind {
            Kind::Tag => self.text.to_owned(),
            Kind::Heard(mark) => format!("{}: {}", mark.word(), self.text),
            Kind::Hurts(mark) => format!("{}, hurts: {}", mark.word(), self.text),
            Kind::Missing(mark, absence) => format!("{absence}, {}: {}", mark.word(), self.text),
        }
    }

    fn paint_frame(self, painter: &Painter, theme: &Theme, rect: Rect, radius: f32) {
        let colour = &theme.colour;
        let corner = CornerRadius::from(radius);
        match self.kind {
            Kind::Tag => {
                painter.rect(rect, corner, colour.surface, theme.hairline(), StrokeKind::Inside);
            }
            Kind::Heard(mark) | Kind::Hurts(mark) => {
                painter.rect_filled(rect, corner, mark.soft(colour));
            }
            Kind::Missing(mark, _) => {
                painter.rect_filled(rect, corner, colour.surface);
                dashed_frame(
                    painter,
                    rect,
                    radius,
                    Stroke::new(theme.scale.stroke.hair, mark.colour(colour)),
                );
            }
        }
    }
}

/// A dashed outline whose dashes fit the way round evenly, so that no seam shows.
fn dashed_frame(painter: &Painter, rect: Rect, radius: f32, stroke: Stroke) {
    if stroke.color == Color32::TRANSPARENT {
        return;
    }
    let path = outline(rect.shrink(stroke.width / 2.0), radius - stroke.width / 2.0);
    let length: f32 = path.windows(2).map(|p| p[0].distance(p[1])).sum();
    let period = length / (length / 7.0).round().max(1.0);
    painter.extend(Shape::dashed_line(&path, stroke, period * 4.0 / 7.0, period * 3.0 / 7.0));
}

/// The closed outline of a rounded rectangle.
fn outline(rect: Rect, radius: f32) -> Vec<Pos2> {
    let radius = radius.min(rect.height() / 2.0).min(rect.width() / 2.0);
    let inner = rect.shrink(radius);
    let corners = [inner.right_top(), inner.right_bottom(), inner.left_bottom(), inner.left_top()];
    let quarter = std::f32::consts::FRAC_PI_2;
    let steps = 8;
    let mut points = Vec::new();
    for (turn, corner) in corners.into_iter().enumerate() {
        for step in 0..=steps {
            let angle = quarter * (turn as f32 - 1.0 + step as f32 / steps as f32);
            points.push(corner + vec2(angle.cos(), angle.sin()) * radius);
        }
    }
    points.extend(points.first().copied());
    points
}
