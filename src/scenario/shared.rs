//! Files that scenarios share: companies, policies and personas, each found by its id.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::file::{Article, Customer, FORMAT, Policy, ScenarioFile};
use crate::source::{self, Diagnostic, Origin, Path, Place, Severity};

/// A company as several scenarios know it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename = "Company", deny_unknown_fields)]
pub struct Company {
    /// Always 1.
    pub format: u32,
    /// Another company that this one is like, by id.
    #[serde(default)]
    pub extends: Option<String>,
    /// Its name, in a few words.
    #[serde(default)]
    pub name: String,
    /// Facts that every agent there knows.
    #[serde(default)]
    pub facts: Vec<String>,
    /// Help articles.
    #[serde(default)]
    pub articles: Vec<Article>,
}

/// A policy as several scenarios know it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename = "SharedPolicy", deny_unknown_fields)]
pub struct SharedPolicy {
    /// Always 1.
    pub format: u32,
    /// Another policy that this one adds to, by id.
    #[serde(default)]
    pub extends: Option<String>,
    /// What it says.
    #[serde(default)]
    pub policy: Policy,
}

/// A customer as several scenarios know them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename = "Persona", deny_unknown_fields)]
pub struct Persona {
    /// Always 1.
    pub format: u32,
    /// Another persona that this one is like, by id.
    #[serde(default)]
    pub extends: Option<String>,
    /// Who they are.
    #[serde(default)]
    pub customer: Customer,
}

/// One shared file before it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedFile {
    /// As the user would name it.
    pub name: String,
    /// Its kind and id, as `personas/kofi`.
    pub key: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The shared files of one folder, read.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    companies: BTreeMap<String, Entry<Company>>,
    policies: BTreeMap<String, Entry<SharedPolicy>>,
    personas: BTreeMap<String, Entry<Persona>>,
}

#[derive(Clone, Debug)]
struct Entry<T> {
    /// `None` where the file has problems.
    value: Option<T>,
    origin: Origin,
    file: SharedFile,
    hash: blake3::Hash,
}

/// What of the shared files a scenario uses: taken into its hash, and kept so that it can be read again without them.
pub(super) struct Used {
    pub hasher: blake3::Hasher,
    pub files: Vec<SharedFile>,
}

/// What can be shared, and extend another of its kind.
trait Sharable: DeserializeOwned + Clone {
    /// The folder, and what one of them is called.
    const KIND: (&'static str, &'static str);
    fn extends(&self) -> Option<&str>;
    fn extended(&mut self, by: Self);
}

impl Shared {
    /// Reads shared files; a file with problems stays out, and who uses it is told.
    pub fn read(files: &[SharedFile]) -> (Self, Vec<Diagnostic>) {
        let mut shared = Self::default();
        let mut problems = Vec::new();
        for file in files {
            match file.key.split_once('/') {
                Some(("companies", id)) => add(&mut shared.companies, id, file, &mut problems),
                Some(("policies", id)) => add(&mut shared.policies, id, file, &mut problems),
                Some(("personas", id)) => add(&mut shared.personas, id, file, &mut problems),
                _ => problems.push(Diagnostic {
                    code: "V027",
                    severity: Severity::Error,
                    file: file.name.clone(),
                    place: Place::START,
                    message: "a shared file lies in `companies`, `policies` or `personas`".into(),
                    help: Some("move it there, or out of `shared`".into()),
                }),
            }
        }
        check_chains(&shared.companies, &mut problems);
        check_chains(&shared.policies, &mut problems);
        check_chains(&shared.personas, &mut problems);
        (shared, problems)
    }

