//! Ways that are taken back in practice: kept beside the one that is gone instead, replayed, and compared.

use std::cmp::Ordering;
use std::sync::Arc;

use composure::debrief::Debrief;
use composure::lint::Rule;
use composure::rubric;
use composure::scenario::{self, Scenario, Shared};
use composure::session::{Attempt, AttemptError, Mode, Reply, Session, Setting};

fn example() -> Arc<Scenario> {
    let text = Rule::example("");
    let (scenario, problems) =
        scenario::read("example.ron", text.as_bytes(), &Shared::default(), rubric::standard());
    Arc::new(scenario.unwrap_or_else(|| panic!("{problems:#?}")))
}

fn begun(mode: Mode) -> Session {
    Session::start(example(), rubric::standard().clone(), Setting { mode, seed: 7, memory: None })
}

const BAD: &str = "That isn't something our policy covers. You'd have to take that up with the courier.";
const GOOD: &str = "I'm so sorry: we packed it badly, and that was our mistake. I'll send another one today.";
const OPEN: &str = "I see. What happened?";

/// After these replies.
fn said(mut session: Session, replies: &[&str]) -> Session {
    for text in replies {
        session.reply(Reply::typed(*text)).unwrap();
    }
    session
}

fn words(session: &Session) -> Vec<&str> {
    session.steps().iter().map(|step| step.reply.as_str()).collect()
}

/// Two replies, back to the second, another one; and back to the first.
fn twice() -> Session {
    let first = said(begun(Mode::Practice), &[OPEN, BAD]);
    let second = said(first.rewound(1), &[GOOD]);
    said(second.rewound(0), &[GOOD])
}

fn again(attempt: &Attempt) -> Result<Session, AttemptError> {
    attempt.replay(&example(), rubric::standard())
}

#[test]
fn a_way_that_was_taken_back_is_kept() {
    let session = twice();
    assert_eq!(words(&session), [GOOD]);
    let branches: Vec<_> = session.branches().iter().map(|branch| (branch.at, words(&branch.way))).collect();
    assert_eq!(branches, [(1, vec![OPEN, BAD]), (0, vec![OPEN, GOOD])]);
    assert!(session.branches().iter().all(|branch| branch.way.branches().is_empty()));
    assert_eq!([0, 1].map(|index| session.parting(index)), [0, 0], "the later one went back further");

    // Where nothing was said, nothing is kept; nor where there is no way back.
    assert_eq!(session.rewound(1).branches().len(), 2);
    let mut guided = begun(Mode::Guided);
    guided.reply(Reply::chosen(0)).unwrap();
    assert_eq!(guided.rewound(0).branches().len(), 1);
    let assessed = said(begun(Mode::Assessment), &[GOOD]);
    assert!(assessed.rewound(0).branches().is_empty());
}

#[test]
fn what_was_kept_is_the_same_conversation() {
    let mut session = twice();
    session.leave();
    let attempt = session.attempt();
    let text = serde_json::to_string(&attempt).unwrap();
    let read: Attempt = serde_json::from_str(&text).unwrap();
    assert_eq!(read, attempt);
    let replayed = again(&read).unwrap();
    assert_eq!((replayed.attempt(), replayed.receipt()), (attempt, session.receipt()));
    assert_eq!(replayed.branches().len(), 2);
    for (one, other) in replayed.branches().iter().zip(session.branches()) {
        assert_eq!((one.at, one.way.steps()), (other.at, other.way.steps()));
        assert_eq!((one.way.line(), one.way.outcome()), (other.way.line(), other.way.outcome()));
    }
    // What went one way reads as it always did.
    let one_way = said(begun(Mode::Practice), &[GOOD]);
    let text = serde_json::to_string(&one_way.attempt()).unwrap();
    assert!(text.starts_with("{\"format\":1,") && !text.contains("taken_back"), "{text}");
    assert_ne!(one_way.receipt(), twice().receipt(), "the receipt says that there were other ways");
}

