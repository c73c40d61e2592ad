//! What trainees think of their own conversations, and the ways that they took back: where it goes, and where it does not.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use composure::comparison::By;
use composure::debrief::Reflection;
use composure::records::{
    AttemptId, Desk, Filter, Known, ListFilter, News, Options, Received, Recorder, Records, Store, Task,
    Unfinished, Who, Worker, export, import, now,
};
use composure::rubric::PerDimension;
use composure::scoring::Scores;
use composure::session::{Mode, Reply, Session};

use super::history::{
    all, begun, contents, forget, id, parcel, played, recorded, reflected, shared, told, verified,
};
use super::place::{Place, holds};
use super::support::Home;

const SECRET: &str = "my aunt keeps eleven hedgehogs";
const SORRY: &str = "I'm so sorry. I'll send another one today.";

fn exported(store: &mut Store, desk: &Desk) -> Vec<u8> {
    let mut file = Vec::new();
    export(store, desk, &Filter::default(), 7, &mut file).unwrap();
    file
}

fn expecting(empathy: Option<u8>) -> Scores {
    PerDimension { empathy, ..Scores::default() }
}

pub fn the_latest_reflection_holds(place: &Place) {
    let desk = place.desk();
    let session = played(Mode::Assessment, 1, &[SORRY]);
    let mut entries = recorded(&session, &id(1), &Who::new("Ana", "may"), 10, 20).to_vec();
    entries.push(reflected(&id(1), expecting(Some(255)), "Shorter waits.", true, 50));
    entries.push(reflected(&id(1), all(40), "Longer waits.", true, 40));
    let whole = parcel(&desk, &entries, &contents());
    // In whatever order they come.
    let mut turned = whole.clone();
    turned.bodies.reverse();
    for parcel in [whole, turned] {
        let place = place.another();
        let mut store = place.open();
        store.receive(&parcel).unwrap();
        let held = store.reflection(&id(1)).unwrap().unwrap();
        assert_eq!((held.predicted, held.suggestion.as_str()), (expecting(Some(100)), "Shorter waits."));
        assert_eq!(store.reflection(&id(2)).unwrap(), None);
        assert_eq!(told(&verified(&mut store, &[])), "");
    }
}

pub fn a_reflection_goes_where_its_attempt_goes(place: &Place) {
    let desk = place.desk();
    let mut store = place.open();
    let ana = Who::new("Ana", "may");
    for (number, mode) in [(1, Mode::Assessment), (2, Mode::Practice), (3, Mode::Practice)] {
        let session = played(mode, number, &[SORRY]);
        store.append(&desk, &recorded(&session, &id(number), &ana, 10, 20), &contents()).unwrap();
        let suggestion = format!("Suggestion number {number}.");
        let open = mode == Mode::Assessment;
        store.append(&desk, &[reflected(&id(number), all(60), &suggestion, open, 30)], &[]).unwrap();
    }
    // What is thought of a shared one later goes too.
    let later = reflected(&id(3), all(70), "Another thought.", true, 50);
    store.append(&desk, &[shared(&id(3), 40), later], &[]).unwrap();
    assert_eq!(told(&verified(&mut store, &[&desk])), "");

    let file = exported(&mut store, &desk);
    for (words, leaves) in [
        ("Suggestion number 1.", true),
        ("Suggestion number 2.", false),
        ("Suggestion number 3.", true),
        ("Another thought.", true),
    ] {
        assert_eq!(holds(&file, words), leaves, "{words}");
    }
    let other = place.another();
    let mut elsewhere = other.open();
    assert_eq!(import(&mut elsewhere, file.as_slice()).unwrap().received.bodies, 8);
    assert_eq!(import(&mut elsewhere, file.as_slice()).unwrap().received, Received::default());
    assert_eq!(elsewhere.reflection(&id(2)).unwrap(), None);
    for number in [1, 3] {
        let here = store.reflection(&id(number)).unwrap();
        assert!(here.is_some());
        assert_eq!(elsewhere.reflection(&id(number)).unwrap(), here);
    }
    assert_eq!(told(&verified(&mut elsewhere, &[])), "");

    // Forgotten with its attempt, and it does not come back.
    assert_eq!(forget(&mut store, &desk, "Ana", 60), 11);
    assert_eq!(place.rows("SELECT * FROM reflecting"), Vec::<Vec<String>>::new());
    let late = reflected(&id(1), all(1), "Too late.", true, 70);
    let late = store.receive(&parcel(&place.desk(), &[late], &[])).unwrap();
    assert_eq!((late.links, late.bodies), (1, 0));
    assert_eq!(store.reflection(&id(1)).unwrap(), None);
    import(&mut elsewhere, exported(&mut store, &desk).as_slice()).unwrap();
    assert_eq!(other.rows("SELECT * FROM reflecting"), Vec::<Vec<String>>::new());
    assert_eq!(told(&verified(&mut store, &[&desk])), "");
}

