//! What a chosen row opens: the three dimensions, each with first, best and mean, and what was counted.

use std::sync::Arc;

use egui::{Galley, Id, Painter, Rangef, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2};

use super::columns::{Columns, Tiers};
use super::said;
use super::shown::Shown;
use crate::comparison::{Board, Column, Estimate, Row};
use crate::ui::screen::mark;
use crate::ui::theme::{Role, Space, Theme, Weight};
use crate::ui::widgets::{Mark, Whisker, place};

/// The details of one row, laid out.
pub struct Details {
    lines: Vec<Line>,
    facts: Arc<Galley>,
    /// Figures stand in columns; otherwise in a sentence, with the chart below.
    wide: bool,
    pub height: f32,
}

/// First, best and mean of an attempt as a whole or of a dimension.
struct Line {
    mark: Option<Mark>,
    name: &'static str,
    whisker: Whisker,
    rated: bool,
    figures: [String; 3],
    /// The same in a sentence that wraps.
    sentence: Arc<Galley>,
    said: String,
}

const HEADINGS: [&str; 3] = ["First", "Best", "Mean"];

impl Details {
    /// Lays out what a row opens.
    pub fn new(
        painter: &Painter,
        theme: &Theme,
        columns: &Columns,
        board: &Board,
        shown: &Shown<'_>,
    ) -> Self {
        let left = left(theme, columns);
        let width = columns.all.max - left;
        let lines: Vec<Line> = Column::ALL
            .into_iter()
            .map(|column| Line::new(painter, theme, shown.row, column, width))
            .collect();
        let widest = lines
            .iter()
            .flat_map(|line| &line.figures)
            .map(|text| theme.line_of(painter, Role::Small, theme.colour.text, text).size().x);
        let widest = widest.fold(0.0, f32::max) + theme.gap(Space::S16);
        let wide = columns.tiers == Tiers::One && 3.0 * widest <= columns.all.max - columns.chart.max;
        let ink = theme.colour.text2;
        let facts = theme.lines_of(painter, Role::Small, ink, &said::facts(board, shown), width);
        let body: f32 = match wide {
            true => theme.line(Role::Tiny) + lines.len() as f32 * row_height(theme),
            false => lines.iter().map(|line| line.tall(theme)).sum(),
        };
        let height = body + facts.size().y + 3.0 * theme.gap(Space::S8);
        Self { lines, facts, wide, height: height.ceil() }
    }

    /// Paints them in their rectangle and names what is there.
    pub fn show(self, ui: &Ui, theme: &Theme, columns: &Columns, rect: Rect, id: Id) {
        let painter = ui.painter();
        let left = left(theme, columns);
        let mut y = rect.top() + theme.gap(Space::S8);
        if self.wide {
            y = self.paint_wide(painter, theme, columns, y);
        } else {
            for line in &self.lines {
                line.paint_tall(painter, theme, columns, left, y);
                y += line.tall(theme);
            }
        }
        let facts = Rect::from_min_size(pos2(left, y + theme.gap(Space::S8)), self.facts.size());
        let words = self.facts.text().to_owned();
        painter.galley(facts.min, self.facts, theme.colour.text2);
        painter.hline(rect.x_range(), rect.bottom() - 0.5, theme.hairline());
        let mut top = rect.top() + theme.gap(Space::S8);
        if self.wide {
            top += theme.line(Role::Tiny);
        }
        for (index, line) in self.lines.iter().enumerate() {
            let high = if self.wide { row_height(theme) } else { line.tall(theme) };
            let place =
                Rect::from_x_y_ranges(Rangef::new(left, columns.all.max), Rangef::new(top, top + high));
            name(ui, place, id.with(index), WidgetType::Image, &line.said);
            top += high;
        }
        name(ui, facts, id.with("facts"), WidgetType::Label, &words);
    }

