//! What a reply did, as far as rules and later replies can ask.

use crate::rubric::{Answer, Customer, History, PerDimension, Rubric};
use crate::scenario::{Bits, Heard, Scenario};
use crate::scoring::{self, Context, Receipt, Scores};
use crate::text::Text;

use super::State;

/// Everything about a reply that its future can depend on. The same facts in the same state lead to the same next state,
/// so they can be kept and used again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Facts {
    /// The three scores.
    pub scores: Scores,
    /// Cues of the script that it shows.
    pub shown: Bits,
    /// Open concerns that it answers.
    pub answers: Bits,
    /// Concerns that it answers before anybody has raised them.
    pub ahead: Bits,
    /// Rules of policy that it breaks.
    pub breaches: Bits,
    /// What policy allows and it gives for the first time.
    pub gives: Bits,
    /// What that takes from the goodwill.
    pub spends: u32,
    /// It gives more than policy allows.
    pub overgives: bool,
    /// Promises that it makes.
    pub promises: Bits,
    /// Promises that it keeps, if they are due.
    pub keeps: Bits,
    /// Help articles that it sends.
    pub sends: Bits,
    /// What the next reply's scoring needs to know.
    pub history: History,
}

/// What of a reply counts in a state.
#[derive(Clone, Debug)]
pub struct Counting {
    /// Open concerns that it answers.
    pub answers: Vec<Answer>,
    /// Every breach of policy, with its words: rules that it breaks, and what is given beyond what is allowed.
    pub breaches: Vec<Answer>,
    gives: Bits,
    spends: u32,
    overgives: bool,
}

impl Counting {
    /// What counts of what was heard, when the conversation stands here.
    pub fn of(scenario: &Scenario, state: &State, heard: &Heard) -> Self {
        let open = state.open();
        let answers = heard.concerns.iter().filter(|answer| open.has(answer.index)).copied().collect();
        let mut breaches = heard.breaches.clone();
        let (mut gives, mut spends, mut overgives) = (Bits::NONE, 0u32, false);
        for given in &heard.given {
            let first = !state.gave.has(given.answer.index);
            let mut beyond = false;
            if first {
                gives = gives.with(Bits::one(given.answer.index));
                spends = spends.saturating_add(given.costs);
                let spent = state.spent.saturating_add(spends);
                let goodwill = scenario.file.brief.policy.goodwill.as_ref();
                beyond = given.costs > 0 && goodwill.is_some_and(|goodwill| spent > goodwill.budget);
            }
            // What was given before is not paid for again; a sum too large is too large every time.
            if given.too_much || beyond {
                overgives = true;
                breaches.push(given.answer);
            }
        }
        Self { answers, breaches, gives, spends, overgives }
    }

    /// The receipt of the reply, and its facts.
    pub fn weigh(
        &self,
        scenario: &Scenario,
        rubric: &Rubric,
        state: &State,
        customer: &Customer,
        reply: (&Text, &Heard, u8),
    ) -> (Receipt, Facts) {
        let (text, heard, hints) = reply;
        let context = Context {
            customer,
            calls_for: scenario.calls_for(state.turn),
            history: state.history,
            answers: &self.answers,
            breaches: &self.breaches,
            hints,
        };
        let receipt = scoring::score_text(rubric, text, &context);
        let indices = |answers: &[Answer]| -> Bits { answers.iter().map(|answer| answer.index).collect() };
        let facts = Facts {
            scores: PerDimension::from_fn(|dimension| *receipt.scores.get(dimension)),
            shown: receipt.shown.keys().filter_map(|id| scenario.script.cue(id.as_str())).collect(),
            answers: indices(&self.answers),
            ahead: indices(&heard.concerns).without(state.raised),
            breaches: indices(&heard.breaches),
            gives: self.gives,
            spends: self.spends,
            overgives: self.overgives,
            promises: indices(&heard.promised),
            keeps: indices(&heard.kept),
            sends: indices(&heard.sent),
            history: receipt.history,
        };
        (receipt, facts)
    }
}
