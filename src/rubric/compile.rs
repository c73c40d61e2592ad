//! From files to a rubric that finds.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::climate::ClimateSets;
use super::parts::{Parts, RubricSource, members};
use super::{
    Answer, Behaviour, BehaviourId, Check, Climate, Customer, Details, Dimension, Evidence, Example, History,
    Points, Reading,
};
use crate::source::{self, Diagnostic, Origin, Path};
use crate::text::{Classes, Matcher, MatcherBuilder, SetId, Text};

/// A compiled rubric. Immutable; see the module [`crate::rubric`].
#[derive(Clone, Debug)]
pub struct Rubric {
    entries: Vec<Entry>,
    matcher: Matcher,
    climate: ClimateSets,
    classes: Classes,
    protected: Vec<String>,
    source: RubricText,
    hash: String,
}

/// The text of all files of a rubric: all that it takes to compile the same rubric again, anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RubricText(Vec<TextFile>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextFile {
    /// See [`RubricSource::pack`].
    #[serde(default)]
    pack: usize,
    path: String,
    text: String,
}

impl TextFile {
    fn as_source(&self) -> RubricSource<'_> {
        RubricSource { pack: self.pack, path: &self.path, name: &self.path, bytes: self.text.as_bytes() }
    }
}

impl RubricText {
    fn of(sources: &[RubricSource<'_>]) -> Self {
        let file = |source: &RubricSource<'_>| TextFile {
            pack: source.pack,
            path: source.path.to_owned(),
            text: String::from_utf8_lossy(source.bytes).into_owned(),
        };
        Self(sources.iter().map(file).collect())
    }

    /// The rubric again; see [`Rubric::compile`].
    pub fn compile(&self) -> Rubric {
        let sources: Vec<RubricSource<'_>> = self.0.iter().map(TextFile::as_source).collect();
        Rubric::compile(&sources).0
    }
}

#[derive(Clone, Debug)]
struct Entry {
    id: BehaviourId,
    behaviour: Behaviour,
    checks: Vec<Check<SetId>>,
}

