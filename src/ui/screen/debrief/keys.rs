//! Keys that work while nothing has the focus: left and right walk through the replies.

use egui::{Key, Ui};

use super::DebriefView;
use crate::ui::Action;
use crate::ui::screen::keys::free;

/// The neighbour of the chosen reply that an arrow key asks for.
pub fn walk(ui: &Ui, view: &DebriefView<'_>) -> Option<Action> {
    let chosen = view.chosen()?;
    let (left, right) = free(ui, |key| (key(Key::ArrowLeft), key(Key::ArrowRight)))?;
    let wanted = match (left, right) {
        (true, false) => chosen.checked_sub(1)?,
        (false, true) => chosen + 1,
        _ => return None,
    };
    (wanted < view.session.steps().len()).then_some(Action::ShowReply(wanted))
}