pub fn who_takes_replies_back_is_on_no_board(place: &Place) {
    let desk = place.desk();
    let mut store = place.open();
    let ana = Who::new("Ana", "may");
    let mut session = played(Mode::Practice, 1, &["I can't do that."]).rewound(0);
    session.reply(Reply::typed(SORRY)).unwrap();
    session.leave();
    store.append(&desk, &recorded(&session, &id(1), &ana, 10, 20), &contents()).unwrap();
    store.append(&desk, &[shared(&id(1), 30)], &[]).unwrap();
    let listed = store.list(&ListFilter::default()).unwrap().remove(0);
    assert_eq!((listed.shared, listed.counted), (true, false), "others see it, and boards do not count it");
    for by in [By::Person, By::Cohort, By::Scenario] {
        assert!(store.board(by, &Filter::default()).unwrap().rows.is_empty());
    }
    // The one that went one way counts.
    let one_way = played(Mode::Practice, 2, &[SORRY]);
    store.append(&desk, &recorded(&one_way, &id(2), &ana, 40, 50), &[]).unwrap();
    store.append(&desk, &[shared(&id(2), 60)], &[]).unwrap();
    assert_eq!(store.board(By::Person, &Filter::default()).unwrap().rows[0].attempts, 1);
    // Its other ways are played again too.
    let found = verified(&mut store, &[&desk]);
    assert_eq!((told(&found).as_str(), found.attempts), ("", 2));
    drop(store);
    let copy = place.copy();
    copy.raw("UPDATE body SET text = REPLACE(text, '\"at\":0', '\"at\":5') WHERE number = 2");
    let found = told(&verified(&mut copy.open(), &[&desk]));
    assert!(found.contains("way 1 of those taken back does not part"), "{found}");
}

pub fn an_older_store_is_brought_up_to_date(place: &Place) {
    let (mut store, desk) = (place.open(), place.desk());
    let session = played(Mode::Assessment, 1, &[SORRY]);
    store.append(&desk, &recorded(&session, &id(1), &Who::new("Ana", "may"), 10, 20), &contents()).unwrap();
    drop(store);
    place.raw(
        "DROP TABLE reflecting; DROP TABLE note; ALTER TABLE attempt DROP COLUMN taken_back; \
         DELETE FROM refinery_schema_history WHERE version = 2",
    );
    let mut store = place.open();
    store.append(&desk, &[reflected(&id(1), all(60), "Shorter waits.", true, 30)], &[]).unwrap();
    assert_eq!(store.reflection(&id(1)).unwrap().unwrap().predicted, all(60));
    assert_eq!(store.board(By::Person, &Filter::default()).unwrap().rows.len(), 1);
    assert_eq!(told(&verified(&mut store, &[&desk])), "");
}

