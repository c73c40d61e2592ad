//! The three scores, what raised and lowered them, and the measures that stand apart from them.

use egui::{Align, Layout, Ui};

use super::findings::often;
use super::{DebriefDraft, DebriefView, Sheet, layout, said};
use crate::debrief::Sum;
use crate::report;
use crate::rubric::{Band, Dimension};
use crate::ui::screen::mark;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Card, Finding, Link, ScoreBar};

/// So many sums stand under a score; the receipts have all.
const SUMS: usize = 3;

/// With this much room at 100 % text for each, the scores stand side by side.
const COLUMN: f32 = 240.0;

/// Draws the card; `spare` points of room are left over above its foot.
pub fn scores_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>, draft: &mut DebriefDraft, spare: f32) {
    Card::new().show(ui, theme, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S12);
        said::heading(ui, theme, "Your three scores");
        if Dimension::ALL.into_iter().any(|dimension| view.predicted.get(dimension).is_some()) {
            let words = "The upright on a bar is what you predicted.";
            said::words(ui, theme, Role::Small, theme.colour.text3, words);
        }
        let gap = theme.gap(Space::S32);
        let third = ((ui.available_width() - 2.0 * gap) / 3.0).floor();
        if theme.effective(third) >= COLUMN {
            layout::side_by_side(ui, [third; 3], gap, |ui, index| {
                score_ui(ui, theme, view, Dimension::ALL[index]);
            });
        } else {
            for dimension in Dimension::ALL {
                if dimension != Dimension::ALL[0] {
                    said::rule(ui, theme);
                }
                ui.scope(|ui| score_ui(ui, theme, view, dimension));
            }
        }
        ui.add_space(spare);
        said::rule(ui, theme);
        foot_ui(ui, theme, view, draft);
    });
}

fn score_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>, dimension: Dimension) {
    ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
    let Some(score) = *view.debrief.scores.get(dimension) else {
        let words = if view.chosen().is_some() { "Not called for here" } else { "No reply to rate" };
        ScoreBar::not_rated(mark(dimension), words).show(ui, theme);
        return;
    };
    let predicted = *view.predicted.get(dimension);
    ScoreBar::rated(mark(dimension), score, Band::of(score).name()).predicted(predicted).show(ui, theme);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let sums = view.debrief.sums.get(dimension);
        for sum in weightiest(sums) {
            Finding::new(sum.points, &often(&sum.title, sum.times)).show(ui, theme);
        }
        if sums.is_empty() {
            let nothing = "Nothing that raised or lowered it.";
            said::words(ui, theme, Role::Small, theme.colour.text2, nothing);
        }
    });
}

/// The weightiest sums, gains first; where there are both gains and losses, at least one of each.
fn weightiest(sums: &[Sum]) -> Vec<&Sum> {
    let mut chosen: Vec<&Sum> = sums.iter().take(SUMS).collect();
    for gain in [true, false] {
        let this_way = |sum: &&Sum| (sum.points > 0) == gain;
        if let (false, Some(sum)) = (chosen.iter().any(this_way), sums.iter().find(this_way)) {
            chosen.truncate(SUMS - 1);
            chosen.push(sum);
        }
    }
    chosen.sort_by_key(|sum| (sum.points < 0, -sum.points.abs()));
    chosen
}

/// Time and counts, which are no scores, and the way to the receipt.
fn foot_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>, draft: &mut DebriefDraft) {
    let receipt = view.chosen().map(|_| "Receipt");
    ui.horizontal(|ui| {
        ui.set_min_height(theme.line(Role::Small).max(theme.scale.control.target));
        let link = theme.line_of(ui.painter(), Role::Label, theme.colour.accent, receipt.unwrap_or_default());
        let room = (ui.available_width() - link.size().x - theme.gap(Space::S8)).floor();
        ui.scope(|ui| {
            ui.set_max_width(room);
            said::words(ui, theme, Role::Small, theme.colour.text2, &measures(view));
        });
        if let Some(receipt) = receipt {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if Link::new(receipt).show(ui, theme).clicked() {
                    draft.sheet = Some(Sheet::Receipt);
                }
            });
        }
    });
}

fn measures(view: &DebriefView<'_>) -> String {
    let measures = report::measures(view.session, view.debrief);
    let told = measures.iter().map(|measure| format!("{}: {}", measure.name, measure.value));
    told.collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(points: &[i32]) -> Vec<Sum> {
        points.iter().map(|&points| Sum { title: String::new(), behaviour: None, points, times: 1 }).collect()
    }

    fn shown(points: &[i32]) -> Vec<i32> {
        weightiest(&sums(points)).iter().map(|sum| sum.points).collect()
    }

    #[test]
    fn gains_stand_before_losses_and_neither_hides_the_other() {
        assert_eq!(shown(&[-9, 8, 4, 3]), [8, 4, -9]);
        assert_eq!(shown(&[20, 12, 8, -6, 5]), [20, 12, -6]);
        assert_eq!(shown(&[-20, -12, -8, 3]), [3, -20, -12]);
        assert_eq!(shown(&[5]), [5]);
    }
}
