//! Rooms inside rooms: a child `Ui` in an exact rectangle.

use egui::{Align, Layout, Rect, Ui, UiBuilder};

/// Draws in exactly this rectangle, top down, cut at its edges.
pub fn within<R>(ui: &mut Ui, name: &str, rect: Rect, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().id_salt(name).max_rect(rect).layout(Layout::top_down(Align::Min));
    let mut child = ui.new_child(builder);
    child.shrink_clip_rect(rect.expand(6.0));
    // A row is as high as what is in it; widgets bring the height that a finger needs themselves.
    child.spacing_mut().interact_size.y = 0.0;
    contents(&mut child)
}
