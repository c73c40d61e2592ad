//! Checking many files: each by itself, and what only shows between them.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use foldhash::fast::FixedState;

use super::files::{SETTINGS, read_limited, scenario_files};
use super::{Checked, SharedFolders, Unreadable, open_rubric};
use crate::lint::{self, Settings, Tier};
use crate::rubric::Rubric;
use crate::scenario::{self, Scenario};
use crate::source::{self, Origin, Path as Place};

/// Checks files one after the other and keeps only what it has to tell.
#[derive(Debug)]
pub struct Checker<'a> {
    rubric: &'a Rubric,
    tier: Tier,
    shared: SharedFolders,
    /// By folder of scenarios.
    settings: BTreeMap<PathBuf, Settings>,
    checked: Vec<Checked>,
    count: usize,
    seen: HashSet<PathBuf, FixedState>,
    ids: BTreeMap<String, Vec<Known>>,
    returns: Vec<Return>,
}

/// A scenario that was checked, as far as others may have to do with it.
#[derive(Debug)]
struct Known {
    path: String,
    endings: Vec<String>,
}

/// A customer who returns from another scenario.
#[derive(Debug)]
struct Return {
    path: String,
    from: String,
    /// The ending remembered in each place: of which memory, which of its endings.
    endings: Vec<(String, usize, usize)>,
}

impl<'a> Checker<'a> {
    /// Nothing checked yet; rules up to a tier will be tried.
    pub fn new(rubric: &'a Rubric, tier: Tier) -> Self {
        Self {
            rubric,
            tier,
            shared: SharedFolders::default(),
            settings: BTreeMap::new(),
            checked: Vec::new(),
            count: 0,
            seen: HashSet::default(),
            ids: BTreeMap::new(),
            returns: Vec::new(),
        }
    }

    /// A scenario.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn file(&mut self, path: &Path) -> Result<(), Unreadable> {
        // Named twice, as a file and with its folder, it is still one file.
        let plain = path.strip_prefix(".").unwrap_or(path);
        if !self.seen.insert(plain.to_owned()) {
            return Ok(());
        }
        let bytes = read_limited(path)?;
        self.count += 1;
        let name = path.display().to_string();
        let shared = self.shared.beside(path, &mut self.checked);
        let (scenario, mut problems) = scenario::read(&name, &bytes, shared, self.rubric);
        if let Some(scenario) = scenario {
            let settings = self.settings_for(path);
            problems.extend(lint::lint(&scenario, self.rubric, &settings, self.tier));
            problems.sort();
            self.remember(&scenario);
        }
        if !problems.is_empty() {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            self.checked.push(Checked { path: name, text, problems });
        }
        Ok(())
    }

    /// All scenarios of a folder. One that goes away in the meantime is told like any that cannot be read.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn folder(&mut self, folder: &Path) -> Result<(), Unreadable> {
        let found = scenario_files(folder)?;
        for path in &found.paths {
            self.file(path)?;
        }
        self.checked.extend(found.refused);
        Ok(())
    }

    /// A folder of shared files.
    pub fn shared(&mut self, folder: &Path) {
        self.count += self.shared.read(folder, &mut self.checked);
    }

    /// A rubric pack of so many files.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn pack(&mut self, folder: &Path, files: usize) -> Result<(), Unreadable> {
        self.count += files;
        self.checked.extend(open_rubric(&[folder.to_owned()])?.1);
        Ok(())
    }

    /// How many files were checked, and those with problems, in the order of their names.
    pub fn finish(mut self) -> (usize, Vec<Checked>) {
        let mut found = Vec::new();
        for (id, known) in self.ids.iter().filter(|(_, known)| known.len() > 1) {
            for (index, one) in known.iter().enumerate() {
                let others = known.iter().enumerate().filter(|(at, _)| *at != index);
                let others: Vec<&str> = others.map(|(_, other)| other.path.as_str()).collect();
                let message = format!("the id `{id}` is also that of {}", others.join(" and "));
                let help =
                    "give one of them another id; attempts and commands name a scenario by it".to_owned();
                found.push((one.path.clone(), Place::root().field("id"), "V029", message, Some(help)));
            }
        }
        for Return { path, from, endings } in &self.returns {
            let Some(known) = self.ids.get(from).and_then(|known| known.last()) else { continue };
            for (ending, memory, number) in
                endings.iter().filter(|(ending, ..)| !known.endings.contains(ending))
            {
                let near = source::nearest(ending, known.endings.iter().map(String::as_str));
                let place = Place::root().field("returns").field("remembers").index(*memory);
                let place = place.field("endings").index(*number);
                let message = format!("`{from}` has no ending called `{ending}`");
                let help = near.map(|near| format!("did you mean `{near}`?"));
                found.push((path.clone(), place, "V030", message, help));
            }
        }
        for (path, place, code, message, help) in found {
            self.add(path, &place, code, message, help);
        }
        self.checked.sort_by(|a, b| a.path.cmp(&b.path));
        (self.count, self.checked)
    }

    /// Adds a problem of a file that was checked before. It is read again: nothing of it was kept.
    fn add(
        &mut self,
        path: String,
        place: &Place,
        code: &'static str,
        message: String,
        help: Option<String>,
    ) {
        let bytes = read_limited(Path::new(&path)).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let problem = Origin::new(path.clone(), text.clone()).error(place, code, message, help);
        match self.checked.iter_mut().find(|checked| checked.path == path) {
            Some(checked) => {
                checked.problems.push(problem);
                checked.problems.sort();
            }
            None => self.checked.push(Checked { path, text, problems: vec![problem] }),
        }
    }

    fn remember(&mut self, scenario: &Scenario) {
        let file = &scenario.file;
        self.ids.entry(file.id.clone()).or_default().push(Known {
            path: scenario.path.clone(),
            endings: file.endings.iter().map(|ending| ending.id.clone()).collect(),
        });
        if let Some(returns) = &file.returns {
            let memories = returns.remembers.iter().enumerate();
            let endings = memories.flat_map(|(memory, content)| {
                let endings = content.endings.iter().enumerate();
                endings.map(move |(number, ending)| (ending.clone(), memory, number))
            });
            self.returns.push(Return {
                path: scenario.path.clone(),
                from: returns.from.clone(),
                endings: endings.collect(),
            });
        }
    }

    /// The settings beside a scenario, or beside its folder.
    fn settings_for(&mut self, scenario: &Path) -> Settings {
        let here = scenario.parent().unwrap_or(Path::new(""));
        if !self.settings.contains_key(here) {
            let above = here.parent().filter(|_| here.file_name().is_some());
            let read = |folder: &Path| {
                let path = folder.join(SETTINGS);
                Some((read_limited(&path).ok()?, path.display().to_string()))
            };
            let settings = [Some(here), above].into_iter().flatten().find_map(read).map(|(bytes, name)| {
                let (settings, problems) = Settings::read(&name, &bytes);
                if !problems.is_empty() {
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    self.checked.push(Checked { path: name, text, problems });
                }
                settings
            });
            self.settings.insert(here.to_owned(), settings.unwrap_or_default());
        }
        self.settings[here].clone()
    }
}
