//! The customer: face, name and mood.

use egui::{Align, CornerRadius, Layout, Rect, Ui, pos2, vec2};

use super::ConversationView;
use crate::scenario::{Customer, Mood};
use crate::session::Mode;
use crate::ui::portrait::{self, Cue, Durations, Movement, Pose, Scene};
use crate::ui::screen::bar::heading;
use crate::ui::screen::{feeling, person, place};
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
    picture_ui(ui, theme, view, picture);
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
            let pose = pose(ui, theme, cue(view));
            portrait::bust(&painter, rect, person(customer), pose, Some(place(customer)), theme.dark);
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

fn picture_ui(ui: &mut Ui, theme: &Theme, view: &ConversationView<'_>, rect: Rect) {
    let file = &view.session.scenario().file;
    let customer = &file.customer;
    let scene = Scene {
        person: person(customer),
        place: place(customer),
        channel: file.channel,
        pose: pose(ui, theme, cue(view)),
        dark: theme.dark,
    };
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    portrait::stage(&painter, ui.id().with("mesh"), rect, scene);
    let response = ui.interact(rect, ui.id().with("picture"), egui::Sense::hover());
    // In an assessment nobody is told in words.
    let said = match view.session.mode() {
        Mode::Assessment => customer.name.clone(),
        Mode::Guided | Mode::Practice => {
            format!("{}: {}", customer.name, in_words(view.session.state().mood))
        }
    };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Image, true, &said));
}

/// What the customer follows of the conversation.
fn cue(view: &ConversationView<'_>) -> Cue {
    Cue {
        feeling: feeling(view.session.state().mood),
        replies: view.session.steps().len(),
        lines: view.heard_at.len(),
    }
}

/// The customer at this moment. Asks for the next frame only while something moves.
fn pose(ui: &Ui, theme: &Theme, cue: Cue) -> Pose {
    let motion = &theme.scale.motion;
    let durations =
        Durations { face: motion.face, room: motion.room, blink: motion.blink, talk: motion.talk };
    let id = ui.id().with("movement");
    let now = ui.input(|input| input.time);
    let before: Option<Movement> = ui.data(|data| data.get_temp(id));
    let movement =
        before.map_or_else(|| Movement::resting(cue), |before| before.follow(cue, now, &durations));
    ui.data_mut(|data| data.insert_temp(id, movement));
    if movement.goes_on(now, &durations) {
        ui.ctx().request_repaint();
    }
    movement.pose(now, &durations)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Channel;
    use crate::ui::portrait::{Feeling, Person, Place};
    use crate::ui::theme::Kind;
    use egui::{Context, RawInput};

    fn cue(replies: usize, anger: i32) -> Cue {
        Cue { feeling: Feeling::from_points(anger, 40, 40), replies, lines: replies + 1 }
    }

    /// A frame at that time; whether it asks for another.
    fn frame(ctx: &Context, theme: &Theme, cue: Cue, time: f64) -> bool {
        let input = RawInput { time: Some(time), ..RawInput::default() };
        let mut output = ctx.run_ui(input, |ui| {
            let rect = Rect::from_min_size(egui::Pos2::ZERO, vec2(346.0, 528.0));
            let scene = Scene {
                person: Person::for_key("marta"),
                place: Place::for_key("kitchen"),
                channel: Channel::Chat,
                pose: pose(ui, theme, cue),
                dark: false,
            };
            portrait::stage(ui.painter(), ui.id(), rect, scene);
        });
        output.textures_delta.clear();
        output.viewport_output.values().any(|viewport| viewport.repaint_delay.is_zero())
    }

    /// From a rest at 10 seconds on, a reply at 20 and 1.3 seconds of frames; then whether it still asks.
    fn reply(theme: &Theme) -> (usize, bool) {
        let ctx = Context::default();
        for i in 0..5 {
            frame(&ctx, theme, cue(0, 80), 10.0 + f64::from(i));
        }
        assert!(!frame(&ctx, theme, cue(0, 80), 19.0), "it moves and nothing has happened");
        let asked = (0..40).filter(|&i| frame(&ctx, theme, cue(1, 30), 20.0 + f64::from(i) / 30.0)).count();
        // The frame after a request may still be part of it.
        frame(&ctx, theme, cue(1, 30), 21.4);
        (asked, frame(&ctx, theme, cue(1, 30), 21.5))
    }

    #[test]
    fn a_reply_moves_her_briefly_and_then_the_window_sleeps() {
        let (asked, still_asks) = reply(&Theme::load(Kind::Light));
        assert!(asked >= 36, "{asked} of 40 frames moved");
        assert!(!still_asks);
    }

    #[test]
    fn without_motion_a_reply_asks_for_no_frame() {
        let mut theme = Theme::load(Kind::Light);
        let motion = &mut theme.scale.motion;
        (motion.face, motion.room, motion.blink, motion.talk) = (0.0, 0.0, 0.0, 0.0);
        assert_eq!(reply(&theme), (0, false));
    }
}