impl Rubric {
    /// Reads and compiles the files; see [`RubricSource::pack`] for which lies over which. Problems never stop it: what is
    /// unsound is left out and told.
    pub fn compile(sources: &[RubricSource<'_>]) -> (Rubric, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let parts = Parts::read(sources, &mut problems);
        let classes = members(&parts.classes);
        let mut builder = MatcherBuilder::new(&classes, &parts.protected);
        let climate = climate_sets(&mut builder, &parts, &mut problems);
        let known: BTreeSet<&str> = parts.behaviours.keys().map(BehaviourId::as_ref).collect();
        let mut entries = Vec::new();
        for (id, (behaviour, origin)) in &parts.behaviours {
            check_figures(behaviour, origin, &known, &mut problems);
            if let Some(checks) = compile_checks(behaviour, origin, &mut builder, &mut problems) {
                entries.push(Entry { id: id.clone(), behaviour: behaviour.clone(), checks });
            }
        }
        // Checks that ask about other behaviours run after those; the order is otherwise that of the ids.
        entries.sort_by_key(|entry| entry.checks.iter().any(Check::comes_last));
        let rubric = Rubric {
            entries,
            matcher: builder.build(),
            climate,
            classes,
            protected: parts.protected,
            source: RubricText::of(sources),
            hash: hash(sources),
        };
        problems.sort();
        (rubric, problems)
    }

    /// Every example of every behaviour that does not do what its file says, as problems.
    pub fn check_examples(&self, sources: &[RubricSource<'_>]) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        let parts = Parts::read(sources, &mut Vec::new());
        for (id, (behaviour, origin)) in &parts.behaviours {
            for (field, examples, wanted) in
                [("hits", &behaviour.hits, true), ("misses", &behaviour.misses, false)]
            {
                for (index, example) in examples.iter().enumerate() {
                    if self.shows(id, example) != wanted {
                        let message = if wanted {
                            format!("`{id}` is not found in this reply, which is to show it")
                        } else {
                            format!("`{id}` is found in this reply, which is not to show it")
                        };
                        let path = Path::root().field(field).index(index);
                        problems.push(origin.error(&path, "R006", message, None));
                    }
                }
            }
        }
        problems
    }

    /// Whether an example shows a behaviour.
    fn shows(&self, id: &BehaviourId, example: &Example) -> bool {
        let customer = self.customer(&example.customer);
        let heard: Vec<Answer> = example.heard.iter().map(|&span| Answer { index: 0, span }).collect();
        self.find(&Text::read(&example.reply), &customer, History::default(), &heard, &heard)
            .iter()
            .any(|(index, evidence)| self.id(*index) == id && !evidence.is_empty())
    }

    /// The customer's message, read once for all replies to it.
    pub fn customer(&self, message: &str) -> Customer {
        let text = Text::read(message);
        let hits = self.matcher.scan(&text);
        let climate = self.climate.read(&text, &hits);
        let details = Details::of(&text);
        Customer { text, hits, details, climate }
    }

    /// Every behaviour found in a reply, by its index, with all its evidence in the order of the text.
    pub fn find(
        &self,
        text: &Text,
        customer: &Customer,
        history: History,
        answers: &[Answer],
        breaches: &[Answer],
    ) -> Vec<(usize, Vec<Evidence>)> {
        let hits = self.matcher.scan(text);
        let reading = Reading { text, hits: &hits, customer, history, answers, breaches };
        let mut found: Vec<(usize, Vec<Evidence>)> = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let called_for = entry.behaviour.when.is_empty()
                || entry.behaviour.when.iter().any(|climate: &Climate| customer.climate.contains(climate));
            if !called_for {
                continue;
            }
            let others = Others { rubric: self, found: &found };
            let mut evidence: Vec<Evidence> =
                entry.checks.iter().flat_map(|check| check.find(&reading, &others)).collect();
            evidence.sort_unstable();
            merge(&mut evidence);
            if !evidence.is_empty() {
                found.push((index, evidence));
            }
        }
        found
    }

    /// How many behaviours it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All behaviours with their ids, in an order of no meaning that never changes.
    pub fn behaviours(&self) -> impl Iterator<Item = (&BehaviourId, &Behaviour)> {
        self.entries.iter().map(|entry| (&entry.id, &entry.behaviour))
    }

    /// A behaviour by its id.
    pub fn get(&self, id: &str) -> Option<&Behaviour> {
        self.entries.iter().find(|entry| entry.id.as_str() == id).map(|entry| &entry.behaviour)
    }

    /// A behaviour by its index, as [`Rubric::find`] gives it.
    pub fn behaviour(&self, index: usize) -> &Behaviour {
        &self.entries[index].behaviour
    }

    /// An id by its index.
    pub fn id(&self, index: usize) -> &BehaviourId {
        &self.entries[index].id
    }

    /// BLAKE3 over the names and contents of all files, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// What it was compiled from.
    pub fn source(&self) -> &RubricText {
        &self.source
    }

    /// The members of a word class, each a word or several, as they are read.
    pub fn class(&self, name: &str) -> Option<&[String]> {
        self.classes.get(name).map(Vec::as_slice)
    }

    /// The names of all word classes, in order.
    pub fn class_names(&self) -> impl Iterator<Item = &str> {
        self.classes.keys().map(String::as_str)
    }

    /// Whether patterns may name this word class.
    pub fn has_class(&self, name: &str) -> bool {
        self.classes.contains_key(name)
    }

    /// A builder for other patterns that may use this rubric's word classes.
    pub fn pattern_builder(&self) -> MatcherBuilder {
        MatcherBuilder::new(&self.classes, &self.protected)
    }
}

/// What has been found so far, for checks that ask about it.
pub(super) struct Others<'a> {
    rubric: &'a Rubric,
    found: &'a [(usize, Vec<Evidence>)],
}

impl Others<'_> {
    /// All evidence of a behaviour.
    pub fn of(&self, id: &str) -> impl Iterator<Item = Evidence> {
        let of_id = |entry: &&(usize, Vec<Evidence>)| self.rubric.id(entry.0).as_str() == id;
        self.found.iter().find(of_id).into_iter().flat_map(|(_, evidence)| evidence.iter().copied())
    }

    /// Whether anything raises a dimension.
    pub fn raises(&self, dimension: Dimension) -> bool {
        self.found.iter().any(|(index, _)| self.rubric.behaviour(*index).points.get(dimension) > 0)
    }
}

