//! The library: whom one can talk to.

use egui::{Align, Layout, Rect, ScrollArea, Ui, pos2, vec2};

use super::bar::heading;
use super::frame::within;
use super::navigation::navigation_ui;
use super::{Room, channel_icon, first_name, mark};
use crate::library::{Checked, Library};
use crate::rubric::{Dimension, Principle};
use crate::scenario::{Difficulty, Scenario};
use crate::scoring::Scores;
use crate::ui::Action;
use crate::ui::theme::{ICONS, Role, Space, Theme};
use crate::ui::widgets::{Button, Card, Filter, Notice, SearchField};

/// What the library shows.
pub struct LibraryView<'a> {
    /// All scenarios and all problems.
    pub library: &'a Library,
    /// First and best scores of a scenario, by id, where it has been tried.
    pub tried: &'a dyn Fn(&str) -> Option<(Scores, Scores)>,
    /// A conversation that was not ended.
    pub unfinished: Option<Unread<'a>>,
    /// Whether the problems of broken files are open.
    pub problems_open: bool,
}

/// A conversation that was not ended, as the library tells it.
pub struct Unread<'a> {
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
}

const WIDEST: f32 = 1440.0;
const PICTURE: (f32, f32) = (84.0, 96.0);
const SMALL_PICTURE: (f32, f32) = (56.0, 64.0);
const FIRST_PICTURE: (f32, f32) = (232.0, 150.0);
const CARD: f32 = 188.0;

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
    let rest = navigation_ui(ui, theme, area, super::Page::Library, &mut out);
    let side = theme.gap(Space::S24).max((rest.width() - WIDEST) / 2.0);
    let broken: Vec<&Checked> = view.library.broken().collect();
    within(ui, "library", rest, |ui| {
        let foot =
            if broken.is_empty() { 0.0 } else { theme.height(36.0, Role::Small) + theme.gap(Space::S16) };
        ScrollArea::vertical().max_height(rest.height() - foot).auto_shrink(false).show(ui, |ui| {
            egui::Frame::new()
                .inner_margin(egui::Margin::symmetric(side as i8, theme.gap(Space::S24) as i8))
                .show(ui, |ui| {
                    ui.set_min_width(rest.width() - 2.0 * side);
                    contents_ui(ui, theme, view, draft, room, &mut out);
                });
        });
    });
    if !broken.is_empty() {
        let strip = Rect::from_min_max(
            pos2(rest.left() + side, rest.bottom() - theme.height(36.0, Role::Small) - theme.gap(Space::S16)),
            rest.max,
        );
        within(
            ui,
            "problems",
            Rect::from_min_max(strip.min, pos2(rest.right() - side, rest.bottom())),
            |ui| {
                broken_ui(ui, theme, &broken, &mut out);
            },
        );
    }
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
    let question = ui.label(theme.text(Role::Display, "Who would you like to talk to?"));
    heading(ui, &question, "Who would you like to talk to?");
    if let Some(unfinished) = &view.unfinished {
        unfinished_ui(ui, theme, unfinished, out);
    }
    if view.problems_open {
        problems_ui(ui, theme, view.library);
    }
    if let Some((scenario, why)) = recommended(view) {
        recommended_ui(ui, theme, scenario, &why, room, view.unfinished.is_none(), out);
    }
    let shown = filters_ui(ui, theme, view.library, draft);
    if shown.is_empty() {
        empty_ui(ui, theme, view.library, draft);
    } else {
        grid_ui(ui, theme, view, &shown, room, out);
    }
}

