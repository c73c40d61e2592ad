//! Keys that move a page.

use egui::{Key, Modifiers, Ui, vec2};

use crate::ui::theme::{Role, Theme};

/// Moves the page while nothing has the focus; `height` is what shows of it.
pub fn scroll(ui: &Ui, theme: &Theme, height: f32) {
    let line = 2.0 * theme.line(Role::Body);
    let page = (height - line).max(line);
    // Further than any page is long.
    let far = 1e9;
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

/// Moves the page by the page keys with these modifiers, whatever has the focus: nothing else wants them.
pub fn page(ui: &Ui, modifiers: Modifiers, height: f32) {
    if !ui.is_enabled() {
        return;
    }
    let struck = |key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let by = match (struck(Key::PageUp), struck(Key::PageDown)) {
        (true, false) => height,
        (false, true) => -height,
        _ => return,
    };
    ui.scroll_with_delta(vec2(0.0, 0.8 * by));
}

/// Asks about keys, unless something has the focus and may want them.
pub fn free<R>(ui: &Ui, ask: impl FnOnce(&dyn Fn(Key) -> bool) -> R) -> Option<R> {
    if !ui.is_enabled() || ui.memory(|memory| memory.focused().is_some()) {
        return None;
    }
    Some(ui.input(|input| ask(&|key| input.modifiers.is_none() && input.key_pressed(key))))
}
