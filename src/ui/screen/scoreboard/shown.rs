//! The rows that are shown: those whose names fit what is looked for.

use egui::Id;

use super::{ScoreboardView, said};
use crate::comparison::{Board, By, Row};

/// A row, and how it is called here.
pub struct Shown<'a> {
    pub row: &'a Row,
    /// The name as it is read: a scenario's title, and no signs that would break a line or turn it round.
    pub name: String,
    /// What stands under it: a person's cohort, a scenario's id. May be empty.
    pub under: String,
    /// Whether it is the row of who answers here, and the words for it.
    pub own: Option<&'static str>,
    /// The same for the same row, however often the board is read.
    pub key: Id,
}

/// The rows of the board, in its order, in whose names all the words are found.
pub fn shown<'a>(view: &ScoreboardView<'_>, board: &'a Board, search: &str) -> Vec<Shown<'a>> {
    let wanted: Vec<String> = search.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let rows = board.rows.iter().map(|row| name(view, board.by, row));
    rows.filter(|row| wanted.is_empty() || fits(row, &wanted)).collect()
}

fn fits(shown: &Shown<'_>, wanted: &[String]) -> bool {
    let names = format!("{} {} {}", shown.name, shown.under, shown.row.name).to_lowercase();
    wanted.iter().all(|word| names.contains(word))
}

fn name<'a>(view: &ScoreboardView<'_>, by: By, row: &'a Row) -> Shown<'a> {
    let title = (by == By::Scenario).then(|| (view.title)(&row.name)).flatten();
    let under = match title {
        Some(_) => row.name.as_str(),
        None => row.cohort.as_deref().unwrap_or_default(),
    };
    let who = view.who;
    let own = match by {
        By::Person => (row.name == who.person).then_some("you"),
        By::Cohort => (!who.cohort.is_empty() && row.name == who.cohort).then_some("your cohort"),
        By::Scenario => None,
    };
    Shown {
        row,
        name: said::tidy(title.unwrap_or(&row.name)),
        under: said::tidy(under),
        own,
        key: Id::new((&row.name, &row.cohort)),
    }
}
