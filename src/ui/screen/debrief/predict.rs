//! One's own guess, before the scores are seen.

use egui::{Label, Rect, ScrollArea, Slider, Ui, WidgetInfo, pos2, vec2};

use crate::report::words::list;
use crate::rubric::{Dimension, PerDimension};
use crate::scoring::{BASE, Scores};
use crate::session::Session;
use crate::ui::Action;
use crate::ui::screen::bar::{Bar, heading};
use crate::ui::screen::frame::within;
use crate::ui::screen::tour::tour_ui;
use crate::ui::screen::{first_name, mark};
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::tour::TourStep;
use crate::ui::widgets::{Button, Card, Sign, focus_ring};

/// What the guess is about.
pub struct PredictView<'a> {
    /// The conversation.
    pub session: &'a Session,
    /// How far earlier guesses lay from the scores, in points, the oldest first.
    pub judged: &'a [u8],
    /// What the tour explains, after the first conversation.
    pub tour: Option<TourStep>,
}

/// The guess as it stands.
#[derive(Clone, Debug)]
pub struct PredictDraft {
    guess: PerDimension<u8>,
    take_focus: bool,
}

impl Default for PredictDraft {
    /// In the middle: a civil reply that does nothing either way.
    fn default() -> Self {
        let middle = u8::try_from(BASE).unwrap_or(50);
        Self { guess: PerDimension::from_fn(|_| middle), take_focus: true }
    }
}

impl PredictDraft {
    /// The guess in the dimensions that were rated.
    pub fn guessed(&self, scores: &Scores) -> Scores {
        PerDimension::from_fn(|dimension| scores.get(dimension).map(|_| *self.guess.get(dimension)))
    }
}

/// How wide the card is at 100 % text.
const WIDTH: f32 = 560.0;
/// A guess moves in steps of this many points.
const STEP: f64 = 5.0;

/// Draws the guess over the whole of `ui`; [`Action::Predict`] ends it.
pub fn predict_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &PredictView<'_>,
    draft: &mut PredictDraft,
) -> Vec<Action> {
    let mut out = Vec::new();
    let area = ui.max_rect();
    ui.painter().rect_filled(area, 0.0, theme.colour.ground);
    let file = &view.session.scenario().file;
    let title = format!("Debrief: {}", file.title);
    let tags = [view.session.mode().name(), file.channel.name()];
    let below = Bar { title: &title, tags: &tags }.show(ui, theme, area, &mut out, |_, _| {});
    let gap = theme.gap(Space::S16);
    let width = (below.width() - 2.0 * gap).min(theme.grown(WIDTH)).max(1.0);
    let column = Rect::from_min_max(
        pos2((below.center().x - width / 2.0).round(), below.top()),
        pos2((below.center().x + width / 2.0).round(), below.bottom()),
    );
    within(ui, "predict", column, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.add_space(gap.max((below.height() - theme.grown(440.0)) / 3.0));
            if let Some(step) = view.tour {
                tour_ui(ui, theme, step, first_name(&file.customer.name), &mut out);
                ui.add_space(gap);
            }
            Card::new().show(ui, theme, |ui| card_ui(ui, theme, view, draft, &mut out));
            ui.add_space(gap);
        });
    });
    out
}

fn card_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &PredictView<'_>,
    draft: &mut PredictDraft,
    out: &mut Vec<Action>,
) {
    ui.spacing_mut().item_spacing.y = theme.gap(Space::S12);
    let label = ui.label(theme.text(Role::Title, "How do you think it went?"));
    heading(ui, &label, "How do you think it went?");
    let words = "Guess your scores before you see them. 50 is a civil reply that does nothing either way.";
    ui.add(Label::new(theme.text(Role::Small, words).color(theme.colour.text2)).wrap());
    let scores = view.session.scores();
    for dimension in Dimension::ALL {
        if scores.get(dimension).is_some() {
            let fresh = std::mem::take(&mut draft.take_focus);
            guess_ui(ui, theme, dimension, draft.guess.get_mut(dimension), fresh);
        }
    }
    if let Some(words) = earlier(view.judged) {
        ui.add(Label::new(theme.text(Role::Small, words).color(theme.colour.text2)).wrap());
    }
    ui.horizontal_wrapped(|ui| {
        let shown = Button::main("Show the debrief").shortcut("Ctrl").trailing(Sign::Return).show(ui, theme);
        if shown.clicked() {
            out.push(Action::Predict);
        }
        if Button::plain("Skip").name("Show the debrief without a guess").show(ui, theme).clicked() {
            out.push(Action::SkipPrediction);
        }
    });
}

/// How far off the last few guesses were, so that one sees oneself getting nearer.
fn earlier(judged: &[u8]) -> Option<String> {
    let last: Vec<String> = judged.iter().rev().take(3).rev().map(u8::to_string).collect();
    let last: Vec<&str> = last.iter().map(String::as_str).collect();
    match last.as_slice() {
        [] => None,
        [one] => Some(format!("Your last guess was {one} points off.")),
        several => Some(format!("Your last guesses were {} points off.", list(several))),
    }
}

/// One dimension's slider, under its name and figure.
fn guess_ui(ui: &mut Ui, theme: &Theme, dimension: Dimension, guess: &mut u8, fresh: bool) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
        ui.horizontal(|ui| {
            let size = theme.grown(theme.scale.control.mark);
            let (rect, _) = ui.allocate_exact_size(vec2(size, theme.line(Role::Body)), egui::Sense::hover());
            mark(dimension).paint(ui.painter(), theme, rect.center(), size, true);
            ui.label(theme.text(Role::Body, dimension.name()));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(theme.text(Role::Figure, guess.to_string()));
            });
        });
        // The rail has to show on the card.
        ui.visuals_mut().widgets.inactive.bg_fill = theme.colour.line;
        ui.spacing_mut().slider_width = ui.available_width();
        ui.spacing_mut().interact_size.y = theme.height(theme.scale.control.target, Role::Small);
        let slider = ui.add(Slider::new(guess, 0..=100).step_by(STEP).show_value(false));
        let name = format!("{}, your guess", dimension.name());
        slider.widget_info(|| WidgetInfo::slider(ui.is_enabled(), f64::from(*guess), &name));
        ui.ctx().accesskit_node_builder(slider.id, |node| node.set_label(name));
        focus_ring(ui, theme, &slider, f32::from(theme.scale.radius.control));
        if fresh {
            slider.request_focus();
        }
    });
}
