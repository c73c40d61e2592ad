//! Where a conversation can come, whatever is said: what is certain about its state at every turn, and which rules can
//! never hold.
//!
//! The reply is unknown, so a rule that asks for a behaviour may hold; a rule that asks for a flag which nothing on any
//! way here sets cannot. What is called impossible here is impossible; what is not may still be. That is what "exact"
//! means for the rules that build on it: they never tell of something that could happen.

use crate::rubric::Dimension;
use crate::scenario::{Ask, Bits, Gauge, Scenario, Target};
use crate::scoring::BASE;
use crate::session::State;

/// Whether a condition holds at a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// Whatever is said.
    Always,
    /// It depends.
    Maybe,
    /// Whatever is said.
    Never,
}

/// What is certain when a turn is to be answered, over all ways that lead there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    may_flags: Bits,
    must_flags: Bits,
    may_raised: Bits,
    /// Promises that may have fallen due.
    may_due: Bits,
    fewest: u32,
    most: u32,
}

/// So many replies count as any number.
const MANY: u32 = 99;

impl Known {
    fn join(self, other: Self) -> Self {
        Self {
            may_flags: self.may_flags.with(other.may_flags),
            must_flags: self.must_flags.and(other.must_flags),
            may_raised: self.may_raised.with(other.may_raised),
            may_due: self.may_due.with(other.may_due),
            fewest: self.fewest.min(other.fewest),
            most: self.most.max(other.most),
        }
    }
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Reach<'a> {
    scenario: &'a Scenario,
    /// What is known at each turn; `None` where nothing leads.
    known: Vec<Option<Known>>,
    endings: Vec<bool>,
}

impl<'a> Reach<'a> {
    /// Follows everything that may hold from the first turn.
    pub fn of(scenario: &'a Scenario) -> Self {
        let script = &scenario.script;
        let mut reach = Self {
            scenario,
            known: vec![None; script.turns.len()],
            endings: vec![false; script.endings.len()],
        };
        let remembered = script.memories.iter().fold(Bits::NONE, |flags, memory| flags.with(memory.flags));
        let opening = Known {
            may_flags: remembered,
            must_flags: Bits::NONE,
            may_raised: Bits::NONE,
            may_due: Bits::NONE,
            fewest: 0,
            most: 0,
        };
        let mut open = vec![0];
        reach.come(0, opening);
        while let Some(turn) = open.pop() {
            for (target, known) in reach.leads(turn) {
                match target {
                    Target::Ending(ending) => reach.endings[ending] = true,
                    Target::Turn(next) => {
                        if reach.come(next, known) && !open.contains(&next) {
                            open.push(next);
                        }
                    }
                }
            }
        }
        reach
    }

    /// Whether a way leads to this turn.
    pub fn reaches(&self, turn: usize) -> bool {
        self.known[turn].is_some()
    }

    /// Whether a way leads to this ending.
    pub fn ends(&self, ending: usize) -> bool {
        self.endings[ending]
    }

    /// Concerns that may have been raised when this turn is answered.
    pub fn raised(&self, turn: usize) -> Bits {
        self.known[turn].map_or(Bits::NONE, |known| known.may_raised)
    }

    /// A state at a turn in which everything that may have been raised by then waits for an answer.
    pub fn everything_open(&self, turn: usize) -> State {
        let mut state = State::opening(self.scenario, None);
        state.turn = turn;
        state.raised = self.raised(turn).with(self.scenario.script.turns[turn].raises);
        state
    }

    /// Whether all of these conditions hold after a reply to a turn; `None` where no way leads to the turn.
    pub fn after_reply(&self, turn: usize, asks: &[Ask]) -> Option<Truth> {
        let known = self.known[turn]?;
        Some(self.all(
            turn,
            &Known { fewest: known.fewest + 1, most: (known.most + 1).min(MANY), ..known },
            asks,
        ))
    }

    /// Where a turn leads, with what is known there.
    fn leads(&self, turn: usize) -> Vec<(Target, Known)> {
        let Some(before) = self.known[turn] else { return Vec::new() };
        let known = Known { fewest: before.fewest + 1, most: (before.most + 1).min(MANY), ..before };
        let script = &self.scenario.script;
        let mut leads = Vec::new();
        for rule in script.interrupts.iter().chain(&script.turns[turn].rules) {
            let truth = self.all(turn, &known, &rule.when);
            if truth != Truth::Never {
                let mut known = known;
                known.may_flags = known.may_flags.with(rule.set);
                known.must_flags = known.must_flags.with(rule.set);
                leads.push((rule.target, known));
            }
            if truth == Truth::Always {
                break;
            }
        }
        leads
    }

