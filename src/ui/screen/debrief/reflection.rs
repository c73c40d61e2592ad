//! What one takes with oneself, and what the team could do better.

use egui::{Id, Ui};

use super::said;
use crate::debrief::{LONGEST_REFLECTION, Reflection};
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::ReplyBox;

/// Draws the two boxes; what is written is kept as it is written.
pub fn reflection_ui(ui: &mut Ui, theme: &Theme, reflection: &mut Reflection, fresh: bool) {
    ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
    let note = "What do you take with you?";
    let boxes = [
        (note, "One sentence you would say again, or never again", &mut reflection.note, OWN),
        (
            "What could the team do better?",
            "A rule, a text, a missing fact",
            &mut reflection.suggestion,
            TEAM,
        ),
    ];
    for (question, hint, text, who) in boxes {
        said::words(ui, theme, Role::Label, theme.colour.text, question);
        let id = Id::new(("reflection", question));
        let shown =
            ReplyBox::new(id, &mut *text).name(question).hint(hint).lines(3, 6).show(ui, theme, |ui| {
                said::words(ui, theme, Role::Small, theme.colour.text2, who);
            });
        // What is kept ends there; more would seem kept and not be.
        if let Some((end, _)) = text.char_indices().nth(LONGEST_REFLECTION) {
            text.truncate(end);
        }
        if fresh && question == note {
            shown.draft.request_focus();
        }
        ui.add_space(theme.gap(Space::S8));
    }
}

const OWN: &str = "Kept as you write. It stays on this machine: nobody else sees it.";
const TEAM: &str = "Kept as you write. It goes where the attempt goes: to the team for an assessment, and once you share it.";
