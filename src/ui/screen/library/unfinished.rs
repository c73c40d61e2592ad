//! A conversation that was not ended.

use egui::{Align, Label, Layout, Ui, vec2};

use super::Unread;
use crate::ui::Action;
use crate::ui::screen::first_name;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Button, Card};

/// Words need this much room at 100 % text to stand beside the buttons.
const ROOM_FOR_WORDS: f32 = 240.0;

/// Draws the strip with its two ways on; the way on with the newest is the main one.
pub fn unfinished_ui(
    ui: &mut Ui,
    theme: &Theme,
    unfinished: &Unread<'_>,
    newest: bool,
    out: &mut Vec<Action>,
) {
    Card::accent().show(ui, theme, |ui| {
        let buttons = theme.grown(180.0) + theme.gap(Space::S12);
        if theme.effective(ui.available_width() - buttons) < ROOM_FOR_WORDS {
            words_ui(ui, theme, unfinished);
            ui.horizontal_wrapped(|ui| buttons_ui(ui, theme, unfinished, newest, out));
            return;
        }
        let height = theme.line(Role::Heading) + theme.line(Role::Small);
        let size = vec2(ui.available_width(), height);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            buttons_ui(ui, theme, unfinished, newest, out);
            ui.add_space(theme.gap(Space::S12));
            ui.with_layout(Layout::top_down(Align::Min), |ui| words_ui(ui, theme, unfinished));
        });
    });
}

fn title<'a>(unfinished: &Unread<'a>) -> &'a str {
    unfinished.scenario.map_or("A conversation", |scenario| scenario.file.title.as_str())
}

fn words_ui(ui: &mut Ui, theme: &Theme, unfinished: &Unread<'_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add(Label::new(theme.text(Role::Heading, format!("Unfinished: {}", title(unfinished)))).wrap());
    let words = match unfinished.scenario {
        Some(scenario) => {
            let name = first_name(&scenario.file.customer.name);
            let replies = match unfinished.replies {
                1 => "1 reply".to_owned(),
                count => format!("{count} replies"),
            };
            format!("{name} is still waiting. You have given {replies}; what you had written is kept.")
        }
        None => "Its scenario has changed or is gone, so it cannot go on. It is kept until you discard it."
            .to_owned(),
    };
    ui.add(Label::new(theme.text(Role::Small, words).color(theme.colour.text2)).wrap());
}

fn buttons_ui(ui: &mut Ui, theme: &Theme, unfinished: &Unread<'_>, newest: bool, out: &mut Vec<Action>) {
    let of = |words: &str| format!("{words}: {}", title(unfinished));
    let go_on = of("Go on");
    let button = if newest { Button::main("Go on") } else { Button::edge("Go on").tall() };
    if unfinished.scenario.is_some() && button.name(&go_on).show(ui, theme).clicked() {
        out.push(Action::Resume(unfinished.id.clone()));
    }
    if Button::plain("Discard").name(&of("Discard")).show(ui, theme).clicked() {
        out.push(Action::AskToDiscard(unfinished.id.clone()));
    }
}
