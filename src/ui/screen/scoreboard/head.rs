//! What stands above the rows: what is counted, how it is averaged, and which rows are looked at.

use egui::{Label, Ui};

use super::{ScoreboardDraft, ScoreboardView};
use crate::comparison::By;
use crate::comparison::words::{counted, rules, size};
use crate::ui::Action;
use crate::ui::screen::bar::heading;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Button, Card, Link, SearchField, Segment};

/// The heading, the line that says what is counted, and the rule for averaging behind its link.
pub fn title_ui(ui: &mut Ui, theme: &Theme, view: &ScoreboardView<'_>, draft: &mut ScoreboardDraft) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
        let title = ui.label(theme.text(Role::Display, "Scoreboard"));
        heading(ui, &title, "Scoreboard");
        let words = theme.text(Role::Small, counted(view.chosen)).color(theme.colour.text2);
        ui.add(Label::new(words).wrap());
        let link = Link::new(if draft.rules { "Hide how this is counted" } else { "How this is counted" });
        let link = link.show(ui, theme);
        ui.ctx().accesskit_node_builder(link.id, |node| node.set_expanded(draft.rules));
        if link.clicked() {
            draft.rules = !draft.rules;
        }
    });
    if draft.rules {
        rules_ui(ui, theme, view.by);
    }
}

fn rules_ui(ui: &mut Ui, theme: &Theme, by: By) {
    Card::new().heading("How this is counted").show(ui, theme, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
        for rule in rules(by) {
            ui.add(Label::new(theme.text(Role::Small, rule)).wrap());
        }
    });
}

/// The search field, the ways to look at the board, and the button that reads it again. `count` is how many rows are
/// shown and how many there are.
pub fn filters_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &ScoreboardView<'_>,
    draft: &mut ScoreboardDraft,
    count: Option<(usize, usize)>,
    out: &mut Vec<Action>,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = theme.gap(Space::S8);
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
        SearchField::new(&mut draft.search, "Find a name").show(ui, theme);
        for (by, name) in
            [(By::Person, "By person"), (By::Cohort, "By cohort"), (By::Scenario, "By scenario")]
        {
            if Segment::new(name, view.by == by).show(ui, theme).clicked() && view.by != by {
                out.push(Action::BoardBy(by));
            }
        }
        ui.add_space(theme.gap(Space::S8));
        for (chosen, name) in [(false, "Typed"), (true, "Chosen")] {
            let segment = Segment::new(name, view.chosen == chosen).show(ui, theme);
            let said = format!("{name} replies");
            ui.ctx().accesskit_node_builder(segment.id, |node| node.set_label(said));
            if segment.clicked() && view.chosen != chosen {
                out.push(Action::BoardChosen(chosen));
            }
        }
        ui.add_space(theme.gap(Space::S8));
        // A board that could not be read has the button beside the sentence that says so.
        let failed = matches!(view.board, Some(Err(_)));
        if !failed && Button::edge("Read again").show(ui, theme).clicked() && !view.reading {
            out.push(Action::ReadBoard);
        }
        if let Some((shown, all)) = count.filter(|(_, all)| *all > 0) {
            let all = size(view.by, all);
            let words = if draft.search.trim().is_empty() { all } else { format!("{shown} of {all}") };
            let words = if view.reading { format!("{words}, being read again") } else { words };
            ui.label(theme.text(Role::Small, words).color(theme.colour.text3));
        }
    });
}
