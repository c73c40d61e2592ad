//! The ways that were taken back, each beside the one that was gone instead.

use egui::Ui;

use super::{DebriefView, layout, said, words};
use crate::debrief::{Compared, Way};
use crate::rubric::Dimension;
use crate::scoring::Scores;
use crate::ui::screen::mark;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::Card;

/// Two ways stand side by side where each has this much room at 100 % text.
const COLUMN: f32 = 260.0;

/// Draws one card for each way that was taken back.
pub fn ways_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>) {
    for compared in &view.debrief.branches {
        Card::new().show(ui, theme, |ui| {
            ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
            said::heading(ui, theme, &format!("Reply {}, two ways", compared.at + 1));
            said::words(ui, theme, Role::Small, theme.colour.text2, &compared.sentence);
            both_ui(ui, theme, compared);
        });
    }
}

fn both_ui(ui: &mut Ui, theme: &Theme, compared: &Compared) {
    let ways = [("Taken back", &compared.taken_back), ("Instead", &compared.instead)];
    let gap = theme.gap(Space::S24);
    let half = ((ui.available_width() - gap) / 2.0).floor();
    if theme.effective(half) >= COLUMN {
        layout::side_by_side(ui, [half; 2], gap, |ui, index| way_ui(ui, theme, ways[index]));
    } else {
        for way in ways {
            ui.scope(|ui| way_ui(ui, theme, way));
        }
    }
}

fn way_ui(ui: &mut Ui, theme: &Theme, (name, way): (&str, &Way)) {
    ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
    said::words(ui, theme, Role::Label, theme.colour.text, name);
    match &way.reply {
        None => drop(said::words(ui, theme, Role::Small, theme.colour.text2, "Nothing was said here.")),
        Some(reply) => {
            said::words(ui, theme, Role::Small, theme.colour.text, &format!("“{}”", reply.text));
            scores_ui(ui, theme, "This reply", &reply.scores);
            let mood = reply.mood.words();
            let felt = format!("anger {}, trust {}, patience {}", mood.anger, mood.trust, mood.patience);
            let felt = words::capital(&felt.to_lowercase());
            said::words(ui, theme, Role::Small, theme.colour.text2, &format!("Then: {felt}"));
        }
    }
    let ending = way.ending.map_or("Not brought to an end", |kind| kind.name());
    said::words(ui, theme, Role::Small, theme.colour.text2, &format!("In the end: {ending}"));
    scores_ui(ui, theme, "The whole way", &way.scores);
}

/// What was scored, shape and number.
fn scores_ui(ui: &mut Ui, theme: &Theme, what: &str, scores: &Scores) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = theme.gap(Space::S8);
        said::words(ui, theme, Role::Small, theme.colour.text2, what);
        for dimension in Dimension::ALL {
            let Some(score) = scores.get(dimension) else { continue };
            let size = theme.grown(theme.scale.control.mark);
            let room = egui::vec2(size, theme.line(Role::Small));
            let (rect, _) = ui.allocate_exact_size(room, egui::Sense::hover());
            mark(dimension).paint(ui.painter(), theme, rect.center(), size, true);
            let label = said::words(ui, theme, Role::Label, theme.colour.text, &score.to_string());
            let named = format!("{} {score}", dimension.name());
            ui.ctx().accesskit_node_builder(label.id, |node| node.set_value(named));
        }
    });
}
