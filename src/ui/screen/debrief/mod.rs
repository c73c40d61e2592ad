//! The debrief: how it ended, three scores and what they are the sum of, how the customer felt, and the reply that
//! cost most beside a stronger one.

mod findings;
mod keys;
mod layout;
mod mood;
mod next;
mod outcome;
mod predict;
mod principles;
mod receipt;
mod reflection;
mod reply;
mod said;
mod scores;
mod sheet;
mod stronger;
mod transcript;
mod ways;
mod words;

use egui::{Rect, ScrollArea, Ui, vec2};

use super::Room;
use super::bar::Bar;
use super::first_name;
use super::frame::within;
use super::tour::tour_ui;
use crate::debrief::{Debrief, Reflection, Stronger};
use crate::scenario::{Customer, Scenario};
use crate::scoring::Scores;
use crate::session::{Session, Step};
use crate::ui::Action;
use crate::ui::theme::{Space, Theme};
use crate::ui::tour::TourStep;
use crate::ui::widgets::{Button, Card};
use layout::Fill;
pub use predict::{PredictDraft, PredictView, predict_ui};
pub use sheet::Sheet;

/// What the debrief shows.
pub struct DebriefView<'a> {
    /// The conversation.
    pub session: &'a Session,
    /// What it has to teach.
    pub debrief: &'a Debrief,
    /// The reply that is looked at, by index.
    pub chosen: usize,
    /// What to practise next, and why; nothing when there is nothing else.
    pub next: Option<(&'a Scenario, String)>,
    /// Another one for each conversation: a debrief opens at its top.
    pub key: &'a str,
    /// What was predicted, if anything was.
    pub predicted: &'a Scores,
    /// What the tour explains, after the first conversation.
    pub tour: Option<TourStep>,
}

/// What the person has open here.
#[derive(Clone, Debug, Default)]
pub struct DebriefDraft {
    /// The mood as a table and not as a chart.
    pub as_table: bool,
    /// What is laid over it.
    pub sheet: Option<Sheet>,
    /// What one thinks of it; kept as it is written.
    pub reflection: Reflection,
}

impl DebriefView<'_> {
    fn customer(&self) -> &Customer {
        &self.session.scenario().file.customer
    }

    /// The reply that is looked at, by index; a choice beyond the last reply means the last. `None` without replies.
    fn chosen(&self) -> Option<usize> {
        self.session.steps().len().checked_sub(1).map(|last| self.chosen.min(last))
    }

    /// The author's best at a reply, by index; `None` where there is none to compare with.
    fn better(&self, reply: usize) -> Option<&Stronger> {
        self.debrief.stronger.get(reply).and_then(Option::as_ref)
    }

    fn step(&self) -> Option<&Step> {
        self.chosen().map(|chosen| &self.session.steps()[chosen])
    }
}

/// Width of the left column at 100 % text.
const LEFT: f32 = 392.0;
/// Under this effective width the bar has only what must be there.
const TIGHT: f32 = 400.0;
/// Beyond this the lines of text would only grow longer; the rest is margin.
const WIDEST: f32 = 1440.0;

/// From this effective width on the whole transcript stands open beside the rest, this wide at 100 % text.
const ROOM_FOR_TRANSCRIPT: f32 = 1600.0;
const TRANSCRIPT: f32 = 440.0;

/// Draws the debrief over the whole of `ui`.
pub fn debrief_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &DebriefView<'_>,
    draft: &mut DebriefDraft,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let area = ui.max_rect();
    ui.painter().rect_filled(area, 0.0, theme.colour.ground);
    let sheet = draft.sheet.is_some();
    let behind = |ui: &mut Ui| {
        if sheet {
            ui.disable();
        }
    };
    let bar = ui.scope(|ui| {
        behind(ui);
        bar_ui(ui, theme, view, area, &mut actions)
    });
    let below = bar.inner;
    within(ui, "debrief", below, |ui| {
        behind(ui);
        let scroll = ScrollArea::vertical().id_salt(("debrief", view.key)).auto_shrink(false);
        scroll.show(ui, |ui| {
            if !sheet {
                super::keys::scroll(ui, theme, below.height());
                actions.extend(keys::walk(ui, view));
            }
            page_ui(ui, theme, view, draft, below.height(), &mut actions);
        });
    });
    sheet::sheet_ui(ui, theme, view, draft, &mut actions);
    actions
}

