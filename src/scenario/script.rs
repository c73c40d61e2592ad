//! A scenario's rules with every name looked up: what a conversation runs on.
//!
//! The file says `Answered("fit")`; the script says "concern 2". Nothing is searched for by name while a conversation
//! runs, so a playtest can take millions of turns.

use std::collections::BTreeMap;

use super::bits::Bits;
use super::file::{Condition, Gauge, Mood, SaysWhen, ScenarioFile};

/// Where a rule leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// To a turn, by index.
    Turn(usize),
    /// To an ending, by index.
    Ending(usize),
}

/// A [`Condition`] with its names looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The reply shows one of these cues.
    Shows(Bits),
    /// A score or a part of the mood is at least so much.
    AtLeast(Gauge, u8),
    /// The reply answers the concern.
    Answers(usize),
    /// The concern has been answered.
    Answered(usize),
    /// The concern was raised and still waits.
    Open(usize),
    /// The concern was answered before it was raised.
    AnsweredAhead(usize),
    /// Nothing that was raised still waits.
    AllAnswered,
    /// A rule of policy has been broken.
    BrokePolicy,
    /// The reply breaks this rule.
    Breaks(usize),
    /// This rule has been broken.
    Broke(usize),
    /// The reply promises this.
    Promises(usize),
    /// This was promised.
    Promised(usize),
    /// The promise was kept.
    Kept(usize),
    /// The promise was broken.
    Broken(usize),
    /// The allowance was given.
    Gave(usize),
    /// So much goodwill has been spent.
    Spent(u32),
    /// More goodwill has been spent than there is.
    OverBudget,
    /// The article was sent.
    Sent(usize),
    /// The flag is up.
    Flag(usize),
    /// So many replies have been given.
    Replies(u32),
    /// All of these hold.
    All(Vec<Ask>),
    /// One of these holds.
    Any(Vec<Ask>),
    /// It does not hold.
    Not(Box<Ask>),
}

/// Where it goes when its conditions hold.
#[derive(Clone, Debug)]
pub struct ScriptRule {
    /// All of these must hold.
    pub when: Vec<Ask>,
    /// Where it leads.
    pub target: Target,
    /// Flags raised on the way.
    pub set: Bits,
}

/// One turn.
#[derive(Clone, Debug)]
pub struct ScriptTurn {
    /// The conditions of `says_when`, in its order.
    pub special: Vec<Vec<Ask>>,
    /// Concerns that open here.
    pub raises: Bits,
    /// Promises that fall due here.
    pub due: Bits,
    /// Where it goes from here.
    pub rules: Vec<ScriptRule>,
}

/// A promise, as far as the rules go.
#[derive(Clone, Copy, Debug)]
pub struct ScriptPromise {
    /// Whether words in the reply at the turn where it is due must keep it.
    pub needs_words: bool,
    /// Whether it can be kept at all.
    pub can_be_kept: bool,
}

/// How a returning customer begins.
#[derive(Clone, Copy, Debug)]
pub struct Beginning {
    /// Flags that are up.
    pub flags: Bits,
    /// How they feel.
    pub mood: Mood,
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Script {
    /// In the order of the file.
    pub turns: Vec<ScriptTurn>,
    /// Looked at before the rules of any turn.
    pub interrupts: Vec<ScriptRule>,
    /// The conditions of each ending's `says_when`.
    pub endings: Vec<Vec<Vec<Ask>>>,
    /// In the order of the file.
    pub promises: Vec<ScriptPromise>,
    /// Behaviours that some condition asks for or that are critical, sorted by id; a cue is an index into it.
    pub cues: Vec<String>,
    /// Which cues fail the attempt.
    pub critical: Bits,
    /// Names of the flags; a flag is an index into it.
    pub flags: Vec<String>,
    /// What a returning customer remembers, in the order of the file.
    pub memories: Vec<Beginning>,
    /// Goodwill that may be spent.
    pub budget: u32,
}

impl Script {
    /// The script of a file in which every name exists and nothing is there more than [`Bits::MOST`] times; validation
    /// has seen to that.
    pub(super) fn of(file: &ScenarioFile) -> Self {
        let names = Names::of(file);
        let rules = |when: &[Condition], go: &str, set: &[String]| ScriptRule {
            when: names.asks(when),
            target: names.targets[go],
            set: set.iter().map(|flag| names.flags[flag.as_str()]).collect(),
        };
        let special = |lines: &[SaysWhen]| lines.iter().map(|special| names.asks(&special.when)).collect();
        Self {
            turns: file
                .turns
                .iter()
                .map(|turn| ScriptTurn {
                    special: special(&turn.says_when),
                    raises: turn.raises.iter().map(|id| names.concerns[id.as_str()]).collect(),
                    due: turn.due.iter().map(|id| names.promises[id.as_str()]).collect(),
                    rules: turn.next.iter().map(|rule| rules(&rule.when, &rule.go, &rule.set)).collect(),
                })
                .collect(),
            interrupts: file.interrupts.iter().map(|rule| rules(&rule.when, &rule.go, &rule.set)).collect(),
            endings: file.endings.iter().map(|ending| special(&ending.says_when)).collect(),
            promises: file
                .promises
                .iter()
                .map(|promise| ScriptPromise {
                    needs_words: !promise.kept_by.is_empty(),
                    can_be_kept: promise.can_be_kept,
                })
                .collect(),
            critical: file.critical.iter().map(|id| names.cues[id.as_str()]).collect(),
            memories: file
                .returns
                .iter()
                .flat_map(|returns| &returns.remembers)
                .map(|memory| Beginning {
                    flags: memory.set.iter().map(|flag| names.flags[flag.as_str()]).collect(),
                    mood: memory.mood.unwrap_or_else(|| file.customer.mood()),
                })
                .collect(),
            budget: file.brief.policy.goodwill.as_ref().map_or(0, |goodwill| goodwill.budget),
            cues: names.cues.keys().map(|&id| id.to_owned()).collect(),
            flags: names.flags.keys().map(|&flag| flag.to_owned()).collect(),
        }
    }

