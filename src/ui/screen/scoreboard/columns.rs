//! Where the figures of a row stand, in the room there is.
//!
//! With room enough everything stands beside each other. With less, spread and attempts leave the row (the details have
//! them), then the chart goes below, then the figures too.

use egui::{Painter, Rangef};

use super::said;
use crate::comparison::words::points;
use crate::comparison::{Board, Estimate, Row};
use crate::ui::theme::{Role, Space, Theme, Weight};
use crate::ui::widgets::Axis;

/// What a column of figures holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    First,
    Best,
    Mean,
    Attempts,
    Spread,
}

impl Figure {
    const ALL: [Self; 5] = [Self::First, Self::Best, Self::Mean, Self::Attempts, Self::Spread];

    /// The heading of the column.
    pub fn name(self) -> &'static str {
        match self {
            Self::First => "First",
            Self::Best => "Best",
            Self::Mean => "Mean",
            Self::Attempts => "Attempts",
            Self::Spread => "Spread",
        }
    }

    /// The figure of a row; the margin of the first stands apart.
    pub fn text(self, row: &Row) -> String {
        match self {
            Self::First => said::mean(row.means.first.all),
            Self::Best => said::mean(row.means.best.all),
            Self::Mean => said::mean(row.means.mean.all),
            Self::Attempts => row.attempts.to_string(),
            Self::Spread => row.spread.map_or_else(|| "–".to_owned(), crate::comparison::words::figure),
        }
    }
}

/// How much of a row stands beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tiers {
    /// All of it.
    One,
    /// The chart stands below.
    ChartBelow,
    /// The figures stand below the name, the chart below these.
    AllBelow,
}

/// Where everything stands, in points across the window.
#[derive(Clone, Debug)]
pub struct Columns {
    pub tiers: Tiers,
    pub all: Rangef,
    /// Places end at the right of it.
    pub rank: Rangef,
    pub name: Rangef,
    pub chart: Rangef,
    pub figures: Vec<(Figure, Rangef)>,
    /// Room for the margin of a first, right of its figure.
    pub margin: f32,
}

/// Least widths at 100 % text.
const NAME: f32 = 168.0;
const NARROW_NAME: f32 = 128.0;
const CHART: f32 = 180.0;
/// A name needs no more than this.
const WIDEST_NAME: f32 = 340.0;

/// Widths of the widest text in each column.
struct Widths {
    rank: f32,
    margin: f32,
    figures: [f32; 5],
}

impl Columns {
    /// The columns of a board over this width.
    pub fn new(painter: &Painter, theme: &Theme, board: &Board, all: Rangef) -> Self {
        let widths = Widths::of(painter, theme, board);
        let gap = theme.gap(Space::S16);
        let names = all.min + widths.rank + theme.gap(Space::S12);
        // What is left of the name's column, and of all that follows, before so many figures.
        let room = |figures: usize| all.max - widths.needs(figures, gap) - gap - names;
        let least = theme.grown(NAME) + gap + theme.grown(CHART);
        if let Some(figures) = [5, 4, 3].into_iter().find(|&figures| room(figures) >= least) {
            let spare = room(figures) - least;
            let name = (theme.grown(NAME) + spare * 0.4).min(theme.grown(WIDEST_NAME)).floor();
            let chart = Rangef::new(names + name + gap, names + room(figures));
            let name = Rangef::new(names, names + name);
            return widths.columns(Tiers::One, all, gap, figures, name, chart);
        }
        let enough =
            |figures: &usize| room(*figures) >= theme.grown(if *figures > 3 { NAME } else { NARROW_NAME });
        if let Some(figures) = [5, 4, 3].into_iter().find(enough) {
            let name = Rangef::new(names, names + room(figures));
            return widths.columns(Tiers::ChartBelow, all, gap, figures, name, all);
        }
        let gap = theme.gap(Space::S8);
        let fits = |figures: &usize| widths.needs(*figures, gap) <= all.span();
        let figures = [5, 4, 3, 2].into_iter().find(fits).unwrap_or(1);
        widths.columns(Tiers::AllBelow, all, gap, figures, Rangef::new(names, all.max), all)
    }

    /// The scale of the chart.
    pub fn axis(&self, theme: &Theme) -> Axis {
        Axis::new(theme, self.chart)
    }
}

