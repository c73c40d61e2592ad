//! Attempts for tests: played ones, which can be played again, and invented ones, whose figures are known beforehand.

use std::sync::{Arc, OnceLock};

use composure::comparison::Yardstick;
use composure::lint::Rule;
use composure::records::{
    AttemptId, Began, Content, Desk, EndResult, Ended, Entry, Event, Link, Overrode, Parcel, Reflected,
    Store, Verified, Who, Witness,
};
use composure::rubric::{self, PerDimension};
use composure::scenario::{self, Scenario, Shared};
use composure::scoring::{SCORER_VERSION, Scores};
use composure::session::{ATTEMPT_FORMAT, Attempt, GivenReply, Mode, Outcome, Reply, Session, Setting};

/// The scenario that new ones are begun with: small, so that it is measured in no time.
pub fn small() -> &'static Arc<Scenario> {
    static SMALL: OnceLock<Arc<Scenario>> = OnceLock::new();
    SMALL.get_or_init(|| {
        let text = Rule::example("");
        let (scenario, problems) =
            scenario::read("start.ron", text.as_bytes(), &Shared::default(), rubric::standard());
        Arc::new(scenario.unwrap_or_else(|| panic!("{problems:#?}")))
    })
}

/// A conversation about the small scenario.
pub fn begun(mode: Mode, seed: u64) -> Session {
    Session::start(small().clone(), rubric::standard().clone(), Setting { mode, seed, memory: None })
}

/// A conversation with these typed replies, left where it has not ended by then.
pub fn played(mode: Mode, seed: u64, replies: &[&str]) -> Session {
    let mut session = begun(mode, seed);
    for reply in replies {
        if session.outcome().is_none() {
            session.reply(Reply::typed(*reply)).unwrap();
        }
    }
    if session.outcome().is_none() {
        session.leave();
    }
    session
}

/// What the small scenario is played with.
pub fn contents() -> Vec<Content> {
    vec![Content::scenario(small()), Content::rubric(rubric::standard())]
}

/// What chance and the best way earn in it.
pub fn yardstick() -> Option<Yardstick> {
    static YARDSTICK: OnceLock<Option<Yardstick>> = OnceLock::new();
    *YARDSTICK.get_or_init(|| Yardstick::of(small(), rubric::standard(), Setting::default()))
}

/// An id that is the same in every run.
pub fn id(number: u64) -> AttemptId {
    // Spread out, so that a few digits tell them apart.
    AttemptId(format!(
        "{:032x}",
        u128::from(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)) << 64 | u128::from(number)
    ))
}

/// The entries that a played conversation leaves.
pub fn recorded(session: &Session, id: &AttemptId, who: &Who, began_at: i64, ended_at: i64) -> [Entry; 2] {
    let file = &session.scenario().file;
    let (ending, kind) = match session.outcome() {
        Some(Outcome::Ended(index)) => (file.endings[index].id.as_str(), file.endings[index].kind.key()),
        _ => ("left", "unresolved"),
    };
    let attempt = session.attempt();
    let began =
        Began { id: id.clone(), who: who.clone(), title: file.title.clone(), attempt: attempt.opening() };
    let ended = Ended {
        id: id.clone(),
        who: who.clone(),
        title: file.title.clone(),
        began_at,
        attempt,
        replies: session.steps().iter().map(|step| step.receipt.scores).collect(),
        result: EndResult {
            scores: session.scores(),
            ending: ending.to_owned(),
            kind: kind.to_owned(),
            passed: session.passed(),
            yardstick: yardstick(),
            receipt: session.receipt(),
        },
    };
    [Entry::new(began_at, Event::Began(began)), Entry::new(ended_at, Event::Ended(Box::new(ended)))]
}

/// An attempt with invented scores, at a scenario where chance earns 0 and the best way 100 in everything: a score of 37 is
/// 370 thousandths.
#[derive(Clone, Debug)]
pub struct Invented {
    pub id: AttemptId,
    pub who: Who,
    pub scenario: String,
    pub mode: Mode,
    pub chosen: bool,
    pub scores: Scores,
    pub began_at: i64,
    pub ended_at: Option<i64>,
    /// Whether the trainee left before the end.
    pub left: bool,
    pub replies: usize,
}

/// The same score in every dimension.
pub fn all(score: u8) -> Scores {
    PerDimension::from_fn(|_| Some(score))
}

impl Invented {
    /// A typed assessment that ended 5 after it began.
    pub fn new(number: u64, person: &str, cohort: &str, scenario: &str, score: u8, began_at: i64) -> Self {
        Self {
            id: id(number),
            who: Who::new(person, cohort),
            scenario: scenario.to_owned(),
            mode: Mode::Assessment,
            chosen: false,
            scores: all(score),
            began_at,
            ended_at: Some(began_at + 5),
            left: false,
            replies: 1,
        }
    }

