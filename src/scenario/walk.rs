//! Going through a file: every condition, every flag.

use super::file::{Condition, ScenarioFile};
use crate::source::Path;

impl ScenarioFile {
    /// Every list of conditions, with its place, in the order of the file.
    pub fn condition_lists(&self) -> impl Iterator<Item = (Place, &[Condition])> {
        let turns = self.turns.iter().enumerate().flat_map(|(turn, content)| {
            let special = content.says_when.iter().enumerate();
            let special =
                special.map(move |(line, content)| (Place::Line { turn, line }, content.when.as_slice()));
            let rules = content.next.iter().enumerate();
            special.chain(
                rules.map(move |(rule, content)| (Place::Rule { turn, rule }, content.when.as_slice())),
            )
        });
        let interrupts = self.interrupts.iter().enumerate();
        let interrupts =
            interrupts.map(|(index, content)| (Place::Interrupt(index), content.when.as_slice()));
        let endings = self.endings.iter().enumerate().flat_map(|(ending, content)| {
            let special = content.says_when.iter().enumerate();
            special.map(move |(line, content)| (Place::LastWords { ending, line }, content.when.as_slice()))
        });
        turns.chain(interrupts).chain(endings)
    }

    /// Every condition, without those inside others.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.condition_lists().flat_map(|(_, conditions)| conditions)
    }

    /// Every flag that something sets, as often as it does.
    pub fn flags_set(&self) -> impl Iterator<Item = &str> {
        let rules = self.turns.iter().flat_map(|turn| &turn.next).flat_map(|rule| &rule.set);
        let interrupts = self.interrupts.iter().flat_map(|interrupt| &interrupt.set);
        let memories =
            self.returns.iter().flat_map(|returns| &returns.remembers).flat_map(|memory| &memory.set);
        rules.chain(interrupts).chain(memories).map(String::as_str)
    }
}

impl Condition {
    /// Calls `visit` with this condition and with all inside it.
    pub fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a Condition)) {
        visit(self);
        match self {
            Condition::All(inner) | Condition::Any(inner) => {
                inner.iter().for_each(|condition| condition.each(visit))
            }
            Condition::Not(inner) => inner.each(visit),
            _ => {}
        }
    }
}

/// Where a list of conditions stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// With a special line of a turn.
    Line {
        /// Which turn.
        turn: usize,
        /// Which of its `says_when`.
        line: usize,
    },
    /// With a rule of a turn.
    Rule {
        /// Which turn.
        turn: usize,
        /// Which of its rules.
        rule: usize,
    },
    /// With an interrupt.
    Interrupt(usize),
    /// With special last words.
    LastWords {
        /// Which ending.
        ending: usize,
        /// Which of its `says_when`.
        line: usize,
    },
}

impl Place {
    /// The path to what has the conditions.
    pub fn path(self) -> Path {
        let root = Path::root();
        match self {
            Place::Line { turn, line } => root.field("turns").index(turn).field("says_when").index(line),
            Place::Rule { turn, rule } => root.field("turns").index(turn).field("next").index(rule),
            Place::Interrupt(index) => root.field("interrupts").index(index),
            Place::LastWords { ending, line } => {
                root.field("endings").index(ending).field("says_when").index(line)
            }
        }
    }
}
