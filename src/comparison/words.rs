//! What a board's figures are called: the same words on a page, in the window and in the terminal.

use super::board::{Board, By, Gap, Row};

/// Thousandths as points out of 100, which is the scale that people read; half away from zero.
pub fn points(thousandths: i32) -> i32 {
    (thousandths + if thousandths < 0 { -5 } else { 5 }) / 10
}

/// The same with a true minus: "62", "−6".
pub fn figure(thousandths: i32) -> String {
    let points = points(thousandths);
    let sign = if points < 0 { "−" } else { "" };
    format!("{sign}{}", points.unsigned_abs())
}

/// Whose conversations are counted, as a sentence.
pub fn counted(chosen: bool) -> &'static str {
    if chosen {
        "Conversations with chosen replies: assessments, and practice that was shared."
    } else {
        "Conversations with typed replies: assessments, and practice that was shared."
    }
}

/// "1 person", "12 cohorts".
pub fn size(by: By, rows: usize) -> String {
    let (one, many) = match by {
        By::Person => ("person", "people"),
        By::Cohort => ("cohort", "cohorts"),
        By::Scenario => ("scenario", "scenarios"),
    };
    format!("{rows} {}", if rows == 1 { one } else { many })
}

/// The place by first attempts where there is one; otherwise why there is none.
pub fn place(board: &Board, row: &Row) -> String {
    let has_interval = row.ranked_interval().is_some();
    match (row.rank, row.level_with) {
        (Some(rank), _) => rank.to_string(),
        (None, 1) => "level with 1 other".to_owned(),
        (None, others @ 2..) => format!("level with {others} others"),
        (None, 0) if !has_interval => "too few to tell".to_owned(),
        (None, 0) if board.rows.len() == 1 => "alone".to_owned(),
        (None, 0) => "nobody to compare".to_owned(),
    }
}

impl Gap {
    /// What the difference between choosing and writing says.
    pub fn name(self) -> &'static str {
        match self {
            Gap::Open => "open",
            Gap::ChoosesBetter => "chooses better",
            Gap::WritesBetter => "writes better",
        }
    }
}

/// The rule for averaging, in plain words.
pub fn rules(by: By) -> Vec<&'static str> {
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
         best way through the options earns. A typed attempt can earn more than 100, and anybody less than 0. Who leaves \
         before the end earns at most 0.",
        "An attempt’s overall value is the mean of the dimensions that were rated.",
        counted,
        "First takes the first assessment of each scenario (of chosen replies, the first attempt that others may see), best \
         the highest value reached in each column, mean all that counts, shared practice included unless replies were \
         taken back in it.",
        "Everybody is in the cohort that they named last.",
        "The interval is Student’s 95 %: where the true mean most likely lies. Of a single value there is none.",
        "A place is given by first attempts, and only where at least three values were averaged and the interval overlaps \
         no other.",
        "Spread is how far repeats of one scenario by one person lie apart (standard deviation).",
        "Typed less chosen compares first attempts at the same scenario: below 0, somebody recognises a good reply more \
         easily than they write one.",
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousandths_are_rounded_away_from_zero() {
        assert_eq!([4, 5, -4, -5, 995, -1994].map(points), [0, 1, 0, -1, 100, -199]);
        assert_eq!([-4, -5, 620].map(figure), ["0", "−1", "62"]);
    }

    #[test]
    fn rows_are_counted_as_what_they_are() {
        assert_eq!(
            [size(By::Person, 1), size(By::Person, 0), size(By::Cohort, 2)],
            ["1 person", "0 people", "2 cohorts"]
        );
    }
}
