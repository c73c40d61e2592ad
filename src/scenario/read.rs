//! From bytes to a scenario that can be played.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::file::{FORMAT, ScenarioFile};
use super::listening::Listening;
use super::script::Script;
use super::shared::{Shared, SharedFile, Used};
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
    /// What it was read from.
    pub source: ScenarioSource,
    /// The places of everything in the file.
    pub origin: Origin,
    /// Its rules.
    pub script: Script,
    listening: OnceLock<Listening>,
}

/// The text of a scenario and of the shared files it uses: all that it takes to read the same scenario again, anywhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioSource {
    /// The file.
    pub text: String,
    /// The shared files it uses by kind and id, as `personas/kofi`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub shared: BTreeMap<String, String>,
}

impl ScenarioSource {
    /// Files that were read are UTF-8.
    fn new(bytes: &[u8], shared: Vec<SharedFile>) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let shared = shared.into_iter().map(|file| (file.key, text(&file.bytes))).collect();
        Self { text: text(bytes), shared }
    }

    /// The scenario again; see [`read`].
    pub fn read(&self, path: &str, rubric: &Rubric) -> Option<Scenario> {
        let file = |(key, text): (&String, &String)| SharedFile {
            name: key.clone(),
            key: key.clone(),
            bytes: text.clone().into_bytes(),
        };
        let files: Vec<SharedFile> = self.shared.iter().map(file).collect();
        read(path, self.text.as_bytes(), &Shared::read(&files).0, rubric).0
    }
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
        let mut used = Used { hasher: blake3::Hasher::new(), files: Vec::new() };
        used.hasher.update(bytes);
        shared.fill(&mut file, &mut used, &mut |field, message, help| {
            problems.push(origin.error(&Path::root().field("uses").field(field), "V025", message, help));
        });
        validate(&file, own, &origin, rubric, &mut problems);
        if problems.iter().all(|problem| problem.severity != Severity::Error) {
            let script = Script::of(&file);
            scenario = Some(Scenario {
                file,
                path: path.to_owned(),
                hash: used.hasher.finalize().to_hex().to_string(),
                source: ScenarioSource::new(bytes, used.files),
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

    /// Whether every turn has replies to choose from, so that it can be played by choosing.
    pub fn can_be_guided(&self) -> bool {
        self.file.turns.iter().all(|turn| !turn.options.is_empty())
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
