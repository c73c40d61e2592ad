//! Replies to choose from, in guided mode.

use egui::{Key, Sense, Ui, UiBuilder, vec2};

use super::{ConversationDraft, ConversationView};
use crate::ui::Action;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::focus_ring;

const DIGITS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

/// One row an option; a click, Enter on it or its number chooses it.
pub(super) fn options_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &ConversationView<'_>,
    draft: &mut ConversationDraft,
    out: &mut Vec<Action>,
) {
    draft.take_focus = false;
    ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
    if view.answering {
        ui.label(theme.text(Role::Label, "You answered.").color(theme.colour.text2));
        return;
    }
    ui.label(theme.text(Role::Label, "What do you say?").color(theme.colour.text2));
    let turn = view.session.state().turn;
    let options = &view.session.scenario().file.turns[turn].options;
    for (index, option) in options.iter().enumerate() {
        let number = DIGITS.get(index).is_some_and(|&key| {
            // Not for what lies over the screen.
            ui.is_enabled() && ui.input(|input| input.modifiers.is_none() && input.key_pressed(key))
        });
        if option_ui(ui, theme, index, &option.text).clicked() || number {
            out.push(Action::Choose(index));
        }
    }
}

fn option_ui(ui: &mut Ui, theme: &Theme, index: usize, text: &str) -> egui::Response {
    let radius = theme.scale.radius.control;
    let builder = UiBuilder::new().id_salt(("option", index)).sense(Sense::click());
    let shown = ui.scope_builder(builder, |ui| {
        let hovered = ui.response().hovered();
        let frame = egui::Frame::new()
            .fill(if hovered { theme.colour.accent_soft } else { theme.colour.surface })
            .stroke(egui::Stroke::new(theme.scale.stroke.edge, theme.colour.edge))
            .corner_radius(radius)
            .inner_margin(egui::Margin::symmetric(theme.gap(Space::S12) as i8, theme.gap(Space::S8) as i8));
        frame.show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = theme.gap(Space::S12);
                let size = vec2(theme.grown(12.0), theme.line(Role::Body));
                ui.allocate_ui(size, |ui| {
                    ui.label(theme.text(Role::Body, (index + 1).to_string()).color(theme.colour.accent))
                });
                ui.vertical(|ui| ui.label(theme.text(Role::Body, text)));
            });
        });
    });
    let response = shown.response.on_hover_cursor(egui::CursorIcon::PointingHand);
    let name = format!("{}: {text}", index + 1);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &name));
    focus_ring(ui, theme, &response, f32::from(radius));
    response
}