fn options(home: &Home) -> Options {
    Options { home: Some(home.0.clone()), person: Some("Ana".to_owned()), ..Options::default() }
}

fn thought(note: &str) -> Reflection {
    Reflection { predicted: all(60), note: note.to_owned(), suggestion: "Shorter waits.".to_owned() }
}

fn kept(records: &mut Records, session: &Session) -> AttemptId {
    let unfinished = records.begin(session).unwrap();
    records.end(&unfinished, session, now()).unwrap();
    unfinished.id
}

#[test]
fn a_note_stays_in_the_file_of_its_machine() {
    let home = Home::new();
    let mut records = Records::open(&options(&home)).unwrap();
    let id = kept(&mut records, &played(Mode::Assessment, 1, &[SORRY]));
    let links = |records: &mut Records| records.local().counts().unwrap().links;
    let before = links(&mut records);
    // A note alone is in no chain; the rest is there once, however often it is said.
    let note = Reflection { note: SECRET.to_owned(), ..Reflection::default() };
    assert!(records.reflect(&id, &note).unwrap());
    assert_eq!(links(&mut records), before);
    for _ in 0..3 {
        assert!(records.reflect(&id, &thought(SECRET)).unwrap());
    }
    assert_eq!(links(&mut records), before + 1);
    assert_eq!(records.local().reflection(&id).unwrap(), Some(thought(SECRET)));

    let desk = records.desk().clone();
    let file = exported(records.local(), &desk);
    assert!(!holds(&file, "hedgehogs") && holds(&file, "Shorter waits."));
    let other = Home::new();
    let mut other = other.records("Bea");
    import(other.local(), file.as_slice()).unwrap();
    assert_eq!(other.local().reflection(&id).unwrap(), Some(thought("")));

    // What is taken out again is gone, and so is everything of somebody who is forgotten.
    records.reflect(&id, &thought("")).unwrap();
    assert_eq!(records.local().reflection(&id).unwrap(), Some(thought("")));
    records.reflect(&id, &thought(SECRET)).unwrap();
    assert_eq!(told(&verified(records.local(), &[&desk])), "");
    let bytes = || {
        let files = ["", "-wal"].map(|ending| home.0.join(format!("records.sqlite{ending}")));
        files.iter().filter_map(|file| std::fs::read(file).ok()).flatten().collect::<Vec<u8>>()
    };
    assert!(holds(&bytes(), "hedgehogs"));
    records.forget("Ana").unwrap();
    assert!(!holds(&bytes(), "hedgehogs"), "it is still on the disk");
    assert!(records.reflect(&id, &thought(SECRET)).unwrap(), "nothing is kept of what is forgotten");
    assert_eq!(records.local().reflection(&id).unwrap(), None);
    assert!(!records.reflect(&AttemptId::fresh(), &thought(SECRET)).unwrap());
}

#[cfg(feature = "team")]
#[test]
fn a_note_never_reaches_the_team() {
    let Some(place) = Place::postgres() else { return };
    let composure::records::Address::Server(url) = &place.address else { unreachable!() };
    let home = Home::new();
    let mut records = Records::open(&Options { store: Some(url.clone()), ..options(&home) }).unwrap();
    let assessed = kept(&mut records, &played(Mode::Assessment, 1, &[SORRY]));
    let practised = kept(&mut records, &played(Mode::Practice, 2, &[SORRY]));
    for id in [&assessed, &practised] {
        assert!(records.reflect(id, &thought(SECRET)).unwrap());
    }
    let sent = records.follow().unwrap();
    assert_eq!((sent.links, sent.bodies), (6, 3), "of the practice only the links");
    let team = records.shared_store().unwrap();
    assert_eq!(team.reflection(&assessed).unwrap(), Some(thought("")));
    assert_eq!(team.reflection(&practised).unwrap(), None);
    let listed = records.local().find(&practised.0).unwrap().remove(0);
    records.share(&listed).unwrap();
    records.follow().unwrap();
    let team = records.shared_store().unwrap();
    assert_eq!(team.reflection(&practised).unwrap(), Some(thought("")));
    assert_eq!(told(&verified(team, &[])), "");
    let tables = place.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
    assert!(tables.len() > 10);
    for table in tables {
        let rows = place.rows(&format!("SELECT * FROM {}", table[0])).concat().concat();
        assert!(!rows.contains("hedgehogs"), "{table:?}");
    }
    assert_eq!(records.follow().unwrap(), Received::default());
    records.forget("Ana").unwrap();
    assert_eq!(place.rows("SELECT * FROM reflecting"), Vec::<Vec<String>>::new());
}