fn unfinished_ui(ui: &mut Ui, theme: &Theme, unfinished: &Unread<'_>, out: &mut Vec<Action>) {
    Card::accent().show(ui, theme, |ui| {
        let title = unfinished.scenario.map_or("A conversation", |scenario| scenario.file.title.as_str());
        let replies = if unfinished.replies == 1 {
            "1 reply".to_owned()
        } else {
            format!("{} replies", unfinished.replies)
        };
        let words = match unfinished.scenario {
            Some(scenario) => {
                format!(
                    "{} is still waiting. You have given {replies}; what you had written is kept.",
                    first_name(&scenario.file.customer.name)
                )
            }
            None => {
                "Its scenario has changed or is gone, so it cannot go on. It is kept until you discard it."
                    .to_owned()
            }
        };
        row(
            ui,
            theme,
            |ui| {
                ui.label(theme.text(Role::Heading, format!("Unfinished: {title}")));
                ui.label(theme.text(Role::Small, words).color(theme.colour.text2));
            },
            |ui| {
                if unfinished.scenario.is_some() && Button::main("Go on").show(ui, theme).clicked() {
                    out.push(Action::Resume);
                }
                if Button::plain("Discard").show(ui, theme).clicked() {
                    out.push(Action::Discard);
                }
            },
        );
    });
}

/// Words on the left that wrap, buttons on the right that stay.
fn row(ui: &mut Ui, theme: &Theme, words: impl FnOnce(&mut Ui), buttons: impl FnOnce(&mut Ui)) {
    let height = theme.line(Role::Heading) + theme.line(Role::Small);
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), height),
        Layout::right_to_left(Align::Center),
        |ui| {
            buttons(ui);
            ui.add_space(theme.gap(Space::S12));
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                words(ui);
            });
        },
    );
}

/// What to play next: the easiest scenario not tried yet, or else the one with the lowest best score.
fn recommended<'a>(view: &LibraryView<'a>) -> Option<(&'a Scenario, String)> {
    let mut scenarios: Vec<&Scenario> = view.library.scenarios.iter().map(AsRef::as_ref).collect();
    scenarios.sort_by_key(|scenario| (scenario.file.difficulty == Difficulty::Hard, scenario.file.minutes));
    if let Some(fresh) = scenarios.iter().find(|scenario| (view.tried)(&scenario.file.id).is_none()) {
        return Some((*fresh, "You have not talked to this customer yet.".to_owned()));
    }
    let weakest = |scenario: &&&Scenario| {
        let (_, best) = (view.tried)(&scenario.file.id).unwrap_or_default();
        Dimension::ALL.into_iter().filter_map(|dimension| *best.get(dimension)).min()
    };
    let scenario = scenarios.iter().min_by_key(weakest)?;
    Some((*scenario, "Your best score here leaves the most room.".to_owned()))
}

fn recommended_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    why: &str,
    room: Room,
    main: bool,
    out: &mut Vec<Action>,
) {
    let file = &scenario.file;
    Card::new().picture().show(ui, theme, |ui| {
        let height = theme.spread(FIRST_PICTURE.1);
        ui.allocate_ui_with_layout(
            vec2(ui.available_width(), height),
            Layout::left_to_right(Align::Min),
            |ui| {
                ui.spacing_mut().item_spacing.x = theme.gap(Space::S24);
                if room != Room::Narrow {
                    customer_ui(ui, theme, scenario, FIRST_PICTURE, true);
                }
                let button = theme.grown(150.0);
                let words = (ui.available_width() - button - theme.gap(Space::S24)).max(theme.grown(160.0));
                ui.allocate_ui_with_layout(vec2(words, height), Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
                    ui.add_space(theme.gap(Space::S12));
                    ui.label(theme.text(Role::Label, "Next for you").color(theme.colour.accent));
                    let title = ui.label(theme.text(Role::Title, &file.title));
                    heading(ui, &title, &file.title);
                    ui.label(theme.text(Role::Body, &file.summary).color(theme.colour.text2));
                    ui.label(theme.text(Role::Small, why).color(theme.colour.text2));
                });
                ui.allocate_ui_with_layout(vec2(button, height), Layout::top_down(Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
                    ui.add_space(height * 0.28);
                    let button = if main {
                        Button::main("Start practice")
                    } else {
                        Button::edge("Start practice").tall()
                    };
                    if button.show(ui, theme).clicked() {
                        out.push(Action::OpenBrief(file.id.clone()));
                    }
                    ui.label(
                        theme
                            .text(Role::Tiny, format!("{} · {} min", file.channel.name(), file.minutes))
                            .color(theme.colour.text2),
                    );
                });
            },
        );
    });
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

