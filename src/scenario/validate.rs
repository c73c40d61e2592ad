//! What a scenario must be beyond its syntax: names that exist, numbers in range, always somewhere to go.

use std::collections::{BTreeMap, BTreeSet};

use super::bits::Bits;
use super::file::{Condition, FORMAT, Mood, Rule, SaysWhen, ScenarioFile};
use super::listening::unsound;
use super::voice;
use crate::rubric::Rubric;
use crate::scoring::LONGEST_REPLY;
use crate::source::{self, Diagnostic, Origin, Path, Step};

/// What of a merged file is its own; what comes behind it in a list was shared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own {
    may: usize,
    may_not: usize,
    articles: usize,
}

impl Own {
    /// Counts what a file has before anything shared is added.
    pub fn of(file: &ScenarioFile) -> Self {
        let policy = &file.brief.policy;
        Self { may: policy.may.len(), may_not: policy.may_not.len(), articles: file.brief.articles.len() }
    }
}

/// Appends every problem of a file that has been read.
pub(super) fn validate(
    file: &ScenarioFile,
    own: Own,
    origin: &Origin,
    rubric: &Rubric,
    problems: &mut Vec<Diagnostic>,
) {
    let mut check = Validation { file, own, origin, rubric, problems, names: Names::of(file) };
    check.head();
    check.customer();
    check.returns();
    check.counts();
    check.ids();
    check.concerns();
    check.urgent();
    check.promises();
    check.brief();
    unsound(file, rubric, &mut |path, error| {
        check.error(&check.own_or_shared(path), "V009", error.to_string(), None);
    });
    for (index, turn) in file.turns.iter().enumerate() {
        check.turn(index, turn);
    }
    for (index, interrupt) in file.interrupts.iter().enumerate() {
        let path = Path::root().field("interrupts").index(index);
        check.target(&interrupt.go, &path.field("go"));
        check.lines(&interrupt.reaction, &path.field("reaction"));
    }
    for (index, id) in file.critical.iter().enumerate() {
        check.behaviour(id, &Path::root().field("critical").index(index));
    }
    check.endings();
    for (place, conditions) in file.condition_lists() {
        check.conditions(conditions, &place.path().field("when"));
    }
}

struct Names<'a> {
    turns: BTreeSet<&'a str>,
    endings: BTreeSet<&'a str>,
    concerns: BTreeSet<&'a str>,
    promises: BTreeSet<&'a str>,
    allowances: BTreeSet<&'a str>,
    policy: BTreeSet<&'a str>,
    articles: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    fn of(file: &'a ScenarioFile) -> Self {
        let policy = &file.brief.policy;
        Self {
            turns: file.turns.iter().map(|turn| turn.id.as_str()).collect(),
            endings: file.endings.iter().map(|ending| ending.id.as_str()).collect(),
            concerns: file.concerns.iter().map(|concern| concern.id.as_str()).collect(),
            promises: file.promises.iter().map(|promise| promise.id.as_str()).collect(),
            allowances: named(policy.may.iter().map(|allowance| allowance.id.as_str())),
            policy: named(policy.may_not.iter().map(|rule| rule.id.as_str())),
            articles: file.brief.articles.iter().map(|article| article.id.as_str()).collect(),
        }
    }
}

fn named<'a>(ids: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    ids.filter(|id| !id.is_empty()).collect()
}

struct Validation<'a> {
    file: &'a ScenarioFile,
    own: Own,
    origin: &'a Origin,
    rubric: &'a Rubric,
    problems: &'a mut Vec<Diagnostic>,
    names: Names<'a>,
}

impl<'a> Validation<'a> {
    fn error(&mut self, path: &Path, code: &'static str, message: String, help: Option<String>) {
        self.problems.push(self.origin.error(path, code, message, help));
    }

    /// The place of a value in this file, or of the word that brought it here from a shared one.
    fn own_or_shared(&self, path: Path) -> Path {
        let [Step::Field(brief), rest @ ..] = path.steps() else { return path };
        let (uses, own) = match rest {
            [Step::Field(policy), Step::Field(list), ..] if policy == "policy" => {
                ("policy", if list == "may" { self.own.may } else { self.own.may_not })
            }
            [Step::Field(list), ..] if brief == "brief" && list == "articles" => {
                ("company", self.own.articles)
            }
            _ => return path,
        };
        let index =
            rest.iter().find_map(|step| if let Step::Index(index) = step { Some(*index) } else { None });
        if index.is_some_and(|index| index >= own) { Path::root().field("uses").field(uses) } else { path }
    }

