//! The numbers of the mood chart as a table, for eyes and for screen readers.

use egui::{Response, Ui, WidgetInfo, WidgetType, vec2};

use super::mood_chart::{MoodPoint, when};
use super::place;
use crate::ui::theme::{Role, Space, Theme};

const NAMES: [&str; 3] = ["Anger", "Trust", "Patience"];

/// The same moods as the chart's, one row a reply.
#[derive(Clone, Copy, Debug)]
#[must_use = "a table is shown by `show`"]
pub struct MoodTable<'a> {
    points: &'a [MoodPoint],
}

impl<'a> MoodTable<'a> {
    /// The moods in order, the start first.
    pub fn new(points: &'a [MoodPoint]) -> Self {
        Self { points }
    }

    /// Shows the table. Each row is one name for assistive technology: "reply 1: anger 74, trust 22, patience 38".
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            row(
                ui,
                theme,
                Role::Label,
                "After",
                &NAMES.map(str::to_owned),
                "After, then anger, trust and patience",
            );
            for (index, point) in self.points.iter().enumerate() {
                let MoodPoint { anger, trust, patience } = *point;
                let name = when(index);
                let said = format!("{name}: anger {anger}, trust {trust}, patience {patience}");
                let cells = [anger, trust, patience].map(|value| value.to_string());
                row(ui, theme, Role::Small, &name, &cells, &said);
            }
        })
        .response
    }
}

/// One row: its name at the left, its cells ending under each other, a hairline below.
fn row(ui: &mut Ui, theme: &Theme, role: Role, name: &str, cells: &[String; 3], said: &str) {
    let painter = ui.painter().clone();
    let line = |role, colour, text: &str| theme.line_of(&painter, role, colour, text);
    let widest = |texts: &[&str]| {
        texts.iter().map(|text| line(Role::Label, theme.colour.text, text).size().x).fold(0.0, f32::max)
    };
    let column = widest(&NAMES) + theme.gap(Space::S24);
    let first = widest(&["After", "reply 00"]);
    let size = vec2(first + 3.0 * column, theme.height(28.0, role));
    let (rect, response) = place::room(ui, size.ceil());
    if ui.is_rect_visible(rect) {
        let y = rect.center().y;
        place::left(&painter, rect.left(), y, line(role, theme.colour.text2, name));
        let ink = if role == Role::Label { theme.colour.text2 } else { theme.colour.text };
        for (index, cell) in cells.iter().enumerate() {
            let right = rect.left() + first + (index as f32 + 1.0) * column;
            place::right(&painter, right, y, line(role, ink, cell));
        }
        painter.hline(rect.x_range(), rect.bottom() - 0.5, theme.hairline());
    }
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), said));
}
