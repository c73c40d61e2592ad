//! The scoreboard without rows: still being read, not to be read, nobody there, nobody found.

use egui::accesskit::Live;
use egui::{Label, Ui};

use super::{ScoreboardDraft, ScoreboardView};
use crate::ui::Action;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Button, Notice};

/// The records are still being read.
pub fn reading_ui(ui: &mut Ui, theme: &Theme) {
    let words = "The records are being read.";
    let response = said(ui, theme, Role::Body, words);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
}

/// They could not be read.
pub fn failed_ui(ui: &mut Ui, theme: &Theme, sentence: &str, out: &mut Vec<Action>) {
    let shown = Notice::new("The scoreboard cannot be read:", sentence).action("Read again").show(ui, theme);
    ui.ctx().accesskit_node_builder(shown.strip.id, |node| node.set_live(Live::Assertive));
    if shown.action.is_some_and(|button| button.clicked()) {
        out.push(Action::ReadBoard);
    }
}

/// Nothing counts yet.
pub fn nobody_ui(ui: &mut Ui, theme: &Theme, view: &ScoreboardView<'_>, out: &mut Vec<Action>) {
    centred(ui, theme, |ui| {
        said(ui, theme, Role::Heading, "Nobody to compare yet");
        let way = if view.chosen {
            "No conversation with chosen replies counts yet."
        } else {
            "No conversation with typed replies counts yet."
        };
        let what = "Play one as an assessment, or share a practice with “composure scores share”.";
        said(ui, theme, Role::Body, &format!("{way} {what}"));
        if Button::main("Choose a conversation").show(ui, theme).clicked() {
            out.push(Action::OpenLibrary);
        }
    });
}

/// No name fits what is looked for.
pub fn not_found_ui(ui: &mut Ui, theme: &Theme, draft: &mut ScoreboardDraft) {
    centred(ui, theme, |ui| {
        said(ui, theme, Role::Heading, "No name here fits that");
        if Button::edge("Show all").show(ui, theme).clicked() {
            draft.search.clear();
        }
    });
}

fn centred(ui: &mut Ui, theme: &Theme, contents: impl FnOnce(&mut Ui)) {
    ui.vertical_centered(|ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S12);
        ui.add_space(theme.gap(Space::S24));
        contents(ui);
    });
}

fn said(ui: &mut Ui, theme: &Theme, role: Role, words: &str) -> egui::Response {
    let ink = if role == Role::Heading { theme.colour.text } else { theme.colour.text2 };
    ui.add(Label::new(theme.text(role, words).color(ink)).wrap())
}
