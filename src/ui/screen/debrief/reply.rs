//! One reply: what the customer had said, what was answered with its evidence, what was missing, and a stronger one.

use egui::{Align, Layout, Rect, Sense, Ui, vec2};

use super::findings::{self, Line};
use super::{DebriefView, layout, said, stronger, words};
use crate::debrief::{Missing, Stronger, regret_sentence};
use crate::session::Step;
use crate::ui::Action;
use crate::ui::screen::marks::marks;
use crate::ui::screen::{first_name, mark};
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Bubble, Card, EvidenceLine, Legend, Link, Mark, Pill};

/// Least and most width of what was said at 100 % text, beside a stronger reply.
const SAID: (f32, f32) = (396.0, 456.0);
/// Least width of a stronger reply at 100 % text; with less room it stands below.
const STRONGER: f32 = 264.0;
/// So many things that were missing are told; more would not be read.
const MISSING: usize = 3;
const ABSENT: &str = "Absent";

/// Draws the card of the chosen reply; `spare` points of room are left over above its foot. Nothing without replies.
pub fn reply_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>, spare: f32, actions: &mut Vec<Action>) {
    let (Some(chosen), Some(step)) = (view.chosen(), view.step()) else { return };
    let better = view.better(chosen);
    Card::new().show(ui, theme, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S12);
        head_ui(ui, theme, view, chosen, actions);
        follow_choice(ui, chosen);
        let gap = theme.gap(Space::S16);
        let room = ui.available_width();
        let side_by_side = room >= theme.grown(SAID.0 + STRONGER) + 2.0 * gap;
        if side_by_side {
            let spare_width = room - theme.grown(SAID.1) - 2.0 * gap;
            let left = spare_width.clamp(theme.grown(SAID.0), theme.grown(SAID.1)).round();
            let both =
                layout::side_by_side(
                    ui,
                    [left, room - left - 2.0 * gap],
                    2.0 * gap,
                    |ui, index| match index {
                        0 => said_ui(ui, theme, view, step, better),
                        _ => actions.extend(stronger::stronger_ui(ui, theme, view, chosen)),
                    },
                );
            divide(ui, theme, both, both.left() + left + gap);
        } else {
            ui.scope(|ui| said_ui(ui, theme, view, step, better));
            said::rule(ui, theme);
            actions.extend(ui.scope(|ui| stronger::stronger_ui(ui, theme, view, chosen)).inner);
        }
        ui.add_space(spare);
        said::rule(ui, theme);
        Legend.show(ui, theme);
    });
}

/// Brings the head into view when another reply has been chosen, in the chart or with the keyboard.
fn follow_choice(ui: &Ui, chosen: usize) {
    let id = ui.id().with("chosen reply");
    let last: Option<usize> = ui.data(|data| data.get_temp(id));
    ui.data_mut(|data| data.insert_temp(id, chosen));
    if last.is_some_and(|last| last != chosen) {
        ui.scroll_to_rect(ui.min_rect(), None);
    }
}

fn divide(ui: &Ui, theme: &Theme, both: Rect, x: f32) {
    ui.painter().vline(x.round() + 0.5, both.y_range(), theme.hairline());
}

fn head_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>, chosen: usize, actions: &mut Vec<Action>) {
    let debrief = view.debrief;
    let cost = view.better(chosen).map(|better| better.cost);
    let headline = words::headline(chosen, view.session.steps().len(), debrief.costliest);
    let standing = words::standing(cost);
    let title = |ui: &mut Ui| {
        let width = |role, text: &str| theme.line_of(ui.painter(), role, theme.colour.text, text).size().x;
        let both = width(Role::Heading, &headline) + theme.gap(Space::S8) + width(Role::Small, &standing);
        let one_row = both <= ui.available_width();
        let main = if one_row { Layout::left_to_right(Align::Center) } else { Layout::top_down(Align::Min) };
        ui.spacing_mut().item_spacing.y = 0.0;
        let size = vec2(ui.available_width(), theme.line(Role::Heading));
        ui.allocate_ui_with_layout(size, main, |ui| {
            said::heading(ui, theme, &headline);
            if !standing.is_empty() {
                said::words(ui, theme, Role::Small, theme.colour.text2, &standing);
            }
        });
    };
    let links = Neighbours::of(view, chosen);
    match links.width(ui, theme) {
        0.0 => drop(ui.scope(title)),
        width => layout::title_row(ui, theme, width, title, |ui| actions.extend(links.show(ui, theme))),
    }
}

/// The ways to the reply before and the reply after.
pub struct Neighbours {
    before: Option<usize>,
    after: Option<usize>,
}

