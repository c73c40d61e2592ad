//! The way between the places: a column at the left, a strip of icons where room is scarce.

use egui::{Rect, ScrollArea, Ui, pos2, vec2};
use egui_phosphor::regular::{BOOKS, CHART_BAR, GEAR, QUESTION};

use super::frame::within;
use super::{Page, Room};
use crate::records::Who;
use crate::ui::Action;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{NavRow, PersonRow, Week};

/// Width at 100 % text.
const WIDTH: f32 = 208.0;

/// What the navigation shows.
pub struct NavigationView<'a> {
    /// Where one is.
    pub page: Page,
    /// Who answers here; nobody while the records are being opened.
    pub who: &'a Who,
    /// Conversations on each of the last seven days, today last.
    pub week: [u16; 7],
}

/// Draws the navigation at the left of `area`; gives the room that is left.
pub fn navigation_ui(
    ui: &mut Ui,
    theme: &Theme,
    area: Rect,
    view: &NavigationView<'_>,
    out: &mut Vec<Action>,
) -> Rect {
    let strip = Room::of(theme.effective(area.width())) != Room::Wide;
    let (side, end) = (theme.gap(Space::S12), theme.gap(Space::S20));
    let row = theme.height(theme.scale.control.nav, Role::Body);
    let width = if strip { row + 2.0 * side } else { theme.grown(WIDTH).min(area.width() * 0.3) };
    let rest = Rect::from_min_max(pos2(area.left() + width, area.top()), area.max);
    let area = Rect::from_min_max(area.min, pos2(rest.left(), area.bottom()));
    ui.painter().rect_filled(area, 0.0, theme.colour.surface);
    ui.painter().vline(area.right() - 0.5, area.y_range(), theme.hairline());
    within(ui, "navigation", area, |ui| {
        ScrollArea::vertical().id_salt("navigation").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, theme.gap(Space::S4));
            ui.add_space(end);
            ui.horizontal_top(|ui| {
                ui.add_space(side);
                ui.vertical(|ui| {
                    // The bar of a window that is too low lies in the margin.
                    ui.set_width(width - 2.0 * side);
                    name_ui(ui, theme, strip);
                    ui.add_space(theme.gap(Space::S16));
                    places_ui(ui, theme, view.page, strip, out);
                    foot_ui(ui, theme, view, strip, area.height() - 2.0 * end, out);
                });
            });
            ui.add_space(end);
        });
    });
    rest
}

fn places_ui(ui: &mut Ui, theme: &Theme, here: Page, strip: bool, out: &mut Vec<Action>) {
    for (page, icon, name, action) in [
        (Page::Library, BOOKS, "Library", Action::OpenLibrary),
        (Page::Scoreboard, CHART_BAR, "Scoreboard", Action::OpenScoreboard),
        (Page::Settings, GEAR, "Settings", Action::OpenSettings),
    ] {
        if NavRow::new(icon, name).chosen(here == page).compact(strip).show(ui, theme).clicked() {
            out.push(action);
        }
    }
    if NavRow::new(QUESTION, "Help").compact(strip).show(ui, theme).clicked() {
        out.push(Action::OpenHelp);
    }
}

/// The week and the person at the foot of a column that is `height` points high. The week is the first to go where room
/// is scarce; the person stands under the places where there is no room to spare.
fn foot_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &NavigationView<'_>,
    strip: bool,
    height: f32,
    out: &mut Vec<Action>,
) {
    let gap = theme.gap(Space::S12);
    let named = !view.who.person.is_empty();
    let person = if named { theme.height(theme.scale.control.nav, Role::Body) + gap } else { 0.0 };
    let spare = height - ui.min_rect().height() - gap;
    let week = Week::height(theme) + gap;
    let with_week = !strip && spare >= person + week;
    let foot = person + if with_week { week } else { 0.0 };
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space((spare - foot).max(0.0) + gap);
    if with_week {
        Week::new(view.week).show(ui, theme);
        ui.add_space(gap);
    }
    if named && PersonRow::new(&view.who.person).compact(strip).show(ui, theme).clicked() {
        out.push(Action::OpenSettings);
    }
}

fn name_ui(ui: &mut Ui, theme: &Theme, strip: bool) {
    ui.horizontal(|ui| {
        let size = theme.grown(22.0);
        ui.spacing_mut().item_spacing.x = theme.gap(Space::S8);
        let row = theme.height(theme.scale.control.nav, Role::Body);
        ui.add_space(if strip { (row - size) / 2.0 } else { theme.gap(Space::S12) });
        let (rect, _) = ui.allocate_exact_size(vec2(size, size), egui::Sense::hover());
        let painter = ui.painter();
        painter.circle_filled(rect.center(), size / 2.0, theme.colour.accent);
        let smile: Vec<egui::Pos2> = (0..=12)
            .map(|step| {
                let turn = 0.5 + step as f32 / 12.0 * 2.1;
                rect.center() + vec2(turn.cos(), turn.sin()) * size * 0.26
            })
            .collect();
        painter.add(egui::Shape::line(
            smile,
            egui::Stroke::new(theme.scale.stroke.ring, theme.colour.on_accent),
        ));
        if !strip {
            ui.label(theme.text(Role::Heading, "Composure"));
        }
    });
}
