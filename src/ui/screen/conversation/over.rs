//! The foot of a conversation that is over.

use egui::Ui;

use super::ConversationView;
use crate::ui::Action;
use crate::ui::screen::first_name;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Button, Card, Sign};

/// Says that it is over, and leads to the debrief.
pub(super) fn over_ui(ui: &mut Ui, theme: &Theme, view: &ConversationView<'_>, out: &mut Vec<Action>) {
    Card::accent().show(ui, theme, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
        let name = first_name(&view.session.scenario().file.customer.name);
        ui.label(theme.text(Role::Heading, format!("That was {name}")));
        let words = "Read it in peace. What comes next looks at each of your replies.";
        ui.add(egui::Label::new(theme.text(Role::Small, words).color(theme.colour.text2)).wrap());
        let button = Button::main("Look back").shortcut("Ctrl").trailing(Sign::Return).show(ui, theme);
        if button.clicked() {
            out.push(Action::LookBack);
        }
    });
}
