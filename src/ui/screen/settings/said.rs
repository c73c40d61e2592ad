//! Text and cards as the settings use them.

use egui::accesskit::Role as NodeRole;
use egui::{Label, Response, Ui, vec2};

use crate::ui::screen::bar;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::Card;

/// A card with its heading.
pub fn card<R>(ui: &mut Ui, theme: &Theme, title: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let card = Card::new().show(ui, theme, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S12);
        heading(ui, theme, Role::Heading, title);
        contents(ui)
    });
    card.inner
}

/// A heading, for assistive technology too.
pub fn heading(ui: &mut Ui, theme: &Theme, role: Role, text: &str) {
    let response = ui.add(Label::new(theme.text(role, text)).wrap());
    bar::heading(ui, &response, text);
}

/// Things that belong together under their name, a group for assistive technology too.
pub fn group<R>(ui: &mut Ui, theme: &Theme, name: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let shown = ui.scope(|ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(NodeRole::Group);
            node.set_label(name);
        });
        ui.spacing_mut().item_spacing = vec2(theme.gap(Space::S8), theme.gap(Space::S8));
        ui.add(Label::new(theme.text(Role::Label, name).color(theme.colour.text2)).wrap());
        contents(ui)
    });
    shown.inner
}

/// An explanation.
pub fn note(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    ui.add(Label::new(theme.text(Role::Small, text).color(theme.colour.text2)).wrap())
}
