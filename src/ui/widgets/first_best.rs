//! How far somebody came in one dimension.

use egui::{Response, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{Mark, Sign, place};
use crate::ui::theme::{Role, Space, Theme};

/// A dimension's shape, the first score, an arrow and the best score.
#[derive(Clone, Copy, Debug)]
#[must_use = "scores are shown by `show`"]
pub struct FirstBest {
    mark: Mark,
    first: Option<u8>,
    best: u8,
}

impl FirstBest {
    /// Scores from 0 to 100; `first` is `None` where the first conversation did not rate the dimension.
    pub fn new(mark: Mark, first: Option<u8>, best: u8) -> Self {
        Self { mark, first, best }
    }

    /// Shows them in one line.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let colour = &theme.colour;
        let (mark, gap) = (place::mark_size(theme), theme.gap(Space::S4));
        let line = |role, ink, text: String| theme.line_of(ui.painter(), role, ink, &text);
        let first = self.first.map(|first| line(Role::Small, colour.text2, first.to_string()));
        let best = line(Role::Label, colour.text, self.best.to_string());
        let before = first.as_ref().map_or(0.0, |first| first.size().x + 2.0 * gap + mark);
        let width = mark + gap + before + best.size().x;
        let (rect, response) = place::room(ui, vec2(width, theme.line(Role::Small)));
        if ui.is_rect_visible(rect) {
            let (painter, y) = (ui.painter(), rect.center().y);
            self.mark.paint(painter, theme, pos2(rect.left() + mark / 2.0, y), mark, true);
            let mut x = rect.left() + mark + gap;
            if let Some(first) = first {
                x = place::left(painter, x, y, first) + gap;
                Sign::ArrowRight.paint(painter, pos2(x + mark / 2.0, y), mark, colour.text2);
                x += mark + gap;
            }
            place::left(painter, x, y, best);
        }
        let said = match self.first {
            Some(first) => format!("{}: first {first}, best {}", self.mark.word(), self.best),
            None => format!("{}: best {}", self.mark.word(), self.best),
        };
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), &said));
        response
    }
}
