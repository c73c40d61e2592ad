//! Size of text, theme, and what moves.

use egui::accesskit::Live;
use egui::{Label, Ui};

use super::said;
use crate::settings::{Setting, Settings};
use crate::ui::Action;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Button, Swatch, Toggle};

/// By how much one press changes the size of text, in percent.
const STEP: u16 = 10;
/// Two swatches stand side by side from this width at 100 % text.
const TWO: f32 = 400.0;

/// Draws the size of text and the themes.
pub fn reading_ui(ui: &mut Ui, theme: &Theme, settings: &Settings, themes: &[Theme], out: &mut Vec<Action>) {
    said::group(ui, theme, "Text size", |ui| size_ui(ui, theme, settings.text_percent, out));
    said::group(ui, theme, "Theme", |ui| themes_ui(ui, theme, settings, themes, out));
}

fn size_ui(ui: &mut Ui, theme: &Theme, percent: u16, out: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme.gap(Space::S12);
        if Button::edge("−").name("Smaller text").show(ui, theme).clicked() {
            out.push(Action::Change(Setting::TextPercent(percent.saturating_sub(STEP))));
        }
        let figure = ui.add(Label::new(theme.text(Role::Body, format!("{percent} %"))));
        ui.ctx().accesskit_node_builder(figure.id, |node| {
            node.set_value(format!("Text size: {percent} %"));
            node.set_live(Live::Polite);
        });
        if Button::edge("+").name("Larger text").show(ui, theme).clicked() {
            out.push(Action::Change(Setting::TextPercent(percent.saturating_add(STEP))));
        }
    });
}

fn themes_ui(ui: &mut Ui, theme: &Theme, settings: &Settings, themes: &[Theme], out: &mut Vec<Action>) {
    let gap = theme.gap(Space::S8);
    let columns = if theme.effective(ui.available_width()) < TWO { 1 } else { 2 };
    let width = ((ui.available_width() - gap * (columns as f32 - 1.0)) / columns as f32).floor();
    for line in themes.chunks(columns) {
        ui.horizontal_top(|ui| {
            for each in line {
                ui.scope(|ui| {
                    ui.set_max_width(width);
                    if Swatch::new(each, each.kind == settings.theme).show(ui, theme).clicked() {
                        out.push(Action::Change(Setting::Theme(each.kind)));
                    }
                });
            }
        });
    }
}

/// Draws what may move and what may wait.
pub fn movement_ui(ui: &mut Ui, theme: &Theme, settings: &Settings, out: &mut Vec<Action>) {
    let faces = Toggle::new("Faces and places move", settings.motion)
        .about("When this is off, everything stands still, and typing is told in words.");
    if faces.show(ui, theme).clicked() {
        out.push(Action::Change(Setting::Motion(!settings.motion)));
    }
    let moment = Toggle::new("Customers take a moment to answer", settings.pacing)
        .about("When this is off, the answer is there at once.");
    if moment.show(ui, theme).clicked() {
        out.push(Action::Change(Setting::Pacing(!settings.pacing)));
    }
}
