//! Keys that work while nothing has the focus: left and right walk through the replies, up and down the page.

use egui::{Key, Ui, vec2};

use super::DebriefView;
use crate::ui::Action;
use crate::ui::theme::{Role, Theme};

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

/// Moves the page; `height` is what shows of it.
pub fn scroll(ui: &Ui, theme: &Theme, height: f32) {
    let line = 2.0 * theme.line(Role::Body);
    let page = (height - line).max(line);
    let far = 100.0 * page;
    let steps = [
        (Key::ArrowUp, line),
        (Key::ArrowDown, -line),
        (Key::PageUp, page),
        (Key::PageDown, -page),
        (Key::Home, far),
        (Key::End, -far),
    ];
    let by = free(ui, |key| steps.iter().filter(|step| key(step.0)).map(|step| step.1).sum::<f32>());
    if let Some(by) = by.filter(|by| *by != 0.0) {
        ui.scroll_with_delta(vec2(0.0, by));
    }
}

/// Brings what has just taken the focus into view.
pub fn follow_focus(ui: &Ui) {
    let focused = ui.memory(|memory| memory.focused()).and_then(|id| ui.ctx().read_response(id));
    if let Some(response) = focused.filter(|other| other.gained_focus() && other.layer_id == ui.layer_id()) {
        ui.scroll_to_rect(response.rect.expand(8.0), None);
    }
}

/// Asks about keys, unless something has the focus and may want them.
fn free<R>(ui: &Ui, ask: impl FnOnce(&dyn Fn(Key) -> bool) -> R) -> Option<R> {
    if ui.memory(|memory| memory.focused().is_some()) {
        return None;
    }
    Some(ui.input(|input| ask(&|key| input.modifiers.is_none() && input.key_pressed(key))))
}
