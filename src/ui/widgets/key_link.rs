//! Words with the keys that do the same.

use egui::{CornerRadius, Rect};
use egui::{CursorIcon, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{focus_ring, place};
use crate::ui::theme::{Role, Space, Theme};

/// Quiet words and a key cap beside them: "Find anything  Ctrl K". Both are one button.
#[derive(Clone, Copy, Debug)]
#[must_use = "a key link is shown by `show`"]
pub struct KeyLink<'a> {
    words: &'a str,
    keys: &'a str,
}

impl<'a> KeyLink<'a> {
    /// What it does, and the keys as they are written on the board.
    pub fn new(words: &'a str, keys: &'a str) -> Self {
        Self { words, keys }
    }

    /// How wide it is.
    pub fn width(self, ui: &Ui, theme: &Theme) -> f32 {
        let (words, cap) = self.sizes(ui, theme);
        (words + theme.gap(Space::S8) + cap.x).ceil()
    }

    /// Shows it.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let colour = &theme.colour;
        let (_, cap) = self.sizes(ui, theme);
        let height = cap.y.max(theme.line(Role::Small)).max(theme.scale.control.target).ceil();
        let size = vec2(self.width(ui, theme), height);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if ui.is_rect_visible(rect) {
            let (painter, y) = (ui.painter(), rect.center().y);
            let words = theme.line_of(painter, Role::Small, colour.text2, self.words);
            let under = (y + words.size().y / 2.0 - 2.0).round() - 0.5;
            let right = place::left(painter, rect.left(), y, words);
            if response.hovered() {
                painter.hline(rect.left()..=right, under, Stroke::new(theme.scale.stroke.hair, colour.text2));
            }
            let corner = pos2(rect.right() - cap.x, y - cap.y / 2.0).round();
            let board = Rect::from_min_size(corner, cap);
            let radius = CornerRadius::same(theme.scale.radius.key);
            painter.rect(board, radius, colour.surface, theme.hairline(), StrokeKind::Inside);
            let keys = theme.line_of(painter, Role::Tiny, colour.text2, self.keys);
            place::left(painter, board.center().x - keys.size().x / 2.0, y, keys);
            focus_ring(ui, theme, &response, f32::from(theme.scale.radius.key));
        }
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), self.words));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_keyboard_shortcut(self.keys));
        response
    }

    /// The width of the words, and the size of the cap.
    fn sizes(self, ui: &Ui, theme: &Theme) -> (f32, egui::Vec2) {
        let wide = |role, text: &str| theme.line_of(ui.painter(), role, theme.colour.text2, text).size().x;
        let cap = vec2(wide(Role::Tiny, self.keys) + theme.gap(Space::S12), theme.height(20.0, Role::Tiny));
        (wide(Role::Small, self.words), cap.ceil())
    }
}
