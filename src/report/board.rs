//! A team's board, as a page.

use serde::Serialize;

use super::whiskers::{self, Chart};
use crate::comparison::words::{figure as points, place, rules, size};
use crate::comparison::{Board, By, Column, Estimate, Gap, Row};

/// What a page says about a board that the board itself does not know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardAbout {
    /// The heading; "Team report" where empty.
    pub title: String,
    /// When it was drawn up, as people read it; left out where empty.
    pub when: String,
    /// What was counted and what was left out, a sentence each.
    pub lines: Vec<String>,
}

/// One HTML file with a board as a chart and as tables. Names may be hostile: they are shown as text.
pub fn board_page(board: &Board, about: &BoardAbout) -> String {
    super::render("board.html", Page::new(board, about))
}

#[derive(Serialize)]
struct Page {
    title: String,
    when: String,
    lines: Vec<String>,
    /// What its rows are: "Person".
    by: &'static str,
    /// What is averaged in a row: "Scenarios".
    over: &'static str,
    /// "12 people".
    size: String,
    charts: Vec<Chart>,
    rows: Vec<Line>,
    columns: Vec<Table>,
    rules: Vec<&'static str>,
    cohorts: bool,
}

/// A row of the overall table.
#[derive(Serialize)]
struct Line {
    name: String,
    cohort: String,
    place: String,
    figures: Figures,
    over: String,
    spread: Option<String>,
    gap: Option<Choosing>,
    attempts: i64,
    abandoned: i64,
    overridden: i64,
}

/// First, best and mean in one column of the board.
#[derive(Serialize)]
struct Figures {
    first: Option<Figure>,
    best: Option<Figure>,
    mean: Option<Figure>,
}

/// A mean with its interval, in points from chance (0) to best (100).
#[derive(Serialize)]
struct Figure {
    mean: String,
    interval: Option<String>,
}

#[derive(Serialize)]
struct Choosing {
    figure: Figure,
    word: &'static str,
}

/// The table of one dimension.
#[derive(Serialize)]
struct Table {
    dimension: &'static str,
    name: &'static str,
    rows: Vec<(String, Figures)>,
}

impl Page {
    fn new(board: &Board, about: &BoardAbout) -> Self {
        let title = if about.title.trim().is_empty() { "Team report" } else { &about.title };
        Self {
            title: title.to_owned(),
            when: about.when.clone(),
            lines: about.lines.clone(),
            by: board.by.name(),
            over: if board.by == By::Person { "Scenarios" } else { "People" },
            size: size(board.by, board.rows.len()),
            charts: whiskers::charts(board),
            rows: board.rows.iter().map(|row| line(board, row)).collect(),
            columns: Column::ALL.into_iter().filter_map(|column| table(board, column)).collect(),
            rules: rules(board.by),
            cohorts: board.by == By::Person && board.rows.iter().any(|row| row.cohort.is_some()),
        }
    }
}

fn line(board: &Board, row: &Row) -> Line {
    let over = row.means.first.all.map_or(0, |estimate| estimate.count);
    Line {
        name: row.name.clone(),
        cohort: row.cohort.clone().unwrap_or_default(),
        place: place(board, row),
        figures: figures(row, Column::All),
        over: over.to_string(),
        spread: row.spread.map(points),
        gap: row.gap.map(|gap| Choosing { figure: figure(gap), word: Gap::of(&gap).name() }),
        attempts: row.attempts,
        abandoned: row.abandoned,
        overridden: row.overridden,
    }
}

fn figures(row: &Row, column: Column) -> Figures {
    Figures {
        first: row.means.first.get(column).map(figure),
        best: row.means.best.get(column).map(figure),
        mean: row.means.mean.get(column).map(figure),
    }
}

fn figure(estimate: Estimate) -> Figure {
    Figure {
        mean: points(estimate.mean),
        interval: estimate.interval().map(|(low, high)| format!("{} to {}", points(low), points(high))),
    }
}

fn table(board: &Board, column: Column) -> Option<Table> {
    let Column::Of(dimension) = column else { return None };
    let rows = board.rows.iter().map(|row| (row.name.clone(), figures(row, column)));
    Some(Table { dimension: dimension.key(), name: dimension.name(), rows: rows.collect() })
}