/// The files that wait in a home.
fn waiting(home: &Home) -> Vec<PathBuf> {
    let folders = std::fs::read_dir(&home.0).unwrap().flatten().map(|entry| entry.path());
    let folders = folders.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("waiting-"));
    folders.flat_map(|folder| std::fs::read_dir(folder).unwrap().flatten().map(|file| file.path())).collect()
}

/// Somebody else who holds the store so that nothing can be written.
fn holder(home: &Home) -> rusqlite::Connection {
    let holder = rusqlite::Connection::open(home.0.join("records.sqlite")).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    holder
}

#[test]
fn what_a_store_refuses_of_it_is_not_lost() {
    let home = Home::new();
    let mut recorder = Recorder::new(options(&home));
    let session = played(Mode::Practice, 1, &[SORRY]);
    let unfinished = Unfinished::begin(&session, Who::new("Ana", ""));
    recorder.begin(unfinished.clone(), &session);
    let held = holder(&home);
    // With the conversation that it is about; and of two the later one.
    recorder.end(unfinished.clone(), &session);
    recorder.reflect(unfinished.id.clone(), thought("Not this one."));
    recorder.reflect(unfinished.id.clone(), thought(SECRET));
    assert_eq!(waiting(&home).len(), 2);
    drop((recorder, held));
    let mut recorder = Recorder::new(options(&home));
    assert_eq!(waiting(&home), Vec::<PathBuf>::new(), "{:?}", recorder.news());
    let reflection =
        |recorder: &mut Recorder| recorder.records().unwrap().local().reflection(&unfinished.id).unwrap();
    assert_eq!(reflection(&mut recorder), Some(thought(SECRET)));

    // Alone, and in the same program.
    let held = holder(&home);
    recorder.reflect(unfinished.id.clone(), thought("Later."));
    assert!(recorder.is_behind());
    assert_eq!(waiting(&home).len(), 1);
    drop(held);
    assert!(recorder.work());
    assert_eq!(waiting(&home), Vec::<PathBuf>::new());
    assert_eq!(reflection(&mut recorder), Some(thought("Later.")));

    // What is about nothing that is known is told, and holds nothing up.
    recorder.news();
    recorder.reflect(AttemptId::fresh(), thought("Lost."));
    assert!(!recorder.is_behind());
    assert!(recorder.news().concat().contains("the conversation is not in the records"));
}

#[test]
fn a_rewound_conversation_goes_on_with_its_branches() {
    let home = Home::new();
    let mut recorder = Recorder::new(options(&home));
    let mut session = begun(Mode::Practice, 1);
    let unfinished = Unfinished::begin(&session, Who::new("Ana", ""));
    recorder.begin(unfinished.clone(), &session);
    for _ in 0..2 {
        session.reply(Reply::typed(SORRY)).unwrap();
    }
    recorder.keep(Unfinished { attempt: session.attempt(), ..unfinished.clone() });
    // Shorter than what the store has, and later all the same: so it is taken in from where it waited.
    let session = session.rewound(1);
    let held = holder(&home);
    recorder.keep(Unfinished { attempt: session.attempt(), ..unfinished });
    drop((recorder, held));
    let mut recorder = Recorder::new(options(&home));
    let kept = recorder.records().unwrap().local().unfinished("Ana").unwrap().0.remove(0);
    let mut again = kept.attempt.replay(session.scenario(), session.rubric()).unwrap();
    assert_eq!((again.steps(), again.branches().len()), (session.steps(), 1));
    assert_eq!(again.branches()[0].way.steps(), session.branches()[0].way.steps());
    again.leave();
    recorder.end(kept, &again);
    let records = recorder.records().unwrap();
    let desk = records.desk().clone();
    let found = verified(records.local(), &[&desk]);
    assert_eq!((told(&found).as_str(), found.attempts), ("", 1));
}

