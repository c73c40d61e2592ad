//! A conversation: replies in, what happened out.
//!
//! Architecture invariant: a session is a function of (scenario, rubric, seed, mode, replies, times given). No clock,
//! no file, no global randomness; replay, rewind, receipts and tests are all the same mechanism.

mod attempt;
mod mood;
mod phrasing;
mod rules;
mod state;
mod step;

use std::sync::Arc;

use crate::rubric::{Band, Customer, Dimension, Evidence, PerDimension, Rubric};
use crate::scenario::{Scenario, Target};
use crate::scoring::{self, Context, LONGEST_REPLY, Receipt, SCORER_VERSION, Scores};
use crate::text::Text;

pub use attempt::{ATTEMPT_FORMAT, Attempt, AttemptError, GivenReply};
pub use state::State;
pub use step::{Mode, Outcome, Refusal, Reply, Step};

/// A conversation under way or over.
#[derive(Clone, Debug)]
pub struct Session {
    scenario: Arc<Scenario>,
    rubric: Arc<Rubric>,
    mode: Mode,
    seed: u64,
    state: State,
    line: String,
    heard: Customer,
    steps: Vec<Step>,
    outcome: Option<Outcome>,
}

impl Session {
    /// Begins a conversation; the customer has said the first line.
    pub fn start(scenario: Arc<Scenario>, rubric: Arc<Rubric>, mode: Mode, seed: u64) -> Self {
        let state = State::opening(&scenario);
        let mut session = Self {
            scenario,
            rubric,
            mode,
            seed,
            state,
            line: String::new(),
            heard: Customer::default(),
            steps: Vec::new(),
            outcome: None,
        };
        let opening = phrasing::line(&session.scenario, &session.state, None, None, seed);
        session.hear(opening);
        session
    }

    /// Gives a reply. The conversation moves on to the customer's next line, or ends.
    ///
    /// # Errors
    /// A reply that cannot be taken; nothing has changed then.
    pub fn reply(&mut self, reply: Reply) -> Result<&Step, Refusal> {
        let text = self.words_of(&reply)?;
        let read = Text::read(&text);
        let (answers, breaches) = self.listen(&read);
        let receipt = self.score(&read, reply.hints, &answers, &breaches);
        let before = self.state.clone();
        self.state.take(&self.scenario, &self.rubric, &receipt, &answers, &breaches);
        let rule = rules::next(&self.scenario, &self.state, &receipt);
        self.state.flags.extend(rule.sets.iter().cloned());
        let ended = self.state.go(&self.scenario, rule.target);
        let reaction =
            phrasing::pick(rule.reaction, self.seed, self.state.replies, "reaction").map(str::to_owned);
        self.steps.push(Step {
            turn: before.turn,
            customer: std::mem::take(&mut self.line),
            option: reply.option,
            reply: text,
            hints: reply.hints,
            at_ms: reply.at_ms,
            receipt,
            mood_before: before.mood,
            mood: self.state.mood,
            answered: answers.iter().map(|answer| answer.index).collect(),
            breached: breaches.iter().map(|breach| breach.index).collect(),
        });
        match ended {
            Some(ending) => self.end(ending, reaction),
            None => {
                let receipt = self.steps.last().map(|step| &step.receipt);
                let line = phrasing::line(&self.scenario, &self.state, receipt, reaction, self.seed);
                self.hear(line);
            }
        }
        Ok(self.steps.last().expect("a step was just added"))
    }

    /// The trainee leaves. An unfinished conversation ends unresolved.
    pub fn leave(&mut self) {
        if self.outcome.is_none() {
            self.outcome = Some(Outcome::Left);
        }
    }

    /// What a reply would be scored now; changes nothing. The coach listens with this while somebody writes.
    pub fn preview(&self, draft: &str) -> Preview {
        let text = Text::read(draft);
        let (answers, breaches) = self.listen(&text);
        Preview {
            receipt: self.score(&text, 0, &answers, &breaches),
            answers: answers.iter().map(|answer| answer.index).collect(),
        }
    }

    /// The same conversation again up to and without reply `count`: for another try from there.
    pub fn rewound(&self, count: usize) -> Self {
        let mut attempt = self.attempt();
        attempt.replies.truncate(count);
        attempt.left = false;
        let mut session = Self::start(self.scenario.clone(), self.rubric.clone(), self.mode, self.seed);
        for given in attempt.replies {
            session.reply(given.into()).expect("a reply that was taken once is taken again");
        }
        session
    }

    /// The conversation as it is kept: everything needed to replay it.
    pub fn attempt(&self) -> Attempt {
        Attempt {
            format: ATTEMPT_FORMAT,
            scenario: self.scenario.file.id.clone(),
            scenario_hash: self.scenario.hash.clone(),
            rubric_hash: self.rubric.hash().to_owned(),
            scorer: SCORER_VERSION,
            mode: self.mode,
            seed: self.seed,
            replies: self.steps.iter().map(GivenReply::from).collect(),
            left: self.outcome == Some(Outcome::Left),
        }
    }