    /// Fills a scenario's gaps with what it uses, and tells what is missing. `used` takes in all that was used.
    pub(super) fn fill(
        &self,
        file: &mut ScenarioFile,
        used: &mut Used,
        tell: &mut dyn FnMut(&'static str, String, Option<String>),
    ) {
        let uses = file.uses.clone();
        if let Some(company) = find(&self.companies, uses.company.as_deref(), "company", used, tell) {
            or(&mut file.brief.company, company.name);
            file.brief.facts.extend(company.facts);
            file.brief.articles.extend(company.articles);
        }
        if let Some(shared) = find(&self.policies, uses.policy.as_deref(), "policy", used, tell) {
            add_policy(&mut file.brief.policy, shared.policy);
        }
        if let Some(persona) = find(&self.personas, uses.persona.as_deref(), "persona", used, tell) {
            add_customer(&mut file.customer, persona.customer);
        }
    }
}

fn add<T: Sharable>(
    entries: &mut BTreeMap<String, Entry<T>>,
    id: &str,
    file: &SharedFile,
    problems: &mut Vec<Diagnostic>,
) {
    let loaded = source::load_format::<T>(&file.name, &file.bytes, FORMAT);
    let origin = loaded.origin;
    problems.extend(loaded.problems);
    let hash = blake3::hash(&file.bytes);
    if let Some(other) = entries.keys().find(|other| other.eq_ignore_ascii_case(id)) {
        let message =
            format!("there is already {} `{other}`, and a different case is no different name", T::KIND.1);
        let help = Some("give one of the files another name".to_owned());
        problems.push(origin.error(&Path::root(), "V006", message, help));
        return;
    }
    entries.insert(id.to_owned(), Entry { value: loaded.value, origin, file: file.clone(), hash });
}

/// Tells of every file that extends one that is not there, or itself by a detour.
fn check_chains<T: Sharable>(entries: &BTreeMap<String, Entry<T>>, problems: &mut Vec<Diagnostic>) {
    for (id, entry) in entries {
        let mut chain = vec![id.as_str()];
        let mut at = entry;
        while let Some(next) = at.value.as_ref().and_then(T::extends) {
            let path = Path::root().field("extends");
            if chain.contains(&next) {
                chain.push(next);
                // A file that only leads into a circle is not the one to mend.
                if next == id {
                    let message = format!("this goes round in a circle: {}", chain.join(", then "));
                    let help = Some("take `extends` out of one of them".to_owned());
                    problems.push(entry.origin.error(&path, "V026", message, help));
                }
                break;
            }
            let Some(found) = entries.get(next) else {
                if chain.len() == 1 {
                    let (message, help) = absence::<T>(next, entries);
                    problems.push(entry.origin.error(&path, "V025", message, help));
                }
                break;
            };
            chain.push(next);
            at = found;
        }
    }
}

fn absence<T: Sharable>(id: &str, entries: &BTreeMap<String, Entry<T>>) -> (String, Option<String>) {
    let (folder, kind) = T::KIND;
    if id.contains(['/', '\\', '.']) {
        let message = format!("`{id}` is a path, and {kind} is named by its id alone");
        return (
            message,
            Some(format!("put the file into `shared/{folder}` and write its name without `.ron`")),
        );
    }
    let help = match source::nearest(id, entries.keys().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("make the file `shared/{folder}/{id}.ron` beside the scenario"),
    };
    (format!("there is no {} called `{id}`", kind.trim_start_matches("a ")), Some(help))
}

/// The one that a scenario uses, with all that it extends.
fn find<T: Sharable>(
    entries: &BTreeMap<String, Entry<T>>,
    id: Option<&str>,
    field: &'static str,
    used: &mut Used,
    tell: &mut dyn FnMut(&'static str, String, Option<String>),
) -> Option<T> {
    let id = id?;
    let Some(entry) = entries.get(id) else {
        let (message, help) = absence::<T>(id, entries);
        tell(field, message, help);
        return None;
    };
    let mut chain = Vec::new();
    let mut at = Some((id, entry));
    while let Some((id, entry)) = at {
        let Some(value) = entry.value.as_ref().filter(|_| !chain.contains(&id)) else {
            let message = format!("`{id}` cannot be used as it is");
            tell(field, message, Some(format!("mend {} first", entry.origin.file)));
            return None;
        };
        chain.push(id);
        used.hasher.update(entry.hash.as_bytes());
        used.files.push(entry.file.clone());
        at = match value.extends() {
            None => None,
            Some(next) => match entries.get(next) {
                Some(entry) => Some((next, entry)),
                None => {
                    let message =
                        format!("`{id}` cannot be used as it is: it extends `{next}`, which is not there");
                    tell(field, message, Some(format!("mend {} first", entry.origin.file)));
                    return None;
                }
            },
        };
    }
    let mut values = chain.iter().filter_map(|id| entries[*id].value.clone());
    let first = values.next()?;
    Some(values.fold(first, |mut value, next| {
        value.extended(next);
        value
    }))
}

fn or(own: &mut String, other: String) {
    if own.trim().is_empty() {
        *own = other;
    }
}

fn add_policy(own: &mut Policy, other: Policy) {
    own.may.extend(other.may);
    own.may_not.extend(other.may_not);
    own.goodwill = own.goodwill.take().or(other.goodwill);
}

fn add_customer(own: &mut Customer, other: Customer) {
    or(&mut own.name, other.name);
    or(&mut own.looks, other.looks);
    or(&mut own.place, other.place);
    or(&mut own.whereabouts, other.whereabouts);
    own.pronoun = own.pronoun.or(other.pronoun);
    own.mood = own.mood.or(other.mood);
    own.temperament = own.temperament.or(other.temperament);
    own.card.extend(other.card);
    own.private.extend(other.private);
    for (name, phrases) in other.voice {
        own.voice.entry(name).or_insert(phrases);
    }
}

impl Sharable for Company {
    const KIND: (&'static str, &'static str) = ("companies", "a company");

    fn extends(&self) -> Option<&str> {
        self.extends.as_deref()
    }

    fn extended(&mut self, by: Self) {
        or(&mut self.name, by.name);
        self.facts.extend(by.facts);
        self.articles.extend(by.articles);
    }
}

impl Sharable for SharedPolicy {
    const KIND: (&'static str, &'static str) = ("policies", "a policy");

    fn extends(&self) -> Option<&str> {
        self.extends.as_deref()
    }

    fn extended(&mut self, by: Self) {
        add_policy(&mut self.policy, by.policy);
    }
}

impl Sharable for Persona {
    const KIND: (&'static str, &'static str) = ("personas", "a persona");

    fn extends(&self) -> Option<&str> {
        self.extends.as_deref()
    }

    fn extended(&mut self, by: Self) {
        add_customer(&mut self.customer, by.customer);
    }
}