    fn head(&mut self) {
        let root = Path::root();
        if self.file.format != FORMAT {
            let message = format!("there is no format {}", self.file.format);
            self.error(&root.field("format"), "V001", message, Some(format!("write {FORMAT}")));
        }
        self.id(&self.file.id, &root.field("id"));
        for (value, field) in [(&self.file.title, "title"), (&self.file.summary, "summary")] {
            if value.trim().is_empty() {
                self.error(&root.field(field), "V002", format!("`{field}` is empty"), None);
            }
        }
        if self.file.brief.company.trim().is_empty() {
            let help = "write its name, or use a shared company with `uses: (company: \"...\")`".to_owned();
            self.error(&root.field("brief"), "V002", "the brief names no company".into(), Some(help));
        }
        if self.file.turns.is_empty() {
            let message = "there is no turn, so the customer never says anything".into();
            self.error(&root.field("turns"), "V003", message, None);
        }
        if self.file.endings.is_empty() {
            let message = "there is no ending, so the conversation can never end".into();
            self.error(&root.field("endings"), "V003", message, None);
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
            let help = "write it, or use a shared persona with `uses: (persona: \"...\")`".to_owned();
            self.error(&path.field("name"), "V002", "the customer has no name".into(), Some(help));
        }
        self.mood(customer.mood, &path.field("mood"));
        for (name, phrases) in &customer.voice {
            if !voice::is_name(name) {
                let help = "use lower-case letters and hyphens".to_owned();
                let message = format!("`{name}` is no name for a turn of phrase");
                self.error(&path.field("voice"), "V004", message, Some(help));
            }
            if phrases.iter().any(|phrase| voice::names(phrase).next().is_some()) {
                let message =
                    format!("a phrase of `{name}` names another, and phrases are spoken as they are");
                self.error(&path.field("voice"), "V022", message, Some("write the words out".into()));
            }
            if phrases.is_empty() {
                let message = format!("`{{{name}}}` stands for nothing");
                self.error(&path.field("voice"), "V010", message, Some("write at least one phrase".into()));
            }
        }
    }

    fn mood(&mut self, mood: Option<Mood>, path: &Path) {
        let Some(mood) = mood else { return };
        let parts = [(mood.anger, "anger"), (mood.trust, "trust"), (mood.patience, "patience")];
        for (value, field) in parts.into_iter().filter(|(value, _)| *value > 100) {
            let message = format!("{value} is more than a mood can be");
            let help = Some("use a whole number from 0 to 100".to_owned());
            self.error(&path.field(field), "V005", message, help);
        }
    }

    fn returns(&mut self) {
        let Some(returns) = &self.file.returns else { return };
        let path = Path::root().field("returns");
        self.id(&returns.from, &path.field("from"));
        if returns.from == self.file.id {
            let message = "nobody can return from a conversation that has not been had".into();
            self.error(&path.field("from"), "V019", message, Some("name another scenario".into()));
        }
        let mut seen = BTreeSet::new();
        for (index, memory) in returns.remembers.iter().enumerate() {
            let path = path.field("remembers").index(index);
            self.mood(memory.mood, &path.field("mood"));
            for (number, ending) in memory.endings.iter().enumerate() {
                if !seen.insert(ending) {
                    let message = format!("the ending `{ending}` is remembered twice");
                    self.error(&path.field("endings").index(number), "V006", message, None);
                }
            }
        }
    }

    /// The sets of a conversation's state hold so many and no more.
    fn counts(&mut self) {
        let file = self.file;
        let mut flags = BTreeSet::new();
        let mut cues: BTreeSet<&str> = file.critical.iter().map(String::as_str).collect();
        flags.extend(file.flags_set());
        for condition in file.conditions() {
            condition.each(&mut |condition| match condition {
                Condition::Flag(flag) => drop(flags.insert(flag)),
                Condition::Shows(id) | Condition::Lacks(id) => drop(cues.insert(id)),
                Condition::ShowsAny(ids) => cues.extend(ids.iter().map(String::as_str)),
                _ => {}
            });
        }
        let brief = Path::root().field("brief");
        let policy = brief.field("policy");
        for (count, what, path) in [
            (file.concerns.len(), "concerns", Path::root().field("concerns")),
            (file.promises.len(), "promises", Path::root().field("promises")),
            (file.brief.policy.may.len(), "allowances", policy.field("may")),
            (file.brief.policy.may_not.len(), "rules of policy", policy.field("may_not")),
            (file.brief.articles.len(), "articles", brief.field("articles")),
            (flags.len(), "flags", Path::root().field("turns")),
            (cues.len(), "behaviours in conditions", Path::root().field("turns")),
        ] {
            if count > Bits::MOST {
                let message = format!("{count} {what} are more than a conversation can keep in mind");
                self.error(&path, "V020", message, Some(format!("use {} at most", Bits::MOST)));
            }
        }
    }

