//! Keeping conversations whatever the store does: refused, locked, damaged, newer; with a server that says nothing; and with
//! two stores in one home.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use composure::records::{
    Filter, ListFilter, Listed, News, Options, Recorder, Records, Task, Unfinished, Who, Worker, export,
    import, now,
};
use composure::session::{Mode, Reply, Session};

use super::history::{begun, played, told, verified};
use super::support::Home;

fn default_options(home: &Home) -> Options {
    Options { home: Some(home.0.clone()), person: Some("Ana".to_owned()), ..Options::default() }
}

fn named_options(home: &Home, store: &str) -> Options {
    Options { store: Some(home.0.join(store).display().to_string()), ..default_options(home) }
}

fn begin(session: &Session) -> Unfinished {
    Unfinished::begin(session, Who::new("Ana", ""))
}

/// The same conversation after a reply.
fn replied(unfinished: &Unfinished, session: &mut Session) -> Unfinished {
    session.reply(Reply::typed("I'm so sorry. I'll send another one today.")).unwrap();
    Unfinished { attempt: session.attempt(), ..unfinished.clone() }
}

/// The files that wait in a home.
fn waiting(home: &Home) -> Vec<PathBuf> {
    let folders = fs::read_dir(&home.0).unwrap().flatten().map(|entry| entry.path());
    let folders = folders.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("waiting-"));
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap().flatten().map(|file| file.path()));
    let mut files: Vec<PathBuf> = files.collect();
    files.sort();
    files
}

