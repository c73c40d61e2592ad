//! Which rule holds, and where it leads.

use super::{Facts, State, mood};
use crate::rubric::Dimension;
use crate::scenario::{Ask, Bits, Gauge, Scenario, Target};
use crate::scoring::BASE;

/// The rule that a reply made hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Taken {
    /// An interrupt, by index.
    Interrupt(usize),
    /// A rule of the turn that was answered, by index.
    Rule(usize),
}

/// What a reply leads to.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// Where the conversation stands then; at an ending, still at the turn that was answered.
    pub state: State,
    /// The rule that held.
    pub taken: Taken,
    /// Where it leads.
    pub target: Target,
}

/// Moves a conversation on. This is all there is to a scenario's course: sessions, replay and playtest go through it.
pub fn advance(scenario: &Scenario, before: &State, facts: &Facts) -> Move {
    let script = &scenario.script;
    let mut state = *before;
    state.take(scenario, facts);
    let case = Case::new(scenario, &state, Some(facts));
    let interrupt = script.interrupts.iter().position(|interrupt| case.all(&interrupt.when));
    let (taken, rule) = match interrupt {
        Some(index) => (Taken::Interrupt(index), &script.interrupts[index]),
        None => {
            let rules = &script.turns[before.turn].rules;
            let index = rules
                .iter()
                .position(|rule| case.all(&rule.when))
                .expect("reading the file made sure that every turn has a last rule that holds");
            (Taken::Rule(index), &rules[index])
        }
    };
    state.flags = state.flags.with(rule.set);
    if let Target::Turn(turn) = rule.target {
        let broken = state.broken;
        let kept = state.kept;
        state.enter(script, turn);
        state.mood = mood::after_promises(
            state.mood,
            &scenario.file.customer.temperament(),
            state.kept.without(kept).len(),
            state.broken.without(broken).len(),
        );
    }
    Move { state, taken, target: rule.target }
}

impl State {
    /// Takes in what a reply did.
    fn take(&mut self, scenario: &Scenario, facts: &Facts) {
        let temperament = scenario.file.customer.temperament();
        self.replies += 1;
        self.history = facts.history;
        self.mood = mood::after(self.mood, &temperament, facts.scores, facts.answers.len());
        self.ahead = self.ahead.with(facts.ahead);
        self.answered = self.answered.with(facts.answers);
        self.broke = self.broke.with(facts.breaches);
        self.gave = self.gave.with(facts.gives);
        self.spent = self.spent.saturating_add(facts.spends);
        self.overgave |= facts.overgives;
        self.sent = self.sent.with(facts.sends);
        let (kept, broken) = (self.due.and(facts.keeps), self.due.without(facts.keeps));
        self.kept = self.kept.with(kept);
        self.broken = self.broken.with(broken);
        self.due = Bits::NONE;
        self.mood = mood::after_promises(self.mood, &temperament, kept.len(), broken.len());
        self.promised = self.promised.with(facts.promises);
        if self.failed_by.is_none() {
            self.failed_by = facts.shown.and(scenario.script.critical).iter().next();
        }
    }
}

/// What conditions are asked of. Without facts, before the first reply, nothing was shown and every score is the base.
pub(super) struct Case<'a> {
    shown: Bits,
    state: &'a State,
    facts: Option<&'a Facts>,
    budget: u32,
}

impl<'a> Case<'a> {
    /// In this state, after the reply that did this.
    pub fn new(scenario: &Scenario, state: &'a State, facts: Option<&'a Facts>) -> Self {
        let shown = facts.map_or_else(Default::default, |facts| facts.shown);
        Self { shown, state, facts, budget: scenario.script.budget }
    }

    /// Whether all of them hold.
    pub fn all(&self, asks: &[Ask]) -> bool {
        asks.iter().all(|ask| self.holds(ask))
    }

    fn holds(&self, ask: &Ask) -> bool {
        let state = self.state;
        match ask {
            Ask::Shows(cues) => self.shown.meets(*cues),
            Ask::AtLeast(gauge, value) => self.gauge(*gauge) >= *value,
            Ask::Answers(concern) => self.facts.is_some_and(|facts| facts.answers.has(*concern)),
            Ask::Answered(concern) => state.answered.has(*concern),
            Ask::Open(concern) => state.is_open(*concern),
            Ask::AnsweredAhead(concern) => state.ahead.has(*concern),
            Ask::AllAnswered => state.open().is_empty(),
            Ask::BrokePolicy => state.broke_policy(),
            Ask::Breaks(rule) => self.facts.is_some_and(|facts| facts.breaches.has(*rule)),
            Ask::Broke(rule) => state.broke.has(*rule),
            Ask::Promises(promise) => self.facts.is_some_and(|facts| facts.promises.has(*promise)),
            Ask::Promised(promise) => state.promised.has(*promise),
            Ask::Kept(promise) => state.kept.has(*promise),
            Ask::Broken(promise) => state.broken.has(*promise),
            Ask::Gave(allowance) => state.gave.has(*allowance),
            Ask::Spent(sum) => state.spent >= *sum,
            Ask::OverBudget => state.spent > self.budget,
            Ask::Sent(article) => state.sent.has(*article),
            Ask::Flag(flag) => state.flags.has(*flag),
            Ask::Replies(count) => state.replies >= *count,
            Ask::All(asks) => self.all(asks),
            Ask::Any(asks) => asks.iter().any(|ask| self.holds(ask)),
            Ask::Not(ask) => !self.holds(ask),
        }
    }

    fn gauge(&self, gauge: Gauge) -> u8 {
        let score = |dimension| {
            let scored = self.facts.and_then(|facts| *facts.scores.get(dimension));
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
