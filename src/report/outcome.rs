//! How it ended: in the customer's words, and whether it is a pass.

use serde::Serialize;

use super::words;
use crate::debrief::Debrief;
use crate::rubric::{Band, Dimension};
use crate::scenario::EndingKind;
use crate::session::{Outcome, Session};

/// The end of a conversation.
#[derive(Serialize)]
pub struct Ended {
    kind: String,
    stars: Option<u8>,
    /// The customer's words afterwards, without quotation marks; empty when they went without.
    quote: String,
    /// What there is to say where the customer said nothing.
    quiet: String,
    came_of_it: Vec<String>,
    passed: bool,
    verdict: String,
}

/// How a conversation ended.
pub fn outcome(session: &Session, debrief: &Debrief) -> Ended {
    let kind = match session.outcome() {
        Some(Outcome::Ended(_)) => debrief.kind.name(),
        Some(Outcome::Left) => "Left before the end",
        None => "Not over yet",
    };
    let ending = debrief.ending.as_ref();
    // What they wrote afterwards weighs more than what they said last.
    let survey = ending.map_or("", |ending| ending.survey.trim());
    let last = if ending.is_some() { session.line().trim() } else { "" };
    let quote = if survey.is_empty() { last } else { survey };
    Ended {
        kind: kind.to_owned(),
        stars: ending.map(|ending| ending.stars.min(5)),
        quote: quote.trim_matches(['“', '”', '"']).to_owned(),
        quiet: quiet(session),
        came_of_it: ending.map(|ending| ending.outcome.clone()).unwrap_or_default(),
        passed: debrief.passed,
        verdict: verdict(debrief),
    }
}

/// What there is to say where the customer says nothing.
fn quiet(session: &Session) -> String {
    let first = words::first_name(&session.scenario().file.customer.name);
    match (session.outcome(), session.steps().len()) {
        (Some(Outcome::Ended(_)), _) => format!("{first} went without another word."),
        (Some(Outcome::Left), 0) => {
            format!("The agent left before the first reply. {first} was still waiting.")
        }
        (Some(Outcome::Left), last) => {
            format!("The agent left after reply {last}. {first} was still waiting for an answer.")
        }
        (None, _) => format!("{first} is waiting for an answer."),
    }
}

/// Why it is a pass or none.
fn verdict(debrief: &Debrief) -> String {
    if let Some(title) = &debrief.failed_by {
        return format!("One thing fails an attempt whatever its scores: “{}”.", words::capital(title));
    }
    if debrief.passed {
        return "It ended well, and every score is at least 60.".to_owned();
    }
    if !matches!(debrief.kind, EndingKind::Settled | EndingKind::WonOver) {
        return "A pass ends settled or won over.".to_owned();
    }
    let low = |dimension: &Dimension| {
        debrief.scores.get(*dimension).is_some_and(|score| Band::of(score) < Band::Good)
    };
    let names: Vec<&str> = Dimension::ALL.into_iter().filter(low).map(Dimension::name).collect();
    match names.len() {
        0 => "There was no score to pass with.".to_owned(),
        1 => format!("{} is below 60.", names[0]),
        _ => format!("{} are below 60.", words::list(&names)),
    }
}
