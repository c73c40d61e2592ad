//! `composure scores board`.

use clap::Args;

use super::super::terminal::{Paint, print};
use super::super::{Failure, json};
use super::list::fitted;
use super::{ByArgument, FilterArguments, Shape, local, points};
use crate::comparison::{Board, By, Column, Estimate, Row, words};
use crate::records::{self, Records, now};
use crate::report::{BoardAbout, board_page};

#[derive(Debug, Args)]
pub struct BoardArguments {
    /// What the rows are.
    #[arg(long, value_enum, default_value_t)]
    by: ByArgument,
    /// Conversations with chosen replies instead of typed ones.
    #[arg(long)]
    chosen: bool,
    #[command(flatten)]
    filter: FilterArguments,
    /// text, json, csv or html.
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
}

/// Runs the command.
pub fn run(records: &mut Records, arguments: &BoardArguments) -> Result<(), Failure> {
    let board =
        records.shared_store()?.board(arguments.by.into(), &arguments.filter.filter(arguments.chosen))?;
    let lines = arguments.filter.lines(arguments.chosen);
    match arguments.format {
        Shape::Text => print(&text(&board, &lines)),
        Shape::Json => {
            let board = json::board(&board);
            print(&(serde_json::to_string_pretty(&board).expect("plain data serialises") + "\n"))
        }
        Shape::Csv => print(&csv(&board)),
        Shape::Html => print(&page(&board, lines)),
    }
}

/// The board as a page.
pub(super) fn page(board: &Board, lines: Vec<String>) -> String {
    let title = match board.by {
        By::Person => "Scores by person",
        By::Cohort => "Scores by cohort",
        By::Scenario => "Scores by scenario",
    };
    board_page(board, &BoardAbout { title: title.to_owned(), when: local(now()), lines })
}

fn text(board: &Board, lines: &[String]) -> String {
    let paint = Paint::stdout();
    let mut text = lines.iter().map(|line| paint.quiet(line) + "\n").collect::<String>();
    if board.rows.is_empty() {
        return text
            + "Nobody to compare yet: `composure play late-gift --mode assessment` makes an attempt that counts.\n";
    }
    let longest = board.rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0);
    let width = longest.clamp(board.by.name().len(), 28);
    let head = format!(
        "\n{:>4}  {}  {:>8}  {:>12} {:>7} {:>7}  {:>5} {:>5} {:>5}  {:>6}  {:>12}  {}\n",
        "rank",
        fitted(board.by.name(), width),
        "attempts",
        "first",
        "best",
        "mean",
        "emp",
        "own",
        "dee",
        "spread",
        "type-choose",
        ""
    );
    text += &paint.strong(&head);
    for row in &board.rows {
        let rank = row.rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string());
        let first = |column| mean(row.means.first.get(column).as_ref());
        let [_, empathy, ownership, deescalation] = Column::ALL.map(first);
        text += &format!(
            "{rank:>4}  {}  {:>8}  {:>12} {:>7} {:>7}  {empathy:>5} {ownership:>5} {deescalation:>5}  {:>6}  {:>12}  {}\n",
            fitted(&row.name, width),
            row.attempts,
            with_margin(row.means.first.all.as_ref()),
            mean(row.means.best.all.as_ref()),
            mean(row.means.mean.all.as_ref()),
            row.spread.map_or_else(|| "-".to_owned(), |spread| points(spread).to_string()),
            with_margin(row.gap.as_ref()),
            paint.quiet(&remarks(row)),
        );
    }
    let rules = words::rules(board.by).iter().map(|rule| wrapped(rule)).collect::<String>();
    text + "\n" + &paint.quiet(&rules)
}

/// A rule as an item of a list, in lines of a readable length.
fn wrapped(rule: &str) -> String {
    const WIDTH: usize = 112;
    let mut text = "-".to_owned();
    let mut column = 1;
    for word in rule.split_whitespace() {
        let length = word.chars().count() + 1;
        if column + length > WIDTH {
            text += "\n ";
            column = 1;
        }
        text += " ";
        text += word;
        column += length;
    }
    text + "\n"
}

fn remarks(row: &Row) -> String {
    let mut remarks = Vec::new();
    if row.rank.is_none() && row.level_with > 0 {
        remarks.push(format!("level with {}", row.level_with));
    }
    if row.abandoned > 0 {
        remarks.push(format!("{} not finished", row.abandoned));
    }
    if row.overridden > 0 {
        remarks.push(format!("{} overridden", row.overridden));
    }
    remarks.join(", ")
}

pub(super) fn mean(estimate: Option<&Estimate>) -> String {
    estimate.map_or_else(|| "-".to_owned(), |estimate| points(estimate.mean).to_string())
}

pub(super) fn with_margin(estimate: Option<&Estimate>) -> String {
    match estimate {
        None => "-".to_owned(),
        Some(Estimate { mean, margin: None, .. }) => points(*mean).to_string(),
        Some(Estimate { mean, margin: Some(margin), .. }) => {
            format!("{} ±{}", points(*mean), points(*margin))
        }
    }
}

fn csv(board: &Board) -> String {
    let mut rows = vec![header(board)];
    rows.extend(board.rows.iter().map(cells));
    let mut table = Vec::new();
    records::csv(rows, &mut table).expect("memory takes all");
    String::from_utf8(table).expect("cells are text")
}

fn header(board: &Board) -> Vec<String> {
    let mut header: Vec<String> = ["rank", "level_with"].map(str::to_owned).to_vec();
    header.push(board.by.name().to_lowercase());
    header.extend(["cohort", "attempts", "not_finished", "overridden"].map(str::to_owned));
    for kind in ["first", "best", "mean"] {
        for column in Column::ALL {
            header.extend(["", "_margin", "_count"].map(|what| format!("{kind}_{}{what}", column.key())));
        }
    }
    header.extend(["spread", "gap", "gap_margin", "gap_count"].map(str::to_owned));
    header
}

/// Relative figures in thousandths.
fn cells(row: &Row) -> Vec<String> {
    let text = |value: Option<String>| value.unwrap_or_default();
    let mut cells = vec![text(row.rank.map(|rank| rank.to_string())), row.level_with.to_string()];
    cells.extend([row.name.clone(), row.cohort.clone().unwrap_or_default()]);
    cells.extend([row.attempts, row.abandoned, row.overridden].map(|count| count.to_string()));
    let mut estimate = |estimate: Option<&Estimate>| {
        cells.push(text(estimate.map(|estimate| estimate.mean.to_string())));
        cells.push(text(estimate.and_then(|estimate| estimate.margin).map(|margin| margin.to_string())));
        cells.push(text(estimate.map(|estimate| estimate.count.to_string())));
    };
    for means in [&row.means.first, &row.means.best, &row.means.mean] {
        for column in Column::ALL {
            estimate(means.get(column).as_ref());
        }
    }
    let gap = [row.gap.map(|gap| gap.mean), row.gap.and_then(|gap| gap.margin)];
    cells.push(text(row.spread.map(|spread| spread.to_string())));
    cells.extend(gap.map(|value| text(value.map(|value| value.to_string()))));
    cells.push(text(row.gap.map(|gap| gap.count.to_string())));
    cells
}
