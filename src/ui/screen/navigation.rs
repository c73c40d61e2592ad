//! The way between the places: a column at the left, a strip of icons where room is scarce.

use egui::{Align, Layout, Rect, Ui, pos2, vec2};
use egui_phosphor::regular::{BOOKS, CHART_BAR, MOON, TEXT_AA};

use super::Room;
use super::frame::within;
use crate::ui::Action;
use crate::ui::theme::{Kind, Role, Space, TEXT_SCALE, Theme};
use crate::ui::widgets::NavRow;

/// Width at 100 % text.
const WIDTH: f32 = 208.0;

/// A place that the navigation leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Whom one can talk to.
    Library,
    /// How people compare.
    Scoreboard,
}

/// Draws the navigation at the left of `area`; gives the room that is left.
pub fn navigation_ui(ui: &mut Ui, theme: &Theme, area: Rect, here: Place, out: &mut Vec<Action>) -> Rect {
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
        for (place, icon, name, action) in [
            (Place::Library, BOOKS, "Library", Action::OpenLibrary),
            (Place::Scoreboard, CHART_BAR, "Scoreboard", Action::OpenScoreboard),
        ] {
            if NavRow::new(icon, name).chosen(here == place).compact(strip).show(ui, theme).clicked() {
                out.push(action);
            }
        }
        ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
            let next = next_kind(theme.kind);
            let name = format!("Theme: {}", theme.kind.name());
            if NavRow::new(MOON, &name).compact(strip).show(ui, theme).clicked() {
                out.push(Action::SetTheme(next));
            }
            let size = format!("Text: {} %", (theme.text_scale() * 100.0).round());
            if NavRow::new(TEXT_AA, &size).compact(strip).show(ui, theme).clicked() {
                out.push(Action::SetTextScale(next_scale(theme.text_scale())));
            }
        });
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

fn next_kind(kind: Kind) -> Kind {
    let at = Kind::ALL.iter().position(|&other| other == kind).unwrap_or(0);
    Kind::ALL[(at + 1) % Kind::ALL.len()]
}

/// The steps that a click goes through; the keyboard's are finer.
fn next_scale(scale: f32) -> f32 {
    const STEPS: [f32; 5] = [1.0, 1.25, 1.5, 2.0, 2.5];
    STEPS
        .into_iter()
        .find(|step| *step > scale + 0.01)
        .unwrap_or(*TEXT_SCALE.start())
        .max(*TEXT_SCALE.start())
}