    fn come(&mut self, turn: usize, mut known: Known) -> bool {
        let content = &self.scenario.script.turns[turn];
        known.may_raised = known.may_raised.with(content.raises);
        if known.most > 0 {
            known.may_due = known.may_due.with(content.due);
        }
        let joined = self.known[turn].map_or(known, |before| before.join(known));
        let grew = self.known[turn] != Some(joined);
        self.known[turn] = Some(joined);
        grew
    }

    fn all(&self, turn: usize, known: &Known, asks: &[Ask]) -> Truth {
        if contradict(asks) {
            return Truth::Never;
        }
        let truths = asks.iter().map(|ask| self.truth(turn, known, ask));
        truths.fold(Truth::Always, |all, one| match (all, one) {
            (Truth::Never, _) | (_, Truth::Never) => Truth::Never,
            (Truth::Always, Truth::Always) => Truth::Always,
            _ => Truth::Maybe,
        })
    }

    fn truth(&self, turn: usize, known: &Known, ask: &Ask) -> Truth {
        let file = &self.scenario.file;
        let policy = &file.brief.policy;
        let possible = |possible: bool| if possible { Truth::Maybe } else { Truth::Never };
        match ask {
            Ask::Flag(flag) if known.must_flags.has(*flag) => Truth::Always,
            Ask::Flag(flag) => possible(known.may_flags.has(*flag)),
            Ask::Open(concern) | Ask::Answered(concern) | Ask::Answers(concern) => {
                possible(known.may_raised.has(*concern))
            }
            Ask::AnsweredAhead(concern) => possible(!self.scenario.script.turns[0].raises.has(*concern)),
            Ask::AllAnswered if known.may_raised.is_empty() => Truth::Always,
            Ask::Kept(promise) => {
                possible(known.may_due.has(*promise) && self.scenario.script.promises[*promise].can_be_kept)
            }
            Ask::Broken(promise) => possible(known.may_due.has(*promise)),
            Ask::Replies(count) if known.fewest >= *count => Truth::Always,
            Ask::Replies(count) => possible(known.most >= *count || known.most == MANY),
            Ask::AtLeast(gauge, value) => self.gauge(turn, *gauge, *value),
            Ask::BrokePolicy => possible(
                policy.may_not.iter().any(|rule| !rule.breached_by.is_empty())
                    || policy.may.iter().any(|may| may.up_to.is_some())
                    || self.most_spent() > self.scenario.script.budget,
            ),
            Ask::Breaks(rule) | Ask::Broke(rule) => possible(!policy.may_not[*rule].breached_by.is_empty()),
            Ask::Gave(allowance) => possible(!policy.may[*allowance].given_by.is_empty()),
            Ask::Spent(0) => Truth::Always,
            Ask::Spent(sum) => possible(self.most_spent() >= *sum),
            Ask::OverBudget => possible(self.most_spent() > self.scenario.script.budget),
            Ask::All(inner) => self.all(turn, known, inner),
            Ask::Any(inner) => {
                let truths = inner.iter().map(|ask| self.truth(turn, known, ask));
                truths.fold(Truth::Never, |any, one| match (any, one) {
                    (Truth::Always, _) | (_, Truth::Always) => Truth::Always,
                    (Truth::Never, Truth::Never) => Truth::Never,
                    _ => Truth::Maybe,
                })
            }
            Ask::Not(inner) => match self.truth(turn, known, inner) {
                Truth::Always => Truth::Never,
                Truth::Maybe => Truth::Maybe,
                Truth::Never => Truth::Always,
            },
            Ask::Shows(cues) => possible(!cues.is_empty()),
            Ask::AllAnswered | Ask::Promises(_) | Ask::Promised(_) | Ask::Sent(_) => Truth::Maybe,
        }
    }