    /// The cue of a behaviour, if any condition asks for it.
    pub fn cue(&self, behaviour: &str) -> Option<usize> {
        self.cues.binary_search_by(|cue| cue.as_str().cmp(behaviour)).ok()
    }
}

/// Every name of a file with its index.
struct Names<'a> {
    targets: BTreeMap<&'a str, Target>,
    concerns: BTreeMap<&'a str, usize>,
    promises: BTreeMap<&'a str, usize>,
    allowances: BTreeMap<&'a str, usize>,
    policy: BTreeMap<&'a str, usize>,
    articles: BTreeMap<&'a str, usize>,
    cues: BTreeMap<&'a str, usize>,
    flags: BTreeMap<&'a str, usize>,
}

fn numbered<'a>(ids: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    ids.enumerate().map(|(index, id)| (id, index)).collect()
}

/// Numbers the keys in their order.
fn in_order(mut names: BTreeMap<&str, usize>) -> BTreeMap<&str, usize> {
    for (index, value) in names.values_mut().enumerate() {
        *value = index;
    }
    names
}

impl<'a> Names<'a> {
    fn of(file: &'a ScenarioFile) -> Self {
        let policy = &file.brief.policy;
        let turns =
            file.turns.iter().enumerate().map(|(index, turn)| (turn.id.as_str(), Target::Turn(index)));
        let endings = file
            .endings
            .iter()
            .enumerate()
            .map(|(index, ending)| (ending.id.as_str(), Target::Ending(index)));
        let mut cues: BTreeMap<&str, usize> = file.critical.iter().map(|id| (id.as_str(), 0)).collect();
        let mut flags = BTreeMap::new();
        for condition in file.conditions() {
            condition.each(&mut |condition| match condition {
                Condition::Shows(id) | Condition::Lacks(id) => drop(cues.insert(id, 0)),
                Condition::ShowsAny(ids) => cues.extend(ids.iter().map(|id| (id.as_str(), 0))),
                Condition::Flag(flag) => drop(flags.insert(flag.as_str(), 0)),
                _ => {}
            });
        }
        flags.extend(file.flags_set().map(|flag| (flag, 0)));
        Self {
            targets: turns.chain(endings).collect(),
            concerns: numbered(file.concerns.iter().map(|concern| concern.id.as_str())),
            promises: numbered(file.promises.iter().map(|promise| promise.id.as_str())),
            allowances: numbered(policy.may.iter().map(|allowance| allowance.id.as_str())),
            policy: numbered(policy.may_not.iter().map(|rule| rule.id.as_str())),
            articles: numbered(file.brief.articles.iter().map(|article| article.id.as_str())),
            cues: in_order(cues),
            flags: in_order(flags),
        }
    }

    fn asks(&self, conditions: &[Condition]) -> Vec<Ask> {
        conditions.iter().map(|condition| self.ask(condition)).collect()
    }

    fn ask(&self, condition: &Condition) -> Ask {
        let shows = |id: &String| Ask::Shows(Bits::one(self.cues[id.as_str()]));
        let not = |ask: Ask| Ask::Not(Box::new(ask));
        match condition {
            Condition::Shows(id) => shows(id),
            Condition::ShowsAny(ids) => Ask::Shows(ids.iter().map(|id| self.cues[id.as_str()]).collect()),
            Condition::Lacks(id) => not(shows(id)),
            Condition::AtLeast(gauge, value) => Ask::AtLeast(*gauge, *value),
            Condition::Below(gauge, value) => not(Ask::AtLeast(*gauge, *value)),
            Condition::Answers(id) => Ask::Answers(self.concerns[id.as_str()]),
            Condition::Answered(id) => Ask::Answered(self.concerns[id.as_str()]),
            Condition::Open(id) => Ask::Open(self.concerns[id.as_str()]),
            Condition::AnsweredAhead(id) => Ask::AnsweredAhead(self.concerns[id.as_str()]),
            Condition::AllAnswered => Ask::AllAnswered,
            Condition::BrokePolicy => Ask::BrokePolicy,
            Condition::Breaks(id) => Ask::Breaks(self.policy[id.as_str()]),
            Condition::Broke(id) => Ask::Broke(self.policy[id.as_str()]),
            Condition::Promises(id) => Ask::Promises(self.promises[id.as_str()]),
            Condition::Promised(id) => Ask::Promised(self.promises[id.as_str()]),
            Condition::Kept(id) => Ask::Kept(self.promises[id.as_str()]),
            Condition::Broken(id) => Ask::Broken(self.promises[id.as_str()]),
            Condition::Gave(id) => Ask::Gave(self.allowances[id.as_str()]),
            Condition::Spent(sum) => Ask::Spent(*sum),
            Condition::OverBudget => Ask::OverBudget,
            Condition::Sent(id) => Ask::Sent(self.articles[id.as_str()]),
            Condition::Flag(flag) => Ask::Flag(self.flags[flag.as_str()]),
            Condition::Replies(count) => Ask::Replies(*count),
            Condition::All(inner) => Ask::All(self.asks(inner)),
            Condition::Any(inner) => Ask::Any(self.asks(inner)),
            Condition::Not(inner) => not(self.ask(inner)),
        }
    }
}