    /// The scenario being played.
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// The rubric it is scored by.
    pub fn rubric(&self) -> &Arc<Rubric> {
        &self.rubric
    }

    /// How it is played.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// What its phrasing is drawn from.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Where it stands.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What the customer said last: the line to be answered, or the last words. Empty when they went without.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// Replies so far, with what came of each.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How it ended, once it has.
    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }

    /// Rounded mean per dimension over the replies that rated it.
    pub fn scores(&self) -> Scores {
        PerDimension::from_fn(|dimension| {
            mean(self.steps.iter().filter_map(|step| *step.receipt.scores.get(dimension)))
        })
    }

    /// An ending won over or settled, every rated score at least good, and no critical behaviour shown.
    pub fn passed(&self) -> bool {
        use crate::scenario::EndingKind::{Settled, WonOver};
        let kind = match self.outcome {
            Some(Outcome::Ended(ending)) => self.scenario.file.endings[ending].kind,
            _ => return false,
        };
        let scores = self.scores();
        let good = |dimension| scores.get(dimension).is_none_or(|score| Band::of(score) >= Band::Good);
        matches!(kind, Settled | WonOver)
            && Dimension::ALL.into_iter().all(good)
            && self.state.failed_by.is_none()
    }

    /// What the agent took upon themselves so far, in their own words.
    pub fn promises(&self) -> Vec<&str> {
        let mut promises = Vec::new();
        for step in &self.steps {
            let mut last = None;
            for finding in &step.receipt.findings {
                let commits = self.rubric.get(finding.behaviour.as_str()).and_then(|b| b.family.as_deref())
                    == Some("commitment");
                if let (true, Evidence::At(span)) = (commits, finding.evidence)
                    && last != Some(span)
                {
                    promises.push(span.of(&step.reply));
                    last = Some(span);
                }
            }
        }
        promises
    }

    fn words_of(&self, reply: &Reply) -> Result<String, Refusal> {
        if self.outcome.is_some() {
            return Err(Refusal::Over);
        }
        let options = &self.scenario.file.turns[self.state.turn].options;
        let text = match reply.option {
            Some(option) => match options.get(option) {
                Some(option) => option.text.clone(),
                None => {
                    return Err(Refusal::NoSuchOption {
                        given: option.saturating_add(1),
                        options: options.len(),
                    });
                }
            },
            None if self.mode == Mode::Guided => {
                return Err(Refusal::ChooseAnOption { options: options.len() });
            }
            None => reply.text.clone(),
        };
        let length = text.chars().count();
        if length > LONGEST_REPLY {
            return Err(Refusal::TooLong { length });
        }
        if text.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        Ok(text)
    }

    fn listen(&self, text: &Text) -> (Vec<crate::rubric::Answer>, Vec<crate::rubric::Answer>) {
        let (mut answers, breaches) = self.scenario.listening().hear(text);
        answers.retain(|answer| self.state.is_open(answer.index));
        (answers, breaches)
    }

    fn score(
        &self,
        text: &Text,
        hints: u8,
        answers: &[crate::rubric::Answer],
        breaches: &[crate::rubric::Answer],
    ) -> Receipt {
        let context = Context {
            customer: &self.heard,
            calls_for: self.scenario.calls_for(self.state.turn),
            history: self.state.history,
            answers,
            breaches,
            hints,
        };
        scoring::score_text(&self.rubric, text, &context)
    }

    fn hear(&mut self, line: String) {
        self.heard = self.rubric.customer(&line);
        self.line = line;
    }

    fn end(&mut self, ending: usize, reaction: Option<String>) {
        let words = phrasing::with_reaction(reaction, &self.scenario.file.endings[ending].says);
        self.line = words;
        self.outcome = Some(Outcome::Ended(ending));
    }
}

/// What a draft would be worth, and which concerns it answers.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The receipt it would get.
    pub receipt: Receipt,
    /// Open concerns that it answers, by index.
    pub answers: Vec<usize>,
}

fn mean(scores: impl Iterator<Item = u8>) -> Option<u8> {
    let (sum, count) = scores.fold((0u32, 0u32), |(sum, count), score| (sum + u32::from(score), count + 1));
    // Half rounds up; the mean of numbers up to 100 fits.
    (count > 0).then(|| ((2 * sum + count) / (2 * count)) as u8)
}

/// The turn or ending a rule leads to, with what the customer says on the way.
struct Chosen<'a> {
    target: Target,
    reaction: &'a [String],
    sets: &'a [String],
}
