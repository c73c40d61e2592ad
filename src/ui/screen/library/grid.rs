//! The cards.

use egui::{Align, Label, Layout, Ui, vec2};

use super::{LibraryView, customer_ui};
use crate::rubric::Dimension;
use crate::scenario::Scenario;
use crate::scoring::Scores;
use crate::ui::Action;
use crate::ui::screen::{Room, channel_icon, mark};
use crate::ui::theme::{ICONS, Role, Space, Theme};
use crate::ui::widgets::{Card, FirstBest};

const PICTURE: (f32, f32) = (84.0, 96.0);
const SMALL_PICTURE: (f32, f32) = (56.0, 64.0);
/// At least so high, where cards stand side by side.
const CARD: f32 = 188.0;
/// Four columns from this width at 100 % text.
const FOUR: f32 = 1390.0;

/// What the cards of one line have in common.
struct Line {
    picture: (f32, f32),
    /// No card is lower.
    least: f32,
    /// The height of picture, title and summary, so that what stands below is level.
    top: f32,
}

/// Draws the cards in lines from left to right.
pub fn grid_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &LibraryView<'_>,
    shown: &[&Scenario],
    room: Room,
    out: &mut Vec<Action>,
) {
    let columns = match room {
        Room::Narrow => 1,
        Room::Middle => 2,
        Room::Wide if theme.effective(ui.available_width()) >= FOUR => 4,
        Room::Wide => 3,
    };
    let gap = theme.gap(Space::S12);
    ui.spacing_mut().item_spacing.y = gap;
    let width = ((ui.available_width() - gap * (columns as f32 - 1.0)) / columns as f32).floor();
    let picture = if room == Room::Narrow { SMALL_PICTURE } else { PICTURE };
    for scenarios in shown.chunks(columns) {
        let line = Line::of(ui, theme, scenarios, width, picture);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for scenario in scenarios {
                let size = vec2(width, line.least);
                ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                    ui.set_width(width);
                    card_ui(ui, theme, view, scenario, &line, out);
                });
            }
        });
    }
}

impl Line {
    fn of(ui: &Ui, theme: &Theme, scenarios: &[&Scenario], width: f32, picture: (f32, f32)) -> Self {
        let gap = theme.gap(Space::S12);
        let room = width - 3.0 * gap - theme.spread(picture.0);
        let words = |scenario: &&Scenario| {
            let lines = |role, text| theme.lines_of(ui.painter(), role, theme.colour.text, text, room);
            let title = lines(Role::Heading, &scenario.file.title);
            let summary = lines(Role::Small, &scenario.file.summary);
            title.size().y + theme.gap(Space::S4) + summary.size().y
        };
        let top = scenarios.iter().map(words).fold(theme.spread(picture.1), f32::max);
        let least = if picture == SMALL_PICTURE { 0.0 } else { theme.spread(CARD) };
        Self { picture, least, top }
    }
}

fn card_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &LibraryView<'_>,
    scenario: &Scenario,
    line: &Line,
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
    let card = Card::button(&name).picture().min_height(line.least).show(ui, theme, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
        ui.horizontal_top(|ui| {
            ui.set_min_height(line.top);
            ui.spacing_mut().item_spacing.x = theme.gap(Space::S12);
            customer_ui(ui, theme, scenario, line.picture, false);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
                ui.add(Label::new(theme.text(Role::Heading, &file.title)).wrap());
                ui.add(Label::new(theme.text(Role::Small, &file.summary).color(theme.colour.text2)).wrap());
            });
        });
        about_ui(ui, theme, scenario);
        let y = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), y, theme.hairline());
        ui.add_space(theme.gap(Space::S8));
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

/// Channel, minutes and difficulty.
fn about_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario) {
    let file = &scenario.file;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(theme.gap(Space::S4), 0.0);
        let icon =
            egui::RichText::new(channel_icon(file.channel)).family(egui::FontFamily::Name(ICONS.into()));
        ui.label(icon.size(theme.grown(theme.scale.control.icon_small)).color(theme.colour.text2));
        let about =
            format!("{}  ·  {} min  ·  {}", file.channel.name(), file.minutes, file.difficulty.name());
        ui.label(theme.text(Role::Tiny, about).color(theme.colour.text2));
    });
}

/// First and best score of each dimension that was rated.
fn scores_ui(ui: &mut Ui, theme: &Theme, first: &Scores, best: &Scores) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(theme.gap(Space::S12), 0.0);
        for dimension in Dimension::ALL {
            if let Some(best) = *best.get(dimension) {
                FirstBest::new(mark(dimension), *first.get(dimension), best).show(ui, theme);
            }
        }
    });
}

fn spoken(scores: Scores) -> String {
    let rated = Dimension::ALL
        .into_iter()
        .filter_map(|dimension| scores.get(dimension).map(|score| format!("{dimension} {score}")));
    rated.collect::<Vec<_>>().join(", ")
}