/// The filter row; gives the scenarios that pass it.
fn filters_ui<'a>(
    ui: &mut Ui,
    theme: &Theme,
    library: &'a Library,
    draft: &mut LibraryDraft,
) -> Vec<&'a Scenario> {
    let mut shown = Vec::new();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = theme.gap(Space::S8);
        let hint = format!("Search {} scenarios", library.scenarios.len());
        SearchField::new(&mut draft.search, &hint).width(theme.grown(208.0)).show(ui, theme);
        ui.add_space(theme.gap(Space::S16));
        for dimension in Dimension::ALL {
            let on = draft.dimensions.contains(&dimension);
            if Filter::new(mark(dimension), on).show(ui, theme).clicked() {
                if on {
                    draft.dimensions.retain(|other| *other != dimension);
                } else {
                    draft.dimensions.push(dimension);
                }
            }
        }
        shown =
            library.scenarios.iter().map(AsRef::as_ref).filter(|scenario| passes(scenario, draft)).collect();
        ui.add_space(theme.gap(Space::S8));
        let count = format!("{} of {}", shown.len(), library.scenarios.len());
        ui.label(theme.text(Role::Small, count).color(theme.colour.text3));
    });
    shown
}

fn passes(scenario: &Scenario, draft: &LibraryDraft) -> bool {
    let file = &scenario.file;
    let words = format!("{} {} {} {}", file.title, file.summary, file.customer.name, file.channel.name())
        .to_lowercase();
    let found = draft.search.to_lowercase().split_whitespace().all(|word| words.contains(word));
    let trains =
        |dimension: &Dimension| file.trains.iter().any(|&principle| practises(principle) == *dimension);
    found && (draft.dimensions.is_empty() || draft.dimensions.iter().any(trains))
}

/// The dimension that a principle shows in most.
fn practises(principle: Principle) -> Dimension {
    use Principle::{A1, A2, A3, C1, D1, D5, D6, N1, N3, N4, N5, N6, P8, P10, R1};
    match principle {
        D1 | D5 | D6 | N1 | N6 | P8 | P10 | R1 | C1 => Dimension::Empathy,
        N3 | N4 | N5 | A1 | A2 | A3 => Dimension::Deescalation,
        _ => Dimension::Ownership,
    }
}

fn empty_ui(ui: &mut Ui, theme: &Theme, library: &Library, draft: &mut LibraryDraft) {
    ui.vertical_centered(|ui| {
        ui.add_space(theme.gap(Space::S32));
        if library.scenarios.is_empty() {
            ui.label(theme.text(Role::Heading, "There is no scenario here yet"));
            let words = "Start Composure with --scenarios and a folder of scenario files.";
            ui.label(theme.text(Role::Body, words).color(theme.colour.text2));
        } else {
            ui.label(theme.text(Role::Heading, "Nobody here fits that"));
            if Button::edge("Show everyone").show(ui, theme).clicked() {
                *draft = LibraryDraft::default();
            }
        }
    });
}

fn grid_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &LibraryView<'_>,
    shown: &[&Scenario],
    room: Room,
    out: &mut Vec<Action>,
) {
    let effective = theme.effective(ui.available_width());
    let columns = match room {
        Room::Narrow => 1,
        Room::Middle => 2,
        Room::Wide if effective >= 1390.0 => 4,
        Room::Wide => 3,
    };
    let gap = theme.gap(Space::S12);
    let width = (ui.available_width() - gap * (columns as f32 - 1.0)) / columns as f32;
    for line in shown.chunks(columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for scenario in line {
                ui.allocate_ui_with_layout(
                    vec2(width, theme.spread(CARD)),
                    Layout::top_down(Align::Min),
                    |ui| {
                        ui.set_width(width);
                        card_ui(ui, theme, view, scenario, room, out);
                    },
                );
            }
        });
    }
}

