//! Words that lead somewhere.

use egui::{CursorIcon, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{Sign, focus_ring, place};
use crate::ui::theme::{Role, Space, Theme};

/// A link in the accent, underlined under the pointer and with the keyboard on it.
#[derive(Clone, Copy, Debug)]
#[must_use = "a link is shown by `show`"]
pub struct Link<'a> {
    text: &'a str,
    quiet: bool,
    back: bool,
    on: bool,
}

impl<'a> Link<'a> {
    /// A small strong link: "Her card".
    pub fn new(text: &'a str) -> Self {
        Self { text, quiet: false, back: false, on: false }
    }

    /// A way back, in ink and body size, with a chevron before it: "Library".
    pub fn back(text: &'a str) -> Self {
        Self { quiet: true, back: true, ..Self::new(text) }
    }

    /// A chevron before the words: the one before.
    pub fn previous(mut self) -> Self {
        self.back = true;
        self
    }

    /// A chevron after the words: the next one.
    pub fn next(mut self) -> Self {
        self.on = true;
        self
    }

    /// Shows the link; its target is never lower than 24 points.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let (role, ink) = match self.quiet {
            true => (Role::Body, theme.colour.text2),
            false => (Role::Label, theme.colour.accent),
        };
        let words = theme.line_of(ui.painter(), role, ink, self.text);
        let sign = theme.grown(theme.scale.control.mark);
        let step = sign + theme.gap(Space::S4);
        let before = if self.back { step } else { 0.0 };
        let after = if self.on { step } else { 0.0 };
        let height = theme.line(role).max(theme.scale.control.target).ceil();
        let size = vec2((before + words.size().x + after).ceil(), height);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if ui.is_rect_visible(rect) {
            let (painter, y) = (ui.painter(), rect.center().y);
            let half = words.size().y / 2.0;
            let right = place::left(painter, rect.left() + before, y, words);
            if self.back {
                Sign::ChevronLeft.paint(painter, pos2(rect.left() + sign / 2.0, y), sign, ink);
            }
            if self.on {
                Sign::ChevronRight.paint(painter, pos2(rect.right() - sign / 2.0, y), sign, ink);
            }
            if response.hovered() {
                let under = (y + half - 2.0).round() - 0.5;
                let stroke = Stroke::new(theme.scale.stroke.hair, ink);
                painter.hline(rect.left() + before..=right, under, stroke);
            }
            focus_ring(ui, theme, &response, f32::from(theme.scale.radius.key));
        }
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Link, ui.is_enabled(), self.text));
        response
    }
}
