//! The reply as it is written, with what the coach hears in it.

use egui::{Align, Id, Layout, Ui, vec2};

use super::{ConversationDraft, ConversationView};
use crate::rubric::{Dimension, Evidence};
use crate::scoring::HINT_COST;
use crate::session::Mode;
use crate::ui::Action;
use crate::ui::screen::marks::marks;
use crate::ui::screen::{first_name, mark};
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Button, Pill, ReplyBox, Sign};

/// The id of the reply box: the draft keeps the keyboard when the layout changes round it.
pub(in crate::ui) fn reply_id() -> Id {
    Id::new("reply")
}

/// The reply box with the coach and the buttons under it.
pub(super) fn reply_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &ConversationView<'_>,
    draft: &mut ConversationDraft,
    out: &mut Vec<Action>,
) {
    let coached = view.session.mode() == Mode::Practice;
    let marks = if coached { marks(&view.preview.receipt) } else { Vec::new() };
    let name = first_name(&view.session.scenario().file.customer.name);
    let hint = format!("Write to {name}");
    let mut asked = false;
    let written = !draft.reply.is_empty();
    // A low window gives the lines to what was said.
    let low = theme.effective(ui.ctx().content_rect().height()) < super::LOW;
    let (least, most) = if low { (1, 3) } else { (3, 8) };
    let reply_box = ReplyBox::new(reply_id(), &mut draft.reply).hint(&hint).marks(&marks).lines(least, most);
    let shown = reply_box.show(ui, theme, |ui| {
        if coached && low {
            coach_line_ui(ui, theme, view);
        } else if coached {
            coach_ui(ui, theme, view);
        }
        if let Some(refusal) = view.refusal {
            let label = ui.label(theme.text(Role::Small, refusal).color(theme.colour.caution));
            ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Assertive));
        }
        if let Some(hint) = view.hint {
            ui.label(theme.text(Role::Small, hint));
        }
        let row = vec2(ui.available_width(), theme.height(theme.scale.control.main, Role::Body));
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            asked |= Button::main("Send").shortcut("Ctrl").trailing(Sign::Return).show(ui, theme).clicked();
            ui.add_space(theme.gap(Space::S8));
            if written {
                ui.label(theme.text(Role::Small, "Draft kept").color(theme.colour.text2));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let cost = format!("Hint, costs {HINT_COST} points");
                if coached && view.hint.is_none() && Button::plain(&cost).show(ui, theme).clicked() {
                    out.push(Action::Hint);
                }
            });
        });
    });
    if std::mem::take(&mut draft.caret_to_end) {
        let mut state = egui::text_edit::TextEditState::load(ui.ctx(), reply_id()).unwrap_or_default();
        let end = egui::text::CCursor::new(draft.reply.chars().count());
        state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
        state.store(ui.ctx(), reply_id());
    }
    if ui.is_enabled() && std::mem::take(&mut draft.take_focus) {
        shown.draft.request_focus();
    }
    if asked {
        out.push(Action::Send);
    }
}

/// What is heard, in the order of the dimensions: first what helps, then what hurts, and the one thing that is not there
/// yet. Never points.
fn coach_ui(ui: &mut Ui, theme: &Theme, view: &ConversationView<'_>) {
    let heard = heard(view);
    let row = |ui: &mut Ui, label: &str, pills: &mut dyn FnMut(&mut Ui)| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(theme.gap(Space::S8), theme.gap(Space::S8));
            ui.label(theme.text(Role::Small, label).color(theme.colour.text2));
            pills(ui);
        });
    };
    let told = |helps: bool| heard.iter().filter(move |heard| heard.helps == helps);
    if told(true).next().is_some() || heard.is_empty() {
        let label = if heard.is_empty() { "The coach listens as you write" } else { "Coach hears" };
        row(ui, label, &mut |ui| {
            told(true)
                .for_each(|heard| drop(Pill::heard(mark(heard.dimension), &heard.title).show(ui, theme)));
        });
    }
    if told(false).next().is_some() {
        row(ui, "Mind", &mut |ui| {
            told(false)
                .for_each(|heard| drop(Pill::hurts(mark(heard.dimension), &heard.title).show(ui, theme)));
        });
    }
    if let Some(missing) = view.missing.filter(|_| !heard.is_empty()) {
        row(ui, "Not yet", &mut |ui| {
            Pill::missing(mark(missing.dimension), &missing.title, "Not yet").show(ui, theme);
        });
    }
}

/// The same in one line of words, for a low window: how much of each, and what is not there yet.
fn coach_line_ui(ui: &mut Ui, theme: &Theme, view: &ConversationView<'_>) {
    let heard = heard(view);
    let count = |dimension: Dimension| {
        heard.iter().filter(|heard| heard.helps && heard.dimension == dimension).count()
    };
    let told = Dimension::ALL.into_iter().filter(|&dimension| count(dimension) > 0);
    let mut told: Vec<String> =
        told.map(|dimension| format!("{} {}", dimension.name().to_lowercase(), count(dimension))).collect();
    told.extend(heard.iter().filter(|heard| !heard.helps).map(|heard| format!("mind: {}", heard.title)));
    let mut words = match told.is_empty() {
        true => "The coach listens as you write".to_owned(),
        false => format!("Heard: {}", told.join(", ")),
    };
    if let Some(missing) = view.missing.filter(|_| !heard.is_empty()) {
        words += &format!("; not yet: {}", missing.title);
    }
    ui.label(theme.text(Role::Small, words).color(theme.colour.text2));
}

/// A behaviour that the coach hears.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Heard {
    dimension: Dimension,
    title: String,
    helps: bool,
}

/// Each behaviour once, under the dimension in which it counts most.
fn heard(view: &ConversationView<'_>) -> Vec<Heard> {
    let rubric = view.session.rubric();
    let mut heard: Vec<Heard> = Vec::new();
    for finding in &view.preview.receipt.findings {
        let Some(behaviour) = rubric.get(finding.behaviour.as_str()) else { continue };
        let entry = Heard {
            dimension: behaviour.points.main_dimension(),
            title: behaviour.title.clone(),
            helps: !behaviour.points.hurts(),
        };
        if finding.evidence != Evidence::Absent && !heard.contains(&entry) {
            heard.push(entry);
        }
    }
    heard.sort();
    heard
}
