//! Questions before something is given up: where to go back to, whether to leave, whether to throw away.

use egui::Ui;

use super::first_name;
use super::popup::Popup;
use crate::records::AttemptId;
use crate::session::{Mode, Session};
use crate::ui::Action;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Button, MenuRow};

/// Asks which reply to take back; gives what was chosen.
pub fn rewind_ui(ui: &Ui, theme: &Theme, session: &Session) -> Option<Action> {
    let shown = Popup::new("Go back to before a reply").show(ui, theme, |ui, _| {
        let what =
            "The customer is as they were then. The way you took is kept, and the debrief compares the two.";
        ui.add(egui::Label::new(theme.text(Role::Small, what).color(theme.colour.text2)).wrap());
        let mut chosen = None;
        for (index, step) in session.steps().iter().enumerate().rev() {
            let words = format!("Reply {}: {}", index + 1, step.reply);
            if MenuRow::new(&words).show(ui, theme).clicked() {
                chosen = Some(Action::Rewind(index));
            }
        }
        chosen
    });
    shown.inner.or(shown.closed.then_some(Action::Close))
}

/// Asks whether to leave; gives what was chosen.
pub fn leave_ui(ui: &Ui, theme: &Theme, session: &Session) -> Option<Action> {
    let name = first_name(&session.scenario().file.customer.name);
    let title = format!("Leave {name} here?");
    let shown = Popup::new(&title).show(ui, theme, |ui, _| {
        let counted = if session.mode() == Mode::Assessment { " It counts as an assessment that was left." } else { "" };
        let what = format!(
            "The conversation ends without an answer, and the debrief follows.{counted} To go on later, go back to the \
             library instead: it is kept there as it is."
        );
        ui.add(egui::Label::new(theme.text(Role::Body, what)).wrap());
        ui.add_space(theme.gap(Space::S8));
        let mut chosen = None;
        ui.horizontal_wrapped(|ui| {
            if Button::edge("End it and see the debrief").show(ui, theme).clicked() {
                chosen = Some(Action::Leave);
            }
            if Button::edge("Keep it for later").show(ui, theme).clicked() {
                chosen = Some(Action::OpenLibrary);
            }
        });
        chosen
    });
    shown.inner.or(shown.closed.then_some(Action::Close))
}

/// Asks whether to throw away a conversation that was kept; gives what was chosen.
pub fn discard_ui(ui: &Ui, theme: &Theme, id: &AttemptId) -> Option<Action> {
    let shown = Popup::new("Throw the conversation away?").show(ui, theme, |ui, _| {
        let what = "What was said and written in it is gone then. Nobody can bring it back.";
        ui.add(egui::Label::new(theme.text(Role::Body, what)).wrap());
        ui.add_space(theme.gap(Space::S8));
        Button::edge("Throw it away").show(ui, theme).clicked().then(|| Action::Discard(id.clone()))
    });
    shown.inner.or(shown.closed.then_some(Action::Close))
}
