//! Placing painted text and icons by their middle line.

use std::sync::Arc;

use egui::{
    Align2, Color32, FontFamily, FontId, Galley, Painter, Pos2, Rect, Response, Sense, Ui, Vec2, pos2,
};

use crate::ui::theme::{ICONS, Theme};

/// Paints one or more lines with their left edge at `x` and their middle at `y`; gives the right edge.
pub(in crate::ui) fn left(painter: &Painter, x: f32, y: f32, galley: Arc<Galley>) -> f32 {
    let size = galley.size();
    let fallback = Color32::PLACEHOLDER;
    painter.galley(pos2(x, y - size.y / 2.0), galley, fallback);
    x + size.x
}

/// Paints lines with their right edge at `x` and their middle at `y`; gives the left edge.
pub(in crate::ui) fn right(painter: &Painter, x: f32, y: f32, galley: Arc<Galley>) -> f32 {
    let width = galley.size().x;
    left(painter, x - width, y, galley);
    x - width
}

/// Paints a phosphor icon in the middle of a square of `size` points.
pub(in crate::ui) fn icon(painter: &Painter, middle: Pos2, size: f32, icon: &str, colour: Color32) {
    let font = FontId::new(size, FontFamily::Name(ICONS.into()));
    let galley = painter.layout_no_wrap(icon.to_owned(), font, colour);
    let rect = Align2::CENTER_CENTER.anchor_size(middle, galley.size());
    painter.galley(rect.min, galley, colour);
}

/// Room for a painted thing that cannot be clicked; its corner lies on whole points so that edges are sharp.
pub(in crate::ui) fn room(ui: &mut Ui, size: Vec2) -> (Rect, Response) {
    let (rect, response) = ui.allocate_exact_size(size.ceil(), Sense::hover());
    (Rect::from_min_size(rect.min.round(), size), response)
}

/// The height of the highest of some things that stand side by side with text of this theme.
pub(in crate::ui) fn mark_size(theme: &Theme) -> f32 {
    theme.grown(theme.scale.control.mark)
}
