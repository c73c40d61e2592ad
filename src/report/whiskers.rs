//! The chart of a board: one row a name, the mean of first attempts as a dot on its interval, the best as a diamond.

use serde::Serialize;

use super::scale::Across;
use crate::comparison::axis::{LEFT, RIGHT, TICKS, beyond, word};
use crate::comparison::words;
use crate::comparison::{Board, Row};

/// So many rows share one drawing and its scale: a sheet of paper holds two whole, and the first beside its heading.
const ROWS: usize = 12;
/// Height of a row, and of the scale above the first.
const ROW: usize = 32;
const SCALE: usize = 44;

/// One drawing: up to [`ROWS`] rows of the board.
#[derive(Debug, Serialize)]
pub struct Chart {
    /// The first and last row, counted from 1.
    from: usize,
    to: usize,
    height: usize,
    ticks: Vec<Tick>,
    rows: Vec<Drawn>,
}

#[derive(Debug, Serialize)]
struct Tick {
    x: Across,
    figure: String,
    word: &'static str,
}

/// A row of a drawing.
#[derive(Debug, Serialize)]
struct Drawn {
    name: String,
    y: usize,
    first: Option<Place>,
    whisker: Option<[Place; 2]>,
    best: Option<Place>,
}

/// A place on the scale.
#[derive(Debug, Serialize)]
struct Place {
    x: Across,
    /// −1 beyond the left end, 1 beyond the right end.
    beyond: i8,
}

impl Place {
    fn of(thousandths: i32) -> Self {
        let inside = thousandths.clamp(LEFT, RIGHT);
        Self {
            x: Across::part((inside - LEFT) as usize, (RIGHT - LEFT) as usize),
            beyond: beyond(thousandths),
        }
    }
}

/// As many drawings as the board's rows need.
pub fn charts(board: &Board) -> Vec<Chart> {
    let chart = |(index, rows): (usize, &[Row])| Chart {
        from: index * ROWS + 1,
        to: index * ROWS + rows.len(),
        height: SCALE + rows.len() * ROW,
        ticks: ticks(),
        rows: rows.iter().enumerate().map(|(index, row)| drawn(index, row)).collect(),
    };
    board.rows.chunks(ROWS).enumerate().map(chart).collect()
}

fn ticks() -> Vec<Tick> {
    let tick = |value: i32| Tick { x: Place::of(value).x, figure: words::figure(value), word: word(value) };
    TICKS.map(tick).into()
}

fn drawn(index: usize, row: &Row) -> Drawn {
    let first = row.means.first.all;
    let ends = first.and_then(|estimate| estimate.interval());
    Drawn {
        name: row.name.clone(),
        y: SCALE + index * ROW + ROW / 2,
        first: first.map(|estimate| Place::of(estimate.mean)),
        whisker: ends.map(|(low, high)| [Place::of(low), Place::of(high)]),
        best: row.means.best.all.map(|estimate| Place::of(estimate.mean)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_beyond_the_scale_is_drawn_at_its_end() {
        let place = |value| {
            let place = Place::of(value);
            (serde_json::to_value(place.x).unwrap().as_str().unwrap().to_owned(), place.beyond)
        };
        assert_eq!(place(-250), ("0.000%".into(), 0));
        assert_eq!(place(0), ("16.666%".into(), 0));
        assert_eq!(place(1250), ("100.000%".into(), 0));
        assert_eq!(place(-2000), ("0.000%".into(), -1));
        assert_eq!(place(i32::MAX), ("100.000%".into(), 1));
    }
}
