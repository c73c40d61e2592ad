//! Attempts as a table for spreadsheets: RFC 4180, and safe to open.

use std::io::Write;

use jiff::Timestamp;

use super::lookup::Listed;
use crate::comparison::Column;
use crate::rubric::Dimension;

/// Writes rows of cells. Text that a spreadsheet would take for a formula is made harmless; whole numbers stay as they are.
///
/// # Errors
/// Whatever `to` says.
pub fn csv(rows: impl IntoIterator<Item = Vec<String>>, to: impl Write) -> Result<(), csv::Error> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
    for row in rows {
        let is_number = |cell: &str| {
            let digits = cell.strip_prefix('-').unwrap_or(cell);
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        };
        table.write_record(
            row.iter().map(|cell| if is_number(cell) { cell.clone() } else { harmless(cell) }),
        )?;
    }
    Ok(table.flush()?)
}

/// A header and one row an attempt.
pub fn attempt_rows(attempts: &[Listed]) -> impl Iterator<Item = Vec<String>> {
    let mut header: Vec<String> = [
        "attempt", "person", "cohort", "scenario", "title", "mode", "began", "ended", "replies", "hints",
        "ending", "kind", "passed",
    ]
    .map(str::to_owned)
    .to_vec();
    header.extend(Dimension::ALL.map(|dimension| dimension.key().to_owned()));
    header.extend(Dimension::ALL.map(|dimension| format!("trainer_{}", dimension.key())));
    header.extend(["trainer", "reason"].map(str::to_owned));
    header.extend(Column::ALL.map(|column| format!("relative_{}", column.key())));
    header.extend(["nth", "scenario_hash", "rubric_hash", "scorer", "receipt"].map(str::to_owned));
    std::iter::once(header).chain(attempts.iter().map(cells))
}

fn cells(attempt: &Listed) -> Vec<String> {
    let number = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
    let mut cells: Vec<String> = vec![
        attempt.id.0.clone(),
        attempt.person.clone(),
        attempt.cohort.clone(),
        attempt.scenario.clone(),
        attempt.title.clone(),
        attempt.mode.clone(),
        moment(attempt.began_at),
        attempt.ended_at.map_or_else(String::new, moment),
        attempt.replies.to_string(),
        attempt.hints.to_string(),
        attempt.ending.clone(),
        attempt.kind.clone(),
        if attempt.passed { "yes" } else { "no" }.to_owned(),
    ];
    let score = |score: Option<u8>| number(score.map(i64::from));
    cells.extend(Dimension::ALL.map(|dimension| score(*attempt.scores.get(dimension))));
    let trainer = attempt.overridden.as_ref();
    cells.extend(Dimension::ALL.map(|dimension| score(trainer.and_then(|view| *view.scores.get(dimension)))));
    cells.push(trainer.map_or_else(String::new, |view| view.trainer.clone()));
    cells.push(trainer.map_or_else(String::new, |view| view.reason.clone()));
    cells.extend(Column::ALL.map(|column| number(attempt.relative.get(column).map(i64::from))));
    cells.extend([
        attempt.nth.to_string(),
        attempt.scenario_hash.clone(),
        attempt.rubric_hash.clone(),
        attempt.scorer.to_string(),
        attempt.receipt.clone(),
    ]);
    cells
}

/// A time as ISO 8601, UTC.
pub fn moment(at: i64) -> String {
    Timestamp::from_millisecond(at).map_or_else(|_| String::new(), |at| at.to_string())
}

/// Text that no spreadsheet takes for a formula. A cell that begins like one gets an apostrophe in front, which spreadsheets
/// show as text.
fn harmless(text: &str) -> String {
    let begins = text.trim_start().chars().next();
    let formula = begins.is_some_and(|first| "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(first));
    if formula || text.starts_with(['\t', '\r', '\n']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_for_a_formula() {
        for (text, cell) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            (" =1", "' =1"),
            ("\t=1", "'\t=1"),
            ("＝1", "'＝1"),
            ("Ana = B", "Ana = B"),
            ("", ""),
        ] {
            assert_eq!(harmless(text), cell);
        }
    }

    #[test]
    fn a_moment_is_read_everywhere_alike() {
        assert_eq!(moment(0), "1970-01-01T00:00:00Z");
        assert_eq!(moment(i64::MAX), "");
    }
}
