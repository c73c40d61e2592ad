//! The scenario file as its author writes it. The shipped ones in `scenarios/` show all of it in use.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::rubric::{Band, Dimension, Principle};

/// The format that this program reads.
pub const FORMAT: u32 = 1;

/// A whole scenario. Everything with a default may be left out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename = "Scenario", deny_unknown_fields)]
pub struct ScenarioFile {
    /// Always 1, so that a later program knows how to read it.
    pub format: u32,
    /// Short name for commands and records: lower-case letters, digits, hyphens.
    pub id: String,
    /// What the library shows.
    pub title: String,
    /// One sentence under the title.
    pub summary: String,
    /// Language tag, `en`.
    #[serde(default = "english")]
    pub language: String,
    /// Where the conversation happens.
    pub channel: Channel,
    /// How hard it is to win the customer over.
    #[serde(default)]
    pub difficulty: Difficulty,
    /// The principles it practises.
    #[serde(default)]
    pub trains: Vec<Principle>,
    /// Who wrote it.
    #[serde(default)]
    pub authors: Vec<String>,
    /// How long it takes when typed.
    #[serde(default = "ten")]
    pub minutes: u32,
    /// Counts up when the author changes it.
    #[serde(default = "one")]
    pub version: u32,
    /// What it takes from files that it shares with others.
    #[serde(default)]
    pub uses: Uses,
    /// What the trainee knows before the first line.
    pub brief: Brief,
    /// Whom they talk to.
    #[serde(default)]
    pub customer: Customer,
    /// Where the customer has met us before.
    #[serde(default)]
    pub returns: Option<Returns>,
    /// What the customer needs answered.
    #[serde(default)]
    pub concerns: Vec<Concern>,
    /// What the trainee may promise and the customer will remember.
    #[serde(default)]
    pub promises: Vec<Promise>,
    /// What the customer says when; the first one opens.
    pub turns: Vec<Turn>,
    /// Looked at before the rules of any turn: the customer leaves, the line is cut.
    #[serde(default)]
    pub interrupts: Vec<Interrupt>,
    /// Behaviours that fail the attempt, whatever the scores.
    #[serde(default)]
    pub critical: Vec<String>,
    /// How it can end.
    pub endings: Vec<Ending>,
}

fn english() -> String {
    "en".into()
}

fn ten() -> u32 {
    10
}

fn one() -> u32 {
    1
}

/// Where a conversation happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Channel {
    /// Live chat.
    Chat,
    /// E-mail.
    Email,
    /// Telephone.
    Phone,
    /// Face to face across a counter.
    Counter,
    /// A public review and the answer under it.
    Review,
}

impl Channel {
    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            Channel::Chat => "Chat",
            Channel::Email => "E-mail",
            Channel::Phone => "Phone",
            Channel::Counter => "Counter",
            Channel::Review => "Review",
        }
    }
}

/// How hard it is to win the customer over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Difficulty {
    /// Calm from the start.
    Gentle,
    /// Upset, and fair.
    #[default]
    Medium,
    /// Everything against you.
    Hard,
}

impl Difficulty {
    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            Difficulty::Gentle => "Gentle",
            Difficulty::Medium => "Medium",
            Difficulty::Hard => "Hard",
        }
    }
}

/// What a scenario takes from shared files, each by its id. What the scenario says itself goes before it: words and
/// numbers replace what is shared, lists are added to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Uses {
    /// `shared/companies/ID.ron`: its name, facts and help articles.
    pub company: Option<String>,
    /// `shared/policies/ID.ron`: what is allowed, what is not, the goodwill.
    pub policy: Option<String>,
    /// `shared/personas/ID.ron`: the customer.
    pub persona: Option<String>,
}

/// A customer who has been here before: how another scenario ended sets how this one begins.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Returns {
    /// Id of the scenario in which they were met.
    pub from: String,
    /// What they remember of it, by its ending. An ending that is not listed is forgotten.
    pub remembers: Vec<Memory>,
}

/// What a returning customer remembers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memory {
    /// Endings of the earlier scenario, by id.
    pub endings: Vec<String>,
    /// Flags that are raised from the beginning.
    #[serde(default)]
    pub set: Vec<String>,
    /// How they feel now; the customer's usual mood where it is left out.
    #[serde(default)]
    pub mood: Option<Mood>,
}

/// What the trainee knows before the first line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brief {
    /// The company, in a few words; may come from a shared file.
    #[serde(default)]
    pub company: String,
    /// Who the trainee is there.
    pub role: String,
    /// What happened so far, as the agent would know it.
    pub situation: String,
    /// Facts at hand, a sentence each.
    #[serde(default)]
    pub facts: Vec<String>,
    /// What the company allows and what not.
    #[serde(default)]
    pub policy: Policy,
    /// Help articles that can be sent to the customer.
    #[serde(default)]
    pub articles: Vec<Article>,
}

