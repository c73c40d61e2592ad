//! The customer: face, name and mood.

use egui::{Align, CornerRadius, Layout, Rect, Ui, pos2, vec2};

use super::ConversationView;
use crate::scenario::{Customer, Mood};
use crate::session::{Mode, Session};
use crate::ui::portrait::{self, Feeling};
use crate::ui::screen::bar::heading;
use crate::ui::screen::{person, place};
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Card, Meter};

/// The picture with the name and the mood under it.
pub(super) fn stage_ui(ui: &mut Ui, theme: &Theme, view: &ConversationView<'_>) {
    let area = ui.max_rect();
    let customer = &view.session.scenario().file.customer;
    let id = ui.id().with("about");
    let about: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(theme.grown(184.0));
    let radius = theme.scale.radius.card;
    ui.painter().rect(area, radius, theme.colour.surface, theme.hairline(), egui::StrokeKind::Inside);
    let picture =
        Rect::from_min_max(area.min + vec2(1.0, 1.0), pos2(area.right() - 1.0, area.bottom() - about));
    picture_ui(ui, theme, view.session, picture);
    let corners = CornerRadius { nw: radius, ne: radius, sw: 0, se: 0 };
    portrait::round_corners(ui.painter(), picture.expand2(vec2(1.0, 1.0)), corners, theme.colour.ground);
    ui.painter().rect_stroke(area, radius, theme.hairline(), egui::StrokeKind::Inside);

    let words = Rect::from_min_max(pos2(area.left(), picture.bottom()), area.max)
        .shrink2(vec2(theme.gap(Space::S16), 0.0));
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(words));
    about_ui(&mut inside, theme, view, customer);
    let height = inside.min_rect().height() + theme.gap(Space::S16);
    if (height - about).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, height));
        ui.ctx().request_discard("the words under the picture changed their height");
    }
}

/// One line for a small window: the head, the name and the mood in words.
pub(super) fn strip_ui(ui: &mut Ui, theme: &Theme, view: &ConversationView<'_>) {
    let customer = &view.session.scenario().file.customer;
    let height = ui.max_rect().height();
    Card::new().picture().show(ui, theme, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = theme.gap(Space::S12);
            let side = height - 2.0 * theme.gap(Space::S12);
            let (rect, _) = ui.allocate_exact_size(vec2(side * 1.2, side), egui::Sense::hover());
            let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
            let felt = felt(ui, theme, view.session.state().mood);
            portrait::bust(&painter, rect, person(customer), felt, Some(place(customer)), theme.dark);
            // One line where there is no height for two.
            let words = if height < 2.0 * theme.line(Role::Heading) {
                Layout::left_to_right(Align::Center)
            } else {
                Layout::top_down(Align::Min)
            };
            ui.with_layout(words, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(theme.text(Role::Heading, &customer.name));
                if view.session.mode() != Mode::Assessment {
                    ui.label(
                        theme
                            .text(Role::Small, in_words(view.session.state().mood))
                            .color(theme.colour.text2),
                    );
                }
            });
        });
    });
}

fn in_words(mood: Mood) -> String {
    let words = mood.words();
    format!("anger {}, trust {}, patience {}", words.anger, words.trust, words.patience).to_lowercase()
}

fn picture_ui(ui: &mut Ui, theme: &Theme, session: &Session, rect: Rect) {
    let customer = &session.scenario().file.customer;
    let mood = session.state().mood;
    let felt = felt(ui, theme, mood);
    // One blink for each reply: the value runs up to the number of replies, and the lids follow its fraction.
    let replies = session.steps().len() as f32;
    let run = ui.ctx().animate_value_with_time(ui.id().with("blink"), replies, theme.scale.motion.blink);
    let blink = (run.fract() * std::f32::consts::PI).sin();
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    portrait::stage(&painter, rect, person(customer), place(customer), felt, blink, theme.dark);
    let response = ui.interact(rect, ui.id().with("picture"), egui::Sense::hover());
    let said = format!("{}: {}", customer.name, in_words(mood));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Image, true, &said));
}

/// The mood on its way from the last one: brief, and it ends, so that the window can sleep.
fn felt(ui: &Ui, theme: &Theme, mood: Mood) -> Feeling {
    let part = |name: &str, value: u8| {
        let goal = f32::from(value) / 100.0;
        ui.ctx().animate_value_with_time(ui.id().with(name), goal, theme.scale.motion.face)
    };
    Feeling {
        anger: part("anger", mood.anger),
        trust: part("trust", mood.trust),
        patience: part("patience", mood.patience),
    }
}

fn about_ui(ui: &mut Ui, theme: &Theme, view: &ConversationView<'_>, customer: &Customer) {
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(theme.gap(Space::S16));
    let name = ui.label(theme.text(Role::Heading, &customer.name));
    heading(ui, &name, &customer.name);
    if !customer.whereabouts.is_empty() {
        ui.label(theme.text(Role::Small, &customer.whereabouts).color(theme.colour.text2));
    }
    ui.add_space(theme.gap(Space::S8));
    if view.session.mode() == Mode::Assessment {
        return;
    }
    let mood = view.session.state().mood;
    let before = view.session.steps().last().map_or(mood, |step| step.before.mood);
    let words = mood.words();
    let rows = [
        ("Anger", mood.anger, before.anger, words.anger, ["easing", "rising"]),
        ("Trust", mood.trust, before.trust, words.trust, ["sinking", "growing"]),
        ("Patience", mood.patience, before.patience, words.patience, ["wearing", "growing"]),
    ];
    for (name, now, before, word, [down, up]) in rows {
        let steps = now.min(99) / 20 + u8::from(now > 0);
        let meter = Meter::new(name, steps.min(5), word);
        let meter = match now.cmp(&before) {
            std::cmp::Ordering::Less => meter.change(down),
            std::cmp::Ordering::Greater => meter.change(up),
            std::cmp::Ordering::Equal => meter,
        };
        meter.show(ui, theme);
    }
}