/// Overlapping evidence of one behaviour is one occurrence.
fn merge(evidence: &mut Vec<Evidence>) {
    evidence.dedup_by(|later, earlier| match (later, earlier) {
        (Evidence::At(later), Evidence::At(earlier)) if earlier.overlaps(*later) => {
            *earlier = earlier.join(*later);
            true
        }
        (later, earlier) => later == earlier,
    });
}

fn climate_sets(builder: &mut MatcherBuilder, parts: &Parts, problems: &mut Vec<Diagnostic>) -> ClimateSets {
    let mut set = |patterns: &Vec<String>, field: &'static str| {
        builder.set(patterns).unwrap_or_else(|(index, error)| {
            let path = Path::root().field(field).index(index);
            problems.extend(
                parts
                    .climate_origin
                    .iter()
                    .map(|origin| origin.error(&path, "R002", error.to_string(), None)),
            );
            builder.set(&[]).expect("an empty set has no unsound pattern")
        })
    };
    let file = &parts.climate;
    ClimateSets {
        angry: set(&file.angry, "angry"),
        abusive: set(&file.abusive, "abusive"),
        worried: set(&file.worried, "worried"),
        complaining: set(&file.complaining, "complaining"),
        content: set(&file.content, "content"),
    }
}

fn check_figures(
    behaviour: &Behaviour,
    origin: &Origin,
    known: &BTreeSet<&str>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut problem = |path: Path, code, message: String, help: Option<String>| {
        problems.push(origin.error(&path, code, message, help));
    };
    for dimension in super::Dimension::ALL {
        if behaviour.points.get(dimension).abs() > i32::from(Points::MOST) {
            let message = format!("{} points are out of range", behaviour.points.get(dimension));
            let help = format!("use a whole number from -{0} to {0}", Points::MOST);
            problem(Path::root().field("points").field(dimension.key()), "R001", message, Some(help));
        }
    }
    if !(1..=3).contains(&behaviour.counts) {
        problem(Path::root().field("counts"), "R001", "`counts` is a whole number from 1 to 3".into(), None);
    }
    for (index, check) in behaviour.look_for.iter().enumerate() {
        for id in check.asks_about() {
            if !known.contains(id.as_str()) {
                let nearest = source::nearest(id, known.iter().copied());
                let help = nearest.map(|near| format!("did you mean `{near}`?"));
                problem(
                    Path::root().field("look_for").index(index),
                    "R003",
                    format!("no behaviour is called `{id}`"),
                    help,
                );
            }
        }
    }
    if behaviour.look_for.is_empty() {
        problem(
            Path::root().field("look_for"),
            "R004",
            "nothing is looked for, so it can never be found".into(),
            None,
        );
    }
}

fn compile_checks(
    behaviour: &Behaviour,
    origin: &Origin,
    builder: &mut MatcherBuilder,
    problems: &mut Vec<Diagnostic>,
) -> Option<Vec<Check<SetId>>> {
    let mut checks = Vec::new();
    for (index, check) in behaviour.look_for.iter().enumerate() {
        match check.map(|patterns: &Vec<String>| {
            builder.set(patterns).map_err(|(at, error)| (patterns[at].clone(), error))
        }) {
            Ok(check) => checks.push(check),
            Err((pattern, error)) => {
                let path = Path::root().field("look_for").index(index);
                let message = format!("in the pattern \"{pattern}\": {error}");
                problems.push(origin.error(&path, "R002", message, None));
            }
        }
    }
    (checks.len() == behaviour.look_for.len()).then_some(checks)
}

fn hash(sources: &[RubricSource<'_>]) -> String {
    let files: BTreeMap<(usize, &str), &[u8]> =
        sources.iter().map(|source| ((source.pack, source.path), source.bytes)).collect();
    let mut hasher = blake3::Hasher::new();
    for ((_, path), bytes) in files {
        hasher.update(&(path.len() as u64).to_le_bytes());
        hasher.update(path.as_bytes());
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    hasher.finalize().to_hex().to_string()
}
