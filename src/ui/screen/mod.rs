//! The screens. Each is a function from a view to actions.

mod bar;
mod brief;
mod conversation;
mod debrief;
mod frame;
mod help;
mod keys;
mod library;
mod marks;
mod navigation;
mod palette;
mod popup;
mod scoreboard;
mod settings;
mod tour;
mod way_back;

pub(super) use brief::sentence;
pub use brief::{BriefView, brief_ui};
pub use conversation::{ConversationDraft, ConversationView, conversation_ui};
pub use debrief::{DebriefDraft, DebriefView, PredictDraft, PredictView, Sheet, debrief_ui, predict_ui};
pub use help::help_ui;
pub use library::{LibraryDraft, LibraryView, Unread, library_ui};
pub use palette::{PaletteDraft, palette_ui};
pub use scoreboard::{ScoreboardDraft, ScoreboardView, scoreboard_ui};
pub use settings::{SettingsDraft, SettingsView, settings_ui};
pub use tour::welcome_ui;
pub use way_back::{discard_ui, leave_ui, rewind_ui};

use crate::rubric::Dimension;
use crate::scenario::{Channel, Customer, Mood};
use crate::ui::portrait::{self, Feeling, Person, Place};
use crate::ui::theme::Theme;
use crate::ui::widgets::{Mark, Notice};

/// A screen by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Whom one can talk to.
    Library,
    /// How people compare.
    Scoreboard,
    /// What one has chosen for oneself.
    Settings,
    /// What one knows before the first line.
    Brief,
    /// Talking.
    Conversation,
    /// Looking back.
    Debrief,
}

/// Something that happened outside the screens.
pub struct Told {
    /// What it is about: "Saved:".
    pub what: String,
    /// A sentence.
    pub sentence: String,
    /// It went as it should.
    pub good: bool,
}

/// A strip over the foot of any screen. True when it has been read.
pub fn told_ui(ui: &mut egui::Ui, theme: &Theme, told: &Told) -> bool {
    let gap = theme.gap(crate::ui::theme::Space::S16);
    let width = (ui.max_rect().width() - 2.0 * gap).min(theme.grown(720.0));
    let area = egui::Area::new("told".into()).anchor(egui::Align2::CENTER_BOTTOM, [0.0, -gap]);
    let shown = area.show(ui.ctx(), |ui| {
        ui.set_width(width);
        let notice = Notice::new(&told.what, told.sentence.trim_end_matches('.')).action("Close");
        let notice = if told.good { notice.good() } else { notice };
        let shown = notice.show(ui, theme);
        ui.ctx()
            .accesskit_node_builder(shown.strip.id, |node| node.set_live(egui::accesskit::Live::Assertive));
        shown.action.is_some_and(|close| close.clicked())
    });
    shown.inner
}

/// The mark of a dimension.
pub fn mark(dimension: Dimension) -> Mark {
    match dimension {
        Dimension::Empathy => Mark::Empathy,
        Dimension::Ownership => Mark::Ownership,
        Dimension::Deescalation => Mark::DeEscalation,
    }
}

/// The customer at the start of the conversation, in a rectangle with rounded corners on a card.
fn picture_ui(ui: &egui::Ui, theme: &Theme, rect: egui::Rect, customer: &Customer, with_place: bool) {
    if !ui.is_rect_visible(rect) {
        return;
    }
    let behind = with_place.then(|| place(customer));
    portrait::bust(ui.painter(), rect, person(customer), feeling(customer.mood()), behind, theme.dark);
    let corners = egui::CornerRadius::same(theme.scale.radius.control);
    portrait::round_corners(ui.painter(), rect, corners, theme.colour.surface);
}

/// A mood as the face takes it.
fn feeling(mood: Mood) -> Feeling {
    Feeling::from_points(i32::from(mood.anger), i32::from(mood.trust), i32::from(mood.patience))
}

/// Who stands for a customer; a stranger's face is always the same for one name.
fn person(customer: &Customer) -> &'static Person {
    Person::named(&customer.looks).unwrap_or_else(|| Person::for_key(&customer.name))
}

/// Where a customer is.
fn place(customer: &Customer) -> &'static Place {
    Place::named(&customer.place).unwrap_or_else(|| Place::for_key(&customer.name))
}

/// The first word of a name.
pub(super) fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// The icon of a channel; it never stands without the channel's name.
fn channel_icon(channel: Channel) -> &'static str {
    use egui_phosphor::regular::{CHAT_TEXT, ENVELOPE, PHONE, STAR, STOREFRONT};
    match channel {
        Channel::Chat => CHAT_TEXT,
        Channel::Email => ENVELOPE,
        Channel::Phone => PHONE,
        Channel::Counter => STOREFRONT,
        Channel::Review => STAR,
    }
}

/// How wide and high the room is in points of text at 100 %: 200 % text in 1280 points is a room of 640.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    /// Under 880.
    Narrow,
    /// 880 to 1151.
    Middle,
    /// 1152 and more.
    Wide,
}

impl Room {
    /// The room of an effective width.
    pub fn of(effective: f32) -> Self {
        match effective {
            width if width < 880.0 => Room::Narrow,
            width if width < 1152.0 => Room::Middle,
            _ => Room::Wide,
        }
    }
}
