//! How it ended: the face, the kind of ending, the stars, and what the customer had to say about it.

use egui::{Align, CornerRadius, Layout, Rect, Sense, Ui, WidgetInfo, WidgetType, vec2};

use super::{DebriefView, layout, said, words};
use crate::scenario::{Customer, Mood};
use crate::session::Outcome;
use crate::ui::portrait;
use crate::ui::screen::{feeling, first_name, person};
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Card, Notice, Stars};

/// The portrait at 100 % text.
const PORTRAIT: egui::Vec2 = vec2(108.0, 136.0);
/// Under this effective width the words need all the room and the portrait goes.
const ROOM_FOR_PORTRAIT: f32 = 320.0;
/// From this effective width on everything stands beside the portrait.
const ROOM_FOR_ALL: f32 = 600.0;

/// Draws the card.
pub fn outcome_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>) {
    Card::new().picture().show(ui, theme, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
        let width = ui.available_width();
        let room = theme.effective(width);
        if room < ROOM_FOR_PORTRAIT {
            ending_ui(ui, theme, view);
        } else {
            let picture = vec2(theme.spread(PORTRAIT.x), theme.spread(PORTRAIT.y));
            let gap = theme.gap(Space::S16);
            layout::side_by_side(
                ui,
                [picture.x, width - picture.x - gap - theme.gap(Space::S4)],
                gap,
                |ui, index| match index {
                    0 => portrait_ui(ui, theme, view.customer(), view.session.state().mood, picture),
                    _ => {
                        ending_ui(ui, theme, view);
                        if room >= ROOM_FOR_ALL {
                            consequences_ui(ui, theme, view);
                        }
                    }
                },
            );
        }
        if room < ROOM_FOR_ALL {
            consequences_ui(ui, theme, view);
        }
    });
}

/// What came of it, and whether it is a pass.
fn consequences_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>) {
    if let Some(title) = &view.debrief.failed_by {
        Notice::new("Failed on one thing:", &format!("“{title}” fails it whatever the scores."))
            .show(ui, theme);
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
        for sentence in sentences(view) {
            said::words(ui, theme, Role::Small, theme.colour.text2, &sentence);
        }
    });
}

/// A portrait in a mood.
pub fn portrait_ui(ui: &mut Ui, theme: &Theme, customer: &Customer, mood: Mood, size: egui::Vec2) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    if ui.is_rect_visible(rect) {
        paint_portrait(ui, theme, customer, mood, rect, theme.colour.surface);
    }
    let feels = mood.words();
    let name = first_name(&customer.name);
    let feels = format!("anger {}, trust {}, patience {}", feels.anger, feels.trust, feels.patience);
    let said = format!("{name}: {}", feels.to_lowercase());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, ui.is_enabled(), &said));
}

/// Paints a portrait with round corners on what lies `behind` it.
pub fn paint_portrait(
    ui: &Ui,
    theme: &Theme,
    customer: &Customer,
    mood: Mood,
    rect: Rect,
    behind: egui::Color32,
) {
    portrait::bust(ui.painter(), rect, person(customer), feeling(mood), None, theme.dark);
    portrait::round_corners(ui.painter(), rect, CornerRadius::same(theme.scale.radius.control), behind);
}

fn ending_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>) {
    ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
    let heading = match view.session.outcome() {
        Some(Outcome::Left) => "You left",
        _ => view.debrief.kind.name(),
    };
    ui.horizontal(|ui| {
        ui.set_min_height(theme.line(Role::Heading).max(theme.scale.control.target));
        said::heading(ui, theme, heading);
        if let Some(ending) = &view.debrief.ending {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                Stars::new(ending.stars).show(ui, theme)
            });
        }
    });
    let (quote, quiet) = last_words(view);
    match quiet {
        false => said::words(ui, theme, Role::Quote, theme.colour.text, &quote),
        true => said::words(ui, theme, Role::Body, theme.colour.text2, &quote),
    };
}

/// What the customer wrote afterwards, else said last, in quotes; else what there is to say, which is quiet.
fn last_words(view: &DebriefView<'_>) -> (String, bool) {
    let name = first_name(&view.customer().name);
    let replies = view.session.steps().len();
    let Some(ending) = &view.debrief.ending else {
        return match replies {
            0 => (format!("You left before your first reply. {name} was still waiting."), true),
            _ => (format!("You left after reply {replies}. {name} was still waiting for an answer."), true),
        };
    };
    match [ending.survey.trim(), view.session.line().trim()].into_iter().find(|words| !words.is_empty()) {
        Some(words) => (format!("“{}”", words.trim_matches(['“', '”', '"'])), false),
        None => (format!("{name} went without another word."), true),
    }
}

/// What came of it, whether it is a pass, and what stayed open.
fn sentences(view: &DebriefView<'_>) -> Vec<String> {
    let debrief = view.debrief;
    let came_of_it = debrief.ending.iter().flat_map(|ending| ending.outcome.iter().map(String::as_str));
    let concerns = concerns(view);
    let facts: Vec<&str> = came_of_it.chain(concerns.as_deref()).collect();
    let verdict = debrief.failed_by.is_none().then(|| words::verdict(debrief));
    [Some(facts.join(" ")), verdict].into_iter().flatten().filter(|words| !words.is_empty()).collect()
}

/// Concerns that were raised and never answered, in the customer's words.
fn concerns(view: &DebriefView<'_>) -> Option<String> {
    let (answered, raised) = view.debrief.answered;
    let (state, file) = (view.session.state(), &view.session.scenario().file);
    let open = state.open();
    let open: Vec<String> = open.iter().map(|concern| format!("“{}”", file.concerns[concern].asks)).collect();
    match open.len() {
        _ if raised == 0 => None,
        1 if raised == 1 => Some(format!("Still open: {}", open[0])),
        0 => Some(format!("{} answered.", words::capital(&words::all_of(raised, "concern")))),
        _ => Some(format!("{answered} of {raised} concerns answered. Still open: {}", open.join(" "))),
    }
}
