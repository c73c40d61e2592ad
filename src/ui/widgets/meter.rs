//! Five steps and words: the customer's mood. It is not a score and takes no dimension's colour.

use egui::{
    CornerRadius, Painter, Pos2, Rect, Response, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::place;
use crate::ui::theme::{Role, Space, Theme};

const STEPS: u8 = 5;

/// One line of the mood: name, five steps, a word, and perhaps the way it goes.
#[derive(Clone, Copy, Debug)]
#[must_use = "a meter is shown by `show`"]
pub struct Meter<'a> {
    name: &'a str,
    steps: u8,
    word: &'a str,
    change: Option<&'a str>,
}

impl<'a> Meter<'a> {
    /// `steps` of five are filled; `word` says the same ("High").
    pub fn new(name: &'a str, steps: u8, word: &'a str) -> Self {
        Self { name, steps: steps.min(STEPS), word, change: None }
    }

    /// The way it goes: "easing", "rising".
    pub fn change(mut self, change: &'a str) -> Self {
        self.change = Some(change);
        self
    }

    /// Shows the line, as wide as there is room.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let colour = &theme.colour;
        let (rect, response) = place::room(ui, vec2(ui.available_width(), theme.height(24.0, Role::Small)));
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            let y = rect.center().y;
            let name = theme.line_of(painter, Role::Small, colour.text2, self.name);
            place::left(painter, rect.left(), y, name);
            let steps = pos2(rect.left() + theme.grown(66.0), y);
            let mut x = self.paint_steps(painter, theme, steps) + theme.gap(Space::S8);
            x = place::left(painter, x, y, theme.line_of(painter, Role::Label, colour.text, self.word));
            if let Some(change) = self.change {
                let change = theme.line_of(painter, Role::Small, colour.text3, change);
                place::left(painter, x + theme.gap(Space::S8), y, change);
            }
        }
        let said = self.said();
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), &said));
        response
    }

    fn said(self) -> String {
        let change = self.change.map(|change| format!(", {change}")).unwrap_or_default();
        format!("{}: {}{change}, {} of {STEPS}", self.name, self.word, self.steps)
    }

    fn paint_steps(self, painter: &Painter, theme: &Theme, at: Pos2) -> f32 {
        let control = &theme.scale.control;
        let size = vec2(theme.grown(control.step.0), theme.grown(control.step.1)).round();
        let gap = theme.spread(control.step_gap);
        let mut corner = pos2(at.x.round(), (at.y - size.y / 2.0).round());
        for step in 0..STEPS {
            let rect = Rect::from_min_size(corner, size);
            let radius = CornerRadius::from(size.y / 2.0);
            if step < self.steps {
                painter.rect_filled(rect, radius, theme.colour.text2);
            } else {
                let stroke = Stroke::new(theme.scale.stroke.hair, theme.colour.edge);
                painter.rect_stroke(rect, radius, stroke, StrokeKind::Inside);
            }
            corner.x += size.x + gap;
        }
        corner.x - gap
    }
}
