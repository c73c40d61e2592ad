//! What was said, the newest at the foot.

use egui::{ScrollArea, Ui};

use super::ConversationView;
use crate::scenario::Channel;
use crate::ui::Action;
use crate::ui::screen::first_name;
use crate::ui::screen::keys::page;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Bubble, Link, TypingDots};

/// The thread; it opens at the newest message, older ones scroll up.
pub(super) fn thread_ui(ui: &mut Ui, theme: &Theme, view: &ConversationView<'_>, out: &mut Vec<Action>) {
    let height = ui.available_height();
    ScrollArea::vertical().stick_to_bottom(true).auto_shrink(false).show(ui, |ui| {
        page(ui, egui::Modifiers::NONE, height);
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S12);
        let file = &view.session.scenario().file;
        ui.vertical_centered(|ui| {
            ui.label(theme.text(Role::Tiny, opening(file.channel)).color(theme.colour.text3));
        });
        let name = first_name(&file.customer.name);
        for (index, step) in view.session.steps().iter().enumerate() {
            Bubble::theirs(&step.customer, &caption(name, view.heard_at.get(index).copied())).show(ui, theme);
            let at = step.at_ms.map(|milliseconds| milliseconds / 1000);
            Bubble::own(&step.reply, &caption("You", at)).show(ui, theme);
        }
        if view.answering {
            let writing = TypingDots::new(name).show(ui, theme);
            ui.ctx().accesskit_node_builder(writing.id, |node| node.set_live(egui::accesskit::Live::Polite));
            if Link::new("Show the answer now").show(ui, theme).clicked() {
                out.push(Action::Hurry);
            }
            return;
        }
        if view.session.line().is_empty() {
            ui.label(theme.text(Role::Small, format!("{name} has gone.")).color(theme.colour.text2));
            return;
        }
        let at = view.heard_at.get(view.session.steps().len()).copied();
        let latest = Bubble::theirs(view.session.line(), &caption(name, at)).show(ui, theme);
        // Announced by a screen reader as soon as it is there.
        ui.ctx().accesskit_node_builder(latest.id, |node| node.set_live(egui::accesskit::Live::Polite));
    });
}

fn opening(channel: Channel) -> &'static str {
    match channel {
        Channel::Chat => "The chat has been opened",
        Channel::Email => "A new message in the shared inbox",
        Channel::Phone => "The call has been put through",
        Channel::Counter => "The next person steps up",
        Channel::Review => "A review, for everybody to read",
    }
}

/// "Marta · 1:07", minutes and seconds into the conversation.
fn caption(name: &str, seconds: Option<u64>) -> String {
    match seconds {
        Some(seconds) => format!("{name} · {}:{:02}", seconds / 60, seconds % 60),
        None => name.to_owned(),
    }
}
