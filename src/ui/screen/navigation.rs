//! The way between the places: a column at the left, a strip of icons where room is scarce.

use egui::{Rect, Ui, pos2, vec2};
use egui_phosphor::regular::{BOOKS, CHART_BAR, GEAR, QUESTION};

use super::frame::within;
use super::{Page, Room};
use crate::ui::Action;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::NavRow;

/// Width at 100 % text.
const WIDTH: f32 = 208.0;

/// Draws the navigation at the left of `area`; gives the room that is left.
pub fn navigation_ui(ui: &mut Ui, theme: &Theme, area: Rect, here: Page, out: &mut Vec<Action>) -> Rect {
    let strip = Room::of(theme.effective(area.width())) != Room::Wide;
    let icons = theme.height(theme.scale.control.nav, Role::Body) + 2.0 * theme.gap(Space::S12);
    let width = if strip { icons } else { theme.grown(WIDTH).min(area.width() * 0.3) };
    let rest = Rect::from_min_max(pos2(area.left() + width, area.top()), area.max);
    let area = Rect::from_min_max(area.min, pos2(rest.left(), area.bottom()));
    ui.painter().rect_filled(area, 0.0, theme.colour.surface);
    ui.painter().vline(area.right() - 0.5, area.y_range(), theme.hairline());
    let inside = area.shrink2(vec2(theme.gap(Space::S12), theme.gap(Space::S20)));
    within(ui, "navigation", inside, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
        name_ui(ui, theme, strip);
        ui.add_space(theme.gap(Space::S16));
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
    });
    rest
}

fn name_ui(ui: &mut Ui, theme: &Theme, strip: bool) {
    ui.horizontal(|ui| {
        let size = theme.grown(22.0);
        ui.add_space(theme.gap(Space::S12));
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
