//! How the customer felt, as a chart or as a table.

use egui::Ui;

use super::{DebriefDraft, DebriefView, layout, said, words};
use crate::scenario::Mood;
use crate::ui::Action;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Card, Link, MoodChart, MoodPoint, MoodTable, TurningPoint};

/// Draws the card; gives the reply that was asked for.
pub fn mood_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &DebriefView<'_>,
    draft: &mut DebriefDraft,
) -> Option<Action> {
    let shown = Card::new().show(ui, theme, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
        let heading = format!("How {} felt", view.customer().pronoun().subject());
        if view.session.steps().is_empty() {
            said::heading(ui, theme, &heading);
            said::words(ui, theme, Role::Small, theme.colour.text2, &unmoved(view.session.state().mood));
            return None;
        }
        let toggle = if draft.as_table { "As a chart" } else { "As a table" };
        let title = |ui: &mut Ui| drop(said::heading(ui, theme, &heading));
        let link = layout::link_width(ui, theme, toggle, false);
        layout::title_row(ui, theme, link, title, |ui| {
            if Link::new(toggle).show(ui, theme).clicked() {
                draft.as_table = !draft.as_table;
            }
        });
        let points = points(view);
        if draft.as_table {
            MoodTable::new(&points).show(ui, theme);
            return None;
        }
        let turns = turns(view);
        let turn_of = |reply| turns.iter().position(|turn| turn.at == reply + 1);
        let chart = MoodChart::new(&points, &turns).chosen(view.chosen().and_then(turn_of)).show(ui, theme);
        chart.chosen.and_then(|turn| turns.get(turn)).map(|turn| Action::ShowReply(turn.at - 1))
    });
    shown.inner
}

/// The mood at the start and after each reply.
fn points(view: &DebriefView<'_>) -> Vec<MoodPoint> {
    let steps = view.session.steps();
    let start = steps.first().map(|step| step.before.mood);
    let moods = start.into_iter().chain(steps.iter().map(|step| step.mood));
    moods.map(|mood| MoodPoint { anger: mood.anger, trust: mood.trust, patience: mood.patience }).collect()
}

fn turns(view: &DebriefView<'_>) -> Vec<TurningPoint> {
    let turn = |turn: &crate::debrief::TurningPoint| TurningPoint {
        at: turn.reply + 1,
        words: format!("{}: {}", if turn.better { "Better" } else { "Worse" }, turn.because),
        costliest: view.debrief.costliest == Some(turn.reply),
    };
    view.debrief.turning_points.iter().map(turn).collect()
}

/// The mood in words, where no reply ever moved it.
fn unmoved(mood: Mood) -> String {
    let feels = mood.words();
    let moods = format!("anger {}, trust {}, patience {}", feels.anger, feels.trust, feels.patience);
    format!("{}. No reply was given, so nothing moved.", words::capital(&moods.to_lowercase()))
}
