//! Where a conversation stands: all that rules and scoring may ask about the past, and no more.

use std::collections::BTreeSet;

use super::mood;
use crate::rubric::{Answer, BehaviourId, History, Rubric};
use crate::scenario::{Mood, Scenario, Target};
use crate::scoring::Receipt;

/// See the module. Two equal states have the same future under the same replies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct State {
    /// The turn to be answered, by index.
    pub turn: usize,
    /// How the customer feels.
    pub mood: Mood,
    /// Concerns that have been raised, by index.
    pub raised: BTreeSet<usize>,
    /// Concerns that have been answered, by index.
    pub answered: BTreeSet<usize>,
    /// Flags that rules have raised.
    pub flags: BTreeSet<String>,
    /// What scoring remembers.
    pub history: History,
    /// A rule of policy has been broken.
    pub broke_policy: bool,
    /// Replies given.
    pub replies: u32,
    /// The critical behaviour that failed the attempt.
    pub failed_by: Option<BehaviourId>,
}

impl State {
    /// Before the first reply.
    pub fn opening(scenario: &Scenario) -> Self {
        let mut state = Self {
            turn: 0,
            mood: scenario.file.customer.mood,
            raised: BTreeSet::new(),
            answered: BTreeSet::new(),
            flags: BTreeSet::new(),
            history: History::default(),
            broke_policy: false,
            replies: 0,
            failed_by: None,
        };
        state.enter(scenario, 0);
        state
    }

    /// Whether a concern waits for an answer.
    pub fn is_open(&self, concern: usize) -> bool {
        self.raised.contains(&concern) && !self.answered.contains(&concern)
    }

    /// Takes in what a reply did.
    pub(super) fn take(
        &mut self,
        scenario: &Scenario,
        rubric: &Rubric,
        receipt: &Receipt,
        answers: &[Answer],
        breaches: &[Answer],
    ) {
        self.replies += 1;
        self.history = receipt.history;
        self.mood = mood::after(self.mood, &scenario.file.customer.temperament, receipt, answers.len());
        self.answered.extend(answers.iter().map(|answer| answer.index));
        self.broke_policy |= !breaches.is_empty();
        if self.failed_by.is_none() {
            let critical =
                |id: &&BehaviourId| scenario.file.critical.iter().any(|critical| critical == id.as_str());
            self.failed_by = receipt.shown.keys().find(critical).cloned();
        }
        debug_assert!(self.failed_by.iter().all(|id| rubric.get(id.as_str()).is_some()));
    }

    /// Goes where a rule leads; the ending, if it is one.
    pub(super) fn go(&mut self, scenario: &Scenario, target: Target) -> Option<usize> {
        match target {
            Target::Turn(turn) => {
                self.enter(scenario, turn);
                None
            }
            Target::Ending(ending) => Some(ending),
        }
    }

    fn enter(&mut self, scenario: &Scenario, turn: usize) {
        self.turn = turn;
        let raised = &scenario.file.turns[turn].raises;
        self.raised.extend(raised.iter().filter_map(|id| scenario.concern(id)));
    }
}
