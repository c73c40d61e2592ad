//! The files of a rubric and of the packs laid over it, read and put together.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Behaviour, BehaviourId, ClimateFile, Points};
use crate::source::{self, Diagnostic, Origin, Path};
use crate::text::{Classes, noun_forms, verb_forms};

/// One file of a rubric.
#[derive(Clone, Copy, Debug)]
pub struct RubricSource<'a> {
    /// Which rubric it belongs to: 0 for the shipped one, then the packs laid over it, the later over the earlier.
    pub pack: usize,
    /// Its path inside that rubric: `empathy/names-the-feeling.ron`, `classes/feeling.ron`, `climate.ron`.
    pub path: &'a str,
    /// Its name in messages.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// A word class as its author writes it; the forms of verbs and nouns are derived.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ClassFile {
    /// Members as they are, each a word or several.
    words: Vec<String>,
    /// Verbs in their base form.
    verbs: Vec<String>,
    /// Nouns in the singular.
    nouns: Vec<String>,
    /// Other classes whose members belong to this one too.
    classes: Vec<String>,
}

/// Real words that must not be taken for misspelt cues: `protected.ron`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ProtectedFile {
    words: Vec<String>,
}

/// What a pack does to behaviours that it does not define: `pack.ron`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct PackFile {
    /// Behaviours that are not looked for.
    off: Vec<String>,
}

/// What a rubric is made of once its files are read, before anything is compiled.
#[derive(Default)]
pub(super) struct Parts {
    pub classes: BTreeMap<String, ClassFile>,
    pub climate: ClimateFile,
    pub climate_origin: Option<Origin>,
    pub protected: Vec<String>,
    pub behaviours: BTreeMap<BehaviourId, (Behaviour, Origin)>,
}

impl Parts {
    /// Reads the files, those of later packs over those of earlier ones. The order of the files of one pack changes
    /// nothing.
    pub fn read(sources: &[RubricSource<'_>], problems: &mut Vec<Diagnostic>) -> Self {
        let mut sources = sources.to_vec();
        sources.sort_by_key(|source| source.pack);
        let mut parts = Self::default();
        for pack in sources.chunk_by(|one, other| one.pack == other.pack) {
            parts.lay_over(pack, problems);
        }
        parts
    }

    fn lay_over(&mut self, pack: &[RubricSource<'_>], problems: &mut Vec<Diagnostic>) {
        for (behaviour, _) in self.behaviours.values_mut() {
            behaviour.given = behaviour.points;
        }
        let mut points: Vec<(BTreeMap<String, Points>, Origin)> = Vec::new();
        let mut switches: Vec<(PackFile, Origin)> = Vec::new();
        for source in pack {
            let (folder, file) = source.path.rsplit_once('/').unwrap_or(("", source.path));
            let name = file.strip_suffix(".ron").unwrap_or(file).to_owned();
            match (folder, name.as_str()) {
                ("", "climate") => {
                    if let Some((climate, origin)) = load(source, problems) {
                        self.climate = climate;
                        self.climate_origin = Some(origin);
                    }
                }
                ("", "protected") => {
                    let file = load::<ProtectedFile>(source, problems).map(|(file, _)| file.words);
                    self.protected.extend(file.unwrap_or_default());
                }
                ("", "pack") => switches.extend(load(source, problems)),
                ("", "points") => points.extend(load(source, problems)),
                ("classes", _) => {
                    if let Some((class, _)) = load(source, problems) {
                        self.classes.insert(name, class);
                    }
                }
                _ => {
                    if let Some((mut behaviour, origin)) = load::<Behaviour>(source, problems) {
                        behaviour.given = behaviour.points;
                        self.behaviours.insert(BehaviourId::from(name), (behaviour, origin));
                    }
                }
            }
        }
        for (points, origin) in points {
            self.re_point(points, &origin, problems);
        }
        for (switches, origin) in switches {
            self.switch_off(&switches.off, &origin, problems);
        }
    }

    fn re_point(
        &mut self,
        points: BTreeMap<String, Points>,
        origin: &Origin,
        problems: &mut Vec<Diagnostic>,
    ) {
        for (id, points) in points {
            let path = Path::root().field(id.clone());
            match self.behaviours.get_mut(&BehaviourId::from(id.clone())) {
                Some((behaviour, _)) if points.in_range() => behaviour.points = points,
                Some(_) => {
                    let message = format!("the points of `{id}` are out of range");
                    let help = format!("use whole numbers from -{0} to {0}", Points::MOST);
                    problems.push(origin.error(&path, "R001", message, Some(help)));
                }
                None => problems.push(self.unknown(origin, &path, &id)),
            }
        }
    }

    fn switch_off(&mut self, off: &[String], origin: &Origin, problems: &mut Vec<Diagnostic>) {
        for (index, id) in off.iter().enumerate() {
            if !self.behaviours.contains_key(&BehaviourId::from(id.clone())) {
                problems.push(self.unknown(origin, &Path::root().field("off").index(index), id));
            }
        }
        self.behaviours.retain(|id, _| !off.iter().any(|off| off == id.as_str()));
        for (behaviour, _) in self.behaviours.values_mut() {
            behaviour.look_for.iter_mut().for_each(|check| check.forget(off));
        }
    }

    fn unknown(&self, origin: &Origin, path: &Path, id: &str) -> Diagnostic {
        let near = source::nearest(id, self.behaviours.keys().map(BehaviourId::as_str));
        let help = near.map(|near| format!("did you mean `{near}`?"));
        origin.error(path, "R003", format!("no behaviour is called `{id}`"), help)
    }
}

fn load<T: DeserializeOwned>(
    source: &RubricSource<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<(T, Origin)> {
    let loaded = source::load::<T>(source.name, source.bytes);
    problems.extend(loaded.problems);
    let origin = loaded.origin;
    loaded.value.map(|value| (value, origin))
}

/// Members of every class, included classes and derived forms and all.
pub(super) fn members(files: &BTreeMap<String, ClassFile>) -> Classes {
    files.keys().map(|name| (name.clone(), members_of(name, files, &mut BTreeSet::new()))).collect()
}

fn members_of(name: &str, files: &BTreeMap<String, ClassFile>, seen: &mut BTreeSet<String>) -> Vec<String> {
    let Some(file) = files.get(name) else { return Vec::new() };
    if !seen.insert(name.to_owned()) {
        return Vec::new();
    }
    let mut members = file.words.clone();
    members.extend(file.verbs.iter().flat_map(|verb| verb_forms(verb)));
    members.extend(file.nouns.iter().flat_map(|noun| noun_forms(noun)));
    for class in &file.classes {
        members.extend(members_of(class, files, seen));
    }
    members.sort();
    members.dedup();
    members
}
