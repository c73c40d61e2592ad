//! What a scenario must be beyond its syntax: names that exist, numbers in range, always somewhere to go.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{Condition, FORMAT, Rule, ScenarioFile};
use super::listening::Unsound;
use crate::rubric::Rubric;
use crate::source::{self, Diagnostic, Origin, Path};

/// Appends every problem of a file that has been read.
pub(super) fn validate(
    file: &ScenarioFile,
    origin: &Origin,
    rubric: &Rubric,
    unsound: &[Unsound],
    problems: &mut Vec<Diagnostic>,
) {
    let mut check =
        Validation { file, origin, rubric, problems, names: Names::of(file), read_flags: BTreeMap::new() };
    check.head();
    check.customer();
    check.ids();
    check.patterns(unsound);
    for (index, turn) in file.turns.iter().enumerate() {
        check.turn(index, turn);
    }
    for (index, interrupt) in file.interrupts.iter().enumerate() {
        let path = Path::root().field("interrupts").index(index);
        check.conditions(&interrupt.when, &path.field("when"));
        check.target(&interrupt.go, &path.field("go"));
    }
    for (index, id) in file.critical.iter().enumerate() {
        check.behaviour(id, &Path::root().field("critical").index(index));
    }
    check.endings();
    check.flags();
}

struct Names<'a> {
    turns: BTreeSet<&'a str>,
    endings: BTreeSet<&'a str>,
    concerns: BTreeSet<&'a str>,
    flags: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    fn of(file: &'a ScenarioFile) -> Self {
        Self {
            turns: file.turns.iter().map(|turn| turn.id.as_str()).collect(),
            endings: file.endings.iter().map(|ending| ending.id.as_str()).collect(),
            concerns: file.concerns.iter().map(|concern| concern.id.as_str()).collect(),
            flags: file
                .turns
                .iter()
                .flat_map(|turn| &turn.next)
                .flat_map(|rule| &rule.set)
                .map(String::as_str)
                .collect(),
        }
    }
}

struct Validation<'a> {
    file: &'a ScenarioFile,
    origin: &'a Origin,
    rubric: &'a Rubric,
    problems: &'a mut Vec<Diagnostic>,
    names: Names<'a>,
    /// Flags that rules ask for, with the first place that does.
    read_flags: BTreeMap<String, Path>,
}

impl<'a> Validation<'a> {
    fn error(&mut self, path: &Path, code: &'static str, message: String, help: Option<String>) {
        self.problems.push(self.origin.error(path, code, message, help));
    }

    fn warning(&mut self, path: &Path, code: &'static str, message: String, help: Option<String>) {
        self.problems.push(self.origin.warning(path, code, message, help));
    }

    fn head(&mut self) {
        let root = Path::root();
        if self.file.format > FORMAT {
            let message = format!(
                "this file has format {} and this program reads formats up to {FORMAT}",
                self.file.format
            );
            self.error(&root.field("format"), "V001", message, Some("update Composure to play it".into()));
        } else if self.file.format < FORMAT {
            self.error(
                &root.field("format"),
                "V001",
                format!("there is no format {}", self.file.format),
                Some(format!("write {FORMAT}")),
            );
        }
        self.id(&self.file.id, &root.field("id"));
        for (value, field) in [(&self.file.title, "title"), (&self.file.summary, "summary")] {
            if value.trim().is_empty() {
                self.error(&root.field(field), "V002", format!("`{field}` is empty"), None);
            }
        }
        if self.file.turns.is_empty() {
            self.error(
                &root.field("turns"),
                "V003",
                "there is no turn, so the customer never says anything".into(),
                None,
            );
        }
        if self.file.endings.is_empty() {
            self.error(
                &root.field("endings"),
                "V003",
                "there is no ending, so the conversation can never end".into(),
                None,
            );
        }
    }

    fn id(&mut self, id: &str, path: &Path) {
        let sound =
            !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !sound {
            let help = "use lower-case letters, digits and hyphens, such as `late-gift`".to_owned();
            self.error(path, "V004", format!("`{id}` is not a usable id"), Some(help));
        }
    }