impl Neighbours {
    /// Of a reply, by index.
    pub fn of(view: &DebriefView<'_>, chosen: usize) -> Self {
        let after = chosen + 1;
        Self { before: chosen.checked_sub(1), after: (after < view.session.steps().len()).then_some(after) }
    }

    /// How wide the links are together; 0 where there are none.
    pub fn width(&self, ui: &Ui, theme: &Theme) -> f32 {
        let link =
            |reply: Option<usize>| reply.map(|reply| layout::link_width(ui, theme, &name(reply), true));
        match (link(self.before), link(self.after)) {
            (Some(before), Some(after)) => before + theme.gap(Space::S16) + after,
            (before, after) => before.or(after).unwrap_or(0.0),
        }
    }

    /// Shows the links; gives what was asked for.
    pub fn show(&self, ui: &mut Ui, theme: &Theme) -> Option<Action> {
        ui.spacing_mut().item_spacing.x = theme.gap(Space::S16);
        let before =
            self.before.filter(|&reply| Link::new(&name(reply)).previous().show(ui, theme).clicked());
        let after = self.after.filter(|&reply| Link::new(&name(reply)).next().show(ui, theme).clicked());
        before.or(after).map(Action::ShowReply)
    }
}

fn name(reply: usize) -> String {
    format!("Reply {}", reply + 1)
}

fn said_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>, step: &Step, better: Option<&Stronger>) {
    ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
    if !step.customer.trim().is_empty() {
        Bubble::quoted(&step.customer, first_name(&view.customer().name)).show(ui, theme);
    }
    let caption =
        step.at_ms.map_or_else(|| "You".to_owned(), |at| format!("You · after {}", words::duration(at)));
    Bubble::marked(&step.reply, &caption, &marks(&step.receipt)).show(ui, theme);
    let regret = view.chosen().and_then(|chosen| view.debrief.regrets.get(chosen));
    if let Some(sentence) = regret.and_then(regret_sentence) {
        said::words(ui, theme, Role::Small, theme.colour.caution, &sentence);
    }
    let lines = findings::lines(view.session.rubric(), &step.receipt);
    lines_ui(ui, theme, &lines);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for aside in findings::asides(view.session.rubric(), &step.receipt) {
            said::words(ui, theme, Role::Small, theme.colour.text3, &words::capital(&aside));
        }
    });
    if lines.is_empty() {
        said::words(ui, theme, Role::Small, theme.colour.text2, "Nothing in it raised or lowered a score.");
    }
    if let Some(better) = better.filter(|better| better.cost > 0) {
        missing_ui(ui, theme, better);
    }
}

/// One line for each behaviour.
pub fn lines_ui(ui: &mut Ui, theme: &Theme, lines: &[Line]) {
    if lines.is_empty() {
        return;
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for line in lines {
            let points: Vec<(Mark, i32)> =
                line.points.iter().map(|&(dimension, points)| (mark(dimension), points)).collect();
            EvidenceLine::new(&line.words, &points).show(ui, theme);
        }
    });
}

/// What the author's best shows and this one does not, with what to do.
fn missing_ui(ui: &mut Ui, theme: &Theme, better: &Stronger) {
    for missing in weightiest(better) {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
            ui.horizontal(|ui| {
                ui.set_min_height(theme.height(theme.scale.control.chip, Role::Small));
                absent_ui(ui, theme);
                Pill::missing(mark(missing.dimension), &missing.title, ABSENT).show(ui, theme);
            });
            said::words(ui, theme, Role::Small, theme.colour.text2, &missing.tip);
        });
    }
}

/// The word before a pill; the pill's own name says it to assistive technology.
fn absent_ui(ui: &mut Ui, theme: &Theme) {
    let word = theme.line_of(ui.painter(), Role::Small, theme.colour.text2, ABSENT);
    let (rect, _) = ui.allocate_exact_size(word.size(), Sense::hover());
    ui.painter().galley(rect.min, word, theme.colour.text2);
}

/// What would have been worth most, in the order of the dimensions.
fn weightiest(better: &Stronger) -> Vec<&Missing> {
    let worth = |missing: &Missing| -> i32 {
        let findings =
            better.receipt.findings.iter().filter(|finding| finding.behaviour == missing.behaviour);
        findings.map(|finding| finding.points).sum()
    };
    let mut most: Vec<&Missing> = better.missing.iter().collect();
    most.sort_by_key(|missing| -worth(missing));
    most.truncate(MISSING);
    most.sort_by_key(|missing| missing.dimension);
    most
}
