//! The scenario to practise next.

use egui::{Align, Label, Layout, Sense, Ui, vec2};

use super::customer_ui;
use crate::debrief::Next;
use crate::ui::Action;
use crate::ui::screen::bar::heading;
use crate::ui::screen::{Room, channel_icon, mark};
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Button, Card, place};

const PICTURE: (f32, f32) = (232.0, 150.0);
/// The column of the button at 100 % text.
const BUTTON: f32 = 150.0;
/// Words need this much room at 100 % text to stand beside the button.
const ROOM_FOR_WORDS: f32 = 220.0;

/// Draws the card. Its button is the `main` one of the screen unless something else is more urgent.
pub fn next_ui(ui: &mut Ui, theme: &Theme, next: &Next<'_>, room: Room, main: bool, out: &mut Vec<Action>) {
    Card::new().picture().show(ui, theme, |ui| {
        let (gap, button) = (theme.gap(Space::S24), theme.grown(BUTTON));
        let picture = if room == Room::Narrow { 0.0 } else { theme.spread(PICTURE.0) + gap };
        let words = ui.available_width() - picture - button - gap;
        if theme.effective(words) < ROOM_FOR_WORDS {
            ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
            words_ui(ui, theme, next);
            start_ui(ui, theme, next, main, out);
            return;
        }
        let height = theme.spread(PICTURE.1);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            if room != Room::Narrow {
                customer_ui(ui, theme, next.scenario, PICTURE, true);
            }
            ui.allocate_ui_with_layout(vec2(words, height), Layout::top_down(Align::Min), |ui| {
                ui.set_width(words);
                ui.add_space(theme.gap(Space::S12));
                words_ui(ui, theme, next);
            });
            ui.allocate_ui_with_layout(vec2(button, height), Layout::top_down(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
                ui.add_space(height * 0.28);
                start_ui(ui, theme, next, main, out);
            });
        });
    });
}

fn words_ui(ui: &mut Ui, theme: &Theme, next: &Next<'_>) {
    let file = &next.scenario.file;
    let (ink, quiet) = (theme.colour.accent, theme.colour.text2);
    ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
    ui.label(theme.text(Role::Label, "Next for you").color(ink));
    let title = ui.add(Label::new(theme.text(Role::Title, &file.title)).wrap());
    heading(ui, &title, &file.title);
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(theme.grown(theme.scale.control.line_length)));
        ui.add(Label::new(theme.text(Role::Body, &file.summary).color(quiet)).wrap());
    });
    ui.add_space(theme.gap(Space::S4));
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme.gap(Space::S8);
        if let Some(dimension) = next.dimension {
            let size = place::mark_size(theme);
            let (rect, _) = ui.allocate_exact_size(vec2(size, theme.line(Role::Small)), Sense::hover());
            mark(dimension).paint(ui.painter(), theme, rect.center(), size, true);
        }
        ui.add(Label::new(theme.text(Role::Small, &next.why).color(quiet)).wrap());
    });
}

fn start_ui(ui: &mut Ui, theme: &Theme, next: &Next<'_>, main: bool, out: &mut Vec<Action>) {
    let file = &next.scenario.file;
    let button = if main { Button::main("Start practice") } else { Button::edge("Start practice").tall() };
    if button.show(ui, theme).clicked() {
        out.push(Action::OpenBrief(file.id.clone()));
    }
    let about = format!("{} · {} min", file.channel.name(), file.minutes);
    let icon = theme.grown(theme.scale.control.icon_small);
    let words = theme.line_of(ui.painter(), Role::Tiny, theme.colour.text2, &about);
    let size = vec2(icon + theme.gap(Space::S4) + words.size().x, icon.max(words.size().y));
    let (rect, response) = place::room(ui, size);
    let middle = rect.left_center() + vec2(icon / 2.0, 0.0);
    place::icon(ui.painter(), middle, icon, channel_icon(file.channel), theme.colour.text2);
    place::left(ui.painter(), rect.left() + icon + theme.gap(Space::S4), rect.center().y, words);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, &about));
}
