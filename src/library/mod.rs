//! Which scenarios there are: the shipped ones and those in folders. The only place that looks for scenario files.

mod check;
mod files;
mod shared;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::rubric::{self, Rubric, RubricSource};
use crate::scenario::{self, Scenario, Shared};
use crate::source::{Diagnostic, Severity};

pub use check::Checker;
pub use files::{SETTINGS, ScenarioFiles, Unreadable, read_limited, ron_files, scenario_files};
pub use shared::{SharedFolders, shared_folder};

/// A file with problems, and its text so that they can be drawn.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The file as the user would name it.
    pub path: String,
    /// Its text, as far as it is one.
    pub text: String,
    /// Its problems, in the order of the text.
    pub problems: Vec<Diagnostic>,
}

impl Checked {
    /// Whether anything in it must be mended before it can be used.
    pub fn is_broken(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

/// Every scenario that can be played, and every file that has problems.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Playable, in the order of their ids.
    pub scenarios: Vec<Arc<Scenario>>,
    /// Files with problems, broken or not.
    pub checked: Vec<Checked>,
}

impl Library {
    /// The shipped scenarios, and those in the folders; of two with one id the later folder's counts.
    ///
    /// # Errors
    /// A folder that cannot be read. A file in it that cannot is only a problem of that file.
    pub fn open(folders: &[PathBuf], rubric: &Rubric) -> Result<Self, Unreadable> {
        let mut library = Self::default();
        for (path, bytes) in scenario::embedded() {
            library.add(path, bytes, scenario::shipped_shared(), rubric);
        }
        for folder in folders {
            let files = scenario_files(folder)?;
            let mut shared = SharedFolders::default();
            for path in &files.paths {
                match read_limited(path) {
                    Ok(bytes) => {
                        let name = path.display().to_string();
                        let shared = shared.beside(path, &mut library.checked);
                        library.add(&name, &bytes, shared, rubric);
                    }
                    Err(unreadable) => eprintln!("{unreadable}"),
                }
            }
            library.checked.extend(files.refused);
        }
        library.scenarios.sort_by(|a, b| a.file.id.cmp(&b.file.id));
        Ok(library)
    }

    fn add(&mut self, path: &str, bytes: &[u8], shared: &Shared, rubric: &Rubric) {
        let (scenario, problems) = scenario::read(path, bytes, shared, rubric);
        if !problems.is_empty() {
            let text = String::from_utf8_lossy(bytes).into_owned();
            self.checked.push(Checked { path: path.to_owned(), text, problems });
        }
        if let Some(scenario) = scenario {
            self.scenarios.retain(|other| other.file.id != scenario.file.id);
            self.scenarios.push(Arc::new(scenario));
        }
    }

    /// A scenario by its id.
    pub fn get(&self, id: &str) -> Option<&Arc<Scenario>> {
        self.scenarios.iter().find(|scenario| scenario.file.id == id)
    }

    /// The ids of all playable scenarios.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.scenarios.iter().map(|scenario| scenario.file.id.as_str())
    }

    /// The scenarios of a language, by its code; of every language where that is empty.
    pub fn in_language<'a>(&'a self, language: &'a str) -> impl Iterator<Item = &'a Scenario> {
        let speaks = move |scenario: &&Scenario| language.is_empty() || scenario.file.language == language;
        self.scenarios.iter().map(AsRef::as_ref).filter(speaks)
    }

    /// The languages of the scenarios, by their codes.
    pub fn languages(&self) -> BTreeSet<&str> {
        self.scenarios.iter().map(|scenario| scenario.file.language.as_str()).collect()
    }

    /// Files that cannot be played.
    pub fn broken(&self) -> impl Iterator<Item = &Checked> {
        self.checked.iter().filter(|checked| checked.is_broken())
    }
}

/// A file of a rubric pack.
struct PackFile {
    pack: usize,
    inside: String,
    name: String,
    bytes: Vec<u8>,
}

impl PackFile {
    fn as_source(&self) -> RubricSource<'_> {
        RubricSource { pack: self.pack, path: &self.inside, name: &self.name, bytes: &self.bytes }
    }
}

/// The shipped rubric with the packs of these folders laid over it, and what is wrong with the packs.
///
/// # Errors
/// A folder or file that cannot be read.
pub fn open_rubric(folders: &[PathBuf]) -> Result<(Arc<Rubric>, Vec<Checked>), Unreadable> {
    let mut files = Vec::new();
    for (index, folder) in folders.iter().enumerate() {
        for path in ron_files(folder)? {
            let inside = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let (pack, name, bytes) = (index + 1, path.display().to_string(), read_limited(&path)?);
            files.push(PackFile { pack, inside, name, bytes });
        }
    }
    if files.is_empty() {
        return Ok((rubric::standard().clone(), Vec::new()));
    }
    let packs: Vec<RubricSource<'_>> = files.iter().map(PackFile::as_source).collect();
    let sources: Vec<RubricSource<'_>> = rubric::sources().into_iter().chain(packs.iter().copied()).collect();
    let (rubric, mut problems) = Rubric::compile(&sources);
    problems.extend(rubric.check_examples(&packs));
    let mut checked = Vec::new();
    for file in &files {
        let own: Vec<Diagnostic> =
            problems.iter().filter(|problem| problem.file == file.name).cloned().collect();
        if !own.is_empty() {
            let text = String::from_utf8_lossy(&file.bytes).into_owned();
            checked.push(Checked { path: file.name.clone(), text, problems: own });
        }
    }
    Ok((Arc::new(rubric), checked))
}
