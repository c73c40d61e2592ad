//! Ways that were taken back, each beside the one that was gone instead.

use serde::Serialize;

use super::evidence::{Rated, rated};
use crate::debrief::{Compared, Way};
use crate::scoring::Scores;

/// Two ways that part.
#[derive(Serialize)]
pub struct Parting {
    /// The reply at which they part, counted from 1.
    number: usize,
    sentence: String,
    taken_back: Side,
    instead: Side,
}

/// One of them.
#[derive(Serialize)]
struct Side {
    /// What was said; `None` where nothing was.
    reply: Option<Reply>,
    ended: &'static str,
    whole: Whole,
}

#[derive(Serialize)]
struct Reply {
    text: String,
    scores: Vec<Rated>,
    /// How the customer felt after it, in words.
    felt: String,
}

/// The scores of the whole conversation, as a reply's are drawn.
#[derive(Serialize)]
struct Whole {
    scores: Vec<Rated>,
}

/// All of them.
pub fn partings(branches: &[Compared]) -> Vec<Parting> {
    let parting = |compared: &Compared| Parting {
        number: compared.at + 1,
        sentence: compared.sentence.clone(),
        taken_back: Side::of(&compared.taken_back, "Not over when it was taken back"),
        instead: Side::of(&compared.instead, "Not over yet"),
    };
    branches.iter().map(parting).collect()
}

impl Side {
    fn of(way: &Way, open: &'static str) -> Self {
        let reply = way.reply.as_ref().map(|said| {
            let words = said.mood.words();
            let felt = format!("Anger {}, trust {}, patience {}", words.anger, words.trust, words.patience);
            Reply { text: said.text.clone(), scores: rated(&said.scores), felt: lower(&felt) }
        });
        let scores: &Scores = &way.scores;
        Self {
            reply,
            ended: way.ending.map_or(open, |kind| kind.name()),
            whole: Whole { scores: rated(scores) },
        }
    }
}

/// All small but the first letter.
fn lower(words: &str) -> String {
    super::words::capital(&words.to_lowercase())
}