/// What the company allows and what not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// What the agent may do unasked.
    pub may: Vec<Allowance>,
    /// What the agent may not do or promise.
    pub may_not: Vec<PolicyRule>,
    /// What the agent may spend unasked; `None` where nothing is set aside.
    pub goodwill: Option<Goodwill>,
}

/// Something that policy allows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowance {
    /// What is allowed, after "you may".
    pub text: String,
    /// Short name for rules.
    #[serde(default)]
    pub id: String,
    /// Patterns of words that give it to the customer.
    #[serde(default)]
    pub given_by: Vec<String>,
    /// What it takes from the goodwill, in whole units of its currency.
    #[serde(default)]
    pub costs: u32,
    /// The largest sum of money that may be given under it. A larger one named in the same sentence breaks policy; the
    /// sum that is named is what it costs.
    #[serde(default)]
    pub up_to: Option<u32>,
}

/// Something that policy forbids, and the words that would be a breach of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyRule {
    /// What is forbidden, without "not".
    pub text: String,
    /// Short name for rules.
    #[serde(default)]
    pub id: String,
    /// Patterns of words that break it.
    #[serde(default)]
    pub breached_by: Vec<String>,
}

/// Money that an agent may spend on a customer unasked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goodwill {
    /// How much there is, in whole units.
    pub budget: u32,
    /// Its sign, such as `£`.
    #[serde(default = "pounds")]
    pub currency: String,
}

fn pounds() -> String {
    "£".into()
}

/// A help article that can be sent to the customer by naming its title.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Short name for rules.
    pub id: String,
    /// What it is called; a reply that has these words, in this order, sends it.
    pub title: String,
    /// What it says, for the trainee.
    pub text: String,
    /// Concerns that it answers, by id.
    #[serde(default)]
    pub answers: Vec<String>,
}

/// Whom the trainee talks to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Customer {
    /// Full name; needed here or in the persona.
    pub name: String,
    /// For the words around the conversation.
    pub pronoun: Option<Pronoun>,
    /// The person drawn on stage, by name; a face is picked by the customer's name where it is empty.
    pub looks: String,
    /// The place drawn behind them, by name.
    pub place: String,
    /// Where they are, in words: "writing from home".
    pub whereabouts: String,
    /// What their card says.
    pub card: Vec<String>,
    /// What is known and better not used.
    pub private: Vec<String>,
    /// How they feel when it begins.
    pub mood: Option<Mood>,
    /// How fast that changes.
    pub temperament: Option<Temperament>,
    /// Turns of phrase of their own: `{name}` in a line stands for one of them, which the seed picks.
    pub voice: BTreeMap<String, Vec<String>>,
}

impl Customer {
    /// How they feel when it begins.
    pub fn mood(&self) -> Mood {
        self.mood.unwrap_or_default()
    }

    /// How fast that changes.
    pub fn temperament(&self) -> Temperament {
        self.temperament.unwrap_or_default()
    }

    /// For the words around the conversation.
    pub fn pronoun(&self) -> Pronoun {
        self.pronoun.unwrap_or_default()
    }
}

/// The customer's pronoun in the words around the conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pronoun {
    /// She, her.
    She,
    /// He, him, his.
    He,
    /// They, them, their.
    #[default]
    They,
}

impl Pronoun {
    /// she, he, they
    pub fn subject(self) -> &'static str {
        match self {
            Pronoun::She => "she",
            Pronoun::He => "he",
            Pronoun::They => "they",
        }
    }

    /// her, his, their
    pub fn possessive(self) -> &'static str {
        match self {
            Pronoun::She => "her",
            Pronoun::He => "his",
            Pronoun::They => "their",
        }
    }
}

/// How the customer feels: whole numbers from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mood {
    /// 0 calm, 100 furious.
    pub anger: u8,
    /// 0 expects the worst of the company, 100 would recommend it.
    pub trust: u8,
    /// 0 leaves now, 100 has all day.
    pub patience: u8,
}

impl Default for Mood {
    /// Somebody with a question and an ordinary day.
    fn default() -> Self {
        Self { anger: 30, trust: 50, patience: 60 }
    }
}

/// One of the three parts of a mood in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoodWords {
    /// "High", "Low", "Short".
    pub anger: &'static str,
    /// In words.
    pub trust: &'static str,
    /// In words.
    pub patience: &'static str,
}

