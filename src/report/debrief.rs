//! The debrief of one conversation, as a page.

use serde::Serialize;

use super::mood::{self, MoodPage};
use super::transcript::{self, Costliest, Exchange};
use super::words;
use crate::debrief::{Debrief, Sum};
use crate::rubric::{Band, Dimension, Evidence, Principle};
use crate::scenario::EndingKind;
use crate::scoring::{SCORER_VERSION, Scores};
use crate::session::{Outcome, Session, Step};
use crate::text::Span;

/// What a page says about an attempt that the attempt itself does not know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Who replied; left out of the page where empty.
    pub person: String,
    /// When, as people read it: "12 October 2026, 18:20"; left out where empty.
    pub when: String,
    /// The signature under the receipt, as the records keep it.
    pub seal: Option<String>,
    /// A trainer's scores, where one has overridden the machine's.
    pub override_: Option<Overridden>,
}

/// A trainer's scores. The machine's stay visible beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overridden {
    /// The trainer's, 0 to 100; `None` where a dimension is not to be rated.
    pub scores: Scores,
    /// Why they differ.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When, as people read it.
    pub when: String,
}

/// One HTML file with everything that a conversation has to teach. Any text in the session may be hostile: it is shown
/// as text.
pub fn debrief_page(session: &Session, about: &About) -> String {
    super::render("debrief.html", Page::new(session, about))
}

#[derive(Serialize)]
struct Page {
    title: String,
    facts: Vec<Fact>,
    agent: String,
    customer: Customer,
    outcome: Ended,
    scores: Vec<Score>,
    overridden: Option<Override>,
    measures: Vec<Fact>,
    mood: Option<MoodPage>,
    unmoved: String,
    costliest: Option<Costliest>,
    shown: Vec<Practised>,
    missed: Vec<Practised>,
    promises: Promises,
    concerns: Vec<Kept>,
    exchanges: Vec<Exchange>,
    last_line: String,
    receipt: Vec<Fact>,
    seal: Option<String>,
}