impl Widths {
    fn of(painter: &Painter, theme: &Theme, board: &Board) -> Self {
        let wide = |weight, text: &str| {
            theme.line_in(painter, Role::Body, weight, theme.colour.text, text).size().x.ceil()
        };
        let head = |text: &str| theme.line_of(painter, Role::Tiny, theme.colour.text2, text).size().x.ceil();
        let means = |of: fn(&Row) -> Option<Estimate>| {
            widest(board.rows.iter().filter_map(of).map(|estimate| points(estimate.mean).into()))
        };
        let margins = board.rows.iter().filter_map(|row| row.means.first.all?.margin);
        let margin = format!(" ±{}", widest(margins.map(|margin| points(margin).into())));
        let margin = theme.line_of(painter, Role::Small, theme.colour.text2, &margin).size().x.ceil();
        let texts = [
            means(|row| row.means.first.all),
            means(|row| row.means.best.all),
            means(|row| row.means.mean.all),
            widest(board.rows.iter().map(|row| row.attempts)),
            widest(board.rows.iter().filter_map(|row| row.spread).map(|spread| points(spread).into())),
        ];
        let mut figures = [0.0; 5];
        for (index, figure) in Figure::ALL.into_iter().enumerate() {
            let text = wide(if index == 0 { Weight::Strong } else { Weight::Regular }, &texts[index]);
            let text = if index == 0 { text + margin } else { text };
            figures[index] = text.max(head(figure.name()));
        }
        let ranks = board.rows.iter().filter_map(|row| row.rank).map(|rank| rank as i64);
        Self { rank: wide(Weight::Strong, &widest(ranks)).max(head("Place")), margin, figures }
    }

    /// The width of so many figures and the gaps between them.
    fn needs(&self, figures: usize, gap: f32) -> f32 {
        self.figures[..figures].iter().sum::<f32>() + gap * (figures as f32 - 1.0)
    }

    /// Figures end at the right, in their order.
    fn columns(
        self,
        tiers: Tiers,
        all: Rangef,
        gap: f32,
        figures: usize,
        name: Rangef,
        chart: Rangef,
    ) -> Columns {
        let mut left = all.max - self.needs(figures, gap);
        let mut placed = Vec::new();
        for index in 0..figures {
            placed.push((Figure::ALL[index], Rangef::new(left, left + self.figures[index])));
            left += self.figures[index] + gap;
        }
        let rank = Rangef::new(all.min, all.min + self.rank);
        Columns { tiers, all, rank, name, chart, figures: placed, margin: self.margin }
    }
}

/// As many eights as the longest of these numbers has digits, with a minus where one has one.
fn widest(numbers: impl Iterator<Item = i64>) -> String {
    let (mut digits, mut sign) = (1, "");
    for number in numbers {
        digits = digits.max(number.unsigned_abs().checked_ilog10().unwrap_or(0) as usize + 1);
        if number < 0 {
            sign = "−";
        }
    }
    sign.to_owned() + &"8".repeat(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::comparison::{By, Means, Tallied};
    use crate::ui::theme::Kind;

    fn board() -> Board {
        let row = |name: &str, values: &[i32]| {
            let sums = values.iter().copied().collect();
            let columns = crate::comparison::Columns { all: sums, ..Default::default() };
            let values = Means { first: columns, best: columns, mean: columns };
            Tallied { name: name.into(), attempts: 12_345, values, ..Tallied::default() }
        };
        Board::new(By::Person, vec![row("a", &[-2000, 2000]), row("b", &[300, 310, 320])])
    }

    #[test]
    fn columns_keep_apart_and_inside_at_every_width() {
        for percent in [80, 100, 150, 250] {
            let context = egui::Context::default();
            let theme = Theme::load(Kind::Light).with_text_percent(percent);
            theme.install(&context);
            let board = board();
            let mut tiers = Vec::new();
            let mut output = context.run_ui(egui::RawInput::default(), |ui| {
                for width in (230..2000).step_by(10) {
                    let all = Rangef::new(7.0, 7.0 + width as f32 * theme.text_scale());
                    let columns = Columns::new(ui.painter(), &theme, &board, all);
                    check(&columns, all, &format!("{width} at {percent}"));
                    tiers.push(columns.tiers);
                }
            });
            output.textures_delta.clear();
            tiers.dedup();
            assert_eq!(tiers, [Tiers::AllBelow, Tiers::ChartBelow, Tiers::One], "at {percent}");
        }
    }

    fn check(columns: &Columns, all: Rangef, when: &str) {
        let mut line = vec![columns.rank, columns.name];
        let figures: Vec<Rangef> = columns.figures.iter().map(|(_, range)| *range).collect();
        let lines = match columns.tiers {
            Tiers::One => {
                line.push(columns.chart);
                line.extend(figures);
                vec![line]
            }
            Tiers::ChartBelow => {
                line.extend(figures);
                vec![line, vec![columns.chart]]
            }
            Tiers::AllBelow => vec![line, figures, vec![columns.chart]],
        };
        for line in lines {
            let mut end = all.min;
            for range in &line {
                assert!(range.min >= end - 0.01 && range.max > range.min, "{when}: {range:?} in {line:?}");
                end = range.max;
            }
            assert!(end <= all.max + 0.01, "{when}: {line:?} goes beyond {all:?}");
        }
    }

    #[test]
    fn the_widest_number_has_the_most_digits_and_a_minus_if_any_has() {
        assert_eq!(widest([3, -12, 100].into_iter()), "−888");
        assert_eq!(widest([].into_iter()), "8");
    }
}