/// What a worker knows when it has opened the records.
fn known(home: &Home) -> Known {
    let worker = Worker::start(options(home), || {});
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        let opened = worker.news().into_iter().find_map(|news| match news {
            News::Opened(known) => Some(*known),
            _ => None,
        });
        if let Some(known) = opened {
            return known;
        }
        assert!(Instant::now() < deadline, "the records never opened");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn what_is_known_of_somebody_says_how_they_come_along() {
    let home = Home::new();
    let nothing = known(&home);
    assert_eq!((nothing.week, nothing.judged, nothing.lately), ([0; 7], Vec::new(), Scores::default()));
    let mut records = Records::open(&options(&home)).unwrap();
    let mut scores = Vec::new();
    for (number, words) in (0..).zip([SORRY, "I can't do that.", SORRY, "No.", "Calm down."]) {
        let session = played(Mode::Practice, number, &[words]);
        let id = kept(&mut records, &session);
        scores.push(session.scores());
        if number != 2 {
            let half = expecting(session.scores().empathy.map(|score| score / 2));
            records.reflect(&id, &Reflection { predicted: all(1), ..Reflection::default() }).unwrap();
            records.reflect(&id, &Reflection { predicted: half, ..Reflection::default() }).unwrap();
        }
    }
    // What was begun, left before the first reply, or done by somebody else says nothing.
    records.begin(&begun(Mode::Practice, 9)).unwrap();
    kept(&mut records, &played(Mode::Practice, 9, &[]));
    let desk = records.desk().clone();
    let others = recorded(&played(Mode::Practice, 9, &[SORRY]), &id(9), &Who::new("Bea", ""), now(), now());
    records.local().append(&desk, &others, &[]).unwrap();
    drop(records);

    let known = known(&home);
    assert_eq!(known.week.iter().sum::<u16>(), 5, "{:?}", known.week);
    let distance = |&number: &usize| scores[number].empathy.map(|score| score - score / 2);
    let distances: Vec<u8> = [0, 1, 3, 4].iter().filter_map(distance).collect();
    assert_eq!((known.judged.len(), &known.judged), (4, &distances));
    let last: Vec<u32> = scores[1..].iter().filter_map(|scores| scores.deescalation).map(u32::from).collect();
    let (sum, count) = (last.iter().sum::<u32>(), last.len() as u32);
    assert_eq!(known.lately.deescalation.map(u32::from), Some((2 * sum + count) / (2 * count)));
    assert!(known.lowest().is_some(), "{:?}", known.lately);
}

#[test]
fn the_window_asks_for_it_as_for_the_rest() {
    let home = Home::new();
    let session = played(Mode::Practice, 1, &[SORRY]);
    let unfinished = Unfinished::begin(&session, Who::new("Ana", ""));
    let worker = Worker::start(options(&home), || {});
    worker.ask(Task::Begin(unfinished.clone(), Box::new(session.clone())));
    worker.ask(Task::End(unfinished.clone(), Box::new(session)));
    worker.ask(Task::Reflect(unfinished.id.clone(), thought(SECRET)));
    drop(worker);
    let mut records = Records::open(&options(&home)).unwrap();
    assert_eq!(records.local().reflection(&unfinished.id).unwrap(), Some(thought(SECRET)));
}
