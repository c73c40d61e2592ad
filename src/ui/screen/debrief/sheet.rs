//! What can be laid over the debrief.

use egui::Ui;

use super::{DebriefDraft, DebriefView, receipt, reflection, transcript};
use crate::ui::Action;
use crate::ui::screen::popup::Popup;
use crate::ui::theme::Theme;

/// Something that is laid over the debrief.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Every line of the scores of one reply.
    Receipt,
    /// Everything that was said.
    Transcript,
    /// What one takes with oneself.
    Reflection,
}

impl Sheet {
    /// All of them.
    pub const ALL: [Sheet; 3] = [Sheet::Receipt, Sheet::Transcript, Sheet::Reflection];

    /// What opening it is called.
    pub fn name(self) -> &'static str {
        match self {
            Sheet::Receipt => "Receipt",
            Sheet::Transcript => "Whole transcript",
            Sheet::Reflection => "Reflection note",
        }
    }
}

/// Draws the sheet that is open.
pub fn sheet_ui(
    ui: &Ui,
    theme: &Theme,
    view: &DebriefView<'_>,
    draft: &mut DebriefDraft,
    actions: &mut Vec<Action>,
) {
    let Some(sheet) = draft.sheet else { return };
    let closed = match sheet {
        Sheet::Receipt => receipt::popup_ui(ui, theme, view, actions),
        Sheet::Transcript => {
            let popup = Popup::new(sheet.name());
            let shown = popup.show(ui, theme, |ui, _| transcript::transcript_ui(ui, theme, view));
            let asked = shown.inner.is_some();
            actions.extend(shown.inner);
            shown.closed || asked
        }
        Sheet::Reflection => {
            let popup = Popup::new(sheet.name());
            let reflection = &mut draft.reflection;
            popup.show(ui, theme, |ui, fresh| reflection::reflection_ui(ui, theme, reflection, fresh)).closed
        }
    };
    if closed {
        draft.sheet = None;
    }
}
