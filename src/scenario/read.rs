//! From bytes to a scenario that can be played.

use std::sync::OnceLock;

use super::file::{FORMAT, ScenarioFile};
use super::listening::Listening;
use super::script::Script;
use super::shared::Shared;
use super::validate::{Own, validate};
use crate::rubric::{Dimension, PerDimension, Rubric};
use crate::source::{self, Diagnostic, Origin, Path, Severity};

/// A scenario without errors, ready to be played. Turns and endings are found by index.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The file's content, with what it shares filled in.
    pub file: ScenarioFile,
    /// Where it came from, as the user would name it.
    pub path: String,
    /// BLAKE3 of the file's bytes and of the shared files it uses, in hexadecimal.
    pub hash: String,
    /// The places of everything in the file.
    pub origin: Origin,
    /// Its rules.
    pub script: Script,
    listening: OnceLock<Listening>,
}

/// Reads a scenario, with the shared files of its folder. It is there only when no problem is an error; warnings and notes
/// may come with it.
pub fn read(
    path: &str,
    bytes: &[u8],
    shared: &Shared,
    rubric: &Rubric,
) -> (Option<Scenario>, Vec<Diagnostic>) {
    let loaded = source::load_format::<ScenarioFile>(path, bytes, FORMAT);
    let mut problems = loaded.problems;
    let mut scenario = None;
    if let Some(mut file) = loaded.value {
        let origin = loaded.origin;
        let own = Own::of(&file);
        let mut hasher = blake3::Hasher::new();
        hasher.update(bytes);
        shared.fill(&mut file, &mut hasher, &mut |field, message, help| {
            problems.push(origin.error(&Path::root().field("uses").field(field), "V025", message, help));
        });
        validate(&file, own, &origin, rubric, &mut problems);
        if problems.iter().all(|problem| problem.severity != Severity::Error) {
            let script = Script::of(&file);
            scenario = Some(Scenario {
                file,
                path: path.to_owned(),
                hash: hasher.finalize().to_hex().to_string(),
                origin,
                script,
                listening: OnceLock::new(),
            });
        }
    }
    problems.sort();
    (scenario, problems)
}

impl Scenario {
    /// What it listens for in replies, with the classes of the rubric it was read with. Compiled at the first use: a
    /// library of thousands is read to be looked through.
    pub fn listening(&self, rubric: &Rubric) -> &Listening {
        self.listening.get_or_init(|| Listening::compile(&self.file, rubric))
    }

    /// The index of a turn.
    pub fn turn(&self, id: &str) -> Option<usize> {
        self.file.turns.iter().position(|turn| turn.id == id)
    }

    /// The index of an ending.
    pub fn ending(&self, id: &str) -> Option<usize> {
        self.file.endings.iter().position(|ending| ending.id == id)
    }

    /// Which dimensions a turn calls for.
    pub fn calls_for(&self, turn: usize) -> PerDimension<bool> {
        let named = &self.file.turns[turn].calls_for;
        PerDimension::from_fn(|dimension: Dimension| named.is_empty() || named.contains(&dimension))
    }
}