    fn ids(&mut self) {
        let file = self.file;
        let listed = |list: &'static str| Path::root().field(list);
        let turns = file.turns.iter().map(|turn| ("turn", turn.id.as_str())).enumerate();
        let turns = turns.map(|(index, id)| (listed("turns").index(index), id));
        let endings = file.endings.iter().map(|ending| ("ending", ending.id.as_str())).enumerate();
        let endings = endings.map(|(index, id)| (listed("endings").index(index), id));
        self.distinct(turns.chain(endings));
        let concerns = file.concerns.iter().map(|concern| ("concern", concern.id.as_str())).enumerate();
        self.distinct(concerns.map(|(index, id)| (listed("concerns").index(index), id)));
        let promises = file.promises.iter().map(|promise| ("promise", promise.id.as_str())).enumerate();
        self.distinct(promises.map(|(index, id)| (listed("promises").index(index), id)));
        let policy = |list: &'static str| Path::root().field("brief").field("policy").field(list);
        let may = file.brief.policy.may.iter().enumerate().filter(|(_, may)| !may.id.is_empty());
        self.distinct(may.map(|(index, may)| (policy("may").index(index), ("allowance", may.id.as_str()))));
        let rules = file.brief.policy.may_not.iter().enumerate().filter(|(_, rule)| !rule.id.is_empty());
        self.distinct(
            rules.map(|(index, rule)| (policy("may_not").index(index), ("rule of policy", rule.id.as_str()))),
        );
        let articles = file.brief.articles.iter().map(|article| ("article", article.id.as_str())).enumerate();
        self.distinct(
            articles.map(|(index, id)| (Path::root().field("brief").field("articles").index(index), id)),
        );
    }

