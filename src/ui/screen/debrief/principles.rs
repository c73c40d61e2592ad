//! The principles that the scenario practises, by whether the replies showed them.

use egui::{Sense, Ui, vec2};

use super::{DebriefView, said};
use crate::rubric::Principle;
use crate::ui::theme::{Role, Space, Theme, Weight};
use crate::ui::widgets::{Card, Sign};

/// Draws the card; nothing where the scenario names no principle.
pub fn principles_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>) {
    let (shown, missed) = (&view.debrief.shown, &view.debrief.missed);
    if shown.is_empty() && missed.is_empty() {
        return;
    }
    Card::new().show(ui, theme, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
        said::heading(ui, theme, "What this one practises");
        row_ui(ui, theme, Sign::Tick, "Shown", shown);
        row_ui(ui, theme, Sign::Open, "Missed", missed);
    });
}

fn row_ui(ui: &mut Ui, theme: &Theme, sign: Sign, word: &str, principles: &[Principle]) {
    if principles.is_empty() {
        return;
    }
    let titles: Vec<&str> = principles.iter().map(|principle| principle.title()).collect();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme.gap(Space::S8);
        let (line, box_) = (theme.line(Role::Small), theme.grown(theme.scale.control.icon_small));
        let (rect, _) = ui.allocate_exact_size(vec2(box_, line), Sense::hover());
        sign.paint(ui.painter(), rect.center(), box_, theme.colour.text2);
        ui.vertical(|ui| {
            let mut job = egui::text::LayoutJob::default();
            let strong = theme.format_in(Role::Small, Weight::Strong, theme.colour.text);
            job.append(&format!("{word}: "), 0.0, strong);
            job.append(&titles.join(" · "), 0.0, theme.format(Role::Small, theme.colour.text2));
            ui.add(egui::Label::new(job).wrap());
        });
    });
}
