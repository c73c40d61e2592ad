//! The library without cards: there are none, none speaks the language, or none passes the filters.

use egui::{Label, Ui};

use super::{LibraryDraft, LibraryView};
use crate::settings::Setting;
use crate::ui::Action;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::Button;

/// Says why nobody is there, and what to do.
pub fn empty_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &LibraryView<'_>,
    draft: &mut LibraryDraft,
    out: &mut Vec<Action>,
) {
    ui.vertical_centered(|ui| {
        ui.add_space(theme.gap(Space::S24));
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S12);
        if view.library.scenarios.is_empty() {
            said(ui, theme, Role::Heading, "There is no scenario here yet");
            said(ui, theme, Role::Body, "Name a folder of scenario files in the settings.");
            if Button::main("Settings").name("Open the settings").show(ui, theme).clicked() {
                out.push(Action::OpenSettings);
            }
        } else if view.library.in_language(view.language).next().is_none() {
            said(ui, theme, Role::Heading, "Nobody here speaks the language that you chose");
            if Button::edge("Every language").show(ui, theme).clicked() {
                out.push(Action::Change(Setting::Language(String::new())));
            }
        } else {
            said(ui, theme, Role::Heading, "Nobody here fits that");
            if Button::edge("Show everyone").show(ui, theme).clicked() {
                *draft = LibraryDraft::default();
            }
        }
    });
}

fn said(ui: &mut Ui, theme: &Theme, role: Role, words: &str) {
    let ink = if role == Role::Heading { theme.colour.text } else { theme.colour.text2 };
    ui.add(Label::new(theme.text(role, words).color(ink)).wrap());
}
