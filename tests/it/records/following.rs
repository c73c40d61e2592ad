//! How a team's store follows: what cannot be sent stays here and is there once when the server is.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use composure::comparison::By;
use composure::records::{Address, Filter, ListFilter, Options, Records, Store, StoreError, Who, now};
use composure::session::Mode;

use super::history::{Invented, contents, id, played, recorded, told, verified};
use super::place::{Place, holds};
use super::server::{PASSWORD, Server, shared};
use super::support::Home;

/// Records of somebody with a team's store.
fn records(home: &Path, person: &str, url: &str) -> Records {
    let options = Options {
        store: Some(url.to_owned()),
        person: Some(person.to_owned()),
        cohort: Some("may".to_owned()),
        home: Some(home.to_owned()),
        ..Options::default()
    };
    Records::open(&options).unwrap()
}

/// Plays a conversation to its end and keeps it. Gives its id.
fn play(records: &mut Records, mode: Mode, words: &str) -> String {
    let session = played(mode, 1, &[words]);
    let unfinished = records.begin(&session).unwrap();
    records.end(&unfinished, &session, now()).unwrap();
    unfinished.id.0
}

fn ids(store: &mut Store) -> Vec<String> {
    let mut ids: Vec<String> =
        store.list(&ListFilter::default()).unwrap().into_iter().map(|listed| listed.id.0).collect();
    ids.sort();
    ids
}

#[test]
fn what_is_played_while_the_server_is_away_follows_once() {
    let Some(server) = Server::start() else { return };
    let url = server.database(None);
    let home = Home::new();
    let mut records = records(&home.0, "Ana", &url);
    let mut expected = vec![play(&mut records, Mode::Assessment, "I'm sorry.")];
    records.follow().unwrap();

    server.down("fast");
    for number in 0..3 {
        expected.push(play(&mut records, Mode::Assessment, &format!("I'll see to it, {number}.")));
        let error = records.follow().unwrap_err();
        assert!(matches!(error, StoreError::Unreachable { .. }), "{error}");
        assert!(error.may_pass() && error.to_string().contains("follows when the server answers"), "{error}");
        assert!(!error.to_string().contains(PASSWORD), "{error}");
    }
    assert!(matches!(records.shared_store(), Err(StoreError::Unreachable { .. })));
    expected.sort();
    assert_eq!(ids(records.local()), expected);

    server.up();
    let sent = records.follow().unwrap();
    assert_eq!((sent.links, sent.bodies), (6, 6));
    assert_eq!(records.follow().unwrap(), composure::records::Received::default());
    let desk = records.desk().clone();
    let team = records.shared_store().unwrap();
    assert_eq!(ids(team), expected);
    assert_eq!(told(&verified(team, &[&desk])), "");
    let board = team.board(By::Person, &Filter::default()).unwrap();
    assert_eq!(records.local().board(By::Person, &Filter::default()).unwrap(), board);

    // A connection that died while nobody looked is made again at once.
    server.down("fast");
    server.up();
    assert_eq!(ids(records.shared_store().unwrap()), expected);

    // Killed in mid-transfer, over and over: what arrived stays, the rest follows.
    let entries: Vec<_> =
        (0..600).flat_map(|n| Invented::new(n, "Bea", "may", "a", 50, n as i64).entries()).collect();
    records.local().append(&desk, &entries, &[]).unwrap();
    let total = 8 + entries.len();
    let done = AtomicBool::new(false);
    let mut broken = 0;
    let mut seen = Vec::new();
    scope(|scope| {
        scope.spawn(|| {
            for delay in [40, 60, 90, 130, 30, 70] {
                sleep(Duration::from_millis(delay));
                if done.load(Ordering::Relaxed) {
                    break;
                }
                server.down("immediate");
                server.up();
            }
        });
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(60) {
            match records.follow() {
                Ok(_) => break,
                Err(StoreError::Unreachable { .. }) => broken += 1,
                Err(error) => panic!("{error}"),
            }
            if let Ok(team) = records.shared_store()
                && let Ok(counts) = team.counts()
            {
                seen.push(counts.links);
            }
        }
        done.store(true, Ordering::Relaxed);
    });
    assert!(broken > 0, "the server was never killed while it was written to");
    assert!(seen.is_sorted(), "something that had arrived was lost: {seen:?}");
    records.follow().unwrap();
    assert_eq!(records.follow().unwrap(), composure::records::Received::default());
    let local = ids(records.local());
    let team = records.shared_store().unwrap();
    assert_eq!(team.counts().unwrap().links as usize, total);
    assert_eq!(ids(team), local);
    let board = team.board(By::Person, &Filter::default()).unwrap();
    assert_eq!(records.local().board(By::Person, &Filter::default()).unwrap(), board);
}

