//! The three scores, the machine's beside a trainer's, and what raised and lowered them.

use serde::Serialize;

use super::debrief::About;
use super::words;
use crate::debrief::{Debrief, Sum};
use crate::rubric::{Band, Dimension};

/// A score in one dimension.
#[derive(Serialize)]
pub struct Score {
    dimension: &'static str,
    name: &'static str,
    machine: Option<u8>,
    band: &'static str,
    trainer: Option<Trainer>,
    /// What the trainee expected.
    predicted: Option<u8>,
    unrated: &'static str,
    sums: Vec<Points>,
    /// What of the sums is not listed; empty where all is.
    more: String,
}

#[derive(Serialize)]
struct Trainer {
    score: Option<u8>,
    band: &'static str,
    change: String,
}

#[derive(Serialize)]
struct Points {
    points: String,
    title: String,
}

/// All three, in their usual order.
pub fn scores(debrief: &Debrief, about: &About, replies: usize) -> Vec<Score> {
    Dimension::ALL.into_iter().map(|dimension| score(debrief, about, replies, dimension)).collect()
}

fn score(debrief: &Debrief, about: &About, replies: usize, dimension: Dimension) -> Score {
    let machine = *debrief.scores.get(dimension);
    let band = |score: Option<u8>| score.map_or("", |score| Band::of(score).name());
    let trainer = about.override_.as_ref().map(|other| {
        let score = other.scores.get(dimension).map(|score: u8| score.min(100));
        let change = score.zip(machine).map(|(score, machine)| i32::from(score) - i32::from(machine));
        let change = match change {
            None => String::new(),
            Some(0) => "the same".to_owned(),
            Some(change) => words::signed(change),
        };
        Trainer { score, band: band(score), change }
    });
    let predicted = about.reflection.as_ref().and_then(|reflection| *reflection.predicted.get(dimension));
    let unrated = if replies == 0 { "No reply to rate" } else { "Not called for here" };
    let (sums, more) = sums(debrief.sums.get(dimension));
    Score {
        dimension: dimension.key(),
        name: dimension.name(),
        machine,
        band: band(machine),
        trainer,
        predicted: predicted.map(|score| score.min(100)),
        unrated,
        sums,
        more,
    }
}

/// So many gains and so many losses stand under a score; what is left is summed up. The transcript has all.
const SUMS: usize = 4;

/// Gains before losses, the weightiest first, and in a few words what there is besides.
fn sums(sums: &[Sum]) -> (Vec<Points>, String) {
    let (gains, losses): (Vec<&Sum>, Vec<&Sum>) = sums.iter().partition(|sum| sum.points >= 0);
    let points = |sum: &&Sum| Points {
        points: words::signed(sum.points),
        title: words::capital(&words::often(&sum.title, sum.times)),
    };
    // A single one that is left takes no more room than saying so.
    let room = |all: &[&Sum]| if all.len() == SUMS + 1 { SUMS + 1 } else { SUMS };
    let (up, down) = (room(&gains), room(&losses));
    let listed = gains.iter().take(up).chain(losses.iter().take(down)).map(points).collect();
    let rest: Vec<i32> =
        gains.iter().skip(up).chain(losses.iter().skip(down)).map(|sum| sum.points).collect();
    let more = match rest.len() {
        0 => String::new(),
        count => format!("and {count} smaller, together {}", words::signed(rest.iter().sum())),
    };
    (listed, more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_listed_is_summed_up() {
        let all: Vec<Sum> = [9, 8, -8, 7, 6, 5, 1, -2]
            .map(|points| Sum { title: "x".into(), behaviour: None, points, times: 1 })
            .into();
        let (listed, more) = sums(&all);
        let points: Vec<&str> = listed.iter().map(|sum| sum.points.as_str()).collect();
        assert_eq!(points, ["+9", "+8", "+7", "+6", "−8", "−2"]);
        assert_eq!(more, "and 2 smaller, together +6");
        assert_eq!(sums(&all[..6]).1, "", "one that is left over is listed too");
    }
}