    fn attempt(&self) -> Attempt {
        Attempt {
            format: ATTEMPT_FORMAT,
            scenario: self.scenario.clone(),
            scenario_hash: "invented".to_owned(),
            rubric_hash: "invented".to_owned(),
            scorer: SCORER_VERSION,
            mode: self.mode,
            seed: 0,
            memory: None,
            replies: Vec::new(),
            left: false,
            taken_back: Vec::new(),
        }
    }

    pub fn began(&self) -> Entry {
        let (id, who, title) = (self.id.clone(), self.who.clone(), "Invented".to_owned());
        Entry::new(self.began_at, Event::Began(Began { id, who, title, attempt: self.attempt() }))
    }

    pub fn ended(&self) -> Option<Entry> {
        let reply =
            GivenReply { text: "words".into(), option: self.chosen.then_some(0), ..GivenReply::default() };
        let ended = Ended {
            id: self.id.clone(),
            who: self.who.clone(),
            title: "Invented".to_owned(),
            began_at: self.began_at,
            attempt: Attempt { replies: vec![reply; self.replies], left: self.left, ..self.attempt() },
            replies: vec![self.scores; self.replies],
            result: EndResult {
                scores: self.scores,
                ending: if self.left { "left" } else { "settled" }.to_owned(),
                kind: if self.left { "unresolved" } else { "settled" }.to_owned(),
                passed: !self.left,
                yardstick: Some(Yardstick { chance: all(0), best: all(100) }),
                receipt: "none".to_owned(),
            },
        };
        self.ended_at.map(|at| Entry::new(at, Event::Ended(Box::new(ended))))
    }

    /// Both, or the first where it has not ended.
    pub fn entries(&self) -> Vec<Entry> {
        [Some(self.began()), self.ended()].into_iter().flatten().collect()
    }
}

pub fn shared(attempt: &AttemptId, at: i64) -> Entry {
    Entry::new(at, Event::Shared { attempt: attempt.clone() })
}

pub fn overrode(attempt: &AttemptId, scores: Scores, reason: &str, at: i64) -> Entry {
    let (attempt, reason, trainer) = (attempt.clone(), reason.to_owned(), "Tess".to_owned());
    Entry::new(at, Event::Overrode(Overrode { attempt, scores, reason, trainer, open: true }))
}

pub fn reflected(attempt: &AttemptId, predicted: Scores, suggestion: &str, open: bool, at: i64) -> Entry {
    let (attempt, suggestion) = (attempt.clone(), suggestion.to_owned());
    Entry::new(at, Event::Reflected(Reflected { attempt, predicted, suggestion, open }))
}

/// A desk's history as it would be sent.
pub fn parcel(desk: &Desk, entries: &[Entry], contents: &[Content]) -> Parcel {
    let mut parcel = Parcel {
        desks: vec![(desk.id.clone(), desk.public_key())],
        contents: contents.to_vec(),
        ..Parcel::default()
    };
    for entry in entries {
        let text = entry.to_text();
        let link = Link::after(parcel.links.last(), desk, entry.event.is_open(), &text);
        parcel.bodies.push((desk.id.clone(), link.number, text));
        parcel.links.push(link);
    }
    parcel
}

/// Removes what is known of a person, as one store does it.
pub fn forget(store: &mut Store, desk: &Desk, person: &str, at: i64) -> usize {
    let forgot = store.about(person).unwrap();
    let count = forgot.links.len();
    store.append(desk, &[Entry::new(at, Event::Forgot(forgot))], &[]).unwrap();
    store.scrub().unwrap();
    count
}

/// Checks everything. `own` are the desks whose bodies must all be there.
pub fn verified(store: &mut Store, own: &[&Desk]) -> Verified {
    let own: Vec<String> = own.iter().map(|desk| desk.id.clone()).collect();
    store.verify(&mut Witness { own: &own, today: &|_| None, progress: &mut |_| {} }).unwrap()
}

/// What does not hold, in one text.
pub fn told(verified: &Verified) -> String {
    let line = |mismatch: &composure::records::Mismatch| {
        let attempt = mismatch.attempt.as_ref().map(|named| named.attempt.as_str()).unwrap_or("-");
        let place = mismatch.place.as_ref().map(|(_, number)| number.to_string()).unwrap_or_default();
        format!("{attempt} [{place}]: {}\n", mismatch.what)
    };
    verified.mismatches.iter().map(line).collect()
}