fn bar_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>, area: Rect, actions: &mut Vec<Action>) -> Rect {
    let file = &view.session.scenario().file;
    let title = format!("Debrief: {}", file.title);
    let tags = [view.session.mode().name(), file.channel.name()];
    let wide = Room::of(theme.effective(area.width())) == Room::Wide;
    Bar { title: &title, tags: &tags }.show(ui, theme, area, actions, |ui, actions| {
        let mut button = |ui: &mut Ui, words: &str, action: Action| {
            if Button::edge(words).show(ui, theme).clicked() {
                actions.push(action);
            }
        };
        if wide {
            for sheet in [Sheet::Transcript, Sheet::Reflection] {
                button(ui, sheet.name(), Action::OpenSheet(sheet));
            }
            button(ui, "Save as a page", Action::SavePage);
        }
        if theme.effective(area.width()) >= TIGHT {
            button(ui, "Try again", Action::Again);
        }
        if !wide {
            // The palette has all that there is no room for.
            button(ui, "More", Action::OpenPalette);
        }
    })
}

/// Everything under the bar, in the middle of it, with its margins.
fn page_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &DebriefView<'_>,
    draft: &mut DebriefDraft,
    height: f32,
    actions: &mut Vec<Action>,
) {
    let (side, gap) = (theme.gap(Space::S16), theme.gap(Space::S12));
    let whole = ui.available_rect_before_wrap();
    let foot = whole.top() + height - gap;
    let with_transcript = theme.effective(whole.width()) >= ROOM_FOR_TRANSCRIPT;
    let widest = if with_transcript { WIDEST + TRANSCRIPT } else { WIDEST };
    let width = (whole.width() - 2.0 * side).min(theme.grown(widest));
    ui.add_space(gap);
    ui.spacing_mut().item_spacing = vec2(theme.gap(Space::S8), gap);
    // Rows are as high as their words; widgets that can be clicked see to their own height.
    ui.spacing_mut().interact_size.y = 0.0;
    let margin = (whole.width() - width) / 2.0;
    let page = layout::side_by_side(ui, [margin.floor(), width], 0.0, |ui, index| {
        if index == 0 {
            return;
        }
        if let Some(step) = view.tour {
            tour_ui(ui, theme, step, first_name(&view.customer().name), actions);
        }
        match Room::of(theme.effective(whole.width())) {
            Room::Wide if with_transcript => {
                let transcript = theme.grown(TRANSCRIPT).round();
                let rest = ui.available_width() - transcript - gap;
                layout::side_by_side(ui, [rest, transcript], gap, |ui, index| match index {
                    0 => two_columns(ui, theme, view, draft, foot, actions),
                    _ => {
                        let card = Card::new().heading(Sheet::Transcript.name());
                        let shown = card.show(ui, theme, |ui| transcript::transcript_ui(ui, theme, view));
                        actions.extend(shown.inner);
                    }
                });
            }
            Room::Wide => two_columns(ui, theme, view, draft, foot, actions),
            Room::Middle | Room::Narrow => {
                facts_ui(ui, theme, view, draft, 0.0);
                lessons_ui(ui, theme, view, draft, 0.0, actions);
            }
        }
    });
    ui.expand_to_include_rect(page.with_max_y(page.bottom() + gap));
}

fn two_columns(
    ui: &mut Ui,
    theme: &Theme,
    view: &DebriefView<'_>,
    draft: &mut DebriefDraft,
    foot: f32,
    actions: &mut Vec<Action>,
) {
    let (left, gap) = (theme.grown(LEFT).round(), theme.gap(Space::S12));
    let widths = [left, ui.available_width() - left - gap];
    layout::side_by_side(ui, widths, gap, |ui, index| {
        let fill = Fill::of(ui, "fill");
        match index {
            0 => facts_ui(ui, theme, view, draft, fill.room()),
            _ => lessons_ui(ui, theme, view, draft, fill.room(), actions),
        }
        fill.settle(ui, theme, foot);
    });
}

/// The left column: what came of it. `spare` points are left over in the window.
fn facts_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>, draft: &mut DebriefDraft, spare: f32) {
    outcome::outcome_ui(ui, theme, view);
    scores::scores_ui(ui, theme, view, draft, spare);
}

/// The right column: what is to be learnt from it.
fn lessons_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &DebriefView<'_>,
    draft: &mut DebriefDraft,
    spare: f32,
    actions: &mut Vec<Action>,
) {
    actions.extend(mood::mood_ui(ui, theme, view, draft));
    reply::reply_ui(ui, theme, view, spare, actions);
    ways::ways_ui(ui, theme, view);
    principles::principles_ui(ui, theme, view);
    actions.extend(next::next_ui(ui, theme, view));
}
