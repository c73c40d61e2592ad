//! What one needs to know without leaving: open concerns, facts, policy, promises made.

use egui::Ui;

use super::ConversationView;
use crate::session::Mode;
use crate::ui::Action;
use crate::ui::screen::brief::{articles_ui, policy_ui, signed_ui};
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Button, Card, Link, Sign};

/// One part of what is known, where the rail has no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawer {
    /// Concerns that wait for an answer.
    Open,
    /// Facts.
    Facts,
    /// Policy.
    May,
    /// Promises made.
    Promised,
}

impl Drawer {
    const ALL: [Drawer; 4] = [Drawer::Open, Drawer::Facts, Drawer::May, Drawer::Promised];

    /// Its heading.
    pub fn name(self) -> &'static str {
        match self {
            Drawer::Open => "Still open",
            Drawer::Facts => "Facts you have",
            Drawer::May => "What you may do",
            Drawer::Promised => "You promised",
        }
    }
}

/// All four as cards, one under the other; empty ones are left out.
pub(super) fn rail_ui(ui: &mut Ui, theme: &Theme, view: &ConversationView<'_>, out: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = theme.gap(Space::S12);
    for drawer in Drawer::ALL {
        let count = open_count(view).to_string();
        let card = Card::new().heading(drawer.name());
        let card = if drawer == Drawer::Open { card.count(&count) } else { card };
        if !is_empty(view, drawer) {
            card.show(ui, theme, |ui| drawer_contents_ui(ui, theme, view, drawer, out));
        }
    }
}

/// Four buttons that open a drawer each.
pub(super) fn drawers_ui(ui: &mut Ui, theme: &Theme, view: &ConversationView<'_>, open: &mut Option<Drawer>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(theme.gap(Space::S8), theme.gap(Space::S8));
        for drawer in Drawer::ALL {
            let words = match drawer {
                Drawer::Open => format!("Open {}", open_count(view)),
                Drawer::Facts => "Facts".to_owned(),
                Drawer::May => "May do".to_owned(),
                Drawer::Promised => "Promised".to_owned(),
            };
            let chosen = *open == Some(drawer);
            let words = if chosen { "Back to the messages" } else { &words };
            if !is_empty(view, drawer) && Button::edge(words).show(ui, theme).clicked() {
                *open = if chosen { None } else { Some(drawer) };
            }
        }
    });
    ui.add_space(theme.gap(Space::S8));
}

/// What stands inside one drawer.
pub(super) fn drawer_contents_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &ConversationView<'_>,
    drawer: Drawer,
    out: &mut Vec<Action>,
) {
    ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
    match drawer {
        Drawer::Open => concerns_ui(ui, theme, view),
        Drawer::Facts => {
            for fact in &view.session.scenario().file.brief.facts {
                ui.label(theme.text(Role::Small, fact));
            }
            if !view.session.scenario().file.brief.articles.is_empty() {
                articles_ui(ui, theme, view.session.scenario());
                attach_ui(ui, theme, view, out);
            }
        }
        Drawer::May => {
            policy_ui(ui, theme, view.session.scenario());
            if let Some(goodwill) = &view.session.scenario().file.brief.policy.goodwill {
                let left = goodwill.budget.saturating_sub(view.session.state().spent);
                let words = format!("{0}{left} of {0}{1} left to spend", goodwill.currency, goodwill.budget);
                ui.label(theme.text(Role::Small, words).color(theme.colour.text2));
            }
        }
        Drawer::Promised => {
            for promise in view.session.promises() {
                ui.label(theme.text(Role::Small, format!("“{promise}”")));
            }
        }
    }
}

/// A way to put an article into the reply without typing its title.
fn attach_ui(ui: &mut Ui, theme: &Theme, view: &ConversationView<'_>, out: &mut Vec<Action>) {
    if view.session.mode() == Mode::Guided || view.session.outcome().is_some() {
        return;
    }
    for article in &view.session.scenario().file.brief.articles {
        if Link::new(&format!("Send “{}”", article.title)).show(ui, theme).clicked() {
            out.push(Action::Insert(article.title.clone()));
        }
    }
}

fn concerns_ui(ui: &mut Ui, theme: &Theme, view: &ConversationView<'_>) {
    let state = view.session.state();
    let concerns = &view.session.scenario().file.concerns;
    // What the customer has not said yet is not known yet.
    let before = view.session.steps().last().filter(|_| view.answering).map(|step| step.before.raised);
    for index in before.unwrap_or(state.raised).iter() {
        let concern = &concerns[index];
        let half = view.session.mode() == Mode::Practice && view.preview.answers.has(index);
        let (sign, note) = match (state.is_open(index), half) {
            (false, _) => (Sign::Full, "answered"),
            (true, true) => (Sign::Half, "your draft answers this"),
            (true, false) if concern.urgent => (Sign::Open, "most urgent"),
            (true, false) => (Sign::Open, ""),
        };
        signed_ui(
            ui,
            theme,
            sign,
            if sign == Sign::Open { theme.colour.edge } else { theme.colour.accent },
            &concern.asks,
        );
        if !note.is_empty() {
            ui.horizontal(|ui| {
                ui.add_space(theme.grown(16.0) + theme.gap(Space::S8));
                ui.label(theme.text(Role::Small, note).color(theme.colour.text2));
            });
        }
    }
}

fn open_count(view: &ConversationView<'_>) -> usize {
    let state = view.session.state();
    state.open().len()
}

fn is_empty(view: &ConversationView<'_>, drawer: Drawer) -> bool {
    let brief = &view.session.scenario().file.brief;
    match drawer {
        Drawer::Open => view.session.state().raised.is_empty(),
        Drawer::Facts => brief.facts.is_empty() && brief.articles.is_empty(),
        Drawer::May => brief.policy.may.is_empty() && brief.policy.may_not.is_empty(),
        Drawer::Promised => view.session.promises().is_empty(),
    }
}