impl Mood {
    /// The mood in words: five steps each.
    pub fn words(self) -> MoodWords {
        let word = |value: u8, words: [&'static str; 5]| words[usize::from(value.min(99) / 20)];
        MoodWords {
            anger: word(self.anger, ["None", "Slight", "Some", "High", "Furious"]),
            trust: word(self.trust, ["None", "Low", "Some", "Good", "Full"]),
            patience: word(self.patience, ["Gone", "Short", "Some", "Good", "Plenty"]),
        }
    }

    /// The part that a gauge names; `None` where it names a score.
    pub fn get(self, gauge: Gauge) -> Option<u8> {
        match gauge {
            Gauge::Anger => Some(self.anger),
            Gauge::Trust => Some(self.trust),
            Gauge::Patience => Some(self.patience),
            Gauge::Empathy | Gauge::Ownership | Gauge::Deescalation => None,
        }
    }
}

/// How strongly replies move the customer, in percent; 100 is an ordinary person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Temperament {
    /// How fast anger rises.
    pub flares: u8,
    /// How fast anger falls.
    pub forgives: u8,
    /// How fast trust moves.
    pub trusts: u8,
    /// Patience that every turn costs.
    pub waits: u8,
}

impl Default for Temperament {
    fn default() -> Self {
        Self { flares: 100, forgives: 100, trusts: 100, waits: 4 }
    }
}

/// Something the customer needs answered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concern {
    /// Short name for rules.
    pub id: String,
    /// As the customer would ask it.
    pub asks: String,
    /// Patterns of words that answer it.
    pub answered_by: Vec<String>,
    /// More urgent ones stand first; exactly one may be marked.
    #[serde(default)]
    pub urgent: bool,
}

/// Something that the trainee may promise, and what becomes of it. It is made by words and falls due at a later turn.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// Short name for rules.
    pub id: String,
    /// What was promised, as the customer remembers it.
    pub text: String,
    /// Patterns of words that make it.
    pub made_by: Vec<String>,
    /// Patterns of words that keep it, in the reply to the turn where it falls due. Without any it keeps itself.
    #[serde(default)]
    pub kept_by: Vec<String>,
    /// Whether it can be kept at all. One that cannot is broken when it falls due, whatever is said.
    #[serde(default = "yes")]
    pub can_be_kept: bool,
}

fn yes() -> bool {
    true
}

/// What the customer says at one point, and what may follow.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// Short name for rules.
    pub id: String,
    /// What the customer says; the seed picks one.
    pub says: Vec<String>,
    /// What the customer says instead when certain things hold: the first of these that holds.
    #[serde(default)]
    pub says_when: Vec<SaysWhen>,
    /// Concerns that open here.
    #[serde(default)]
    pub raises: Vec<String>,
    /// Promises that fall due here, if they have been made.
    #[serde(default)]
    pub due: Vec<String>,
    /// Dimensions that a reply is rated on here; empty means all three.
    #[serde(default)]
    pub calls_for: Vec<Dimension>,
    /// Replies to choose from in guided mode.
    #[serde(default)]
    pub options: Vec<ReplyOption>,
    /// Free replies with the bands that the author expects, good and bad. They are never shown in a conversation; they
    /// hold the scorer to the author, and the playtest's honest players speak with them.
    #[serde(default)]
    pub labelled: Vec<LabelledReply>,
    /// Where it goes from here: the first rule that holds.
    pub next: Vec<Rule>,
}

/// Lines for certain circumstances.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaysWhen {
    /// All of these must hold.
    pub when: Vec<Condition>,
    /// The words; the seed picks one.
    pub says: Vec<String>,
}

/// A reply to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyOption {
    /// The words.
    pub text: String,
    /// What the author thinks of it, for the debrief.
    pub why: String,
    /// The bands that the author expects: the scorer's regression suite.
    pub expect: ExpectedBands,
}

/// A reply that somebody might type.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelledReply {
    /// The words.
    pub text: String,
    /// What the author thinks of it.
    #[serde(default)]
    pub why: String,
    /// The bands that the author expects.
    pub expect: ExpectedBands,
}

/// The author's bands for a reply; a dimension left out is not held against the scorer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExpectedBands {
    /// For empathy.
    pub empathy: Option<Band>,
    /// For ownership.
    pub ownership: Option<Band>,
    /// For de-escalation.
    pub deescalation: Option<Band>,
}

impl ExpectedBands {
    /// All of them as one number, for telling better from worse: 0 is neutral, or nothing said.
    pub fn worth(self) -> i32 {
        let points = |band: Band| match band {
            Band::Harmful => -2,
            Band::Weak => -1,
            Band::Neutral => 0,
            Band::Good => 1,
            Band::Excellent => 2,
        };
        Dimension::ALL.iter().filter_map(|&dimension| self.get(dimension)).map(points).sum()
    }

