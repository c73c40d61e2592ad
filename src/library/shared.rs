//! The folders with what scenarios share.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::Checked;
use super::files::{SHARED, find_ron, read_limited, refused_link};
use crate::scenario::{Shared, SharedFile};
use crate::source::Diagnostic;

/// The `shared` folders of a library, each read once.
#[derive(Debug, Default)]
pub struct SharedFolders {
    read: BTreeMap<PathBuf, Shared>,
    /// The `shared` folder of each folder of scenarios, if it has one.
    of: BTreeMap<PathBuf, Option<PathBuf>>,
    none: Shared,
}

impl SharedFolders {
    /// Reads a `shared` folder that somebody names; gives how many files it holds.
    pub fn read(&mut self, folder: &Path, checked: &mut Vec<Checked>) -> usize {
        let count = find_ron(folder).map_or(0, |found| found.files.len());
        if !self.read.contains_key(folder) {
            self.read.insert(folder.to_owned(), read_shared(folder, checked));
        }
        count
    }

    /// What a scenario file shares: the folder `shared` beside it, or else beside its folder. Problems of shared files
    /// are added to `checked` when their folder is first read.
    pub fn beside(&mut self, scenario: &Path, checked: &mut Vec<Checked>) -> &Shared {
        let here = scenario.parent().unwrap_or(Path::new(""));
        if !self.of.contains_key(here) {
            let above = here.parent().filter(|_| here.file_name().is_some());
            let mut folders = [Some(here), above].into_iter().flatten().map(|folder| folder.join(SHARED));
            let found = folders.find(|folder| is_real_folder(folder));
            if let Some(folder) = &found
                && !self.read.contains_key(folder)
            {
                self.read.insert(folder.clone(), read_shared(folder, checked));
            }
            self.of.insert(here.to_owned(), found);
        }
        self.of[here].as_ref().and_then(|folder| self.read.get(folder)).unwrap_or(&self.none)
    }
}

/// The `shared` folder that a path leads into, if it does.
pub fn shared_folder(path: &Path) -> Option<PathBuf> {
    const KINDS: [&str; 3] = ["companies", "policies", "personas"];
    let holds_kinds = |folder: &Path| KINDS.iter().any(|kind| folder.join(kind).is_dir());
    let leads_in = |folder: &&Path| {
        let inside = path.strip_prefix(folder).unwrap_or(path);
        let first = inside.components().next();
        folder.file_name().is_some_and(|name| name == SHARED)
            && match first {
                None => holds_kinds(folder),
                Some(first) => KINDS.iter().any(|kind| first.as_os_str() == *kind),
            }
    };
    path.ancestors().find(leads_in).map(Path::to_owned)
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
