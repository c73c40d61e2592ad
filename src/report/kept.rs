//! What was promised and what was needed, and what became of each.

use serde::Serialize;

use crate::rubric::Evidence;
use crate::session::{Session, Step};
use crate::text::Span;

/// What the agent took on.
#[derive(Serialize)]
pub struct Promises {
    /// What the agent took on, in the agent's words.
    said: Vec<String>,
    /// What the customer remembers of it, and what became of it.
    kept: Vec<Kept>,
}

/// Something with what became of it.
#[derive(Serialize)]
pub struct Kept {
    text: String,
    good: bool,
    word: &'static str,
}

/// Everything that was promised so far.
pub fn promises(session: &Session) -> Promises {
    let state = session.state();
    let promise = |index: usize| {
        let (good, word) = match (state.kept.has(index), state.broken.has(index)) {
            (true, _) => (true, "Kept"),
            (_, true) => (false, "Broken"),
            _ if session.outcome().is_some() => (false, "Never fell due"),
            _ => (false, "Not due yet"),
        };
        Kept { text: session.scenario().file.promises[index].text.clone(), good, word }
    };
    Promises {
        said: said(session.steps().iter().flat_map(|step| commitments(session, step)).collect()),
        kept: state.promised.iter().map(promise).collect(),
    }
}

/// What somebody took on in one reply, in whole words; findings that share words are one promise.
fn commitments(session: &Session, step: &Step) -> Vec<String> {
    let letters: Vec<char> = step.reply.chars().collect();
    let mut spans: Vec<Span> = Vec::new();
    for finding in &step.receipt.findings {
        let behaviour = session.rubric().get(finding.behaviour.as_str());
        let commits = behaviour.and_then(|behaviour| behaviour.family.as_deref()) == Some("commitment");
        let (true, Evidence::At(span)) = (commits, finding.evidence) else { continue };
        // Evidence may begin inside a word: at the "'ll" of "I'll".
        let before = letters.iter().take(span.start as usize).rev();
        let word = before.take_while(|letter| letter.is_alphanumeric()).count() as u32;
        let span = Span::new(span.start - word, span.end);
        match spans.last_mut().filter(|last| last.overlaps(span)) {
            Some(last) => *last = last.join(span),
            None => spans.push(span),
        }
    }
    spans.into_iter().map(|span| span.of(&step.reply).to_owned()).collect()
}

/// Each promise once, in its longest wording.
fn said(promises: Vec<String>) -> Vec<String> {
    let within = |shorter: &str, longer: &str| longer.to_lowercase().contains(&shorter.to_lowercase());
    let mut said: Vec<String> = Vec::new();
    for promise in promises {
        if !said.iter().any(|other| within(&promise, other)) {
            said.retain(|other| !within(other, &promise));
            said.push(promise);
        }
    }
    said
}

/// Concerns that were raised, in the customer's words, by whether they were answered.
pub fn concerns(session: &Session) -> Vec<Kept> {
    let state = session.state();
    let concern = |index: usize| {
        let good = state.answered.has(index);
        let text = session.scenario().file.concerns[index].asks.clone();
        Kept { text, good, word: if good { "Answered" } else { "Still open" } }
    };
    state.raised.iter().map(concern).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_told_once() {
        let promises =
            ["I'll write", "Today I'll write to you", "i'll write", "we'll see"].map(str::to_owned);
        assert_eq!(said(promises.into()), ["Today I'll write to you", "we'll see"]);
    }
}