    fn customer(&mut self) {
        let customer = &self.file.customer;
        let path = Path::root().field("customer");
        if customer.name.trim().is_empty() {
            self.error(&path.field("name"), "V002", "the customer has no name".into(), None);
        }
        for (value, field) in [
            (customer.mood.anger, "anger"),
            (customer.mood.trust, "trust"),
            (customer.mood.patience, "patience"),
        ] {
            if value > 100 {
                let message = format!("{value} is more than a mood can be");
                self.error(
                    &path.field("mood").field(field),
                    "V005",
                    message,
                    Some("use a whole number from 0 to 100".into()),
                );
            }
        }
    }

    fn ids(&mut self) {
        let file = self.file;
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        let turns = file.turns.iter().enumerate().map(|(index, turn)| ("turns", "turn", index, &turn.id));
        let endings =
            file.endings.iter().enumerate().map(|(index, ending)| ("endings", "ending", index, &ending.id));
        for (list, kind, index, id) in turns.chain(endings) {
            let path = Path::root().field(list).index(index).field("id");
            self.id(id, &path);
            if let Some(other) = seen.insert(id, kind) {
                self.error(
                    &path,
                    "V006",
                    format!("there is already {} {other} called `{id}`", article(other)),
                    Some("give it another id".into()),
                );
            }
        }
        let mut concerns = BTreeSet::new();
        for (index, concern) in file.concerns.iter().enumerate() {
            let path = Path::root().field("concerns").index(index);
            self.id(&concern.id, &path.field("id"));
            if !concerns.insert(&concern.id) {
                self.error(
                    &path.field("id"),
                    "V006",
                    format!("there is already a concern called `{}`", concern.id),
                    None,
                );
            }
            if concern.answered_by.is_empty() {
                let message =
                    format!("no words answer the concern `{}`, so it stays open for ever", concern.id);
                self.error(&path.field("answered_by"), "V007", message, None);
            }
            let raised = file.turns.iter().any(|turn| turn.raises.contains(&concern.id));
            if !raised {
                let help =
                    format!("add `raises: [\"{}\"]` to the turn where the customer asks it", concern.id);
                self.warning(
                    &path,
                    "V008",
                    format!("no turn raises the concern `{}`", concern.id),
                    Some(help),
                );
            }
        }
    }

    fn patterns(&mut self, unsound: &[Unsound]) {
        for problem in unsound {
            let path = if problem.concern {
                Path::root().field("concerns").index(problem.index).field("answered_by")
            } else {
                Path::root()
                    .field("brief")
                    .field("policy")
                    .field("may_not")
                    .index(problem.index)
                    .field("breached_by")
            };
            self.error(&path.index(problem.pattern), "V009", problem.error.to_string(), None);
        }
    }

    fn turn(&mut self, index: usize, turn: &'a super::Turn) {
        let path = Path::root().field("turns").index(index);
        if turn.says.iter().all(|line| line.trim().is_empty()) {
            self.error(
                &path.field("says"),
                "V010",
                format!("the customer says nothing in the turn `{}`", turn.id),
                None,
            );
        }
        for (number, special) in turn.says_when.iter().enumerate() {
            let path = path.field("says_when").index(number);
            self.conditions(&special.when, &path.field("when"));
            if special.says.is_empty() {
                self.error(&path.field("says"), "V010", "there is nothing to say here".into(), None);
            }
        }
        for (number, id) in turn.raises.iter().enumerate() {
            self.concern(id, &path.field("raises").index(number));
        }
        if turn.options.is_empty() {
            let message =
                format!("the turn `{}` has no options, so the scenario cannot be played guided", turn.id);
            self.error(&path, "V011", message, Some("add at least two replies under `options`".into()));
        }
        for (number, option) in turn.options.iter().enumerate() {
            if option.text.trim().is_empty() {
                self.error(
                    &path.field("options").index(number).field("text"),
                    "V002",
                    "the option says nothing".into(),
                    None,
                );
            }
        }
        self.rules(&turn.next, &path.field("next"), &turn.id);
    }

