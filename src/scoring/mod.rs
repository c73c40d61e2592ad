//! A reply and its context in; named findings with evidence, and three scores that are their sum, out.
//!
//! Architecture invariant: integers only, no clock, no file, no random number; the same input gives the same receipt
//! on every machine.

mod arithmetic;
mod receipt;

use crate::rubric::{Answer, Customer, Dimension, Evidence, History, PerDimension, Points, Rubric};
use crate::text::Text;

pub use arithmetic::{BASE, FULL_VALUE, SPOILED_VALUE};
pub use receipt::{Adjustment, Finding, Note, Reason, Receipt, Scores};

/// Changes whenever any reply's score may change; a golden test holds it to that.
pub const SCORER_VERSION: u32 = 4;

/// Points that a hint takes off every dimension the reply rates.
pub const HINT_COST: i32 = 3;

/// Longest reply that a session takes, in code points. Nobody reads more; longer ones are refused with a sentence.
pub const LONGEST_REPLY: usize = 20_000;

/// What stands around a reply.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The customer's last message, from [`Rubric::customer`].
    pub customer: &'a Customer,
    /// Which dimensions the turn calls for; the others are not rated.
    pub calls_for: PerDimension<bool>,
    /// What earlier replies left behind.
    pub history: History,
    /// Open concerns that the reply answers.
    pub answers: &'a [Answer],
    /// Rules of policy that the reply breaks.
    pub breaches: &'a [Answer],
    /// Hints taken for this reply.
    pub hints: u8,
}

impl<'a> Context<'a> {
    /// With nothing known but the customer's message: all three dimensions are called for.
    pub fn of(customer: &'a Customer) -> Self {
        Self {
            customer,
            calls_for: PerDimension::from_fn(|_| true),
            history: History::default(),
            answers: &[],
            breaches: &[],
            hints: 0,
        }
    }
}

/// Scores one reply. Any string will do; one without a word in it gets the base.
pub fn score(rubric: &Rubric, reply: &str, context: &Context<'_>) -> Receipt {
    score_text(rubric, &Text::read(reply), context)
}

/// [`score`] for a reply that has been taken apart already.
pub fn score_text(rubric: &Rubric, text: &Text, context: &Context<'_>) -> Receipt {
    let mut found = rubric.find(text, context.customer, context.history, context.answers, context.breaches);
    // What a turn doesn't call for cannot be missing from the reply.
    found.retain(|(index, evidence)| {
        evidence[..] != [Evidence::Absent]
            || *context.calls_for.get(rubric.behaviour(*index).points.main_dimension())
    });
    let mut receipt = Receipt { history: after(rubric, context.history, &found), ..Receipt::default() };
    for dimension in Dimension::ALL {
        if *context.calls_for.get(dimension) {
            let points = |behaviour: usize| rubric.behaviour(behaviour).points;
            arithmetic::rate(rubric, dimension, &found, points, context.hints, &mut receipt);
        }
    }
    receipt.findings.sort_by(|a, b| {
        (a.evidence, a.dimension, &a.behaviour).cmp(&(b.evidence, b.dimension, &b.behaviour))
    });
    receipt.shown =
        found.iter().map(|(index, evidence)| (rubric.id(*index).clone(), evidence.len() as u32)).collect();
    receipt
}

/// The score in one dimension of what was found in a reply, if the behaviours were worth these points.
pub fn rate_found(
    rubric: &Rubric,
    dimension: Dimension,
    found: &[(usize, Vec<Evidence>)],
    points: impl Fn(usize) -> Points,
) -> i32 {
    let mut receipt = Receipt::default();
    arithmetic::rate(rubric, dimension, found, points, 0, &mut receipt);
    receipt.scores.get(dimension).map_or(BASE, i32::from)
}

fn after(rubric: &Rubric, before: History, found: &[(usize, Vec<Evidence>)]) -> History {
    let mut history = before;
    for (index, evidence) in found {
        match rubric.behaviour(*index).family.as_deref() {
            Some("apology") => {
                let count = u8::try_from(evidence.len()).unwrap_or(u8::MAX);
                history.apologies = history.apologies.saturating_add(count).min(History::MOST);
            }
            Some("boundary") => history.boundary = true,
            _ => {}
        }
    }
    history
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric;

    #[test]
    fn only_what_is_called_for_can_be_missing() {
        let rubric = rubric::standard();
        let customer = rubric.customer("So when can we fetch it?");
        let missing = |called: fn(Dimension) -> bool| {
            let calls_for = PerDimension::from_fn(called);
            let receipt = score(rubric, "Half past four.", &Context { calls_for, ..Context::of(&customer) });
            receipt.findings.iter().any(|finding| finding.behaviour.as_str() == "ignores-the-complaint")
        };
        assert!(missing(|_| true));
        assert!(!missing(|dimension| dimension != Dimension::Empathy));
    }
}
