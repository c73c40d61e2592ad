//! The scenario file as its author writes it. The shipped ones in `scenarios/` show all of it in use.

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
    /// What the trainee knows before the first line.
    pub brief: Brief,
    /// Whom they talk to.
    pub customer: Customer,
    /// What the customer needs answered.
    #[serde(default)]
    pub concerns: Vec<Concern>,
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

/// What the trainee knows before the first line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brief {
    /// The company, in a few words.
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
}

/// What the company allows and what not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// What the agent may do unasked.
    pub may: Vec<String>,
    /// What the agent may not do or promise.
    pub may_not: Vec<PolicyRule>,
}

/// Something that policy forbids, and the words that would be a breach of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyRule {
    /// What is forbidden, without "not".
    pub text: String,
    /// Patterns of words that break it.
    #[serde(default)]
    pub breached_by: Vec<String>,
}

/// Whom the trainee talks to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Customer {
    /// Full name.
    pub name: String,
    /// For the words around the conversation.
    #[serde(default)]
    pub pronoun: Pronoun,
    /// The person drawn on stage, by name; a face is picked by the customer's name where it is empty.
    #[serde(default)]
    pub looks: String,
    /// The place drawn behind them, by name.
    #[serde(default)]
    pub place: String,
    /// Where they are, in words: "writing from home".
    #[serde(default)]
    pub whereabouts: String,
    /// What their card says.
    #[serde(default)]
    pub card: Vec<String>,
    /// What is known and better not used.
    #[serde(default)]
    pub private: Vec<String>,
    /// How they feel when it begins.
    pub mood: Mood,
    /// How fast that changes.
    #[serde(default)]
    pub temperament: Temperament,
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
    /// Dimensions that a reply is rated on here; empty means all three.
    #[serde(default)]
    pub calls_for: Vec<Dimension>,
    /// Replies to choose from in guided mode.
    #[serde(default)]
    pub options: Vec<ReplyOption>,
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
    /// The concern has been answered.
    Answered(String),
    /// The concern was raised and still waits.
    Open(String),
    /// Nothing that was raised still waits.
    AllAnswered,
    /// A rule of policy has been broken, now or before.
    BrokePolicy,
    /// The flag has been raised.
    Flag(String),
    /// So many replies have been given, this one included.
    Replies(u32),
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
}

impl fmt::Display for EndingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
