//! Looking for files and reading them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::Checked;
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
    // A rubric pack that lies among scenarios is no scenario.
    let packs: Vec<PathBuf> = files
        .iter()
        .filter(|path| path.ends_with(PACK))
        .filter_map(|path| path.parent())
        .map(Path::to_owned)
        .collect();
    files.retain(|path| {
        let inside = path.strip_prefix(folder).unwrap_or(path);
        !inside.components().any(|part| part.as_os_str() == SHARED)
            && !inside.ends_with(SETTINGS)
            && !packs.iter().any(|pack| path.starts_with(pack))
    });
    Ok(ScenarioFiles { paths: files, refused: links.iter().map(|path| refused_link(path)).collect() })
}

/// The file that makes a folder a rubric pack.
const PACK: &str = "pack.ron";

/// The folder with what scenarios share.
pub(super) const SHARED: &str = "shared";

/// The file with a project's own severities.
pub const SETTINGS: &str = "lint.ron";

pub(super) fn refused_link(path: &Path) -> Checked {
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

/// RON files and links below a folder, each sorted.
#[derive(Default)]
pub(super) struct Found {
    pub files: Vec<PathBuf>,
    pub links: Vec<PathBuf>,
}

/// All RON files of a folder and the folders in it, sorted. Links are left out.
///
/// # Errors
/// When a folder cannot be read.
pub fn ron_files(folder: &Path) -> Result<Vec<PathBuf>, Unreadable> {
    Ok(find_ron(folder)?.files)
}

pub(super) fn find_ron(folder: &Path) -> Result<Found, Unreadable> {
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
    let limit = MAX_BYTES as u64 + 1;
    let read = fs::File::open(path).and_then(|file| {
        let length = file.metadata().map_or(0, |known| known.len()).min(limit);
        // One more than there is, so that its end is seen without growing.
        bytes.reserve_exact(length as usize + 1);
        file.take(limit).read_to_end(&mut bytes)
    });
    read.map_err(|error| Unreadable { path: path.to_owned(), error })?;
    Ok(bytes)
}