    /// One line beside each other for each, under headings; gives where they end.
    fn paint_wide(&self, painter: &Painter, theme: &Theme, columns: &Columns, top: f32) -> f32 {
        let colour = &theme.colour;
        let begin = columns.chart.max + theme.gap(Space::S16);
        let third = (columns.all.max - begin) / 3.0;
        let right = |index: usize| begin + (index as f32 + 1.0) * third;
        let tiny = theme.line(Role::Tiny);
        for (index, heading) in HEADINGS.into_iter().enumerate() {
            let heading = theme.line_of(painter, Role::Tiny, colour.text2, heading);
            place::right(painter, right(index), top + tiny / 2.0, heading);
        }
        let high = row_height(theme);
        let foot = top + tiny + self.lines.len() as f32 * high;
        columns.axis(theme).paint_ticks(painter, theme, Rangef::new(top + tiny, foot));
        for (number, line) in self.lines.iter().enumerate() {
            let y = top + tiny + (number as f32 + 0.5) * high;
            line.paint_name(painter, theme, columns.name.min, y);
            line.whisker.paint(painter, theme, columns.axis(theme), y, colour.text, colour.surface);
            for (index, figure) in line.figures.iter().enumerate() {
                let figure = theme.line_of(painter, Role::Small, colour.text, figure);
                place::right(painter, right(index), y, figure);
            }
        }
        foot
    }
}

impl Line {
    fn new(painter: &Painter, theme: &Theme, row: &Row, column: Column, width: f32) -> Self {
        let of = |means: &crate::comparison::Columns<Option<Estimate>>| *means.get(column);
        let (first, best, mean) = (of(&row.means.first), of(&row.means.best), of(&row.means.mean));
        let mark = match column {
            Column::All => None,
            Column::Of(dimension) => Some(self::mark(dimension)),
        };
        let whisker = Whisker::new(first, best);
        let figures = [first, best, mean].map(said::with_margin);
        let [first_words, best_words, mean_words] = &figures;
        let text = format!("First {first_words} · best {best_words} · mean {mean_words}");
        let sentence = theme.lines_of(painter, Role::Small, theme.colour.text, &text, width);
        let said = [("first", first), ("best", best), ("mean", mean)]
            .map(|(what, estimate)| format!("{what} {}", said::spoken(estimate)));
        let said = format!("{}: {}", column.name(), said.join(", "));
        let whisker = mark.map_or(whisker, |mark| whisker.of(mark));
        Self { mark, name: column.name(), whisker, rated: first.is_some(), figures, sentence, said }
    }

    /// How high it is with everything below each other.
    fn tall(&self, theme: &Theme) -> f32 {
        row_height(theme) + self.sentence.size().y + row_height(theme)
    }

    fn paint_tall(&self, painter: &Painter, theme: &Theme, columns: &Columns, left: f32, top: f32) {
        let high = row_height(theme);
        self.paint_name(painter, theme, left, top + high / 2.0);
        let words = Arc::clone(&self.sentence);
        let foot = top + high + words.size().y;
        painter.galley(pos2(left, top + high), words, theme.colour.text);
        let axis = columns.axis(theme);
        axis.paint_ticks(painter, theme, Rangef::new(foot, foot + high));
        self.whisker.paint(painter, theme, axis, foot + high / 2.0, theme.colour.text, theme.colour.surface);
    }

    fn paint_name(&self, painter: &Painter, theme: &Theme, left: f32, y: f32) {
        let size = place::mark_size(theme);
        let ink = self.mark.map_or(theme.colour.text, |mark| mark.colour(&theme.colour));
        if let Some(mark) = self.mark {
            mark.paint(painter, theme, pos2(left + size / 2.0, y), size, self.rated);
        }
        let name = theme.line_in(painter, Role::Small, Weight::Strong, ink, self.name);
        place::left(painter, left + size + theme.gap(Space::S8), y, name);
    }
}

fn row_height(theme: &Theme) -> f32 {
    theme.height(28.0, Role::Small)
}

/// Gives painted things a name.
pub fn name(ui: &Ui, rect: Rect, id: Id, kind: WidgetType, said: &str) {
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(kind, ui.is_enabled(), said));
}

/// Where details begin: under the name, unless that would leave them too little room.
fn left(theme: &Theme, columns: &Columns) -> f32 {
    match columns.tiers {
        Tiers::One | Tiers::ChartBelow => columns.name.min,
        Tiers::AllBelow => columns.all.min + theme.gap(Space::S8),
    }
}
