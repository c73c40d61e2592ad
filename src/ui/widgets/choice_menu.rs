//! The list under a choice.

use egui::{EventFilter, Frame, Id, Key, Modifiers, Popup, PopupCloseBehavior, Response, ScrollArea, Ui};

use super::{Choice, MenuRow};
use crate::ui::theme::{Role, Space, Theme};

/// A choice and the list that it opens. The list takes the keyboard when it opens and gives it back to the button.
#[derive(Clone, Copy, Debug)]
#[must_use = "a choice is shown by `show`"]
pub struct ChoiceMenu<'a> {
    name: &'a str,
    rows: &'a [&'a str],
    chosen: usize,
}

/// What came of a list.
struct Listed {
    picked: Option<usize>,
    /// One of its rows has the keyboard.
    focused: bool,
}

impl<'a> ChoiceMenu<'a> {
    /// `name` is what is chosen among ("Channel"), `rows` are all there is, of which the one at `chosen` holds.
    pub fn new(name: &'a str, rows: &'a [&'a str], chosen: usize) -> Self {
        Self { name, rows, chosen }
    }

    /// Shows the button, and the list while it is open; gives the row that was picked.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Option<usize> {
        let button = Choice::new(self.name, self.rows.get(self.chosen).unwrap_or(&"")).show(ui, theme);
        let id = Popup::default_response_id(&button);
        let fresh = button.clicked();
        let popup = Popup::menu(&button)
            .frame(theme.popup_frame())
            .gap(theme.gap(Space::S4))
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let shown = popup.show(|ui| self.rows_ui(ui, theme, &button, fresh));
        ui.ctx().accesskit_node_builder(button.id, |node| {
            node.set_has_popup(egui::accesskit::HasPopup::Menu);
            node.set_expanded(shown.is_some());
        });
        let shown = shown?;
        let Listed { picked, focused } = shown.inner;
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        if picked.is_some() || escaped {
            Popup::close_id(ui.ctx(), id);
            button.request_focus();
        } else if !fresh && !focused && is_elsewhere(ui, &button) {
            Popup::close_id(ui.ctx(), id);
        }
        picked
    }

    fn rows_ui(self, ui: &mut Ui, theme: &Theme, button: &Response, fresh: bool) -> Listed {
        let screen = ui.ctx().content_rect().size();
        let clear = 4.0 * theme.gap(Space::S8);
        let widths = self.rows.iter().map(|row| {
            theme.line_of(ui.painter(), Role::Body, theme.colour.text, row).size().x.ceil()
                + 2.0 * theme.gap(Space::S12)
        });
        let rings = 2.0 * theme.gap(Space::S4);
        ui.set_width((widths.fold(button.rect.width(), f32::max) + rings).min(screen.x - clear));
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
        let scroll = ScrollArea::vertical().max_height(screen.y - clear).auto_shrink([false, true]);
        // The focus ring needs room to the edge of what scrolls.
        let ring = Frame::new().inner_margin(theme.gap(Space::S4));
        scroll.show(ui, |ui| ring.show(ui, |ui| self.list_ui(ui, theme, fresh)).inner).inner
    }

    fn list_ui(self, ui: &mut Ui, theme: &Theme, fresh: bool) -> Listed {
        let (mut ids, mut at, mut picked) = (Vec::<Id>::new(), None, None);
        for (index, words) in self.rows.iter().enumerate() {
            let row = MenuRow::new(words).chosen(index == self.chosen).show(ui, theme);
            if fresh && index == self.chosen {
                row.request_focus();
            }
            if row.has_focus() {
                at = Some(index);
            }
            if row.gained_focus() {
                row.scroll_to_me(None);
            }
            if row.clicked() {
                picked = Some(index);
            }
            ids.push(row.id);
        }
        if let Some(at) = at {
            self.move_focus(ui, &ids, at);
        }
        Listed { picked, focused: at.is_some() }
    }

    /// Up and down go from row to row, from the last to the first.
    fn move_focus(self, ui: &Ui, ids: &[Id], at: usize) {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(ids[at], filter));
        let struck = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let next = match (struck(Key::ArrowUp), struck(Key::ArrowDown)) {
            (true, false) => (at + ids.len() - 1) % ids.len(),
            (false, true) => (at + 1) % ids.len(),
            _ => return,
        };
        ui.memory_mut(|memory| memory.request_focus(ids[next]));
        ui.ctx().request_repaint();
    }
}

/// Whether the keyboard went to something that is not this button.
fn is_elsewhere(ui: &Ui, button: &Response) -> bool {
    ui.memory(|memory| memory.focused().is_some_and(|focused| focused != button.id))
}
