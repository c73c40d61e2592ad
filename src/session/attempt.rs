//! A conversation as it is kept: what it was played with and what was said. Everything else follows from that.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Mode, Refusal, Reply, Session, Setting, Step};
use crate::rubric::{PerDimension, Rubric};
use crate::scenario::Scenario;

/// The newest format that this program knows. What went one way is written in [`ONE_WAY`], as it always was, so that its
/// receipt stays the same.
pub const ATTEMPT_FORMAT: u32 = 2;
/// The format of attempts in which nothing was taken back.
pub(super) const ONE_WAY: u32 = 1;

/// A kept conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// Version of this shape.
    pub format: u32,
    /// Id of the scenario.
    pub scenario: String,
    /// BLAKE3 of the scenario's file.
    pub scenario_hash: String,
    /// BLAKE3 of the rubric's files.
    pub rubric_hash: String,
    /// Version of the scorer.
    pub scorer: u32,
    /// How it was played.
    pub mode: Mode,
    /// What its phrasing was drawn from.
    pub seed: u64,
    /// What a returning customer remembered, by its place in the scenario.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memory: Option<usize>,
    /// What was said.
    pub replies: Vec<GivenReply>,
    /// The trainee left before it ended.
    #[serde(default)]
    pub left: bool,
    /// Ways that were taken back, in the order in which they were; only in practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken_back: Vec<TakenBack>,
}

/// A way that was taken back, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakenBack {
    /// The first reply that was taken back, from 0.
    pub at: usize,
    /// What was said on it, from the start of the conversation.
    pub replies: Vec<GivenReply>,
    /// The trainee had left it before it ended.
    #[serde(default)]
    pub left: bool,
}

/// One reply as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenReply {
    /// The words.
    pub text: String,
    /// The option, if one was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<usize>,
    /// Hints taken before it.
    #[serde(default)]
    pub hints: u8,
    /// Milliseconds since the conversation began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_ms: Option<u64>,
}

/// Why an attempt cannot be replayed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AttemptError {
    /// Written by a later program.
    #[error(
        "the attempt has format {0}, and this program knows formats up to {ATTEMPT_FORMAT}; update Composure"
    )]
    NewerFormat(u32),
    /// The file has changed since.
    #[error("the scenario has changed since this attempt")]
    OtherScenario,
    /// The files have changed since.
    #[error("the rubric has changed since this attempt")]
    OtherRubric,
    /// It holds a reply that this scenario cannot take.
    #[error("reply {number} cannot be replayed: {refusal}")]
    Refused {
        /// Counted from 1.
        number: usize,
        /// Why.
        refusal: Refusal,
    },
    /// Ways back in an assessment.
    #[error("replies were taken back in it, which an assessment does not allow")]
    NoWayBack,
    /// A way that was taken back cannot be replayed.
    #[error("way {number} of those taken back: {error}")]
    Way {
        /// Counted from 1.
        number: usize,
        /// Why.
        error: Box<AttemptError>,
    },
    /// A way parts where it has no reply, or what follows it does not go on from there.
    #[error("way {number} of those taken back does not part from what was said after it")]
    Parting {
        /// Counted from 1.
        number: usize,
    },
}

impl Attempt {
    /// The conversation again, from the beginning.
    ///
    /// # Errors
    /// When it was played with something else, or does not fit.
    pub fn replay(&self, scenario: &Arc<Scenario>, rubric: &Arc<Rubric>) -> Result<Session, AttemptError> {
        if self.format > ATTEMPT_FORMAT {
            return Err(AttemptError::NewerFormat(self.format));
        }
        if self.scenario_hash != scenario.hash {
            return Err(AttemptError::OtherScenario);
        }
        if self.rubric_hash != rubric.hash() {
            return Err(AttemptError::OtherRubric);
        }
        if self.memory.is_some_and(|memory| memory >= scenario.script.memories.len()) {
            return Err(AttemptError::OtherScenario);
        }
        let setting = Setting { mode: self.mode, seed: self.seed, memory: self.memory };
        let way = |replies: &[GivenReply], left: bool| -> Result<Session, AttemptError> {
            let mut session = Session::start(scenario.clone(), rubric.clone(), setting);
            for (index, given) in replies.iter().enumerate() {
                let taken = session.reply(given.clone().into());
                taken.map_err(|refusal| AttemptError::Refused { number: index + 1, refusal })?;
            }
            if left {
                session.leave();
            }
            Ok(session)
        };
        way(&self.replies, self.left)?.with_taken_back(&self.taken_back, way)
    }

    /// As it began: what it is played with, and nothing said yet.
    pub fn opening(&self) -> Self {
        let (replies, taken_back) = (Vec::new(), Vec::new());
        Self { format: ONE_WAY, replies, left: false, taken_back, ..self.clone() }
    }

    /// How far it has come; of two states of one conversation the later is the greater. Going back makes it shorter and
    /// takes it further.
    pub fn progress(&self) -> (usize, usize) {
        (self.taken_back.len(), self.replies.len())
    }
}

impl From<GivenReply> for Reply {
    fn from(given: GivenReply) -> Self {
        Self { text: given.text, option: given.option, hints: given.hints, at_ms: given.at_ms }
    }
}

impl From<&Step> for GivenReply {
    fn from(step: &Step) -> Self {
        Self { text: step.reply.clone(), option: step.option, hints: step.hints, at_ms: step.at_ms }
    }
}

impl Session {
    /// BLAKE3, in hexadecimal, of all that anybody needs to see that this attempt got these scores: what it was
    /// played with, what was said and when, and the scores of every reply.
    pub fn receipt(&self) -> String {
        #[derive(Serialize)]
        struct Sealed<'a> {
            attempt: Attempt,
            scores: Vec<&'a PerDimension<Option<u8>>>,
        }
        let sealed = Sealed {
            attempt: self.attempt(),
            scores: self.steps().iter().map(|step| &step.receipt.scores).collect(),
        };
        let bytes = serde_json::to_vec(&sealed).expect("plain data serialises");
        blake3::hash(&bytes).to_hex().to_string()
    }
}
