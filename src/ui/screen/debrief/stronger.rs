//! The author's best reply at the same point, with its own evidence; and another try from there.

use egui::Ui;

use super::findings;
use super::reply::lines_ui;
use super::{DebriefView, said};
use crate::debrief::Stronger;
use crate::session::{Mode, Step};
use crate::ui::Action;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Button, EvidenceText};

/// Draws the stronger reply, or says that there is none, and the way back to this point.
pub fn stronger_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>, chosen: usize) -> Option<Action> {
    ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
    let step = &view.session.steps()[chosen];
    match view.better(chosen) {
        Some(better) if better.cost > 0 => better_ui(ui, theme, view, better),
        Some(better) => equal_ui(ui, theme, step, better),
        None => drop(said::words(ui, theme, Role::Small, theme.colour.text2, NOTHING_TO_COMPARE)),
    }
    if view.session.mode() == Mode::Assessment {
        return None;
    }
    ui.add_space(theme.gap(Space::S8));
    let words = format!("Try again from reply {}", chosen + 1);
    let icon = egui_phosphor::regular::ARROW_COUNTER_CLOCKWISE;
    Button::edge(&words).icon(icon).show(ui, theme).clicked().then_some(Action::TryFrom(chosen))
}

const NOTHING_TO_COMPARE: &str =
    "The author wrote no reply for this point, so there is nothing to compare yours with.";

fn better_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>, better: &Stronger) {
    said::words(ui, theme, Role::Tiny, theme.colour.text3, "A stronger one, from the author");
    let marks = crate::ui::screen::marks::marks(&better.receipt);
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(theme.grown(theme.scale.control.line_length)));
        EvidenceText::new(&better.text, &marks).show(ui, theme);
    });
    lines_ui(ui, theme, &findings::lines(view.session.rubric(), &better.receipt));
    why_ui(ui, theme, &better.why);
}

fn equal_ui(ui: &mut Ui, theme: &Theme, step: &Step, better: &Stronger) {
    let (title, why) = match better.cost {
        _ if better.text == step.reply => ("This is the author’s best", better.why.as_str()),
        0 => {
            ("As good as the author’s best", "It is worth as many points; there is nothing stronger to show.")
        }
        _ => ("Better than the author’s best", "It is worth more points; there is nothing stronger to show."),
    };
    said::words(ui, theme, Role::Label, theme.colour.text, title);
    why_ui(ui, theme, why);
}

fn why_ui(ui: &mut Ui, theme: &Theme, why: &str) {
    if !why.trim().is_empty() {
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width().min(theme.grown(theme.scale.control.line_length)));
            said::words(ui, theme, Role::Small, theme.colour.text2, why);
        });
    }
}
