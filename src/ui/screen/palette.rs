//! The palette: anything that can be done, found by typing.

use egui::{Key, Modifiers, Ui};

use super::popup::Popup;
use crate::ui::Action;
use crate::ui::command::{Command, found};
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{MenuRow, SearchField};

/// What is typed, and which of the rows is chosen.
#[derive(Clone, Debug, Default)]
pub struct PaletteDraft {
    typed: String,
    chosen: usize,
}

/// So far under the top of the window, at 100 % text.
const TOP: f32 = 120.0;

/// Draws the palette over the screen; gives what was chosen.
pub fn palette_ui(ui: &Ui, theme: &Theme, commands: &[Command], draft: &mut PaletteDraft) -> Option<Action> {
    let shown = Popup::new("Find anything").top(TOP).show_bare(ui, theme, |ui, fresh, room| {
        let (up, down, enter) = ui.input_mut(|input| {
            let mut struck = |key| input.consume_key(Modifiers::NONE, key);
            (struck(Key::ArrowUp), struck(Key::ArrowDown), struck(Key::Enter))
        });
        let field = SearchField::new(&mut draft.typed, "Find anything").width(f32::INFINITY).show(ui, theme);
        if fresh {
            field.request_focus();
        }
        if field.changed() {
            draft.chosen = 0;
        }
        let rows = found(commands, &draft.typed);
        let last = rows.len().saturating_sub(1);
        let moved = up || down;
        draft.chosen = match (up, down) {
            (true, false) => draft.chosen.checked_sub(1).unwrap_or(last),
            (false, true) if draft.chosen >= last => 0,
            (false, true) => draft.chosen + 1,
            _ => draft.chosen.min(last),
        };
        if rows.is_empty() {
            ui.label(theme.text(Role::Body, "Nothing goes by these words.").color(theme.colour.text2));
            return None;
        }
        let rest = (room - ui.min_rect().height()).clamp(0.0, theme.grown(400.0));
        let scroll = egui::ScrollArea::vertical()
            .max_height(rest)
            .min_scrolled_height(rest)
            .auto_shrink([false, true]);
        let clicked = scroll.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
            let mut clicked = None;
            for (index, command) in rows.iter().enumerate() {
                let keys = command.keys.map_or("", |keys| keys.words);
                let chosen = index == draft.chosen;
                let row = MenuRow::new(&command.words).keys(keys).chosen(chosen).show(ui, theme);
                if chosen && moved {
                    row.scroll_to_me(None);
                }
                if row.clicked() {
                    clicked = Some(index);
                }
            }
            clicked
        });
        let index = clicked.inner.or(enter.then_some(draft.chosen))?;
        rows.get(index).map(|command| command.action.clone())
    });
    shown.inner.or(shown.closed.then_some(Action::Close))
}