    /// A score that a turn does not call for counts as the base.
    fn gauge(&self, turn: usize, gauge: Gauge, least: u8) -> Truth {
        let rated = self.scenario.calls_for(turn);
        let dimension = match gauge {
            Gauge::Empathy => Some(Dimension::Empathy),
            Gauge::Ownership => Some(Dimension::Ownership),
            Gauge::Deescalation => Some(Dimension::Deescalation),
            Gauge::Anger | Gauge::Trust | Gauge::Patience => None,
        };
        if least == 0 {
            return Truth::Always;
        }
        match dimension {
            Some(dimension) if !rated.get(dimension) => {
                if BASE >= i32::from(least) {
                    Truth::Always
                } else {
                    Truth::Never
                }
            }
            _ => Truth::Maybe,
        }
    }

    /// Goodwill that could be spent if everything were given.
    fn most_spent(&self) -> u32 {
        let allowances = self.scenario.file.brief.policy.may.iter().filter(|may| !may.given_by.is_empty());
        // A named sum may be any.
        let cost = |may: &crate::scenario::Allowance| if may.up_to.is_some() { u32::MAX } else { may.costs };
        allowances.map(cost).fold(0, u32::saturating_add)
    }
}

/// Whether conditions that must all hold exclude each other: one and its opposite, or bounds that leave nothing.
pub fn contradict(asks: &[Ask]) -> bool {
    asks.iter().any(|ask| match ask {
        Ask::Not(denied) => asks.iter().any(|other| implies(other, denied)),
        _ => false,
    })
}

/// Whether a condition that holds makes another hold.
pub fn implies(ask: &Ask, other: &Ask) -> bool {
    match (ask, other) {
        (ask, other) if ask == other => true,
        (Ask::AtLeast(a, high), Ask::AtLeast(b, low)) => a == b && high >= low,
        (Ask::Not(a), Ask::Not(b)) => implies(b, a),
        (Ask::Shows(few), Ask::Shows(many)) => few.without(*many).is_empty(),
        (Ask::Replies(many), Ask::Replies(few)) | (Ask::Spent(many), Ask::Spent(few)) => many >= few,
        (Ask::Kept(a) | Ask::Broken(a) | Ask::Promises(a), Ask::Promised(b)) => a == b,
        (Ask::Answers(a), Ask::Answered(b)) | (Ask::Breaks(a), Ask::Broke(b)) => a == b,
        (Ask::Answers(a), Ask::Not(b)) => **b == Ask::Open(*a),
        (Ask::Answered(a), Ask::Not(b)) => **b == Ask::Open(*a),
        (Ask::Kept(a), Ask::Not(b)) => **b == Ask::Broken(*a),
        (Ask::Broken(a), Ask::Not(b)) => **b == Ask::Kept(*a),
        (Ask::Breaks(_) | Ask::Broke(_) | Ask::OverBudget, Ask::BrokePolicy) => true,
        (Ask::Open(_), Ask::Not(b)) => **b == Ask::AllAnswered,
        (Ask::All(asks), other) => asks.iter().any(|ask| implies(ask, other)),
        (ask, Ask::All(others)) => others.iter().all(|other| implies(ask, other)),
        (Ask::Any(asks), other) => !asks.is_empty() && asks.iter().all(|ask| implies(ask, other)),
        (ask, Ask::Any(others)) => others.iter().any(|other| implies(ask, other)),
        _ => false,
    }
}

/// Whether conditions that all hold make others all hold.
pub fn all_imply(asks: &[Ask], others: &[Ask]) -> bool {
    others.iter().all(|other| asks.iter().any(|ask| implies(ask, other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_from_what() {
        let least = |value| Ask::AtLeast(Gauge::Trust, value);
        let not = |ask| Ask::Not(Box::new(ask));
        assert!(implies(&least(70), &least(50)) && !implies(&least(50), &least(70)));
        assert!(implies(&not(least(50)), &not(least(70))) && !implies(&not(least(70)), &not(least(50))));
        assert!(implies(&Ask::Shows(Bits::one(1)), &Ask::Shows([1, 2].into_iter().collect())));
        assert!(implies(&Ask::Answered(3), &not(Ask::Open(3))));
        assert!(contradict(&[least(70), not(least(60))]));
        assert!(!contradict(&[least(60), not(least(70))]));
        assert!(contradict(&[Ask::Flag(0), Ask::Kept(1), not(Ask::Promised(1))]));
        assert!(implies(&Ask::Flag(1), &Ask::Any(vec![Ask::Flag(0), Ask::Flag(1)])));
        assert!(all_imply(&[Ask::Flag(1), least(50)], &[]));
    }
}