/// A name and what it stands for.
#[derive(Serialize)]
struct Fact {
    name: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Customer {
    name: String,
    first: String,
    subject: &'static str,
}

#[derive(Serialize)]
struct Ended {
    kind: String,
    stars: Option<u8>,
    /// The customer's words afterwards, without quotation marks; empty when they went without.
    quote: String,
    /// What there is to say where the customer said nothing.
    quiet: String,
    came_of_it: Vec<String>,
    passed: bool,
    verdict: String,
}

#[derive(Serialize)]
struct Score {
    dimension: &'static str,
    name: &'static str,
    machine: Option<u8>,
    band: &'static str,
    trainer: Option<Trainer>,
    unrated: &'static str,
    sums: Vec<Points>,
    /// What of the sums is not listed; empty where all is.
    more: String,
}

#[derive(Serialize)]
struct Trainer {
    score: Option<u8>,
    band: &'static str,
    change: String,
}

#[derive(Serialize)]
struct Points {
    points: String,
    title: String,
}

#[derive(Serialize)]
struct Override {
    reason: String,
    by: String,
    when: String,
}

#[derive(Serialize)]
struct Practised {
    id: &'static str,
    title: &'static str,
}

#[derive(Serialize)]
struct Promises {
    /// What the agent took on, in the agent's words.
    said: Vec<String>,
    /// What the customer remembers of it, and what became of it.
    kept: Vec<Kept>,
}

#[derive(Serialize)]
struct Kept {
    text: String,
    good: bool,
    word: &'static str,
}

impl Page {
    fn new(session: &Session, about: &About) -> Self {
        let debrief = Debrief::of(session);
        let file = &session.scenario().file;
        let practised = |principles: &[Principle]| {
            principles
                .iter()
                .map(|principle| Practised { id: principle.id(), title: principle.title() })
                .collect()
        };
        Self {
            title: file.title.clone(),
            facts: facts(session, about),
            agent: if about.person.trim().is_empty() { "Agent".to_owned() } else { about.person.clone() },
            customer: Customer {
                name: file.customer.name.clone(),
                first: words::first_name(&file.customer.name).to_owned(),
                subject: file.customer.pronoun().subject(),
            },
            outcome: outcome(session, &debrief),
            scores: Dimension::ALL.into_iter().map(|d| score(session, &debrief, about, d)).collect(),
            overridden: about.override_.as_ref().map(|other| Override {
                reason: other.reason.clone(),
                by: other.by.clone(),
                when: other.when.clone(),
            }),
            measures: measures(session, &debrief),
            mood: MoodPage::new(session, &debrief),
            unmoved: mood::unmoved(session.state().mood),
            costliest: Costliest::new(session, &debrief),
            shown: practised(&debrief.shown),
            missed: practised(&debrief.missed),
            promises: promises(session),
            concerns: concerns(session),
            exchanges: transcript::exchanges(session, &debrief),
            last_line: session.line().to_owned(),
            receipt: receipt(session),
            seal: about.seal.clone(),
        }
    }
}

fn facts(session: &Session, about: &About) -> Vec<Fact> {
    let file = &session.scenario().file;
    let facts = [
        ("Agent", about.person.clone()),
        ("When", about.when.clone()),
        ("Customer", file.customer.name.clone()),
        ("Channel", file.channel.name().to_owned()),
        ("Difficulty", file.difficulty.name().to_owned()),
        ("Mode", session.mode().name().to_owned()),
    ];
    let told = facts.into_iter().filter(|(_, value)| !value.trim().is_empty());
    told.map(|(name, value)| Fact { name, value }).collect()
}

fn outcome(session: &Session, debrief: &Debrief) -> Ended {
    let kind = match session.outcome() {
        Some(Outcome::Ended(_)) => debrief.kind.name(),
        Some(Outcome::Left) => "Left before the end",
        None => "Not over yet",
    };
    let ending = debrief.ending.as_ref();
    // What they wrote afterwards weighs more than what they said last.
    let survey = ending.map_or("", |ending| ending.survey.trim());
    let last = if ending.is_some() { session.line().trim() } else { "" };
    let quote = if survey.is_empty() { last } else { survey };
    Ended {
        kind: kind.to_owned(),
        stars: ending.map(|ending| ending.stars.min(5)),
        quote: quote.trim_matches(['“', '”', '"']).to_owned(),
        quiet: quiet(session),
        came_of_it: ending.map(|ending| ending.outcome.clone()).unwrap_or_default(),
        passed: debrief.passed,
        verdict: verdict(debrief),
    }
}

/// What there is to say where the customer says nothing.
fn quiet(session: &Session) -> String {
    let first = words::first_name(&session.scenario().file.customer.name);
    match (session.outcome(), session.steps().len()) {
        (Some(Outcome::Ended(_)), _) => format!("{first} went without another word."),
        (Some(Outcome::Left), 0) => {
            format!("The agent left before the first reply. {first} was still waiting.")
        }
        (Some(Outcome::Left), last) => {
            format!("The agent left after reply {last}. {first} was still waiting for an answer.")
        }
        (None, _) => format!("{first} is waiting for an answer."),
    }
}

/// Why it is a pass or none.
fn verdict(debrief: &Debrief) -> String {
    if let Some(title) = &debrief.failed_by {
        return format!("One thing fails an attempt whatever its scores: “{}”.", words::capital(title));
    }
    if debrief.passed {
        return "It ended well, and every score is at least 60.".to_owned();
    }
    if !matches!(debrief.kind, EndingKind::Settled | EndingKind::WonOver) {
        return "A pass ends settled or won over.".to_owned();
    }
    let low = |dimension: &Dimension| {
        debrief.scores.get(*dimension).is_some_and(|score| Band::of(score) < Band::Good)
    };
    let names: Vec<&str> = Dimension::ALL.into_iter().filter(low).map(Dimension::name).collect();
    match names.len() {
        0 => "There was no score to pass with.".to_owned(),
        1 => format!("{} is below 60.", names[0]),
        _ => format!("{} are below 60.", words::list(&names)),
    }
}

fn score(session: &Session, debrief: &Debrief, about: &About, dimension: Dimension) -> Score {
    let machine = *debrief.scores.get(dimension);
    let band = |score: Option<u8>| score.map_or("", |score| Band::of(score).name());
    let trainer = about.override_.as_ref().map(|other| {
        let score = other.scores.get(dimension).map(|score: u8| score.min(100));
        let change = score.zip(machine).map(|(score, machine)| i32::from(score) - i32::from(machine));
        let change = match change {
            None => String::new(),
            Some(0) => "the same".to_owned(),
            Some(change) => words::signed(change),
        };
        Trainer { score, band: band(score), change }
    });
    let unrated = if session.steps().is_empty() { "No reply to rate" } else { "Not called for here" };
    let (sums, more) = sums(debrief.sums.get(dimension));
    Score {
        dimension: dimension.key(),
        name: dimension.name(),
        machine,
        band: band(machine),
        trainer,
        unrated,
        sums,
        more,
    }
}

/// So many gains and so many losses stand under a score; what is left is summed up. The transcript has all.
const SUMS: usize = 4;

/// Gains before losses, the weightiest first, and in a few words what there is besides.
fn sums(sums: &[Sum]) -> (Vec<Points>, String) {
    let (gains, losses): (Vec<&Sum>, Vec<&Sum>) = sums.iter().partition(|sum| sum.points >= 0);
    let points = |sum: &&Sum| Points {
        points: words::signed(sum.points),
        title: words::capital(&words::often(&sum.title, sum.times)),
    };
    // A single one that is left takes no more room than saying so.
    let room = |all: &[&Sum]| if all.len() == SUMS + 1 { SUMS + 1 } else { SUMS };
    let (up, down) = (room(&gains), room(&losses));
    let listed = gains.iter().take(up).chain(losses.iter().take(down)).map(points).collect();
    let rest: Vec<i32> =
        gains.iter().skip(up).chain(losses.iter().skip(down)).map(|sum| sum.points).collect();
    let more = match rest.len() {
        0 => String::new(),
        count => format!("and {count} smaller, together {}", words::signed(rest.iter().sum())),
    };
    (listed, more)
}

/// Times and counts, which are no scores.
fn measures(session: &Session, debrief: &Debrief) -> Vec<Fact> {
    let steps = session.steps();
    let hints: usize = steps.iter().map(|step| usize::from(step.hints)).sum();
    let at = |step: Option<&Step>| step.and_then(|step| step.at_ms).map(words::duration);
    let (answered, raised) = debrief.answered;
    let measures = [
        ("Replies", Some(steps.len().to_string())),
        ("Hints taken", Some(hints.to_string())),
        ("Concerns answered", (raised > 0).then(|| format!("{answered} of {raised}"))),
        ("First reply after", at(steps.first())),
        ("Last reply after", if steps.len() > 1 { at(steps.last()) } else { None }),
    ];
    let told = measures.into_iter().filter_map(|(name, value)| Some(Fact { name, value: value? }));
    told.collect()
}

fn promises(session: &Session) -> Promises {
    let state = session.state();
    let promise = |index: usize| {
        let (good, word) = match (state.kept.has(index), state.broken.has(index)) {
            (true, _) => (true, "Kept"),
            (_, true) => (false, "Broken"),
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
fn concerns(session: &Session) -> Vec<Kept> {
    let state = session.state();
    let concern = |index: usize| {
        let good = state.answered.has(index);
        let text = session.scenario().file.concerns[index].asks.clone();
        Kept { text, good, word: if good { "Answered" } else { "Still open" } }
    };
    state.raised.iter().map(concern).collect()
}

fn receipt(session: &Session) -> Vec<Fact> {
    let attempt = session.attempt();
    let facts = [
        ("Scenario", Some(attempt.scenario)),
        ("Scenario’s hash", Some(attempt.scenario_hash)),
        ("Rubric’s hash", Some(attempt.rubric_hash)),
        ("Scorer", Some(format!("version {SCORER_VERSION}"))),
        ("Mode", Some(attempt.mode.name().to_owned())),
        ("Seed", Some(attempt.seed.to_string())),
        ("Memory", attempt.memory.map(|memory| format!("number {}", memory + 1))),
        ("Receipt", Some(session.receipt())),
    ];
    facts.into_iter().filter_map(|(name, value)| Some(Fact { name, value: value? })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_listed_is_summed_up() {
        let all: Vec<Sum> = [9, 8, -8, 7, 6, 5, 1, -2]
            .map(|points| Sum { title: "x".into(), behaviour: None, points, times: 1 })
            .into();
        let (listed, more) = sums(&all);
        let points: Vec<&str> = listed.iter().map(|sum| sum.points.as_str()).collect();
        assert_eq!(points, ["+9", "+8", "+7", "+6", "−8", "−2"]);
        assert_eq!(more, "and 2 smaller, together +6");
        assert_eq!(sums(&all[..6]).1, "", "one that is left over is listed too");
    }

    #[test]
    fn a_promise_is_told_once() {
        let promises =
            ["I'll write", "Today I'll write to you", "i'll write", "we'll see"].map(str::to_owned);
        assert_eq!(said(promises.into()), ["Today I'll write to you", "we'll see"]);
    }
}
