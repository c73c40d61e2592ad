//! Columns that start at one height, and room that is left over in the window.

use egui::{Align, Id, Layout, Rect, Ui, UiBuilder, pos2};

use crate::ui::theme::{Role, Space, Theme};

/// A title needs this much room at 100 % text to stand beside something.
const ROOM_FOR_TITLE: f32 = 160.0;
/// No card is stretched by more than this at 100 % text: it would look empty rather than aligned.
const MOST_FILLED: f32 = 200.0;

/// Draws columns of these widths from the same top; gives the rectangle of all.
pub fn side_by_side<const N: usize>(
    ui: &mut Ui,
    widths: [f32; N],
    gap: f32,
    mut column: impl FnMut(&mut Ui, usize),
) -> Rect {
    let start = ui.cursor().left_top();
    let (mut left, mut foot) = (start.x, start.y);
    for (index, width) in widths.into_iter().enumerate() {
        let room = Rect::from_min_max(pos2(left, start.y), pos2(left + width, ui.max_rect().bottom()));
        let builder = UiBuilder::new().id_salt(index).max_rect(room).layout(Layout::top_down(Align::Min));
        let mut child = ui.new_child(builder);
        column(&mut child, index);
        foot = foot.max(child.min_rect().bottom());
        left += width + gap;
    }
    let all = Rect::from_min_max(start, pos2(left - gap, foot));
    ui.advance_cursor_after_rect(all);
    all
}

/// Room at the foot of a column that is shorter than the window: a card of it takes the room, so that columns end
/// together. How much that is shows only after the column has been drawn, so it is remembered for the next pass.
pub struct Fill {
    id: Id,
    room: f32,
}

impl Fill {
    /// What the column of this `ui` has to spare.
    pub fn of(ui: &Ui, name: &str) -> Self {
        let id = ui.id().with(name);
        Self { id, room: ui.data(|data| data.get_temp(id)).unwrap_or(0.0) }
    }

    /// Points to be filled.
    pub fn room(&self) -> f32 {
        self.room
    }

    /// Takes the measure of the column, which should end at `foot`.
    pub fn settle(self, ui: &Ui, theme: &Theme, foot: f32) {
        let spare = (self.room + foot - ui.min_rect().bottom()).max(0.0).floor();
        let room = if spare > theme.spread(MOST_FILLED) { 0.0 } else { spare };
        // A difference below a point is only rounding.
        if room < self.room || room > self.room + 1.5 {
            ui.data_mut(|data| data.insert_temp(self.id, room));
            ui.ctx().request_discard("the room at the foot of a column changed");
            ui.ctx().request_repaint();
        }
    }
}

/// A heading at the left and links, `width` points wide, at the right of it; below it where both do not fit.
pub fn title_row(
    ui: &mut Ui,
    theme: &Theme,
    width: f32,
    title: impl FnOnce(&mut Ui),
    right: impl FnOnce(&mut Ui),
) {
    let room = ui.available_width();
    let gap = theme.gap(Space::S16);
    if theme.effective(room - width - gap) < ROOM_FOR_TITLE {
        title(ui);
        ui.horizontal_wrapped(right);
        return;
    }
    let line = theme.line(Role::Heading);
    let height = line.max(theme.scale.control.target);
    let mut parts = (Some(title), Some(right));
    side_by_side(ui, [room - width - gap, width], gap, |ui, index| match index {
        0 => {
            ui.add_space((height - line) / 2.0);
            if let Some(title) = parts.0.take() {
                title(ui);
            }
        }
        _ => drop(ui.horizontal(|ui| {
            ui.set_min_height(height);
            if let Some(right) = parts.1.take() {
                right(ui);
            }
        })),
    });
}

/// The width of a link, which has a chevron when it leads to the one before or after.
pub fn link_width(ui: &Ui, theme: &Theme, text: &str, chevron: bool) -> f32 {
    let words = theme.line_of(ui.painter(), Role::Label, theme.colour.accent, text).size().x;
    let sign = theme.grown(theme.scale.control.mark) + theme.gap(Space::S4);
    (words + if chevron { sign } else { 0.0 }).ceil()
}
