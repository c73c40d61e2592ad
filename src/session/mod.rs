//! A conversation: replies in, what happened out.
//!
//! Architecture invariant: a session is a function of (scenario, rubric, seed, mode, replies, times given). No clock,
//! no file, no global randomness; replay, rewind, receipts and tests are all the same mechanism.

mod attempt;
mod branch;
mod facts;
mod mood;
mod phrasing;
mod rules;
mod state;
mod step;
mod tally;

use std::sync::Arc;

use crate::rubric::{Customer, Evidence, Rubric};
use crate::scenario::{Bits, EndingKind, Heard, Scenario, Target};
use crate::scoring::{LONGEST_REPLY, Receipt, SCORER_VERSION, Scores};
use crate::text::Text;

pub use attempt::{ATTEMPT_FORMAT, Attempt, AttemptError, GivenReply, TakenBack};
pub use branch::Branch;
pub use facts::{Counting, Facts};
pub use phrasing::LineKey;
pub use rules::{Move, Taken, advance};
pub use state::State;
pub use step::{LEFT, Mode, Outcome, Refusal, Reply, Step};
pub use tally::{Tally, passes};

/// A conversation under way or over.
#[derive(Clone, Debug)]
pub struct Session {
    scenario: Arc<Scenario>,
    rubric: Arc<Rubric>,
    setting: Setting,
    state: State,
    line: String,
    heard: Customer,
    steps: Vec<Step>,
    outcome: Option<Outcome>,
    branches: Vec<Branch>,
}

/// How a conversation is played, apart from what is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// How replies are given.
    pub mode: Mode,
    /// What the customer's phrasing is drawn from.
    pub seed: u64,
    /// What a returning customer remembers, by its place in the scenario's `returns.remembers`.
    pub memory: Option<usize>,
}

impl Session {
    /// Begins a conversation; the customer has said the first line.
    pub fn start(scenario: Arc<Scenario>, rubric: Arc<Rubric>, setting: Setting) -> Self {
        let state = State::opening(&scenario, setting.memory);
        let line =
            LineKey::new(&scenario, Target::Turn(0), &state, None, None).words(&scenario, setting.seed);
        let heard = rubric.customer(&line);
        let (steps, branches) = (Vec::new(), Vec::new());
        Self { scenario, rubric, setting, state, line, heard, steps, outcome: None, branches }
    }

    /// Gives a reply. The conversation moves on to the customer's next line, or ends.
    ///
    /// # Errors
    /// A reply that cannot be taken; nothing has changed then.
    pub fn reply(&mut self, reply: Reply) -> Result<&Step, Refusal> {
        let words = self.words_of(&reply)?;
        let text = Text::read(&words);
        let heard = self.scenario.listening(&self.rubric).hear(&text);
        let (receipt, facts) = self.weigh(&text, &heard, reply.hints);
        let before = self.state;
        let moved = advance(&self.scenario, &before, &facts);
        self.state = moved.state;
        let after = Some((before.turn, moved.taken));
        let key = LineKey::new(&self.scenario, moved.target, &self.state, Some(&facts), after);
        let line = key.words(&self.scenario, self.setting.seed);
        self.steps.push(Step {
            turn: before.turn,
            customer: std::mem::replace(&mut self.line, line),
            option: reply.option,
            reply: words,
            hints: reply.hints,
            at_ms: reply.at_ms,
            receipt,
            before,
            facts,
            mood: self.state.mood,
        });
        match moved.target {
            Target::Ending(ending) => self.outcome = Some(Outcome::Ended(ending)),
            Target::Turn(_) => self.heard = self.rubric.customer(&self.line),
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
        let heard = self.scenario.listening(&self.rubric).hear(&text);
        let (receipt, facts) = self.weigh(&text, &heard, 0);
        Preview { receipt, answers: facts.answers }
    }

    /// The conversation as it stood before reply `count`, to look at; without branches.
    pub(crate) fn before(&self, count: usize) -> Self {
        let mut session = Self::start(self.scenario.clone(), self.rubric.clone(), self.setting);
        for step in self.steps.iter().take(count) {
            let given = GivenReply::from(step);
            session.reply(given.into()).expect("a reply that was taken once is taken again");
        }
        session
    }

    /// The conversation as it is kept: everything needed to replay it.
    pub fn attempt(&self) -> Attempt {
        let taken_back: Vec<TakenBack> = self.branches.iter().map(TakenBack::from).collect();
        Attempt {
            format: if taken_back.is_empty() { attempt::ONE_WAY } else { ATTEMPT_FORMAT },
            scenario: self.scenario.file.id.clone(),
            scenario_hash: self.scenario.hash.clone(),
            rubric_hash: self.rubric.hash().to_owned(),
            scorer: SCORER_VERSION,
            mode: self.setting.mode,
            seed: self.setting.seed,
            memory: self.setting.memory,
            replies: self.steps.iter().map(GivenReply::from).collect(),
            left: self.outcome == Some(Outcome::Left),
            taken_back,
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

    /// How replies are given.
    pub fn mode(&self) -> Mode {
        self.setting.mode
    }

    /// What its phrasing is drawn from.
    pub fn seed(&self) -> u64 {
        self.setting.seed
    }

    /// How it is played.
    pub fn setting(&self) -> Setting {
        self.setting
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

    /// The id of the ending and its kind; [`LEFT`] and unresolved where it came to none.
    pub fn ending(&self) -> (&str, EndingKind) {
        match self.outcome {
            Some(Outcome::Ended(index)) => {
                let ending = &self.scenario.file.endings[index];
                (&ending.id, ending.kind)
            }
            Some(Outcome::Left) | None => (LEFT, EndingKind::Unresolved),
        }
    }

    /// Rounded mean per dimension over the replies that rated it.
    pub fn scores(&self) -> Scores {
        let mut tally = Tally::default();
        self.steps.iter().for_each(|step| tally.add(&step.receipt.scores));
        tally.scores()
    }

    /// An ending won over or settled, every rated score at least good, and no critical behaviour shown.
    pub fn passed(&self) -> bool {
        match self.outcome {
            Some(Outcome::Ended(ending)) => {
                let kind = self.scenario.file.endings[ending].kind;
                passes(kind, &self.scores(), self.state.failed_by)
            }
            _ => false,
        }
    }

    /// The critical behaviour that failed the attempt, by id.
    pub fn failed_by(&self) -> Option<&str> {
        self.state.failed_by.map(|cue| self.scenario.script.cues[cue].as_str())
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
            None if self.setting.mode == Mode::Guided => {
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

    fn weigh(&self, text: &Text, heard: &Heard, hints: u8) -> (Receipt, Facts) {
        let counting = Counting::of(&self.scenario, &self.state, heard);
        counting.weigh(&self.scenario, &self.rubric, &self.state, &self.heard, (text, heard, hints))
    }
}

/// What a draft would be worth, and which concerns it answers.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The receipt it would get.
    pub receipt: Receipt,
    /// Open concerns that it answers.
    pub answers: Bits,
}
