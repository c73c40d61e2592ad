//! The one focus ring.

use egui::{CornerRadius, Rect, Response, Stroke, StrokeKind, Ui};

use crate::ui::theme::Theme;

/// Paints the focus ring round a widget that has the keyboard; `radius` is the widget's own.
pub fn focus_ring(ui: &Ui, theme: &Theme, response: &Response, radius: f32) {
    if response.has_focus() {
        ring(ui, theme, response.rect, radius);
    }
}

/// The ring itself: 2 points wide, 2 points outside.
pub(super) fn ring(ui: &Ui, theme: &Theme, rect: Rect, radius: f32) {
    let stroke = &theme.scale.stroke;
    ui.painter().rect_stroke(
        rect.expand(stroke.ring_gap),
        CornerRadius::from(radius + stroke.ring_gap),
        Stroke::new(stroke.ring, theme.colour.accent),
        StrokeKind::Outside,
    );
}
