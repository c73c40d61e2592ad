//! Which scenarios there are: the shipped ones and those in folders. The only place that looks for scenario files.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use crate::rubric::{self, Rubric, RubricSource};
use crate::scenario::{self, Scenario, Shared, SharedFile};
use crate::source::{Diagnostic, MAX_BYTES, Place, Severity};

/// A file or folder that cannot be read.
#[derive(Debug, Error)]
#[error("cannot read {path}: {error}; check that it exists and that you may read it", path = path.display())]
pub struct Unreadable {
    /// Which.
    pub path: PathBuf,
    /// What the system says.
    pub error: io::Error,
}

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

    /// Files that cannot be played.
    pub fn broken(&self) -> impl Iterator<Item = &Checked> {
        self.checked.iter().filter(|checked| checked.is_broken())
    }
}

/// The scenario files of a folder.
#[derive(Debug, Default)]
pub struct ScenarioFiles {
    /// Sorted. Shared files and a project's own settings are not among them.
    pub paths: Vec<PathBuf>,
    /// Links, which are not followed: what they lead to may lie anywhere.
    pub refused: Vec<Checked>,
}

/// The scenario files of a folder and the folders in it.
///
/// # Errors
/// When a folder cannot be read.
pub fn scenario_files(folder: &Path) -> Result<ScenarioFiles, Unreadable> {
    let Found { mut files, links } = find_ron(folder)?;
    let is_scenario = |path: &PathBuf| {
        let inside = path.strip_prefix(folder).unwrap_or(path);
        !inside.components().any(|part| part.as_os_str() == SHARED) && !inside.ends_with(SETTINGS)
    };
    files.retain(is_scenario);
    Ok(ScenarioFiles { paths: files, refused: links.iter().map(|path| refused_link(path)).collect() })
}

/// The folder with what scenarios share.
const SHARED: &str = "shared";

/// The file with a project's own severities.
pub const SETTINGS: &str = "lint.ron";

fn refused_link(path: &Path) -> Checked {
    let problem = Diagnostic {
        code: "V028",
        severity: Severity::Error,
        file: path.display().to_string(),
        place: Place::START,
        message: "this is a link, and links are not followed".into(),
        help: Some("put the file itself here".into()),
    };
    Checked { path: path.display().to_string(), text: String::new(), problems: vec![problem] }
}

/// The `shared` folders of a library, each read once.
#[derive(Debug, Default)]
pub struct SharedFolders {
    read: BTreeMap<PathBuf, Shared>,
    none: Shared,
}

impl SharedFolders {
    /// What a scenario file shares: the folder `shared` beside it, or else beside its folder. Problems of shared files
    /// are added to `checked` when their folder is first read.
    pub fn beside(&mut self, scenario: &Path, checked: &mut Vec<Checked>) -> &Shared {
        let here = scenario.parent().unwrap_or(Path::new(""));
        let above = here.parent().filter(|_| here.file_name().is_some());
        let folder = [Some(here), above].into_iter().flatten().map(|folder| folder.join(SHARED));
        let is_folder = |folder: &PathBuf| self.read.contains_key(folder) || is_real_folder(folder);
        match { folder }.find(is_folder) {
            Some(folder) => self.read.entry(folder.clone()).or_insert_with(|| read_shared(&folder, checked)),
            None => &self.none,
        }
    }
}

/// Whether it is a folder and no link to one.
fn is_real_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

fn read_shared(folder: &Path, checked: &mut Vec<Checked>) -> Shared {
    let mut files = Vec::new();
    match find_ron(folder) {
        Ok(found) => {
            checked.extend(found.links.iter().map(|path| refused_link(path)));
            for path in found.files {
                match read_limited(&path) {
                    Ok(bytes) => {
                        let inside = path.strip_prefix(folder).unwrap_or(&path).with_extension("");
                        let key = inside.to_string_lossy().replace('\\', "/");
                        files.push(SharedFile { name: path.display().to_string(), key, bytes });
                    }
                    Err(unreadable) => eprintln!("{unreadable}"),
                }
            }
        }
        Err(unreadable) => eprintln!("{unreadable}"),
    }
    let (shared, problems) = Shared::read(&files);
    for file in files {
        let own: Vec<Diagnostic> =
            problems.iter().filter(|problem| problem.file == file.name).cloned().collect();
        if !own.is_empty() {
            let text = String::from_utf8_lossy(&file.bytes).into_owned();
            checked.push(Checked { path: file.name, text, problems: own });
        }
    }
    shared
}

/// RON files and links below a folder, each sorted.
#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    links: Vec<PathBuf>,
}

/// All RON files of a folder and the folders in it, sorted. Links are left out.
///
/// # Errors
/// When a folder cannot be read.
pub fn ron_files(folder: &Path) -> Result<Vec<PathBuf>, Unreadable> {
    Ok(find_ron(folder)?.files)
}

fn find_ron(folder: &Path) -> Result<Found, Unreadable> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |error| Unreadable { path, error }
    };
    let mut found = Found::default();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).map_err(unreadable(&next))? {
            let entry = entry.map_err(unreadable(&next))?;
            let path = entry.path();
            let kind = entry.file_type().map_err(unreadable(&path))?;
            let is_ron = path.extension().is_some_and(|ending| ending == "ron");
            if kind.is_symlink() {
                if is_ron || path.is_dir() {
                    found.links.push(path);
                }
            } else if kind.is_dir() {
                folders.push(path);
            } else if is_ron {
                found.files.push(path);
            }
        }
    }
    found.files.sort();
    found.links.sort();
    Ok(found)
}

/// A file's bytes, or the first so many of a file that is too large for a scenario, which reading will then say.
///
/// # Errors
/// When it cannot be opened or read.
pub fn read_limited(path: &Path) -> Result<Vec<u8>, Unreadable> {
    use io::Read as _;
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes));
    read.map_err(|error| Unreadable { path: path.to_owned(), error })?;
    Ok(bytes)
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