    fn rules(&mut self, rules: &'a [Rule], path: &Path, turn: &str) {
        if rules.last().is_none_or(|last| !last.when.is_empty()) {
            let message = format!("when no rule of the turn `{turn}` holds, there is nowhere to go");
            let help = "end the list with a rule that has no `when`".to_owned();
            self.error(path, "V012", message, Some(help));
        }
        let always = rules.iter().position(|rule| rule.when.is_empty());
        for (number, rule) in rules.iter().enumerate() {
            let path = path.index(number);
            self.conditions(&rule.when, &path.field("when"));
            self.target(&rule.go, &path.field("go"));
            if always.is_some_and(|always| number > always) {
                self.warning(
                    &path,
                    "V013",
                    "an earlier rule always holds, so this one never does".into(),
                    Some("move it up".into()),
                );
            }
        }
    }

    fn conditions(&mut self, conditions: &[Condition], path: &Path) {
        for (index, condition) in conditions.iter().enumerate() {
            self.condition(condition, &path.index(index));
        }
    }

    fn condition(&mut self, condition: &Condition, path: &Path) {
        match condition {
            Condition::Shows(id) | Condition::Lacks(id) => self.behaviour(id, path),
            Condition::ShowsAny(ids) => ids.iter().for_each(|id| self.behaviour(id, path)),
            Condition::Answered(id) | Condition::Open(id) => self.concern(id, path),
            Condition::AtLeast(_, value) | Condition::Below(_, value) if *value > 100 => {
                let help = Some("use a whole number from 0 to 100".to_owned());
                self.error(path, "V005", format!("{value} is more than any score or mood can be"), help);
            }
            Condition::Flag(flag) => {
                self.read_flags.entry(flag.clone()).or_insert_with(|| path.clone());
            }
            Condition::Any(inner) => self.conditions(inner, path),
            Condition::Not(inner) => self.condition(inner, path),
            _ => {}
        }
    }

    fn behaviour(&mut self, id: &str, path: &Path) {
        if self.rubric.get(id).is_none() {
            let near = source::nearest(id, self.rubric.behaviours().map(|(id, _)| id.as_ref()));
            self.unknown("V014", "behaviour", id, near, path);
        }
    }

    fn concern(&mut self, id: &str, path: &Path) {
        if !self.names.concerns.contains(id) {
            let near = source::nearest(id, self.names.concerns.iter().copied());
            self.unknown("V015", "concern", id, near, path);
        }
    }

    fn target(&mut self, id: &str, path: &Path) {
        if !self.names.turns.contains(id) && !self.names.endings.contains(id) {
            let near = source::nearest(id, self.names.turns.iter().chain(&self.names.endings).copied());
            self.unknown("V016", "turn or ending", id, near, path);
        }
    }

    fn unknown(&mut self, code: &'static str, kind: &str, id: &str, near: Option<&str>, path: &Path) {
        let help = near.map(|near| format!("did you mean `{near}`?"));
        self.error(path, code, format!("there is no {kind} called `{id}`"), help);
    }

    fn endings(&mut self) {
        for (index, ending) in self.file.endings.iter().enumerate() {
            let path = Path::root().field("endings").index(index);
            if !(1..=5).contains(&ending.stars) {
                self.error(
                    &path.field("stars"),
                    "V005",
                    format!("{} stars cannot be given", ending.stars),
                    Some("use 1 to 5".into()),
                );
            }
            let named = |rule: &Rule| rule.go == ending.id;
            let reached = self.file.turns.iter().flat_map(|turn| &turn.next).any(named)
                || self.file.interrupts.iter().any(|interrupt| interrupt.go == ending.id);
            if !reached {
                self.warning(&path, "V017", format!("no rule leads to the ending `{}`", ending.id), None);
            }
        }
    }

    fn flags(&mut self) {
        for (flag, path) in std::mem::take(&mut self.read_flags) {
            if !self.names.flags.contains(flag.as_str()) {
                let near = source::nearest(&flag, self.names.flags.iter().copied())
                    .map(|near| format!("did you mean `{near}`?"));
                self.warning(&path, "V018", format!("no rule ever sets the flag `{flag}`"), near);
            }
        }
    }
}

fn article(kind: &str) -> &'static str {
    if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
