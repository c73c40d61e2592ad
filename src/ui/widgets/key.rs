//! A key on the keyboard: "Ctrl K".

use egui::{CornerRadius, Response, StrokeKind, Ui, WidgetInfo, WidgetType, vec2};

use super::place;
use crate::ui::theme::{Role, Space, Theme};

/// A key cap beside the words that say what the key does.
#[derive(Clone, Copy, Debug)]
#[must_use = "a key is shown by `show`"]
pub struct Key<'a> {
    keys: &'a str,
}

impl<'a> Key<'a> {
    /// The keys as they are written on the board.
    pub fn new(keys: &'a str) -> Self {
        Self { keys }
    }

    /// Shows the cap.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let words = theme.line_of(ui.painter(), Role::Tiny, theme.colour.text2, self.keys);
        let size = vec2(words.size().x + theme.gap(Space::S12), theme.height(20.0, Role::Tiny));
        let (rect, response) = place::room(ui, size.ceil());
        if ui.is_rect_visible(rect) {
            let radius = CornerRadius::same(theme.scale.radius.key);
            ui.painter().rect(rect, radius, theme.colour.surface, theme.hairline(), StrokeKind::Inside);
            let left = rect.center().x - words.size().x / 2.0;
            place::left(ui.painter(), left, rect.center().y, words);
        }
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), self.keys));
        response
    }
}
