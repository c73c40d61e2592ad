//! The course of the mood, and where it turned.

use crate::scoring::Finding;
use crate::session::{Session, Step};

/// A reply after which things went markedly better or worse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurningPoint {
    /// Which reply, from 0.
    pub reply: usize,
    /// Whether it went better.
    pub better: bool,
    /// What did it: the title of the weightiest behaviour, or the change in words.
    pub because: String,
}

/// At most this many are marked.
const MOST: usize = 3;
/// A change of the mood that is worth a mark, in points of trust less anger.
const MARKED: i32 = 8;

/// The replies at which trust and anger moved most, in the order of the conversation.
pub fn turning_points(session: &Session) -> Vec<TurningPoint> {
    let mut moves: Vec<(usize, i32)> =
        session.steps().iter().map(swing).enumerate().filter(|(_, swing)| swing.abs() >= MARKED).collect();
    moves.sort_by_key(|&(index, swing)| (-swing.abs(), index));
    moves.truncate(MOST);
    moves.sort_unstable();
    moves
        .into_iter()
        .map(|(reply, swing)| TurningPoint {
            reply,
            better: swing > 0,
            because: because(session, reply, swing > 0),
        })
        .collect()
}

fn swing(step: &Step) -> i32 {
    let (before, after) = (step.before.mood, step.mood);
    (i32::from(after.trust) - i32::from(before.trust)) - (i32::from(after.anger) - i32::from(before.anger))
}

fn because(session: &Session, reply: usize, better: bool) -> String {
    let findings = &session.steps()[reply].receipt.findings;
    let weight = |finding: &&Finding| if better { finding.points } else { -finding.points };
    match findings.iter().filter(|finding| weight(finding) > 0).max_by_key(weight) {
        Some(finding) => super::title(session.rubric(), &finding.behaviour),
        None if better => "things moved".to_owned(),
        None => "nothing moved".to_owned(),
    }
}
