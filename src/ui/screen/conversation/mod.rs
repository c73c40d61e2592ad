//! The conversation: the customer on stage, what was said, the reply, and what one needs to know.

mod known;
mod options;
mod over;
mod reply;
mod stage;
mod thread;

use egui::{Rect, ScrollArea, Ui, pos2, vec2};

use super::Room;
use super::bar::Bar;
use super::frame::within;
use crate::session::{Mode, Preview, Session};
use crate::ui::Action;
use crate::ui::screen::tour::{point_at, tour_ui};
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::tour::{Spot, TourStep};
use crate::ui::widgets::{Button, Card};

pub use known::Drawer;

/// What the conversation shows.
pub struct ConversationView<'a> {
    /// The conversation itself.
    pub session: &'a Session,
    /// What the coach hears in the draft.
    pub preview: &'a Preview,
    /// What is still missing in the draft, by the author's best reply.
    pub missing: Option<&'a crate::debrief::Missing>,
    /// The hint that was asked for.
    pub hint: Option<&'a str>,
    /// Why the last reply was not taken.
    pub refusal: Option<&'a str>,
    /// Seconds into the conversation at which each customer's line came; one more than replies.
    pub heard_at: &'a [u64],
    /// The customer has read the reply and is about to answer it.
    pub answering: bool,
    /// What the tour explains, in the first conversation.
    pub tour: Option<TourStep>,
}

impl ConversationView<'_> {
    /// Draws attention to a part of the screen, where the tour is about it.
    fn point_at(&self, ui: &Ui, theme: &Theme, spot: Spot, rect: Rect) {
        if self.tour.and_then(TourStep::spot) == Some(spot) {
            point_at(ui, theme, rect);
        }
    }

    /// Whether the last word is said.
    pub fn is_over(&self) -> bool {
        self.session.outcome().is_some() && !self.answering
    }
}

/// What the person is writing and has open.
#[derive(Clone, Debug, Default)]
pub struct ConversationDraft {
    /// The reply, not yet sent.
    pub reply: String,
    /// The reply box is to have the keyboard: a conversation begins, or a reply was sent.
    pub take_focus: bool,
    /// The caret is to stand behind the last word: words were put there by somebody else.
    pub caret_to_end: bool,
    /// Which drawer is open, where the rail has no room.
    pub drawer: Option<Drawer>,
}

const STAGE: f32 = 346.0;
const WIDEST_STAGE: f32 = 480.0;
const RAIL: f32 = 272.0;
const WIDEST_THREAD: f32 = 760.0;
const STRIP: f32 = 96.0;
/// Under this effective width the bar has only what must be there.
const TIGHT: f32 = 400.0;
/// Under this effective height even a wide window shows the stage as a strip.
const LOW: f32 = 480.0;

/// Draws the conversation over the whole of `ui`.
pub fn conversation_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &ConversationView<'_>,
    draft: &mut ConversationDraft,
) -> Vec<Action> {
    let mut out = Vec::new();
    let area = ui.max_rect();
    ui.painter().rect_filled(area, 0.0, theme.colour.ground);
    let file = &view.session.scenario().file;
    let number = view.session.steps().len() + 1;
    let tags = [view.session.mode().name(), file.channel.name()];
    let over = view.session.outcome().is_some();
    let rest = Bar { title: &file.title, tags: &tags }.show(ui, theme, area, &mut out, |ui, out| {
        let where_to = if view.is_over() {
            "The conversation is over".to_owned()
        } else {
            format!("Your reply {number}")
        };
        // The palette has what there is no room for.
        let tight = theme.effective(area.width()) < TIGHT;
        if !tight {
            ui.label(theme.text(Role::Small, where_to).color(theme.colour.text2));
            ui.add_space(theme.gap(Space::S8));
        }
        let rewinds = view.session.mode() != Mode::Assessment && !view.session.steps().is_empty();
        if !over && rewinds && !tight {
            let icon = egui_phosphor::regular::ARROW_COUNTER_CLOCKWISE;
            if Button::edge("Rewind").icon(icon).show(ui, theme).clicked() {
                out.push(Action::AskWhereTo);
            }
        }
        if !over && Button::edge("Leave").show(ui, theme).clicked() {
            out.push(Action::AskToLeave);
        }
    });
    let rest = rest.shrink(theme.gap(Space::S16));
    let room = Room::of(theme.effective(area.width()));
    if room == Room::Narrow || theme.effective(area.height()) < LOW {
        narrow_ui(ui, theme, view, draft, rest, &mut out);
    } else {
        wide_ui(ui, theme, view, draft, (rest, room), &mut out);
    }
    out
}

