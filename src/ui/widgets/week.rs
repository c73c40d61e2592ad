//! The last seven days.

use egui::{
    CornerRadius, Painter, Rect, Response, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::place;
use crate::ui::theme::{Role, Space, Theme};

/// How many conversations on each of the last seven days, today last: a number, and a step for each day.
#[derive(Clone, Copy, Debug)]
#[must_use = "a week is shown by `show`"]
pub struct Week {
    days: [u16; 7],
}

impl Week {
    /// Conversations on each day, today last.
    pub fn new(days: [u16; 7]) -> Self {
        Self { days }
    }

    /// How high it is.
    pub fn height(theme: &Theme) -> f32 {
        let words = theme.line(Role::Label) + theme.line(Role::Small);
        let step = theme.grown(theme.scale.control.step.1);
        (2.0 * theme.gap(Space::S12) + words + theme.gap(Space::S8) + step).ceil()
    }

    /// Shows the box, as wide as there is room.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let colour = &theme.colour;
        let (rect, response) = place::room(ui, vec2(ui.available_width(), Self::height(theme)));
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            painter.rect_filled(rect, CornerRadius::same(theme.scale.radius.control), colour.sunken);
            let inside = rect.shrink(theme.gap(Space::S12));
            let line = |role, ink, text: &str| theme.line_of(painter, role, ink, text);
            let under = inside.top() + theme.line(Role::Label);
            let name = line(Role::Label, colour.text, "This week");
            painter.galley(inside.min, name, colour.text);
            let count = line(Role::Small, colour.text2, &conversations(self.sum()));
            painter.galley(pos2(inside.left(), under), count, colour.text2);
            self.paint_steps(painter, theme, inside);
        }
        let said = self.said();
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), &said));
        response
    }

    fn sum(self) -> u32 {
        self.days.into_iter().map(u32::from).sum()
    }

    /// The words that carry the same as the steps.
    fn said(self) -> String {
        let day = |(index, count): (usize, &u16)| {
            let when = match self.days.len() - 1 - index {
                0 => "today".to_owned(),
                1 => "yesterday".to_owned(),
                days => format!("{days} days ago"),
            };
            (*count > 0).then(|| format!("{when}: {count}"))
        };
        let days: Vec<String> = self.days.iter().enumerate().filter_map(day).collect();
        let sum = format!("This week: {}", conversations(self.sum()));
        if days.is_empty() { sum } else { format!("{sum}. {}", days.join(", ")) }
    }

    /// Filled on a day with a conversation, hollow on one without.
    fn paint_steps(self, painter: &Painter, theme: &Theme, inside: Rect) {
        let gap = theme.spread(2.0 * theme.scale.control.step_gap);
        let height = theme.grown(theme.scale.control.step.1).round();
        let width = (inside.width() - gap * (self.days.len() - 1) as f32) / self.days.len() as f32;
        let mut corner = pos2(inside.left(), (inside.bottom() - height).round());
        for count in self.days {
            let rect = Rect::from_min_size(corner, vec2(width, height));
            let radius = CornerRadius::from(height / 2.0);
            if count > 0 {
                painter.rect_filled(rect, radius, theme.colour.accent);
            } else {
                let stroke = Stroke::new(theme.scale.stroke.hair, theme.colour.edge);
                painter.rect_stroke(rect, radius, stroke, StrokeKind::Inside);
            }
            corner.x += width + gap;
        }
    }
}

fn conversations(count: u32) -> String {
    match count {
        0 => "No conversation".to_owned(),
        1 => "1 conversation".to_owned(),
        _ => format!("{count} conversations"),
    }
}