#[cfg(unix)]
fn rights(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Every page that the file may have is there; what needs more is refused at once.
fn fill(recorder: &mut Recorder) {
    recorder.records().unwrap().local().allow_pages(1).unwrap();
}

fn list(records: &mut Records) -> Vec<Listed> {
    records.local().list(&ListFilter::default()).unwrap()
}

fn is_sound(records: &mut Records) {
    let desk = records.desk().clone();
    assert_eq!(told(&verified(records.local(), &[&desk])), "");
}

#[test]
fn what_a_locked_store_refuses_lies_in_a_file_at_once() {
    let home = Home::new();
    let mut recorder = Recorder::new(default_options(&home));
    let mut session = begun(Mode::Assessment, 1);
    let unfinished = begin(&session);
    recorder.begin(unfinished.clone(), &session);
    assert_eq!((recorder.news(), waiting(&home).len()), (Vec::new(), 0));
    let holder = rusqlite::Connection::open(home.0.join("records.sqlite")).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let later = replied(&unfinished, &mut session);
    recorder.keep(later.clone());
    let news = recorder.news();
    assert!(news.len() == 1 && news[0].contains("locked by another program"), "{news:?}");
    let files = waiting(&home);
    assert_eq!(files.len(), 1, "after the first reply that was refused");
    #[cfg(unix)]
    assert_eq!((rights(&files[0]), rights(files[0].parent().unwrap())), (0o600, 0o700));
    // The program ends as programs end: without a word.
    drop(recorder);
    holder.execute_batch("ROLLBACK").unwrap();
    drop(holder);
    assert_eq!(waiting(&home), files);

    // Another store of the same home has nothing to do with it.
    let mut other = Recorder::new(named_options(&home, "other.sqlite"));
    assert_eq!(other.news(), Vec::<String>::new());
    assert_eq!(list(other.records().unwrap()), []);
    assert_eq!(other.records().unwrap().local().unfinished("Ana").unwrap().0, []);
    assert_eq!(waiting(&home), files);

    let mut next = Recorder::new(default_options(&home));
    assert!(next.news().concat().contains("kept now (1)"));
    assert!(waiting(&home).is_empty());
    let records = next.records().unwrap();
    assert_eq!(records.local().unfinished("Ana").unwrap().0, std::slice::from_ref(&later));
    assert_eq!(list(records).len(), 1);
    session.leave();
    next.end(later, &session);
    assert_eq!(next.news(), Vec::<String>::new());
    is_sound(next.records().unwrap());
}

#[test]
fn what_a_full_store_refuses_waits_for_its_own_store() {
    let home = Home::new();
    let large = |unfinished: &Unfinished| Unfinished { draft: "x".repeat(200_000), ..unfinished.clone() };
    let mut ids = Vec::new();
    for store in ["a.sqlite", "b.sqlite"] {
        let mut recorder = Recorder::new(named_options(&home, store));
        fill(&mut recorder);
        let mut session = begun(Mode::Assessment, 1);
        let unfinished = large(&begin(&session));
        recorder.begin(unfinished.clone(), &session);
        assert!(recorder.news().concat().contains("no space left"));
        // One that is thrown away does not come back.
        let thrown = begin(&session);
        recorder.begin(thrown.clone(), &session);
        recorder.discard(thrown.id);
        let unfinished = replied(&unfinished, &mut session);
        session.leave();
        recorder.end(unfinished.clone(), &session);
        assert!(recorder.is_behind() && recorder.news().is_empty(), "it is told once");
        ids.push(unfinished.id);
        assert_eq!(waiting(&home).len(), ids.len(), "{store}");
        if store == "a.sqlite" {
            let told = recorder.close();
            assert!(told.concat().contains("waiting-") && told.concat().contains("next start"), "{told:?}");
        }
    }
    for (store, id) in ["b.sqlite", "a.sqlite"].into_iter().zip(ids.iter().rev()) {
        let mut recorder = Recorder::new(named_options(&home, store));
        let records = recorder.records().unwrap();
        let listed = list(records);
        assert_eq!((listed.len(), &listed[0].id, listed[0].counted), (1, id, true), "{store}");
        is_sound(records);
    }
    assert!(waiting(&home).is_empty());

    // With room again, the same recorder goes on, and nothing is left lying.
    let mut recorder = Recorder::new(named_options(&home, "c.sqlite"));
    fill(&mut recorder);
    let session = begun(Mode::Practice, 1);
    recorder.begin(large(&begin(&session)), &session);
    assert_eq!(waiting(&home).len(), 1);
    recorder.records().unwrap().local().allow_pages(u32::MAX - 1).unwrap();
    assert!(recorder.work());
    assert!(recorder.news().concat().contains("kept again") && waiting(&home).is_empty());
    assert_eq!(recorder.close(), Vec::<String>::new());
}

#[test]
fn one_that_cannot_be_read_keeps_no_others_back() {
    let home = Home::new();
    let mut recorder = Recorder::new(default_options(&home));
    fill(&mut recorder);
    let mut session = begun(Mode::Assessment, 1);
    let unfinished = Unfinished { draft: "x".repeat(200_000), ..begin(&session) };
    recorder.begin(unfinished.clone(), &session);
    drop(recorder);
    let good = waiting(&home).remove(0);
    let folder = good.parent().unwrap();
    let mut text = fs::read_to_string(&good).unwrap();
    text = text.replacen("{\"format\":1,", "{\"format\":9,\"mood\":\"calm\",", 1);
    fs::write(folder.join("zz.json"), text).unwrap();
    fs::write(folder.join("00.json"), b"\xff\xd8 no text").unwrap();
    fs::create_dir(folder.join("01.json")).unwrap();
    let mut next = Recorder::new(default_options(&home));
    let news = next.news();
    for expected in ["00.json cannot be taken in", "01.json cannot be taken in", "a newer Composure", "(1)"] {
        assert!(news.concat().contains(expected), "{expected}: {news:?}");
    }
    assert_eq!(waiting(&home).len(), 3, "what could not be read stays");
    let records = next.records().unwrap();
    assert_eq!(records.local().unfinished("Ana").unwrap().0[0].id, unfinished.id);

    // Nor does one in the store that a newer program has kept.
    let other = records.begin(&session).unwrap();
    session.leave();
    drop(next);
    let database = rusqlite::Connection::open(home.0.join("records.sqlite")).unwrap();
    let changed = database
        .execute(
            "UPDATE unfinished SET text = REPLACE(text, '{\"format\":1,\"id\"', '{\"format\":9,\"mood\":1,\"id\"') \
             WHERE id = ?1",
            [&unfinished.id.0],
        )
        .unwrap();
    assert_eq!(changed, 1);
    drop(database);
    let mut records = Records::open(&default_options(&home)).unwrap();
    let (found, told) = records.local().unfinished("Ana").unwrap();
    assert_eq!(found, [other]);
    assert!(told.len() == 1 && told[0].contains("a newer Composure has kept a conversation"), "{told:?}");
}

/// Overwrites the first page of a table.
fn damage(path: &Path, table: &str) {
    let database = rusqlite::Connection::open(path).unwrap();
    let number = |sql: &str| database.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap() as usize;
    assert_eq!(number("PRAGMA wal_checkpoint(TRUNCATE)"), 0);
    let size = number("PRAGMA page_size");
    let page = number(&format!("SELECT rootpage FROM sqlite_master WHERE name = '{table}'"));
    drop(database);
    let mut bytes = fs::read(path).unwrap();
    bytes[(page - 1) * size..page * size].fill(0xff);
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_store_damaged_inside_is_put_aside_and_the_conversation_kept() {
    for table in ["link", "unfinished", "attempt", "body", "standing"] {
        let home = Home::new();
        let path = home.0.join("records.sqlite");
        let mut recorder = Recorder::new(default_options(&home));
        let earlier = played(Mode::Assessment, 1, &["I'm sorry."]);
        let unfinished = begin(&earlier);
        recorder.begin(unfinished.clone(), &earlier);
        recorder.end(unfinished, &earlier);
        let mut session = begun(Mode::Assessment, 2);
        let unfinished = begin(&session);
        // Of one it was known that it began; another begins with the damage.
        recorder.begin(unfinished.clone(), &session);
        assert_eq!(recorder.close(), Vec::<String>::new());
        damage(&path, table);

        let mut recorder = Recorder::new(default_options(&home));
        let unfinished = replied(&unfinished, &mut session);
        recorder.keep(unfinished.clone());
        let other = played(Mode::Assessment, 3, &["I'll see to it by six."]);
        let second = begin(&other);
        recorder.begin(second.clone(), &other);
        session.leave();
        recorder.end(unfinished.clone(), &session);
        recorder.end(second.clone(), &other);
        let news = recorder.news();
        assert!(news.concat().contains("put aside as"), "{table}: {news:?}");
        assert!(home.0.join("records.sqlite.damaged-1").exists(), "{table}");
        let records = recorder.records().unwrap();
        let ended: BTreeSet<String> =
            list(records).into_iter().filter(|one| one.ended_at.is_some()).map(|one| one.id.0).collect();
        assert_eq!(ended, BTreeSet::from([unfinished.id.0, second.id.0]), "{table}: {news:?}");
        is_sound(records);
        assert_eq!(recorder.close(), Vec::<String>::new());
        assert!(waiting(&home).is_empty() && !home.0.join("records.sqlite.damaged-2").exists());
    }
}

#[test]
fn what_goes_on_after_its_store_was_put_aside_is_on_record() {
    let home = Home::new();
    let mut recorder = Recorder::new(default_options(&home));
    let mut session = begun(Mode::Assessment, 1);
    let unfinished = begin(&session);
    recorder.begin(unfinished.clone(), &session);
    assert_eq!(recorder.close(), Vec::<String>::new());
    damage(&home.0.join("records.sqlite"), "link");
    let mut recorder = Recorder::new(default_options(&home));
    // It is another conversation that finds the damage.
    let other = begun(Mode::Assessment, 2);
    recorder.begin(begin(&other), &other);
    assert!(recorder.news().concat().contains("put aside as"));
    let unfinished = replied(&unfinished, &mut session);
    recorder.keep(unfinished.clone());
    recorder.keep(unfinished.clone());
    recorder.discard(unfinished.id.clone());
    // Thrown away, it is still known to have begun.
    let records = recorder.records().unwrap();
    let listed = records.local().find(&unfinished.id.0).unwrap();
    assert_eq!((listed.len(), listed[0].ended_at), (1, None));
    assert_eq!(list(records).len(), 2);
    is_sound(records);
}

#[test]
fn two_stores_of_one_home_are_two_desks() {
    // Which desk comes first in a store is chance.
    for _ in 0..6 {
        let home = Home::new();
        let play = |records: &mut Records| {
            let session = played(Mode::Assessment, 1, &["I'm sorry."]);
            let unfinished = records.begin(&session).unwrap();
            records.end(&unfinished, &session, now()).unwrap();
        };
        let open = |store: &str| Records::open(&named_options(&home, store)).unwrap();
        let written = |records: &mut Records| {
            let (mut file, desk) = (Vec::new(), records.desk().clone());
            export(records.local(), &desk, &Filter::default(), 7, &mut file).unwrap();
            file
        };
        let (mut a, mut b) = (open("a.sqlite"), open("b.sqlite"));
        assert_ne!(a.desk().id, b.desk().id);
        play(&mut a);
        let file = written(&mut a);
        import(b.local(), file.as_slice()).unwrap();
        let desks = [a.desk().id.clone(), b.desk().id.clone()];
        drop((a, b));
        // Opened anew, with both keys in the folder and both desks in the store.
        let mut b = open("b.sqlite");
        assert_eq!(b.desk().id, desks[1]);
        play(&mut b);
        let heads = |records: &mut Records| {
            desks.each_ref().map(|desk| records.local().head(desk).unwrap().map_or(0, |link| link.number))
        };
        assert_eq!(heads(&mut b), [2, 2]);
        let file = written(&mut b);
        let mut a = open("a.sqlite");
        play(&mut a);
        assert_eq!(a.desk().id, desks[0]);
        import(a.local(), file.as_slice()).unwrap();
        // And the other way round, with what came back.
        drop(a);
        let mut a = open("a.sqlite");
        assert_eq!(a.desk().id, desks[0]);
        play(&mut a);
        assert_eq!(heads(&mut a), [6, 2]);
        let file = written(&mut a);
        import(b.local(), file.as_slice()).unwrap();
        play(&mut b);
        assert_eq!(heads(&mut b), [6, 4]);
        is_sound(&mut a);
        is_sound(&mut b);
        let third = Home::new();
        let mut third = third.records("Bea");
        for records in [&mut a, &mut b] {
            let file = written(records);
            import(third.local(), file.as_slice()).unwrap();
        }
        assert_eq!(list(&mut third).len(), 5);
        is_sound(&mut third);
    }
}

#[test]
fn a_name_that_nobody_gave_is_that_of_the_records() {
    let home = Home::new();
    let options = Options { home: Some(home.0.clone()), ..Options::default() };
    let worker = Worker::start(options.clone(), || {});
    // Before anybody could know who answers.
    let mut session = begun(Mode::Assessment, 1);
    let ended = Unfinished::begin(&session, Who::default());
    let open = Unfinished::begin(&session, Who::default());
    worker.ask(Task::Begin(ended.clone(), Box::new(session.clone())));
    worker.ask(Task::Begin(open.clone(), Box::new(session.clone())));
    worker.ask(Task::Keep(replied(&open, &mut session)));
    session.leave();
    worker.ask(Task::End(ended, Box::new(session)));
    let deadline = Instant::now() + Duration::from_secs(20);
    let who = loop {
        let opened = worker.news().into_iter().find_map(|news| match news {
            News::Opened(known) => Some(known.who),
            _ => None,
        });
        if let Some(who) = opened {
            break who;
        }
        assert!(Instant::now() < deadline, "the records never opened");
        std::thread::sleep(Duration::from_millis(5));
    };
    assert!(who.person.starts_with("trainee-"), "{who:?}");
    drop(worker);
    let mut records = Records::open(&options).unwrap();
    assert_eq!(*records.who(), who);
    let listed = list(&mut records);
    assert_eq!(listed.iter().map(|one| one.person.as_str()).collect::<Vec<_>>(), [&who.person, &who.person]);
    let (unfinished, told) = records.local().unfinished(&who.person).unwrap();
    assert_eq!((unfinished.len(), &unfinished[0].who, unfinished[0].attempt.replies.len()), (1, &who, 1));
    assert_eq!(told, Vec::<String>::new());
    is_sound(&mut records);
}

#[cfg(feature = "team")]
#[test]
fn a_server_that_says_nothing_holds_nothing_up() {
    let home = Home::new();
    // The system takes the connection; nobody ever reads from it.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("postgres://trainer:x@{}/team", silent.local_addr().unwrap());
    let options = Options { store: Some(address), ..default_options(&home) };
    let began = Instant::now();
    let worker = Worker::start(options, || {});
    let mut session = begun(Mode::Assessment, 1);
    let unfinished = begin(&session);
    worker.ask(Task::Begin(unfinished.clone(), Box::new(session.clone())));
    let unfinished = replied(&unfinished, &mut session);
    worker.ask(Task::Keep(unfinished.clone()));
    session.leave();
    worker.ask(Task::End(unfinished.clone(), Box::new(session)));
    worker.ask(Task::Board(composure::comparison::By::Person, Filter::default()));
    drop(worker);
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
    let mut records = Records::open(&default_options(&home)).unwrap();
    let listed = list(&mut records);
    assert_eq!((listed.len(), &listed[0].id, listed[0].counted), (1, &unfinished.id, true));
    assert!(waiting(&home).is_empty());
    is_sound(&mut records);
}
