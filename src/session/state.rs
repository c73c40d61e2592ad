//! Where a conversation stands: all that rules and scoring may ask about the past, and no more.

use crate::rubric::History;
use crate::scenario::{Bits, Mood, Scenario, Script};

/// See the module. Two equal states have the same future under the same replies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct State {
    /// The turn to be answered, by index.
    pub turn: usize,
    /// How the customer feels.
    pub mood: Mood,
    /// Concerns that have been raised.
    pub raised: Bits,
    /// Concerns that have been answered.
    pub answered: Bits,
    /// Concerns that had been answered before they were raised.
    pub ahead: Bits,
    /// Flags that rules have raised.
    pub flags: Bits,
    /// Promises that have been made.
    pub promised: Bits,
    /// Promises that wait for words to keep them in the next reply.
    pub due: Bits,
    /// Promises that fell due and were kept.
    pub kept: Bits,
    /// Promises that fell due and were not.
    pub broken: Bits,
    /// What policy allows and has been given.
    pub gave: Bits,
    /// Rules of policy that have been broken.
    pub broke: Bits,
    /// More has been given than policy allows: a sum too large, or more goodwill than there is.
    pub overgave: bool,
    /// Goodwill spent, in whole units.
    pub spent: u32,
    /// Help articles that have been sent.
    pub sent: Bits,
    /// What scoring remembers.
    pub history: History,
    /// Replies given.
    pub replies: u32,
    /// The critical cue that failed the attempt.
    pub failed_by: Option<usize>,
}

impl State {
    /// Before the first reply; `memory` is what a returning customer remembers, by its place in the file.
    pub fn opening(scenario: &Scenario, memory: Option<usize>) -> Self {
        let memory = memory.map(|index| scenario.script.memories[index]);
        let mut state = Self {
            turn: 0,
            mood: memory.map_or_else(|| scenario.file.customer.mood(), |memory| memory.mood),
            raised: Bits::NONE,
            answered: Bits::NONE,
            ahead: Bits::NONE,
            flags: memory.map_or(Bits::NONE, |memory| memory.flags),
            promised: Bits::NONE,
            due: Bits::NONE,
            kept: Bits::NONE,
            broken: Bits::NONE,
            gave: Bits::NONE,
            broke: Bits::NONE,
            overgave: false,
            spent: 0,
            sent: Bits::NONE,
            history: History::default(),
            replies: 0,
            failed_by: None,
        };
        state.enter(&scenario.script, 0);
        state
    }

    /// Whether a concern waits for an answer.
    pub fn is_open(&self, concern: usize) -> bool {
        self.open().has(concern)
    }

    /// Concerns that wait for an answer.
    pub fn open(&self) -> Bits {
        self.raised.without(self.answered)
    }

    /// Whether policy has been broken.
    pub fn broke_policy(&self) -> bool {
        self.overgave || !self.broke.is_empty()
    }

    /// Comes to a turn: its concerns open, its promises fall due.
    pub(super) fn enter(&mut self, script: &Script, turn: usize) {
        self.turn = turn;
        let turn = &script.turns[turn];
        self.raised = self.raised.with(turn.raises);
        let due = self.promised.and(turn.due).without(self.kept).without(self.broken);
        for promise in due.iter() {
            let index = promise;
            let promise = script.promises[index];
            let list = match (promise.can_be_kept, promise.needs_words) {
                (false, _) => &mut self.broken,
                (true, true) => &mut self.due,
                (true, false) => &mut self.kept,
            };
            *list = list.with(Bits::one(index));
        }
    }
}
