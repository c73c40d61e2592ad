//! How the customer felt, reply by reply: three lines with numbered turning points, and the same as a table.

use serde::Serialize;

use super::scale::Across;
use super::words;
use crate::debrief::Debrief;
use crate::scenario::Mood;
use crate::session::Session;

/// Height of one point of mood in the chart, and where 100 lies.
const POINT: u32 = 2;
const TOP: u32 = 14;
/// Least distance between the names at the lines' ends.
const NAME: i64 = 18;
/// No more replies than this are named under the chart.
const NAMED: usize = 12;

/// The chart and its table.
#[derive(Debug, Serialize)]
pub struct MoodPage {
    /// The chart in a sentence.
    said: String,
    lines: [Series; 3],
    turns: Vec<Turn>,
    ticks: Vec<Tick>,
    rows: Vec<Row>,
}

/// One of the three lines.
#[derive(Debug, Serialize)]
struct Series {
    key: &'static str,
    name: &'static str,
    pieces: Vec<Piece>,
    /// Where its name stands.
    name_y: i64,
}

/// A straight piece of a line, from one reply to the next.
#[derive(Debug, Serialize)]
struct Piece {
    x1: Across,
    y1: u32,
    x2: Across,
    y2: u32,
}

/// A reply after which things went markedly better or worse.
#[derive(Debug, Serialize)]
struct Turn {
    number: usize,
    reply: usize,
    x: Across,
    /// On the line of anger.
    y: u32,
    costliest: bool,
    better: bool,
    because: String,
}

#[derive(Debug, Serialize)]
struct Tick {
    x: Across,
    word: String,
}

/// The mood at one time.
#[derive(Debug, Serialize)]
struct Row {
    when: String,
    mood: Mood,
    words: String,
    turn: Option<usize>,
}

impl MoodPage {
    /// The course of a conversation; `None` where no reply ever moved anything.
    pub fn new(session: &Session, debrief: &Debrief) -> Option<Self> {
        let start = session.steps().first()?.before.mood;
        let moods: Vec<Mood> =
            std::iter::once(start).chain(session.steps().iter().map(|step| step.mood)).collect();
        let turns = turns(&moods, debrief);
        Some(Self {
            said: said(&moods, &turns),
            lines: lines(&moods),
            ticks: ticks(moods.len() - 1),
            rows: rows(&moods, &turns),
            turns,
        })
    }
}

/// The mood in words, where nothing ever moved it.
pub fn unmoved(mood: Mood) -> String {
    format!("{}. No reply was given, so nothing moved.", words::capital(&in_words(mood)))
}

fn in_words(mood: Mood) -> String {
    let feels = mood.words();
    format!("anger {}, trust {}, patience {}", feels.anger, feels.trust, feels.patience).to_lowercase()
}

fn when(index: usize) -> String {
    if index == 0 { "Start".to_owned() } else { format!("Reply {index}") }
}

fn height(value: u8) -> u32 {
    TOP + POINT * (100 - u32::from(value.min(100)))
}

fn turns(moods: &[Mood], debrief: &Debrief) -> Vec<Turn> {
    let last = moods.len() - 1;
    let turn = |(index, turn): (usize, &crate::debrief::TurningPoint)| Turn {
        number: index + 1,
        reply: turn.reply + 1,
        x: Across::part(turn.reply + 1, last),
        y: height(moods[turn.reply + 1].anger),
        costliest: debrief.costliest == Some(turn.reply),
        better: turn.better,
        because: turn.because.clone(),
    };
    debrief.turning_points.iter().enumerate().map(turn).collect()
}

fn lines(moods: &[Mood]) -> [Series; 3] {
    let last = moods.len() - 1;
    let series = |key, name, value: fn(&Mood) -> u8| {
        let piece = |(index, pair): (usize, &[Mood])| Piece {
            x1: Across::part(index, last),
            y1: height(value(&pair[0])),
            x2: Across::part(index + 1, last),
            y2: height(value(&pair[1])),
        };
        let pieces = moods.windows(2).enumerate().map(piece).collect();
        Series { key, name, pieces, name_y: i64::from(height(value(&moods[last]))) }
    };
    let mut lines = [
        series("anger", "Anger", |mood| mood.anger),
        series("trust", "Trust", |mood| mood.trust),
        series("patience", "Patience", |mood| mood.patience),
    ];
    let mut ends = lines.each_ref().map(|line| line.name_y);
    keep_apart(&mut ends);
    lines.iter_mut().zip(ends).for_each(|(line, end)| line.name_y = end);
    lines
}

/// Moves names that would lie on each other apart, from the top down and, where that leads out of the chart, up again.
fn keep_apart(ends: &mut [i64; 3]) {
    let bottom = i64::from(TOP + 100 * POINT);
    let mut order = [0, 1, 2];
    order.sort_by_key(|&line| ends[line]);
    for pair in [[0, 1], [1, 2]] {
        ends[order[pair[1]]] = ends[order[pair[1]]].max(ends[order[pair[0]]] + NAME);
    }
    ends[order[2]] = ends[order[2]].min(bottom);
    for pair in [[1, 2], [0, 1]] {
        ends[order[pair[0]]] = ends[order[pair[0]]].min(ends[order[pair[1]]] - NAME);
    }
}

/// Numbers under the chart: with many replies only every second, third.. so that they keep apart.
fn ticks(last: usize) -> Vec<Tick> {
    let every = last.div_ceil(NAMED).max(1);
    let tick = |index: usize| Tick {
        x: Across::part(index, last),
        word: if index == 0 { "start".to_owned() } else { index.to_string() },
    };
    (0..=last).step_by(every).map(tick).collect()
}

fn rows(moods: &[Mood], turns: &[Turn]) -> Vec<Row> {
    let row = |(index, &mood): (usize, &Mood)| Row {
        when: when(index),
        mood,
        words: words::capital(&in_words(mood)),
        turn: turns.iter().find(|turn| turn.reply == index).map(|turn| turn.number),
    };
    moods.iter().enumerate().map(row).collect()
}

fn said(moods: &[Mood], turns: &[Turn]) -> String {
    let (first, last) = (moods[0], moods[moods.len() - 1]);
    let mut said = format!(
        "From the start to reply {}, each on a scale from 0 to 100: anger from {} to {}, trust from {} to {}, patience from {} \
         to {}.",
        moods.len() - 1,
        first.anger,
        last.anger,
        first.trust,
        last.trust,
        first.patience,
        last.patience
    );
    for turn in turns {
        let way = if turn.better { "better" } else { "worse" };
        said += &format!(
            " Turning point {} at reply {}, for the {way}: {}.",
            turn.number, turn.reply, turn.because
        );
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_apart_and_inside() {
        for mut ends in [[14, 14, 14], [214, 214, 214], [100, 104, 96], [14, 214, 100]] {
            keep_apart(&mut ends);
            ends.sort_unstable();
            assert!(ends[0] >= 14 - 2 * NAME && ends[2] <= 214, "{ends:?}");
            assert!(ends[1] - ends[0] >= NAME && ends[2] - ends[1] >= NAME, "{ends:?}");
        }
    }

    #[test]
    fn many_replies_are_not_all_named() {
        assert_eq!(ticks(5).len(), 6);
        assert!(ticks(200).len() <= NAMED + 1);
    }
}