#[test]
fn practice_stays_here_until_it_is_shared() {
    let Some(place) = Place::postgres() else { return };
    let Address::Server(url) = &place.address else { unreachable!() };
    let home = Home::new();
    let mut records = records(&home.0, "Wilhelmina", url);
    const SECRET: &str = "my aunt keeps eleven hedgehogs";
    play(&mut records, Mode::Assessment, "I'm sorry.");
    let practice = play(&mut records, Mode::Practice, SECRET);
    let sent = records.follow().unwrap();
    assert_eq!((sent.links, sent.bodies), (4, 2), "the links tell nothing; the words stay");
    let everything = || {
        let tables =
            place.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
        let rows = tables.iter().flat_map(|table| place.rows(&format!("SELECT * FROM {}", table[0])));
        rows.flatten().collect::<Vec<_>>().concat()
    };
    assert!(!holds(everything().as_bytes(), "hedgehogs") && !everything().contains(&practice));
    play(&mut records, Mode::Assessment, "I'm so sorry.");
    records.follow().unwrap();
    assert!(!everything().contains(&practice));

    let listed = records.local().find(&practice).unwrap().remove(0);
    assert!(!listed.shared && !listed.counted);
    records.share(&listed).unwrap();
    records.share(&listed).unwrap();
    let sent = records.follow().unwrap();
    // The beginning, the end, and that it was shared, twice.
    assert_eq!((sent.links, sent.bodies), (2, 4));
    assert!(holds(everything().as_bytes(), "hedgehogs"));
    let team = records.shared_store().unwrap();
    assert_eq!(ids(team).len(), 3);
    assert_eq!(team.board(By::Person, &Filter::default()).unwrap().rows[0].attempts, 3);
    assert_eq!(told(&verified(team, &[])), "");

    // And away again, here and there.
    assert_eq!(records.forget("Wilhelmina").unwrap(), 8);
    assert!(!holds(everything().as_bytes(), "hedgehogs") && !everything().contains("Wilhelmina"));
    assert_eq!(records.follow().unwrap(), composure::records::Received::default());
    let desk = records.desk().clone();
    assert_eq!(told(&verified(records.local(), &[&desk])), "");
    assert_eq!(told(&verified(records.shared_store().unwrap(), &[&desk])), "");
}

#[test]
fn a_desk_that_went_on_in_two_places_is_told_and_not_taken() {
    let Some(server) = shared() else { return };
    let url = server.database(None);
    let (home, copy) = (Home::new(), Home::new());
    let mut one = records(&home.0, "Ana", &url);
    play(&mut one, Mode::Assessment, "I'm sorry.");
    one.follow().unwrap();
    drop(one);
    // Somebody copies the whole folder, and both go on.
    std::fs::create_dir_all(copy.0.join("keys")).unwrap();
    std::fs::copy(home.0.join("records.sqlite"), copy.0.join("records.sqlite")).unwrap();
    for key in std::fs::read_dir(home.0.join("keys")).unwrap().flatten() {
        std::fs::copy(key.path(), copy.0.join("keys").join(key.file_name())).unwrap();
    }
    let mut one = records(&home.0, "Ana", &url);
    let mut other = records(&copy.0, "Ana", &url);
    let kept = play(&mut one, Mode::Assessment, "I'll ring you by six.");
    let not_taken = play(&mut other, Mode::Assessment, "I'll ring you by seven.");
    one.follow().unwrap();
    let before = one.shared_store().unwrap().counts().unwrap();
    let error = other.follow().unwrap_err();
    assert!(matches!(error, StoreError::Forked { number: 3 | 4, .. }), "{error}");
    // Nor when it has gone further than the first.
    play(&mut other, Mode::Assessment, "And again.");
    assert!(matches!(other.follow().unwrap_err(), StoreError::Forked { .. }));
    assert_eq!(one.shared_store().unwrap().counts().unwrap(), before);
    assert!(ids(one.shared_store().unwrap()).contains(&kept));
    assert!(ids(other.local()).contains(&not_taken), "what was played there is still there");
    // One whose last entries were cut off is behind what the team knows.
    drop(one);
    Place { home, address: Address::File("".into()) }.cut_off();
}

