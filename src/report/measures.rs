//! What teams measure beside the scores, and never mixed into them: times, counts, and what came of it.

use serde::Serialize;

use super::words;
use crate::debrief::Debrief;
use crate::scenario::EndingKind;
use crate::session::{Session, Step};

/// A measure, and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// What is measured: "First reply after".
    pub name: &'static str,
    /// What it comes to: "1 min 10 s".
    pub value: String,
}

/// Families of behaviours with which somebody takes in what they were told.
const ACKNOWLEDGING: [&str; 7] =
    ["admission", "apology", "caring", "concession", "paraphrase", "understanding", "validation"];

/// What can be measured of a conversation: first reply, time to the end, settled in one contact, acknowledged at once,
/// satisfaction afterwards; and how much of it there was.
pub fn measures(session: &Session, debrief: &Debrief) -> Vec<Measure> {
    let steps = session.steps();
    let hints: usize = steps.iter().map(|step| usize::from(step.hints)).sum();
    let at = |step: Option<&Step>| step.and_then(|step| step.at_ms).map(words::duration);
    let (answered, raised) = debrief.answered;
    let settled = matches!(debrief.kind, EndingKind::Settled | EndingKind::WonOver) && answered == raised;
    let yes = |holds: bool| if holds { "yes" } else { "no" }.to_owned();
    let ended = debrief.ending.as_ref();
    let measures = [
        ("First reply after", at(steps.first())),
        ("Last reply after", if steps.len() > 1 { at(steps.last()) } else { None }),
        ("Replies", Some(steps.len().to_string())),
        ("Acknowledged in the first reply", steps.first().map(|step| yes(acknowledges(session, step)))),
        ("Concerns answered", (raised > 0).then(|| format!("{answered} of {raised}"))),
        ("Settled in this one contact", ended.map(|_| yes(settled))),
        ("Stars afterwards", ended.map(|ending| format!("{} of 5", ending.stars.min(5)))),
        ("Hints taken", (hints > 0).then(|| hints.to_string())),
    ];
    measures.into_iter().filter_map(|(name, value)| Some(Measure { name, value: value? })).collect()
}

/// Whether a reply takes in what the customer said, before it does anything about it.
fn acknowledges(session: &Session, step: &Step) -> bool {
    step.receipt.findings.iter().filter(|finding| finding.points > 0).any(|finding| {
        let behaviour = session.rubric().get(finding.behaviour.as_str());
        let family = behaviour.and_then(|behaviour| behaviour.family.as_deref());
        family.is_some_and(|family| ACKNOWLEDGING.contains(&family))
    })
}
