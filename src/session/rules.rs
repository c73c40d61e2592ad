//! Which rule holds.

use super::{Chosen, State};
use crate::rubric::Dimension;
use crate::scenario::{Condition, Gauge, Scenario};
use crate::scoring::{BASE, Receipt};

/// The first interrupt that holds, or the first rule of the turn. Reading the file made sure that there is one.
pub(super) fn next<'a>(scenario: &'a Scenario, state: &State, receipt: &Receipt) -> Chosen<'a> {
    let case = Case { scenario, state, receipt: Some(receipt) };
    for interrupt in &scenario.file.interrupts {
        if case.all(&interrupt.when) {
            return Chosen { target: scenario.target(&interrupt.go), reaction: &[], sets: &[] };
        }
    }
    let rules = &scenario.file.turns[state.turn].next;
    let rule = rules.iter().find(|rule| case.all(&rule.when));
    let rule =
        rule.or(rules.last()).expect("reading the file made sure that every turn has a last rule that holds");
    Chosen { target: scenario.target(&rule.go), reaction: &rule.reaction, sets: &rule.set }
}

/// What conditions are asked of. Without a receipt, before the first reply, nothing was shown and every
/// score is the base.
pub(super) struct Case<'a> {
    pub scenario: &'a Scenario,
    pub state: &'a State,
    pub receipt: Option<&'a Receipt>,
}

impl Case<'_> {
    pub fn all(&self, conditions: &[Condition]) -> bool {
        conditions.iter().all(|condition| self.holds(condition))
    }

    fn holds(&self, condition: &Condition) -> bool {
        let concern = |id: &str| self.scenario.concern(id);
        match condition {
            Condition::Shows(id) => self.shows(id),
            Condition::ShowsAny(ids) => ids.iter().any(|id| self.shows(id)),
            Condition::Lacks(id) => !self.shows(id),
            Condition::AtLeast(gauge, value) => self.gauge(*gauge) >= *value,
            Condition::Below(gauge, value) => self.gauge(*gauge) < *value,
            Condition::Answered(id) => concern(id).is_some_and(|index| self.state.answered.contains(&index)),
            Condition::Open(id) => concern(id).is_some_and(|index| self.state.is_open(index)),
            Condition::AllAnswered => {
                self.state.raised.iter().all(|index| self.state.answered.contains(index))
            }
            Condition::BrokePolicy => self.state.broke_policy,
            Condition::Flag(flag) => self.state.flags.contains(flag),
            Condition::Replies(count) => self.state.replies >= *count,
            Condition::Any(conditions) => conditions.iter().any(|condition| self.holds(condition)),
            Condition::Not(condition) => !self.holds(condition),
        }
    }

    fn shows(&self, id: &str) -> bool {
        self.receipt.is_some_and(|receipt| receipt.shows(id))
    }

    fn gauge(&self, gauge: Gauge) -> u8 {
        let score = |dimension| {
            let scored = self.receipt.and_then(|receipt| *receipt.scores.get(dimension));
            scored.unwrap_or(BASE as u8)
        };
        self.state.mood.get(gauge).unwrap_or_else(|| {
            score(match gauge {
                Gauge::Ownership => Dimension::Ownership,
                Gauge::Deescalation => Dimension::Deescalation,
                _ => Dimension::Empathy,
            })
        })
    }
}