impl Place {
    /// Takes the last two entries of a local store away with all that hangs on them, and follows.
    fn cut_off(self) {
        let Some(server) = shared() else { return };
        let url = server.database(None);
        let mut records = records(&self.home.0, "Ana", &url);
        records.follow().unwrap();
        drop(records);
        let place = Place { address: Address::File(self.home.0.join("records.sqlite")), ..self };
        let last = "(SELECT MAX(number) - 2 FROM link)";
        place.raw(&format!(
            "DELETE FROM attempt WHERE number > {last}; DELETE FROM body WHERE number > {last}; DELETE FROM standing; DELETE FROM tally; \
             DELETE FROM link WHERE number > {last}"
        ));
        let mut records = self::records(&place.home.0, "Ana", &url);
        assert!(matches!(records.follow().unwrap_err(), StoreError::Forked { .. }));
    }
}

#[test]
fn eight_write_at_the_same_time_and_nothing_is_lost_or_doubled() {
    let Some(place) = Place::postgres() else { return };
    let Address::Server(url) = &place.address else { unreachable!() };
    const EACH: usize = 12;
    // Eight desks, all of them the first to open the empty database.
    let homes: Vec<Home> = (0..8).map(|_| Home::new()).collect();
    let mut expected: Vec<String> = scope(|scope| {
        let writers: Vec<_> = homes
            .iter()
            .enumerate()
            .map(|(number, home)| {
                scope.spawn(move || {
                    let mut records = records(&home.0, &format!("Trainee {number}"), url);
                    let mut ids = Vec::new();
                    for _ in 0..EACH {
                        ids.push(play(
                            &mut records,
                            Mode::Assessment,
                            "I'm sorry. I'll send another one today.",
                        ));
                        records.follow().unwrap();
                    }
                    ids
                })
            })
            .collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    expected.sort();
    let mut team = place.open();
    assert_eq!(ids(&mut team), expected);
    assert_eq!(team.counts().unwrap().links as usize, 8 * EACH * 2);
    assert_eq!(told(&verified(&mut team, &[])), "");

    // Eight on one desk, straight into the team's store.
    let desk = place.desk();
    scope(|scope| {
        for writer in 0..8_u64 {
            let (place, desk) = (&place, &desk);
            scope.spawn(move || {
                let mut team = place.open();
                for number in 0..EACH as u64 {
                    let session = played(Mode::Assessment, number, &["I'm sorry."]);
                    let who = Who::new("Everybody", "");
                    let entries = recorded(&session, &id(writer * 100 + number), &who, number as i64, 50);
                    team.append(desk, &entries, &contents()).unwrap();
                }
            });
        }
    });
    // Eight windows of one desk, each sending the same.
    let home = Home::new();
    let mut first = records(&home.0, "Zoe", url);
    for _ in 0..EACH {
        play(&mut first, Mode::Assessment, "I'm sorry.");
    }
    let sent: usize = scope(|scope| {
        let senders: Vec<_> =
            (0..8).map(|_| scope.spawn(|| records(&home.0, "Zoe", url).follow().unwrap().links)).collect();
        senders.into_iter().map(|sender| sender.join().unwrap()).sum()
    });
    assert_eq!(sent, 2 * EACH, "each link was new to one of them");
    assert_eq!(team.counts().unwrap().links as usize, 8 * EACH * 4 + EACH * 2);
    assert_eq!(ids(&mut team).len(), 8 * EACH * 2 + EACH);
    let board = team.board(By::Person, &Filter::default()).unwrap();
    let attempts: Vec<i64> = board.rows.iter().map(|row| row.attempts).collect();
    assert_eq!(attempts.iter().sum::<i64>() as usize, 8 * EACH * 2 + EACH);
    assert_eq!(told(&verified(&mut team, &[&desk])), "");
}

#[test]
fn what_is_wrong_with_an_address_is_said_without_the_password() {
    let Some(server) = shared() else { return };
    let good = server.url("postgres");
    let secret = PASSWORD.replace(' ', "%20");
    let port = good.rsplit(':').next().unwrap().split('/').next().unwrap().to_owned();
    let wrong = "s3cret-w0rd";
    type IsRight = fn(&StoreError) -> bool;
    let cases: [(String, IsRight, &str); 8] = [
        (good.replace(&secret, wrong), |error| matches!(error, StoreError::Refused { .. }), "password"),
        (good.replace("trainer", "nobody"), |error| matches!(error, StoreError::Refused { .. }), "password"),
        (server.url("nowhere"), |error| matches!(error, StoreError::Engine { .. }), "nowhere"),
        (good.replace(&port, "1"), |error| matches!(error, StoreError::Unreachable { .. }), "refused"),
        (
            good.replace("127.0.0.1", "no-such-host.invalid"),
            |error| matches!(error, StoreError::Unreachable { .. }),
            "out of reach",
        ),
        (good.replace(&port, "notaport"), |error| matches!(error, StoreError::Address { .. }), "no store"),
        (format!("{good}?sslmode={wrong}"), |error| matches!(error, StoreError::Address { .. }), "no store"),
        (format!("{good}?sslmode=require"), |error| matches!(error, StoreError::Unreachable { .. }), "TLS"),
    ];
    for (url, is_right, word) in cases {
        let home = Home::new();
        let mut records = records(&home.0, "Ana", &url);
        let id = play(&mut records, Mode::Assessment, "I'm sorry.");
        let error = records.follow().unwrap_err();
        let sentence = error.to_string();
        assert!(is_right(&error), "{url}: {error:?}");
        assert!(sentence.contains(word), "{url}: {sentence}");
        for secret in [PASSWORD, &secret, wrong] {
            assert!(
                !sentence.contains(secret) && !format!("{records:?}").contains(secret),
                "{sentence} {records:?}"
            );
        }
        assert!(!sentence.contains('\n') && sentence.len() < 300, "{sentence}");
        assert_eq!(ids(records.local()), [id], "it is kept here all the same");
    }
}

#[test]
fn a_writer_that_never_ends_is_not_waited_for_for_ever() {
    let Some(place) = Place::postgres() else { return };
    let Address::Server(url) = &place.address else { unreachable!() };
    let home = Home::new();
    let mut records = records(&home.0, "Ana", url);
    play(&mut records, Mode::Assessment, "I'm sorry.");
    drop(place.open());
    let mut holder = postgres::Client::connect(url, postgres::NoTls).unwrap();
    let lock = place.rows("SELECT 1");
    assert_eq!(lock.len(), 1);
    holder.batch_execute("BEGIN; LOCK TABLE link IN EXCLUSIVE MODE").unwrap();
    let error = records.follow().unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    assert!(error.may_pass());
    holder.batch_execute("ROLLBACK").unwrap();
    assert_eq!(records.follow().unwrap().bodies, 2);
}

/// A server that takes the connection and then says nothing, as one that is stopped in mid-work.
#[test]
fn a_server_that_says_nothing_is_given_up() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("postgres://ana@127.0.0.1:{}/team", silent.local_addr().unwrap().port());
    let began = Instant::now();
    let error = Store::open(&Address::parse(&url).unwrap(), true).unwrap_err();
    assert!(matches!(error, StoreError::Unreachable { .. }), "{error:?}");
    assert!(error.to_string().contains("says nothing"), "{error}");
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}
