//! A team's board, as a page.

use serde::Serialize;

use super::whiskers::{self, Chart};
use super::words;
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
            size: size(board),
            charts: whiskers::charts(board),
            rows: board.rows.iter().map(|row| line(board, row)).collect(),
            columns: Column::ALL.into_iter().filter_map(|column| table(board, column)).collect(),
            rules: rules(board.by),
            cohorts: board.by == By::Person && board.rows.iter().any(|row| row.cohort.is_some()),
        }
    }
}

fn size(board: &Board) -> String {
    match (board.by, board.rows.len()) {
        (By::Person, 1) => "1 person".to_owned(),
        (By::Person, many) => format!("{many} people"),
        (By::Cohort, many) => words::count(many, "cohort"),
        (By::Scenario, many) => words::count(many, "scenario"),
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
        spread: row.spread.map(|spread| words::figure(words::hundredths(spread))),
        gap: row.gap.map(|gap| Choosing { figure: figure(gap), word: choosing(&gap) }),
        attempts: row.attempts,
        abandoned: row.abandoned,
        overridden: row.overridden,
    }
}

/// The place by first attempts where there is one; otherwise why there is none.
fn place(board: &Board, row: &Row) -> String {
    let has_interval = row.means.first.all.is_some_and(|estimate| estimate.margin.is_some());
    match (row.rank, row.level_with) {
        (Some(rank), _) => rank.to_string(),
        (None, others @ 1..) => format!("level with {}", words::count(others, "other")),
        (None, 0) if !has_interval => "too few to tell".to_owned(),
        (None, 0) if board.rows.len() == 1 => "alone".to_owned(),
        (None, 0) => "nobody to compare".to_owned(),
    }
}

/// What the difference between choosing and writing says, in words.
fn choosing(gap: &Estimate) -> &'static str {
    match Gap::of(gap) {
        Gap::Open => "open",
        Gap::ChoosesBetter => "chooses better",
        Gap::WritesBetter => "writes better",
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
    let points = |thousandths| words::figure(words::hundredths(thousandths));
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

/// The rule for averaging, in plain words.
fn rules(by: By) -> Vec<&'static str> {
    let counted = match by {
        By::Person => {
            "A person’s figure is the plain mean over scenarios: each counts once, however often it was repeated."
        }
        By::Cohort => {
            "A cohort’s figure is the plain mean over its people, and a person’s the plain mean over scenarios: each counts once."
        }
        By::Scenario => {
            "A scenario’s figure is the plain mean over the people who tried it: each counts once."
        }
    };
    vec![
        "Every score is made relative to its scenario: 0 is what picking options blindly earns on average, 100 is what the \
         best way through the options earns. A typed attempt can earn more than 100, and anybody less than 0.",
        "An attempt’s overall value is the mean of the dimensions that were rated.",
        counted,
        "First takes the first attempt, best the highest value reached in each column, mean all attempts.",
        "The interval is Student’s 95 %: where the true mean most likely lies. Of a single value there is none.",
        "A place is given by first attempts, and only to a row whose interval overlaps no other.",
        "Spread is how far repeats of one scenario by one person lie apart (standard deviation).",
        "Typed less chosen compares first attempts at the same scenario: below 0, somebody recognises a good reply more \
         easily than they write one.",
    ]
}
