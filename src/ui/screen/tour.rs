//! The card of the tour, and the welcome that offers it.

use egui::{Label, Rect, StrokeKind, Ui};

use super::popup::Popup;
use crate::settings::Setting;
use crate::ui::Action;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::tour::TourStep;
use crate::ui::widgets::{Button, Card};

/// Draws what is explained now.
pub(super) fn tour_ui(ui: &mut Ui, theme: &Theme, step: TourStep, name: &str, out: &mut Vec<Action>) {
    let card = Card::accent().show(ui, theme, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
        ui.label(theme.text(Role::Label, step.title()).color(theme.colour.accent));
        ui.add(Label::new(theme.text(Role::Small, step.words(name))).wrap());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = theme.gap(Space::S12);
            let next = if step.next().is_some() { "Next" } else { "Done" };
            if !step.waits() && Button::edge(next).show(ui, theme).clicked() {
                out.push(Action::NextOfTour);
            }
            if step.next().is_some() && Button::plain("End the tour").show(ui, theme).clicked() {
                out.push(Action::EndTour);
            }
        });
    });
    let id = card.response.id;
    ui.ctx().accesskit_node_builder(id, |node| node.set_live(egui::accesskit::Live::Polite));
}

/// A ring round what the tour is about.
pub(super) fn point_at(ui: &Ui, theme: &Theme, rect: Rect) {
    let stroke = egui::Stroke::new(theme.scale.stroke.active, theme.colour.accent);
    ui.painter().rect_stroke(rect.expand(2.0), theme.scale.radius.card, stroke, StrokeKind::Outside);
}

/// Offers the first conversation to somebody new; gives what was chosen.
pub fn welcome_ui(ui: &Ui, theme: &Theme, name: &str) -> Option<Action> {
    let shown = Popup::new("Welcome").show(ui, theme, |ui, _| {
        let what = format!(
            "Composure is for practising the conversations that nobody likes to have unprepared. {name} is the first: two \
             minutes, and it explains itself as you go."
        );
        ui.add(Label::new(theme.text(Role::Body, what)).wrap());
        ui.add_space(theme.gap(Space::S8));
        let mut chosen = None;
        ui.horizontal_wrapped(|ui| {
            if Button::main(&format!("Talk to {name}")).show(ui, theme).clicked() {
                chosen = Some(Action::BeginTour);
            }
            if Button::plain("Look around first").show(ui, theme).clicked() {
                chosen = Some(Action::Change(Setting::Welcomed(true)));
            }
        });
        ui.add_space(theme.gap(Space::S8));
        let percent = (theme.text_scale() * 100.0).round() as u16;
        ui.horizontal_wrapped(|ui| {
            ui.label(theme.text(Role::Small, format!("Text at {percent} %")).color(theme.colour.text2));
            for (words, percent) in [("Smaller", percent.saturating_sub(20)), ("Larger", percent + 20)] {
                if Button::edge(words).name(&format!("{words} text")).show(ui, theme).clicked() {
                    chosen = Some(Action::Change(Setting::TextPercent(percent)));
                }
            }
        });
        chosen
    });
    // Whoever closes it has seen it.
    shown.inner.or(shown.closed.then_some(Action::Change(Setting::Welcomed(true))))
}
