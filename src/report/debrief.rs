//! The debrief of one conversation, as a page.

use serde::Serialize;

use super::kept::{self, Kept, Promises};
use super::measures::{Measure, measures};
use super::mood::{self, MoodPage};
use super::outcome::{self, Ended};
use super::scores::{self, Score};
use super::transcript::{self, Costliest, Exchange};
use super::ways::{self, Parting};
use super::words;
use crate::debrief::{Debrief, Reflection};
use crate::rubric::Principle;
use crate::scoring::{SCORER_VERSION, Scores};
use crate::session::Session;

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
    /// What the trainee thinks of it, where they said so.
    pub reflection: Option<Reflection>,
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
    measures: Vec<Measure>,
    mood: Option<MoodPage>,
    unmoved: String,
    costliest: Option<Costliest>,
    partings: Vec<Parting>,
    /// What the trainee takes with them; empty where nothing.
    note: String,
    /// What the team could do better; empty where nothing.
    suggestion: String,
    shown: Vec<&'static str>,
    missed: Vec<&'static str>,
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
struct Override {
    reason: String,
    by: String,
    when: String,
}

impl Page {
    fn new(session: &Session, about: &About) -> Self {
        let debrief = Debrief::of(session);
        let file = &session.scenario().file;
        let titles =
            |principles: &[Principle]| principles.iter().map(|principle| principle.title()).collect();
        let thought = |part: fn(&Reflection) -> &String| {
            about.reflection.as_ref().map_or_else(String::new, |reflection| part(reflection).clone())
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
            outcome: outcome::outcome(session, &debrief),
            scores: scores::scores(&debrief, about, session.steps().len()),
            overridden: about.override_.as_ref().map(|other| Override {
                reason: other.reason.clone(),
                by: other.by.clone(),
                when: other.when.clone(),
            }),
            measures: measures(session, &debrief),
            mood: MoodPage::new(session, &debrief),
            unmoved: mood::unmoved(session.state().mood),
            costliest: Costliest::new(session, &debrief),
            partings: ways::partings(&debrief.branches),
            note: thought(|reflection| &reflection.note),
            suggestion: thought(|reflection| &reflection.suggestion),
            shown: titles(&debrief.shown),
            missed: titles(&debrief.missed),
            promises: kept::promises(session),
            concerns: kept::concerns(session),
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