fn card_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &LibraryView<'_>,
    scenario: &Scenario,
    room: Room,
    out: &mut Vec<Action>,
) {
    let file = &scenario.file;
    let tried = (view.tried)(&file.id);
    let scores =
        tried.map_or_else(|| "not tried yet".to_owned(), |(_, best)| format!("best {}", spoken(best)));
    let name = format!(
        "{}, {}, {} minutes, {}, {scores}",
        file.title,
        file.channel.name(),
        file.minutes,
        file.difficulty.name().to_lowercase()
    );
    let card = Card::button(&name).picture().min_height(theme.spread(CARD)).show(ui, theme, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = theme.gap(Space::S12);
            customer_ui(
                ui,
                theme,
                scenario,
                if room == Room::Narrow { SMALL_PICTURE } else { PICTURE },
                false,
            );
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
                ui.label(theme.text(Role::Heading, &file.title));
                ui.label(theme.text(Role::Small, &file.summary).color(theme.colour.text2));
            });
        });
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = theme.gap(Space::S4);
            let icon =
                egui::RichText::new(channel_icon(file.channel)).family(egui::FontFamily::Name(ICONS.into()));
            ui.label(icon.size(theme.grown(16.0)).color(theme.colour.text2));
            let about =
                format!("{}  ·  {} min  ·  {}", file.channel.name(), file.minutes, file.difficulty.name());
            ui.label(theme.text(Role::Tiny, about).color(theme.colour.text2));
        });
        let y = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), y, theme.hairline());
        ui.add_space(theme.scale.stroke.hair);
        match tried {
            None => {
                ui.label(theme.text(Role::Small, "Not tried yet").color(theme.colour.text2));
            }
            Some((first, best)) => scores_ui(ui, theme, &first, &best),
        }
    });
    if card.response.clicked() {
        out.push(Action::OpenBrief(file.id.clone()));
    }
}

/// First and best score of each dimension that was rated.
fn scores_ui(ui: &mut Ui, theme: &Theme, first: &Scores, best: &Scores) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme.gap(Space::S4);
        for dimension in Dimension::ALL {
            let (Some(first), Some(best)) = (first.get(dimension), best.get(dimension)) else { continue };
            let size = theme.grown(12.0);
            let (rect, _) = ui.allocate_exact_size(vec2(size, theme.line(Role::Small)), egui::Sense::hover());
            mark(dimension).paint(ui.painter(), theme, rect.center(), size, true);
            ui.label(theme.text(Role::Small, format!("{first} to")).color(theme.colour.text2));
            ui.label(theme.text(Role::Label, best.to_string()));
            ui.add_space(theme.gap(Space::S8));
        }
    });
}

fn spoken(scores: Scores) -> String {
    let rated = Dimension::ALL
        .into_iter()
        .filter_map(|dimension| scores.get(dimension).map(|score| format!("{dimension} {score}")));
    rated.collect::<Vec<_>>().join(", ")
}

fn broken_ui(ui: &mut Ui, theme: &Theme, broken: &[&Checked], out: &mut Vec<Action>) {
    let Some(first) = broken.first() else { return };
    let count: usize = broken.iter().map(|file| file.problems.len()).sum();
    let name = first.path.rsplit(['/', '\\']).next().unwrap_or(&first.path);
    let what =
        if broken.len() == 1 { name.to_owned() } else { format!("{name} and {} more", broken.len() - 1) };
    let problem = first.problems.first().map_or(String::new(), |problem| {
        format!(" First, line {}: {}.", problem.place.line, problem.message)
    });
    let words =
        format!("cannot be opened: {} {}.{problem}", count, if count == 1 { "problem" } else { "problems" });
    let shown = Notice::new(&what, &words).action("Show or hide").show(ui, theme);
    if shown.action.is_some_and(|button| button.clicked()) {
        out.push(Action::ToggleProblems);
    }
}

fn problems_ui(ui: &mut Ui, theme: &Theme, library: &Library) {
    Card::new().heading("Files that cannot be opened").show(ui, theme, |ui| {
        for file in library.broken() {
            ui.label(theme.text(Role::Label, &file.path));
            for problem in file.problems.iter().take(20) {
                let help = problem.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
                let words = format!(
                    "line {}, column {}: {}{help}",
                    problem.place.line, problem.place.column, problem.message
                );
                ui.label(theme.text(Role::Small, words).color(theme.colour.text2));
            }
        }
    });
}
