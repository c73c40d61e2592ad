//! `composure scores list`.

use clap::Args;

use super::super::terminal::{Paint, line, print};
use super::super::{Failure, json::listed};
use super::{FilterArguments, Shape, local, points};
use crate::records::{self, ListFilter, Listed, Records};
use crate::rubric::Dimension;

#[derive(Debug, Args)]
pub struct ListArguments {
    #[command(flatten)]
    filter: FilterArguments,
    /// How many, the newest first; 0 for all.
    #[arg(long, value_name = "N", default_value_t = 50)]
    newest: u32,
    /// text, json or csv.
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
}

/// Runs the command.
pub fn run(records: &mut Records, arguments: &ListArguments) -> Result<(), Failure> {
    let newest = (arguments.newest > 0).then_some(arguments.newest);
    let list = ListFilter { filter: arguments.filter.filter(false), counted: false, newest };
    let store = records.shared_store()?;
    let attempts = store.list(&list)?;
    match arguments.format {
        Shape::Text => print(&text(&attempts)),
        Shape::Json => {
            let listed: Vec<_> = attempts.iter().map(listed).collect();
            print(&(serde_json::to_string_pretty(&listed).expect("plain data serialises") + "\n"))
        }
        Shape::Csv => {
            let mut table = Vec::new();
            records::csv(records::attempt_rows(&attempts), &mut table).expect("memory takes all");
            print(&String::from_utf8_lossy(&table))
        }
        Shape::Html => Err(arguments.format.refuse("list", "text, json or csv")),
    }
}

fn text(attempts: &[Listed]) -> String {
    if attempts.is_empty() {
        return "No attempts here yet. `composure play late-gift` makes one.\n".to_owned();
    }
    let paint = Paint::stdout();
    let width = attempts.iter().map(|attempt| attempt.person.chars().count()).max().unwrap_or(0).clamp(6, 24);
    let head = format!(
        "{:<8}  {:<16}  {:<width$}  {:<20}  {:<10}  {:>4} {:>4} {:>4}  {:>8}  {}\n",
        "id", "began", "person", "scenario", "mode", "emp", "own", "dee", "relative", "ended"
    );
    let mut text = paint.strong(&head);
    for attempt in attempts {
        let score =
            |dimension| attempt.scores.get(dimension).map_or("-".to_owned(), |score: u8| score.to_string());
        let [empathy, ownership, deescalation] = Dimension::ALL.map(score);
        let relative = attempt.relative.all.map_or("-".to_owned(), |value| points(value).to_string());
        text += &format!(
            "{:<8}  {:<16}  {}  {:<20}  {:<10}  {empathy:>4} {ownership:>4} {deescalation:>4}  {relative:>8}  {}{}\n",
            attempt.id.short(),
            local(attempt.began_at),
            fitted(&attempt.person, width),
            line(&attempt.scenario),
            line(&attempt.mode),
            end(attempt),
            marks(attempt),
        );
    }
    text
}

fn end(attempt: &Listed) -> String {
    match (attempt.ended_at, attempt.passed) {
        (None, _) => "not ended".to_owned(),
        (Some(_), true) => format!("{}, passed", line(&attempt.kind).replace('_', " ")),
        (Some(_), false) => line(&attempt.kind).replace('_', " "),
    }
}

fn marks(attempt: &Listed) -> String {
    let marks = [(attempt.shared, "shared"), (attempt.overridden.is_some(), "overridden")];
    marks.iter().filter(|(is, _)| *is).map(|(_, mark)| format!(", {mark}")).collect()
}

/// A name in so many characters.
pub(super) fn fitted(name: &str, width: usize) -> String {
    let name = line(name);
    let count = name.chars().count();
    if count > width {
        return name.chars().take(width.saturating_sub(1)).chain(['…']).collect();
    }
    name + &" ".repeat(width - count)
}
