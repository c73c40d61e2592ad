//! What is said of a row, for eyes and for ears: the same figures in the same words.

use super::shown::Shown;
use crate::comparison::words::{figure, place};
use crate::comparison::{Board, Estimate, Gap, Row};
use crate::ui::widgets::Whisker;

/// So much of a name is shown; the rest says no more.
const LONGEST: usize = 120;

/// Text from outside on one line, without signs that cannot be seen or that turn the direction of writing.
pub fn tidy(text: &str) -> String {
    let seen = |letter: &char| !matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\r');
    let letter = |letter: char| if letter.is_control() { ' ' } else { letter };
    let mut letters = text.chars().filter(seen).map(letter);
    let mut short: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

/// "62 ±8"; of a single value "62", and "–" of none.
pub fn with_margin(estimate: Option<Estimate>) -> String {
    match estimate {
        None => "–".to_owned(),
        Some(Estimate { mean, margin: None, .. }) => figure(mean),
        Some(Estimate { mean, margin: Some(margin), .. }) => format!("{} ±{}", figure(mean), figure(margin)),
    }
}

/// "62", and "–" of none.
pub fn mean(estimate: Option<Estimate>) -> String {
    estimate.map_or_else(|| "–".to_owned(), |estimate| figure(estimate.mean))
}

/// "62, interval 54 to 70", for those who hear it.
pub fn spoken(estimate: Option<Estimate>) -> String {
    let Some(estimate) = estimate else { return "not rated".to_owned() };
    match estimate.interval() {
        None => figure(estimate.mean),
        Some((low, high)) => {
            format!("{}, interval {} to {}", figure(estimate.mean), figure(low), figure(high))
        }
    }
}

/// The line under a name: why there is no place, or what the place rests on, and what the row belongs to.
pub fn place_line(board: &Board, shown: &Shown<'_>) -> String {
    let place = match shown.row.rank {
        Some(_) => "overlaps no other".to_owned(),
        None => place(board, shown.row),
    };
    if shown.under.is_empty() { place } else { format!("{place} · {}", shown.under) }
}

/// What else there is to know; often nothing.
pub fn remarks(row: &Row) -> Vec<String> {
    let mut remarks = Vec::new();
    remarks.extend(row.gap.and_then(|gap| difference(&gap)));
    if row.abandoned > 0 {
        remarks.push(format!("{} not finished", row.abandoned));
    }
    if row.overridden > 0 {
        remarks.push(format!("{} overridden", row.overridden));
    }
    remarks
}

/// Whether there are any, without putting them into words.
pub fn has_remarks(row: &Row) -> bool {
    row.abandoned > 0 || row.overridden > 0 || row.gap.is_some_and(|gap| Gap::of(&gap) != Gap::Open)
}

/// Which of choosing and typing goes better, and by how much; only where the interval says so.
fn difference(gap: &Estimate) -> Option<String> {
    let by = |estimate: &Estimate| {
        let size = Estimate { mean: estimate.mean.abs(), ..*estimate };
        with_margin(Some(size))
    };
    match Gap::of(gap) {
        Gap::Open => None,
        Gap::ChoosesBetter => Some(format!("chooses better than types by {}", by(gap))),
        Gap::WritesBetter => Some(format!("types better than chooses by {}", by(gap))),
    }
}

/// The whole row for those who do not see it.
pub fn row(board: &Board, shown: &Shown<'_>) -> String {
    let row = shown.row;
    let mut said = vec![shown.name.clone()];
    said.extend((!shown.under.is_empty()).then(|| shown.under.clone()));
    said.extend(shown.own.map(str::to_owned));
    said.push(match row.rank {
        Some(rank) => format!("place {rank}"),
        None => place(board, row),
    });
    said.push(Whisker::new(row.means.first.all, row.means.best.all).said());
    said.extend(row.means.mean.all.map(|mean| format!("mean {}", figure(mean.mean))));
    said.extend(row.spread.map(|spread| format!("spread {}", figure(spread))));
    said.push(attempts(row.attempts));
    said.extend(remarks(row));
    said.join(", ")
}

/// "1 attempt", "9 attempts".
pub fn attempts(number: i64) -> String {
    if number == 1 { "1 attempt".to_owned() } else { format!("{number} attempts") }
}

/// What was counted for a row, in a sentence or two.
pub fn facts(board: &Board, shown: &Shown<'_>) -> String {
    let row = shown.row;
    let mut facts = vec![attempts(row.attempts)];
    facts.extend(row.means.first.all.map(|first| over(board, first.count)));
    facts.extend(row.spread.map(|spread| format!("spread {}", figure(spread))));
    let mut said = facts.join(", ");
    if let Some(gap) = row.gap {
        let read = difference(&gap).unwrap_or_else(|| "open".to_owned());
        said += &format!(". Typed less chosen: {} ({read})", with_margin(Some(gap)));
    }
    let rest: Vec<String> = remarks(row)
        .into_iter()
        .skip(usize::from(row.gap.is_some_and(|gap| Gap::of(&gap) != Gap::Open)))
        .collect();
    if !rest.is_empty() {
        said += &format!(". {}", rest.join(", "));
    }
    said + "."
}

/// What was averaged in a row: "over 5 scenarios".
fn over(board: &Board, count: u32) -> String {
    use crate::comparison::By;
    let by = if board.by == By::Person { By::Scenario } else { By::Person };
    format!("over {}", crate::comparison::words::size(by, count as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(mean: i32, margin: i32) -> Option<String> {
        difference(&Estimate { count: 5, mean, margin: Some(margin) })
    }

    #[test]
    fn a_difference_is_named_only_where_the_interval_excludes_nothing() {
        assert_eq!(gap(-120, 50).as_deref(), Some("chooses better than types by 12 ±5"));
        assert_eq!(gap(120, 50).as_deref(), Some("types better than chooses by 12 ±5"));
        assert_eq!(gap(-120, 120), None);
        assert_eq!(difference(&Estimate { count: 1, mean: -900, margin: None }), None);
    }

    #[test]
    fn names_stay_on_their_line() {
        assert_eq!(tidy("a\nb\u{202e}c\u{7}"), "a bc ");
        assert_eq!(tidy(&"x".repeat(500)).chars().count(), LONGEST + 1);
    }
}
