//! A stronger reply: the author's best, played from the same state, and what the trainee's own lacked beside it.

use crate::rubric::{BehaviourId, Dimension};
use crate::scoring::{Receipt, Scores};
use crate::session::{Mode, Session};

/// The author's best reply at one turn, beside the one that was given.
#[derive(Clone, Debug)]
pub struct Stronger {
    /// Its words.
    pub text: String,
    /// Why the author thinks it good.
    pub why: String,
    /// What it would have been worth in the same state.
    pub receipt: Receipt,
    /// Points by which the given reply fell behind it, all rated dimensions together; 0 or less when it did not.
    pub cost: i32,
    /// What the given reply lacked beside it, or had too much of.
    pub missing: Vec<Missing>,
}

/// Something that the author's best shows and the given reply does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Which behaviour.
    pub behaviour: BehaviourId,
    /// Its title.
    pub title: String,
    /// What to do.
    pub tip: String,
    /// Where it counts most.
    pub dimension: Dimension,
}

/// What the author's best reply to the turn at hand shows, in the order of the dimensions: what a draft may lack.
/// Empty where the turn has no options.
pub fn helpful(session: &Session) -> Vec<Missing> {
    let options = &session.scenario().file.turns[session.state().turn].options;
    let receipts = options.iter().map(|option| session.preview(&option.text).receipt);
    let best = receipts.max_by_key(|receipt| total(&receipt.scores));
    best.map_or_else(Vec::new, |best| missing(session, &best, &Receipt::default()))
}

/// The author's best at the turn of reply `index`; `None` where the turn has no options.
pub(super) fn stronger(session: &Session, index: usize) -> Option<Stronger> {
    let step = &session.steps()[index];
    let turn = &session.scenario().file.turns[step.turn];
    let before = session.before(index);
    let options = turn.options.iter().map(|option| (option.text.as_str(), option.why.as_str()));
    // Somebody who types is held against what the author would type as well.
    let typed = (session.mode() != Mode::Guided).then_some(&turn.labelled);
    let labelled = typed.into_iter().flatten().map(|reply| (reply.text.as_str(), reply.why.as_str()));
    let scored = options.chain(labelled).map(|reply| (reply, before.preview(reply.0).receipt));
    let ((text, why), receipt) = scored.max_by_key(|(_, receipt)| total(&receipt.scores))?;
    let cost = total(&receipt.scores) - total(&step.receipt.scores);
    let missing = missing(session, &receipt, &step.receipt);
    Some(Stronger { text: text.to_owned(), why: why.to_owned(), receipt, cost, missing })
}

/// The points of all rated dimensions together.
pub(super) fn total(scores: &Scores) -> i32 {
    Dimension::ALL.iter().filter_map(|&dimension| *scores.get(dimension)).map(i32::from).sum()
}

fn missing(session: &Session, best: &Receipt, given: &Receipt) -> Vec<Missing> {
    let mut missing: Vec<Missing> = Vec::new();
    let helped =
        best.findings.iter().filter(|finding| finding.points > 0 && !given.shows(finding.behaviour.as_str()));
    for finding in helped {
        if missing.iter().all(|other| other.behaviour != finding.behaviour)
            && let Some(behaviour) = session.rubric().get(finding.behaviour.as_str())
        {
            missing.push(Missing {
                behaviour: finding.behaviour.clone(),
                title: behaviour.title.clone(),
                tip: behaviour.tip.clone(),
                dimension: behaviour.points.main_dimension(),
            });
        }
    }
    missing.sort_by_key(|missing| missing.dimension);
    missing
}