    /// For one dimension.
    pub fn get(self, dimension: Dimension) -> Option<Band> {
        match dimension {
            Dimension::Empathy => self.empathy,
            Dimension::Ownership => self.ownership,
            Dimension::Deescalation => self.deescalation,
        }
    }
}

/// Where it goes when its conditions hold.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// All of these must hold; empty always holds.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// A turn or an ending, by id.
    pub go: String,
    /// What the customer says first, in answer to the reply; the seed picks one.
    #[serde(default)]
    pub reaction: Vec<String>,
    /// Flags raised on the way.
    #[serde(default)]
    pub set: Vec<String>,
}

/// A rule for every turn.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interrupt {
    /// All of these must hold.
    pub when: Vec<Condition>,
    /// A turn or an ending, by id.
    pub go: String,
    /// What the customer says first, in answer to the reply; the seed picks one.
    #[serde(default)]
    pub reaction: Vec<String>,
    /// Flags raised on the way.
    #[serde(default)]
    pub set: Vec<String>,
}

/// Something that can be read as a whole number from 0 to 100: the scores of the reply just given, or the mood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Gauge {
    /// Score of the reply; a dimension not rated counts as 50.
    Empathy,
    /// Score of the reply.
    Ownership,
    /// Score of the reply.
    Deescalation,
    /// Mood after the reply.
    Anger,
    /// Mood after the reply.
    Trust,
    /// Mood after the reply.
    Patience,
}

/// What a rule can ask.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Condition {
    /// The reply shows this behaviour.
    Shows(String),
    /// The reply shows one of these.
    ShowsAny(Vec<String>),
    /// The reply does not show this.
    Lacks(String),
    /// At least so much.
    AtLeast(Gauge, u8),
    /// Less than so much.
    Below(Gauge, u8),
    /// This very reply answers the concern, which was open.
    Answers(String),
    /// The concern has been answered.
    Answered(String),
    /// The concern was raised and still waits.
    Open(String),
    /// The concern was answered before the customer raised it. That does not close it: the customer who asks all the same
    /// is told again, unless a rule leads past the question.
    AnsweredAhead(String),
    /// Nothing that was raised still waits.
    AllAnswered,
    /// A rule of policy has been broken, now or before, or more goodwill spent than there is.
    BrokePolicy,
    /// This very reply breaks this rule of policy.
    Breaks(String),
    /// This rule of policy has been broken, now or before.
    Broke(String),
    /// This very reply promises this.
    Promises(String),
    /// This was promised, now or before.
    Promised(String),
    /// The promise fell due and was kept.
    Kept(String),
    /// The promise fell due and was not kept.
    Broken(String),
    /// What policy allows under this id has been given, now or before.
    Gave(String),
    /// At least so much goodwill has been spent.
    Spent(u32),
    /// More goodwill has been spent than there is.
    OverBudget,
    /// The help article has been sent, now or before.
    Sent(String),
    /// The flag has been raised.
    Flag(String),
    /// So many replies have been given, this one included.
    Replies(u32),
    /// All of these hold; for use inside `Any` and `Not`.
    All(Vec<Condition>),
    /// At least one of these holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// How it can end.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    /// Short name for rules.
    pub id: String,
    /// What became of the customer.
    pub kind: EndingKind,
    /// The customer's last words; empty when they just go.
    #[serde(default)]
    pub says: String,
    /// What they say instead when certain things hold: the first of these that holds.
    #[serde(default)]
    pub says_when: Vec<SaysWhen>,
    /// What they wrote in the survey afterwards.
    #[serde(default)]
    pub survey: String,
    /// Stars they gave, 1 to 5.
    pub stars: u8,
    /// What came of it, a sentence each: "Stays a customer."
    #[serde(default)]
    pub outcome: Vec<String>,
}

/// What became of the customer, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum EndingKind {
    /// Came angry or worried, leaves loyal.
    WonOver,
    /// Has what they needed.
    Settled,
    /// Went without it.
    Unresolved,
    /// Went higher up.
    Escalated,
    /// Gone for good.
    Lost,
}

impl EndingKind {
    /// 0 for won over, to 4 for lost.
    pub fn rank(self) -> usize {
        self as usize
    }

    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            EndingKind::WonOver => "Won over",
            EndingKind::Settled => "Settled",
            EndingKind::Unresolved => "Unresolved",
            EndingKind::Escalated => "Escalated",
            EndingKind::Lost => "Lost",
        }
    }

    /// As programs read it.
    pub fn key(self) -> &'static str {
        match self {
            EndingKind::WonOver => "won_over",
            EndingKind::Settled => "settled",
            EndingKind::Unresolved => "unresolved",
            EndingKind::Escalated => "escalated",
            EndingKind::Lost => "lost",
        }
    }
}

impl fmt::Display for EndingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
