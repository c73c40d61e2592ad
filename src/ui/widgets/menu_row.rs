//! A row of a list that something is picked from.

use egui::{CornerRadius, CursorIcon, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{focus_ring, place};
use crate::ui::theme::{Role, Space, Theme};

/// Words that wrap, and at the right end the keys that do the same. As wide as there is room.
#[derive(Clone, Copy, Debug)]
#[must_use = "a row is shown by `show`"]
pub struct MenuRow<'a> {
    words: &'a str,
    keys: &'a str,
    chosen: bool,
}

impl<'a> MenuRow<'a> {
    /// What is picked by it.
    pub fn new(words: &'a str) -> Self {
        Self { words, keys: "", chosen: false }
    }

    /// The keys that do the same: `"Ctrl+K"`.
    pub fn keys(mut self, keys: &'a str) -> Self {
        self.keys = keys;
        self
    }

    /// Whether the keyboard has chosen it.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    /// Shows the row.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let colour = &theme.colour;
        let (side, gap) = (theme.gap(Space::S12), theme.gap(Space::S8));
        let ink = if self.chosen { colour.text } else { colour.text2 };
        let keys = theme.line_of(ui.painter(), Role::Tiny, ink, self.keys);
        let after = if self.keys.is_empty() { 0.0 } else { keys.size().x + gap };
        let room = (ui.available_width() - 2.0 * side - after).max(1.0);
        let words = theme.lines_of(ui.painter(), Role::Body, colour.text, self.words, room);
        let size = vec2(ui.available_width(), words.size().y + gap);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if ui.is_rect_visible(rect) {
            let radius = CornerRadius::same(theme.scale.radius.control);
            if self.chosen {
                ui.painter().rect_filled(rect, radius, colour.accent_soft);
            } else if response.hovered() {
                ui.painter().rect_filled(rect, radius, colour.sunken);
            }
            let first = rect.top() + gap / 2.0 + theme.line(Role::Body) / 2.0;
            place::left(ui.painter(), rect.left() + side, rect.center().y, words);
            let at = pos2(rect.right() - side, first);
            place::right(ui.painter(), at.x, at.y, keys);
            focus_ring(ui, theme, &response, f32::from(theme.scale.radius.control));
        }
        response.widget_info(|| {
            WidgetInfo::selected(WidgetType::Button, ui.is_enabled(), self.chosen, self.words)
        });
        if !self.keys.is_empty() {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_keyboard_shortcut(self.keys));
        }
        response
    }
}
