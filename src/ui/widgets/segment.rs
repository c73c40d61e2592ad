//! One of a few ways to look at something.

use egui::{CornerRadius, CursorIcon, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, vec2};

use super::{focus_ring, place};
use crate::ui::theme::{Role, Space, Theme, Weight};

/// A way among others of which one always holds. The chosen one is filled, edged in the accent and written strong.
#[derive(Clone, Copy, Debug)]
#[must_use = "a segment is shown by `show`"]
pub struct Segment<'a> {
    text: &'a str,
    chosen: bool,
}

impl<'a> Segment<'a> {
    /// What it is called ("By person"), and whether it holds now. The caller changes it when the response was clicked.
    pub fn new(text: &'a str, chosen: bool) -> Self {
        Self { text, chosen }
    }

    /// Shows the segment.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let colour = &theme.colour;
        let ink = if self.chosen { colour.accent } else { colour.text };
        let text = |weight| theme.line_in(ui.painter(), Role::Small, weight, ink, self.text);
        let (off, on) = (text(Weight::Regular), text(Weight::Strong));
        // Room for the heavier of the two, so that nothing moves when it is switched.
        let width = (2.0 * theme.gap(Space::S12) + on.size().x.max(off.size().x)).ceil();
        let height = theme.height(theme.scale.control.filter, Role::Small);
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if ui.is_rect_visible(rect) {
            let fill = match self.chosen {
                true => colour.accent_soft,
                false if response.hovered() => colour.sunken,
                false => colour.surface,
            };
            let edge = if self.chosen { colour.accent } else { colour.edge };
            let radius = theme.scale.radius.control;
            let stroke = Stroke::new(theme.scale.stroke.edge, edge);
            ui.painter().rect(rect, CornerRadius::same(radius), fill, stroke, StrokeKind::Inside);
            let words = if self.chosen { on } else { off };
            let left = rect.center().x - words.size().x / 2.0;
            place::left(ui.painter(), left, rect.center().y, words);
            focus_ring(ui, theme, &response, f32::from(radius));
        }
        response.widget_info(|| {
            WidgetInfo::selected(WidgetType::RadioButton, ui.is_enabled(), self.chosen, self.text)
        });
        response
    }
}
