//! Ways that were taken back, each beside the one that was gone instead.

use super::stronger::total;
use crate::scenario::{EndingKind, Mood};
use crate::scoring::Scores;
use crate::session::{Branch, Session};

/// A way that was taken back, beside the one that was gone instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The reply at which the two part, from 0.
    pub at: usize,
    /// The one that was taken back.
    pub taken_back: Way,
    /// The one that was gone instead.
    pub instead: Way,
    /// Which of them went further, as a sentence.
    pub sentence: String,
}

/// One of two ways that part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The first reply that it does not share with the other; `None` where it stopped before one.
    pub reply: Option<Said>,
    /// How it ended; leaving is unresolved, `None` is not over.
    pub ending: Option<EndingKind>,
    /// The scores of the whole conversation on it.
    pub scores: Scores,
}

/// A reply, and what it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// Its scores.
    pub scores: Scores,
    /// How the customer felt after it.
    pub mood: Mood,
}

/// Every way that was taken back, in the order in which they were.
pub fn compared(session: &Session) -> Vec<Compared> {
    let compare = |(index, branch): (usize, &Branch)| {
        let at = session.parting(index);
        let (taken_back, instead) = (Way::of(&branch.way, at), Way::of(session, at));
        let sentence = sentence(&taken_back, &instead);
        Compared { at, taken_back, instead, sentence }
    };
    session.branches().iter().enumerate().map(compare).collect()
}

impl Way {
    fn of(session: &Session, at: usize) -> Self {
        let said = session.steps().get(at).map(|step| Said {
            text: step.reply.clone(),
            scores: step.receipt.scores,
            mood: step.mood,
        });
        let ending = session.outcome().map(|_| session.ending().1);
        Self { reply: said, ending, scores: session.scores() }
    }
}

const OLD: &str = "the way that was taken back";
const NEW: &str = "the new way";

fn sentence(taken_back: &Way, instead: &Way) -> String {
    let (Some(old), Some(new)) = (&taken_back.reply, &instead.reply) else {
        return "Nothing was said in its place.".to_owned();
    };
    let quoted = |kind: EndingKind| format!("“{}”", kind.name().to_lowercase());
    match (taken_back.ending, instead.ending) {
        (Some(before), Some(after)) if before == after => {
            let told = ahead(&taken_back.scores, &instead.scores, [OLD, NEW], "has");
            format!("Both ended {}; {told}.", quoted(after))
        }
        (Some(before), Some(after)) if after < before => {
            format!("The new way went further: {} instead of {}.", quoted(after), quoted(before))
        }
        (Some(before), Some(after)) => {
            format!(
                "The way that was taken back went further: {} instead of {}.",
                quoted(before),
                quoted(after)
            )
        }
        (Some(before), None) => {
            format!("The way that was taken back ended {}; the new one is not over.", quoted(before))
        }
        (None, _) => {
            let told =
                ahead(&old.scores, &new.scores, ["the reply that was taken back", "the new reply"], "earned");
            format!("The way that was taken back had not ended; {told}.")
        }
    }
}

/// Which of two has more points, and how many.
fn ahead(old: &Scores, new: &Scores, names: [&str; 2], has: &str) -> String {
    let by = total(new) - total(old);
    let points = if by.abs() == 1 { "point" } else { "points" };
    match by {
        0 => format!("both {} the same points", if has == "has" { "have" } else { has }),
        1.. => format!("{} {has} {by} {points} more", names[1]),
        _ => format!("{} {has} {} {points} more", names[0], by.abs()),
    }
}