#[test]
fn what_does_not_fit_is_refused() {
    let attempt = twice().attempt();
    type Change = fn(&mut Attempt);
    let changes: [(Change, &str); 6] = [
        (|attempt| attempt.taken_back[0].at = 2, "way 1"),
        (|attempt| attempt.taken_back[1].at = usize::MAX, "way 2"),
        (|attempt| attempt.taken_back[0].replies[0].text = "Something else.".into(), "way 1"),
        (|attempt| attempt.taken_back[1].replies.clear(), "way 1"),
        (
            |attempt| attempt.taken_back[1].replies[0].text = String::new(),
            "way 2 of those taken back: reply 1 cannot be replayed",
        ),
        (|attempt| attempt.mode = Mode::Assessment, "an assessment does not allow"),
    ];
    for (change, expected) in changes {
        let mut changed = attempt.clone();
        change(&mut changed);
        let error = again(&changed).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    let newer = Attempt { format: 3, ..attempt };
    assert_eq!(again(&newer).unwrap_err(), AttemptError::NewerFormat(3));
}

#[test]
fn a_later_state_is_told_from_an_earlier_one() {
    let session = said(begun(Mode::Practice), &[OPEN, BAD]);
    let states = [session.clone(), session.rewound(1), said(session.rewound(1), &[GOOD]), twice()];
    let progress: Vec<_> = states.iter().map(|state| state.attempt().progress()).collect();
    assert!(progress.is_sorted_by(|one, other| one < other), "{progress:?}");
    assert_eq!(twice().attempt().opening(), begun(Mode::Practice).attempt());
}

#[test]
fn the_debrief_says_which_way_went_further() {
    let mut plain = said(begun(Mode::Practice), &[OPEN]);
    plain.leave();
    let mut session = said(plain.rewound(0), &[GOOD]);
    session.leave();
    let debrief = Debrief::of(&session);
    let [compared] = &debrief.branches[..] else { panic!("{:?}", debrief.branches) };
    let (before, after) =
        (compared.taken_back.reply.as_ref().unwrap(), compared.instead.reply.as_ref().unwrap());
    assert_eq!((compared.at, before.text.as_str(), after.text.as_str()), (0, OPEN, GOOD));
    assert_eq!((before.scores, after.scores), (plain.scores(), session.scores()));
    assert_eq!((before.mood, after.mood), (plain.steps()[0].mood, session.steps()[0].mood));
    assert_eq!(compared.taken_back.ending, compared.instead.ending);
    let sentence = &compared.sentence;
    assert!(sentence.starts_with("Both ended “unresolved”; the new way has "), "{sentence}");

    // Neither was over; then nothing was said in its place; then one was over and the other is not.
    let sentence = |session: &Session| Debrief::of(session).branches[0].sentence.clone();
    let open = said(begun(Mode::Practice), &[GOOD]);
    let worse = sentence(&said(open.rewound(0), &[OPEN]));
    assert!(
        worse.contains("the reply that was taken back earned ") && worse.ends_with("points more."),
        "{worse}"
    );
    let same = sentence(&said(open.rewound(0), &[GOOD]));
    assert!(same.ends_with("both earned the same points."), "{same}");
    assert_eq!(sentence(&open.rewound(0)), "Nothing was said in its place.");
    let still = sentence(&said(plain.rewound(0), &[GOOD]));
    assert_eq!(still, "The way that was taken back ended “unresolved”; the new one is not over.");
    assert!(Debrief::of(&open).branches.is_empty());
}

#[test]
fn a_better_kind_of_ending_goes_further_than_points() {
    let scenario = Arc::new(scenario::shipped()[0].clone());
    let finish = |mut session: Session, pick: usize| {
        while session.outcome().is_none() {
            let options = session.scenario().file.turns[session.state().turn].options.len();
            session.reply(Reply::chosen(pick.min(options - 1))).unwrap();
        }
        session
    };
    let setting = Setting { mode: Mode::Practice, seed: 1, memory: None };
    let start = Session::start(scenario, rubric::standard().clone(), setting);
    let mut unlike = 0;
    for (one, other) in [(0, 1), (0, 2), (1, 0), (2, 0), (1, 2), (1, 1)] {
        let session = finish(finish(start.clone(), one).rewound(0), other);
        let compared = &Debrief::of(&session).branches[0];
        let (old, new) = (session.branches()[0].way.ending().1, session.ending().1);
        assert_eq!((compared.taken_back.ending, compared.instead.ending), (Some(old), Some(new)));
        let expected = match new.cmp(&old) {
            Ordering::Less => "The new way went further: ",
            Ordering::Equal => "Both ended ",
            Ordering::Greater => "The way that was taken back went further: ",
        };
        assert!(compared.sentence.starts_with(expected), "{old}, {new}: {}", compared.sentence);
        unlike += usize::from(old != new);
    }
    assert!(unlike > 0, "all ways end alike");
}