    /// That ids are usable, and that none of a group is used twice.
    fn distinct(&mut self, ids: impl Iterator<Item = (Path, (&'static str, &'a str))>) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (path, (kind, id)) in ids {
            let path = self.own_or_shared(path.field("id"));
            self.id(id, &path);
            if let Some(other) = seen.insert(id.to_lowercase(), kind) {
                let message = format!("there is already {} {other} called `{id}`", article(other));
                self.error(&path, "V006", message, Some("give it another id".into()));
            }
        }
    }

    fn concerns(&mut self) {
        for (index, concern) in self.file.concerns.iter().enumerate() {
            let path = Path::root().field("concerns").index(index);
            let article =
                self.file.brief.articles.iter().any(|article| article.answers.contains(&concern.id));
            if concern.answered_by.is_empty() && !article {
                let message =
                    format!("no words answer the concern `{}`, so it stays open for ever", concern.id);
                self.error(&path.field("answered_by"), "V007", message, None);
            }
        }
    }

    fn urgent(&mut self) {
        let urgent = self.file.concerns.iter().enumerate().filter(|(_, concern)| concern.urgent);
        for (index, concern) in urgent.skip(1) {
            let path = Path::root().field("concerns").index(index).field("urgent");
            let message = format!("another concern is the most urgent already, so `{}` is not", concern.id);
            self.error(&path, "V031", message, Some("mark the one that comes first".into()));
        }
    }

    fn promises(&mut self) {
        for (index, promise) in self.file.promises.iter().enumerate() {
            let path = Path::root().field("promises").index(index);
            if promise.made_by.is_empty() {
                let message = format!("no words make the promise `{}`", promise.id);
                self.error(&path.field("made_by"), "V007", message, None);
            }
            if !promise.can_be_kept && !promise.kept_by.is_empty() {
                let message = format!("the promise `{}` cannot be kept, so no words keep it", promise.id);
                self.error(&path.field("kept_by"), "V021", message, Some("leave one of the two out".into()));
            }
        }
    }

    fn brief(&mut self) {
        let brief = Path::root().field("brief");
        for (index, allowance) in self.file.brief.policy.may.iter().enumerate() {
            let path = brief.field("policy").field("may").index(index);
            let spends = allowance.costs > 0 || allowance.up_to.is_some();
            if spends && allowance.given_by.is_empty() {
                let path = self.own_or_shared(path);
                let message = "this costs something, and no words give it".into();
                self.error(&path, "V007", message, Some("add `given_by` with the words".into()));
            }
        }
        for (index, article) in self.file.brief.articles.iter().enumerate() {
            let path = self.own_or_shared(brief.field("articles").index(index));
            if !article.title.chars().any(char::is_alphanumeric) {
                self.error(&path.field("title"), "V002", "the article has no title".into(), None);
            }
            // A shared article may answer what only other scenarios ask.
            let own = index < self.own.articles;
            for (number, id) in article.answers.iter().enumerate().filter(|_| own) {
                self.concern(id, &path.field("answers").index(number));
            }
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
        let options = turn.options.iter().map(|option| option.text.as_str()).enumerate();
        let labelled = turn.labelled.iter().map(|reply| reply.text.as_str()).enumerate();
        let replies = options.map(|(number, text)| ("options", number, text));
        for (list, number, text) in replies.chain(labelled.map(|(number, text)| ("labelled", number, text))) {
            let length = text.chars().count();
            if length > LONGEST_REPLY {
                let path = path.field(list).index(number).field("text");
                let message = format!("the reply has {length} characters, and no conversation takes it");
                self.error(&path, "V032", message, Some(format!("keep it under {LONGEST_REPLY}")));
            }
        }
        self.lines(&turn.says, &path.field("says"));
        self.special(&turn.says_when, &path);
        for (number, id) in turn.raises.iter().enumerate() {
            self.concern(id, &path.field("raises").index(number));
        }
        for (number, id) in turn.due.iter().enumerate() {
            self.promise(id, &path.field("due").index(number));
        }
        if turn.options.is_empty() {
            let message =
                format!("the turn `{}` has no options, so the scenario cannot be played guided", turn.id);
            self.error(
                &path.field("options"),
                "V011",
                message,
                Some("add at least two replies under `options`".into()),
            );
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

    fn special(&mut self, special: &[SaysWhen], path: &Path) {
        for (number, special) in special.iter().enumerate() {
            let path = path.field("says_when").index(number).field("says");
            if special.says.is_empty() {
                self.error(&path, "V010", "there is nothing to say here".into(), None);
            }
            self.lines(&special.says, &path);
        }
    }

    /// That every `{name}` in the customer's lines is one of their turns of phrase.
    fn lines(&mut self, lines: &[String], path: &Path) {
        for (index, line) in lines.iter().enumerate() {
            for name in voice::names(line) {
                if !self.file.customer.voice.contains_key(name) {
                    let near = source::nearest(name, self.file.customer.voice.keys().map(String::as_str));
                    self.unknown("V022", "phrase in the customer's `voice`", name, near, &path.index(index));
                }
            }
        }
    }

    fn rules(&mut self, rules: &'a [Rule], path: &Path, turn: &str) {
        if rules.last().is_none_or(|last| !last.when.is_empty()) {
            let message = format!("when no rule of the turn `{turn}` holds, there is nowhere to go");
            let help = "end the list with a rule that has no `when`".to_owned();
            self.error(path, "V012", message, Some(help));
        }
        for (number, rule) in rules.iter().enumerate() {
            let path = path.index(number);
            self.target(&rule.go, &path.field("go"));
            self.lines(&rule.reaction, &path.field("reaction"));
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
            Condition::Answers(id)
            | Condition::Answered(id)
            | Condition::Open(id)
            | Condition::AnsweredAhead(id) => {
                self.concern(id, path);
            }
            Condition::Promises(id)
            | Condition::Promised(id)
            | Condition::Kept(id)
            | Condition::Broken(id) => self.promise(id, path),
            Condition::Breaks(id) | Condition::Broke(id) if !self.names.policy.contains(id.as_str()) => {
                let near = source::nearest(id, self.names.policy.iter().copied());
                self.unknown("V024", "rule of policy", id, near, path);
            }
            Condition::Gave(id) if !self.names.allowances.contains(id.as_str()) => {
                let near = source::nearest(id, self.names.allowances.iter().copied());
                self.unknown("V024", "allowance", id, near, path);
            }
            Condition::Sent(id) if !self.names.articles.contains(id.as_str()) => {
                let near = source::nearest(id, self.names.articles.iter().copied());
                self.unknown("V024", "help article", id, near, path);
            }
            Condition::OverBudget | Condition::Spent(_) if self.file.brief.policy.goodwill.is_none() => {
                let help = Some("add `goodwill: (budget: 30)` to the policy".to_owned());
                self.error(path, "V024", "there is no goodwill to spend".into(), help);
            }
            Condition::AtLeast(_, value) | Condition::Below(_, value) if *value > 100 => {
                let help = Some("use a whole number from 0 to 100".to_owned());
                self.error(path, "V005", format!("{value} is more than any score or mood can be"), help);
            }
            Condition::All(inner) | Condition::Any(inner) => self.conditions(inner, path),
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

    fn promise(&mut self, id: &str, path: &Path) {
        if !self.names.promises.contains(id) {
            let near = source::nearest(id, self.names.promises.iter().copied());
            self.unknown("V023", "promise", id, near, path);
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
            self.lines(std::slice::from_ref(&ending.says), &path);
            self.special(&ending.says_when, &path);
        }
    }
}

fn article(kind: &str) -> &'static str {
    if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
