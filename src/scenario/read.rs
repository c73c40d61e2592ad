//! From bytes to a scenario that can be played.

use super::file::{FORMAT, ScenarioFile};
use super::listening::Listening;
use super::validate::validate;
use crate::rubric::{Dimension, PerDimension, Rubric};
use crate::source::{self, Diagnostic, Origin, Severity};

/// A scenario without errors, ready to be played. Turns and endings are found by index.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The file's content.
    pub file: ScenarioFile,
    /// Where it came from, as the user would name it.
    pub path: String,
    /// BLAKE3 of the file's bytes, in hexadecimal.
    pub hash: String,
    listening: Listening,
}

/// Reads a scenario. It is there only when no problem is an error; warnings and notes may come with it.
pub fn read(path: &str, bytes: &[u8], rubric: &Rubric) -> (Option<Scenario>, Vec<Diagnostic>) {
    let loaded = source::load_format::<ScenarioFile>(path, bytes, FORMAT);
    let mut problems = loaded.problems;
    let mut scenario = None;
    if let Some(file) = loaded.value {
        let (listening, unsound) = Listening::compile(&file, rubric);
        let origin = Origin { file: path.to_owned(), outline: loaded.outline };
        validate(&file, &origin, rubric, &unsound, &mut problems);
        if problems.iter().all(|problem| problem.severity != Severity::Error) {
            let hash = blake3::hash(bytes).to_hex().to_string();
            scenario = Some(Scenario { file, path: path.to_owned(), hash, listening });
        }
    }
    problems.sort();
    (scenario, problems)
}

/// Where a rule leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// To a turn, by index.
    Turn(usize),
    /// To an ending, by index.
    Ending(usize),
}

impl Scenario {
    /// What it listens for in replies.
    pub fn listening(&self) -> &Listening {
        &self.listening
    }

    /// The turn or ending of an id that a rule names.
    pub fn target(&self, id: &str) -> Target {
        match self.file.turns.iter().position(|turn| turn.id == id) {
            Some(turn) => Target::Turn(turn),
            None => {
                Target::Ending(self.ending(id).expect("reading the file made sure that every target exists"))
            }
        }
    }

    /// The index of an ending.
    pub fn ending(&self, id: &str) -> Option<usize> {
        self.file.endings.iter().position(|ending| ending.id == id)
    }

    /// The index of a concern.
    pub fn concern(&self, id: &str) -> Option<usize> {
        self.file.concerns.iter().position(|concern| concern.id == id)
    }

    /// Which dimensions a turn calls for.
    pub fn calls_for(&self, turn: usize) -> PerDimension<bool> {
        let named = &self.file.turns[turn].calls_for;
        PerDimension::from_fn(|dimension: Dimension| named.is_empty() || named.contains(&dimension))
    }
}
