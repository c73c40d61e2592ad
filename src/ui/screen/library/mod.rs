//! The library: whom one can talk to.

mod broken;
mod empty;
mod filters;
mod grid;
mod next;
mod unfinished;

use egui::{Rect, ScrollArea, Ui, vec2};

use super::bar::heading;
use super::frame::within;
use super::navigation::{NavigationView, navigation_ui};
use super::{Room, keys};
use crate::debrief::Next;
use crate::library::Library;
use crate::records::{AttemptId, Who};
use crate::rubric::Dimension;
use crate::scenario::{Channel, Difficulty, Scenario};
use crate::scoring::Scores;
use crate::ui::Action;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::KeyLink;

/// What the library shows.
pub struct LibraryView<'a> {
    /// All scenarios and all problems.
    pub library: &'a Library,
    /// The language whose scenarios are shown, by its code; empty for every language.
    pub language: &'a str,
    /// First and best scores of a scenario, by id, where it has been tried.
    pub tried: &'a dyn Fn(&str) -> Option<(Scores, Scores)>,
    /// What to practise next.
    pub next: Option<Next<'a>>,
    /// Conversations that were not ended, the newest first.
    pub unfinished: Vec<Unread<'a>>,
    /// Whether the problems of broken files are open.
    pub problems_open: bool,
    /// Who answers here.
    pub who: &'a Who,
    /// Conversations on each of the last seven days, today last.
    pub week: [u16; 7],
}

/// A conversation that was not ended, as the library tells it.
pub struct Unread<'a> {
    /// Which.
    pub id: &'a AttemptId,
    /// The scenario, if it is still there and unchanged.
    pub scenario: Option<&'a Scenario>,
    /// Replies given so far.
    pub replies: usize,
}

/// What the person has typed and chosen here.
#[derive(Clone, Debug, Default)]
pub struct LibraryDraft {
    /// Words to look for.
    pub search: String,
    /// Only scenarios that train one of these; empty means all.
    pub dimensions: Vec<Dimension>,
    /// Only scenarios of this channel.
    pub channel: Option<Channel>,
    /// Only scenarios that are so difficult.
    pub difficulty: Option<Difficulty>,
    /// Only scenarios that have not been tried.
    pub untried: bool,
    /// The filters that have no room in the row are open.
    folded_open: bool,
    /// The problems have just been opened and should be seen.
    reveal: bool,
}

/// Beyond this, at 100 % text, the rest is margin.
const WIDEST: f32 = 1440.0;
/// The line about broken files stays at the foot of a window that is at least so high, at 100 % text.
const HIGH_ENOUGH: f32 = 560.0;
const QUESTION: &str = "Who would you like to talk to?";

/// Draws the library over the whole of `ui`.
pub fn library_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &LibraryView<'_>,
    draft: &mut LibraryDraft,
) -> Vec<Action> {
    let mut out = Vec::new();
    let area = ui.max_rect();
    ui.painter().rect_filled(area, 0.0, theme.colour.ground);
    let room = Room::of(theme.effective(area.width()));
    let navigation = NavigationView { page: super::Page::Library, who: view.who, week: view.week };
    let rest = navigation_ui(ui, theme, area, &navigation, &mut out);
    let margin = theme.gap(if room == Room::Narrow { Space::S12 } else { Space::S24 });
    let width = (rest.width() - 2.0 * margin).min(theme.grown(WIDEST)).floor();
    let side = ((rest.width() - width) / 2.0).floor();
    let high = theme.effective(rest.height()) >= HIGH_ENOUGH;
    let pinned = high && room != Room::Narrow && view.library.broken().next().is_some();
    let scroll = if pinned { broken::foot_ui(ui, theme, view, draft, rest, side, &mut out) } else { rest };
    within(ui, "library", scroll, |ui| {
        ScrollArea::vertical().id_salt("library").auto_shrink(false).show(ui, |ui| {
            keys::scroll(ui, theme, scroll.height());
            // The bar at the right takes its room from the margin.
            let width = width.min(ui.available_width() - side);
            ui.add_space(margin);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(side);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    contents_ui(ui, theme, view, draft, room, &mut out);
                    if !pinned {
                        broken::strip_ui(ui, theme, view, draft, &mut out);
                    }
                });
            });
            ui.add_space(margin);
        });
    });
    filters::folded_ui(ui, theme, view, draft);
    out
}

fn contents_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &LibraryView<'_>,
    draft: &mut LibraryDraft,
    room: Room,
    out: &mut Vec<Action>,
) {
    ui.spacing_mut().item_spacing.y = theme.gap(Space::S16);
    title_ui(ui, theme, out);
    for (index, unfinished) in view.unfinished.iter().enumerate() {
        unfinished::unfinished_ui(ui, theme, unfinished, index == 0, out);
    }
    if let Some(next) = &view.next {
        next::next_ui(ui, theme, next, room, view.unfinished.is_empty(), out);
    }
    filters::filters_ui(ui, theme, view, draft, room);
    let shown = filters::shown(view, draft);
    if shown.is_empty() {
        empty::empty_ui(ui, theme, view, draft, out);
    } else {
        progress_ui(ui, theme, view);
        grid::grid_ui(ui, theme, view, &shown, room, out);
    }
    if view.problems_open {
        broken::problems_ui(ui, theme, view.library, draft, out);
    }
}

/// The question, and at the right end, or below it, the way to find anything.
fn title_ui(ui: &mut Ui, theme: &Theme, out: &mut Vec<Action>) {
    let find = KeyLink::new("Find anything", "Ctrl K");
    let words = theme.line_of(ui.painter(), Role::Display, theme.colour.text, QUESTION).size().x;
    let width = find.width(ui, theme);
    let left = ui.available_width() - width;
    let question = |ui: &mut Ui| {
        let question = ui.add(egui::Label::new(theme.text(Role::Display, QUESTION)).wrap());
        heading(ui, &question, QUESTION);
    };
    let clicked = if words + theme.gap(Space::S24) <= left {
        let line = theme.line(Role::Display);
        let top = ui.cursor().left_top();
        question(ui);
        let place = Rect::from_min_size(top + vec2(left, 0.0), vec2(width, line));
        let builder = egui::UiBuilder::new().max_rect(place);
        let builder = builder.layout(egui::Layout::left_to_right(egui::Align::Center));
        find.show(&mut ui.new_child(builder), theme).clicked()
    } else {
        question(ui);
        find.show(ui, theme).clicked()
    };
    if clicked {
        out.push(Action::OpenPalette);
    }
}

/// How many scenarios have been tried, once one has.
fn progress_ui(ui: &mut Ui, theme: &Theme, view: &LibraryView<'_>) {
    let all = view.library.in_language(view.language);
    let tried = all.filter(|scenario| (view.tried)(&scenario.file.id).is_some()).count();
    if tried > 0 {
        let words = format!("{tried} of {} tried", view.library.in_language(view.language).count());
        ui.label(theme.text(Role::Small, words).color(theme.colour.text2));
    }
}

/// The customer in a rectangle with rounded corners; with the place behind where there is room for one.
fn customer_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, size: (f32, f32), with_place: bool) {
    let customer = &scenario.file.customer;
    let (rect, response) =
        ui.allocate_exact_size(vec2(theme.spread(size.0), theme.spread(size.1)), egui::Sense::hover());
    super::picture_ui(ui, theme, rect, customer, with_place);
    let words = customer.mood().words();
    let said = format!(
        "{}: anger {}, trust {}, patience {}",
        customer.name, words.anger, words.trust, words.patience
    )
    .to_lowercase();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Image, true, &said));
}