fn wide_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &ConversationView<'_>,
    draft: &mut ConversationDraft,
    (area, room): (Rect, Room),
    out: &mut Vec<Action>,
) {
    let gap = theme.gap(Space::S16);
    let rail = if room == Room::Wide { theme.grown(RAIL) + gap } else { 0.0 };
    let spare = area.width() - theme.spread(STAGE) - gap - rail - theme.grown(WIDEST_THREAD);
    let stage_width =
        (theme.spread(STAGE) + spare.max(0.0)).min(theme.spread(WIDEST_STAGE)).min(area.width() * 0.36);
    let thread_width = (area.width() - stage_width - gap - rail).min(theme.grown(WIDEST_THREAD));
    let left = area.left() + (area.width() - stage_width - gap - thread_width - rail).max(0.0) / 2.0;
    let stage = Rect::from_min_size(pos2(left, area.top()), vec2(stage_width, area.height()));
    let thread =
        Rect::from_min_size(pos2(stage.right() + gap, area.top()), vec2(thread_width, area.height()));
    within(ui, "stage", stage, |ui| stage::stage_ui(ui, theme, view));
    view.point_at(ui, theme, Spot::Stage, stage);
    within(ui, "talk", thread, |ui| talk_ui(ui, theme, view, draft, room == Room::Wide, out));
    if room == Room::Wide {
        let known = Rect::from_min_size(
            pos2(thread.right() + gap, area.top()),
            vec2(theme.grown(RAIL), area.height()),
        );
        view.point_at(ui, theme, Spot::Known, known);
        within(ui, "known", known, |ui| {
            let height = ui.available_height();
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                super::keys::page(ui, egui::Modifiers::SHIFT, height);
                known::rail_ui(ui, theme, view, out);
            });
        });
    }
}

fn narrow_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &ConversationView<'_>,
    draft: &mut ConversationDraft,
    area: Rect,
    out: &mut Vec<Action>,
) {
    let low = theme.effective(area.height()) < LOW - 96.0;
    let height =
        if low { theme.line(Role::Heading) + 2.0 * theme.gap(Space::S12) } else { theme.spread(STRIP) };
    let strip = Rect::from_min_size(area.min, vec2(area.width(), height));
    within(ui, "stage", strip, |ui| stage::strip_ui(ui, theme, view));
    view.point_at(ui, theme, Spot::Stage, strip);
    let rest = Rect::from_min_max(pos2(area.left(), strip.bottom() + theme.gap(Space::S8)), area.max);
    within(ui, "talk", rest, |ui| talk_ui(ui, theme, view, draft, false, out));
}

/// The thread above and the reply at the foot. The thread gives way, never the reply.
fn talk_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &ConversationView<'_>,
    draft: &mut ConversationDraft,
    rail: bool,
    out: &mut Vec<Action>,
) {
    let area = ui.max_rect();
    // The foot is as high as it was in the last frame; the first pass of a new height is drawn again at once.
    let id = ui.id().with("foot");
    let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(theme.grown(250.0));
    let most = area.height() * 0.72;
    let foot = known.min(most);
    let gap = theme.gap(Space::S12);
    let thread =
        Rect::from_min_max(area.min, pos2(area.right(), (area.bottom() - foot - gap).max(area.top())));
    within(ui, "thread", thread, |ui| {
        let open = draft.drawer.filter(|_| !rail);
        match open {
            Some(drawer) => drawer_ui(ui, theme, view, drawer, out),
            None => thread::thread_ui(ui, theme, view, out),
        }
    });
    let below = Rect::from_min_max(pos2(area.left(), area.bottom() - foot), area.max);
    let height = within(ui, "foot", below, |ui| {
        let scroll = ScrollArea::vertical().id_salt("foot").max_height(most).auto_shrink([false, true]);
        let shown = scroll.show(ui, |ui| {
            if let Some(step) = view.tour.filter(|_| !view.is_over()) {
                let name = super::first_name(&view.session.scenario().file.customer.name);
                tour_ui(ui, theme, step, name, out);
                ui.add_space(theme.gap(Space::S12));
            }
            if !rail && !view.is_over() {
                known::drawers_ui(ui, theme, view, &mut draft.drawer);
            }
            if view.is_over() {
                over::over_ui(ui, theme, view, out);
            } else if view.session.mode() == Mode::Guided {
                options::options_ui(ui, theme, view, draft, out);
            } else {
                reply::reply_ui(ui, theme, view, draft, out);
            }
        });
        shown.content_size.y
    });
    if (height - known).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, height));
        ui.ctx().request_discard("the foot of the conversation changed its height");
    }
}

fn drawer_ui(ui: &mut Ui, theme: &Theme, view: &ConversationView<'_>, drawer: Drawer, out: &mut Vec<Action>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        Card::new()
            .heading(drawer.name())
            .show(ui, theme, |ui| known::drawer_contents_ui(ui, theme, view, drawer, out));
    });
}
