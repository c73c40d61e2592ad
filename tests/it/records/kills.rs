//! A process that plays and keeps, killed at any moment: what it was told is kept is there, and nothing else is broken.
//!
//! 60 kills by default, `COMPOSURE_KILLS=1000` for the whole.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use composure::records::{ListFilter, Options, Records, now};
use composure::rubric;
use composure::session::{Mode, Reply};
use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg32;

use super::history::{begun, small, told, verified};
use super::support::Home;

/// The folder that the child keeps its records in.
const FOLDER: &str = "COMPOSURE_TEST_KILLS";

fn records(folder: &Path) -> Records {
    let store = Some(folder.join("records.sqlite").display().to_string());
    let options = Options {
        store,
        person: Some("Ana".to_owned()),
        home: Some(folder.to_owned()),
        ..Options::default()
    };
    Records::open(&options).unwrap()
}

/// The child's part: goes on with what was not ended, plays on and on, and says what it was told is kept. Nothing when it is
/// run as a test like any other.
#[test]
fn the_one_that_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let mut records = records(Path::new(&folder));
    let mut out = std::io::stdout().lock();
    let mut say = move |what: String| {
        writeln!(out, "{what}").unwrap();
        out.flush().unwrap();
    };
    // What takes long and writes nothing is done before, so that little of it is killed.
    begun(Mode::Assessment, 0);
    say("open".to_owned());
    let mut open = records.local().unfinished("Ana").unwrap().0;
    for number in 0.. {
        let (mut unfinished, mut session) = match open.pop() {
            Some(unfinished) => {
                let session = unfinished.attempt.replay(small(), rubric::standard()).unwrap();
                (unfinished, session)
            }
            None => {
                let session = begun(Mode::Assessment, number);
                let unfinished = records.begin(&session).unwrap();
                say(format!("began {}", unfinished.id));
                (unfinished, session)
            }
        };
        while session.outcome().is_none() && session.steps().len() < 4 {
            let reply = format!("I'm so sorry, that was us. I'll send another one, {number}, by Friday.");
            session.reply(Reply::typed(reply)).unwrap();
            unfinished.attempt = session.attempt();
            records.keep(&unfinished).unwrap();
            say(format!("kept {} {}", unfinished.id, session.steps().len()));
        }
        if session.outcome().is_none() {
            session.leave();
        }
        let ended = records.end(&unfinished, &session, now()).unwrap();
        say(format!("ended {} {}", unfinished.id, ended.attempt.replies.len()));
    }
}

/// What the child was told is kept, by attempt: how many replies, and whether it ended.
type Kept = BTreeMap<String, (usize, bool)>;

/// Starts the child, kills it a while after it began, or after it opened the records, and adds what it said.
fn play_and_kill(folder: &Path, at_the_door: bool, after: Duration, kept: &mut Kept) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "records::kills::the_one_that_is_killed", "--nocapture"])
        .env(FOLDER, folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (opened, is_open) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        // What the pipe holds when the child is killed was said before.
        let lines = out.split(b'\n').map_while(Result::ok).map(|line| String::from_utf8(line).unwrap());
        let tell = |line: &String| {
            if line == "open" {
                let _ = opened.send(());
            }
        };
        lines.inspect(tell).collect::<Vec<_>>()
    });
    if !at_the_door {
        is_open.recv_timeout(Duration::from_secs(20)).unwrap();
    }
    std::thread::sleep(after);
    // SIGKILL: nothing is told, nothing tidied up.
    child.kill().unwrap();
    child.wait().unwrap();
    for line in reader.join().unwrap() {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["began", id] => drop(kept.insert(id.to_owned(), (0, false))),
            ["kept", id, replies] => drop(kept.insert(id.to_owned(), (replies.parse().unwrap(), false))),
            ["ended", id, replies] => drop(kept.insert(id.to_owned(), (replies.parse().unwrap(), true))),
            _ => {}
        }
    }
}

/// Looks whether all that was said to be kept is there, and no more than what may have been on its way.
fn check(folder: &Path, kept: &Kept) {
    let mut records = records(folder);
    let listed = records.local().list(&ListFilter::default()).unwrap();
    let mut there = BTreeMap::new();
    for one in &listed {
        assert!(there.insert(one.id.0.clone(), one).is_none(), "{} is there twice", one.id);
    }
    let open = records.local().unfinished("Ana").unwrap().0;
    assert_eq!(open.len(), listed.iter().filter(|one| one.ended_at.is_none()).count());
    for (id, (replies, ended)) in kept {
        let one = there.get(id).unwrap_or_else(|| panic!("{id} is lost"));
        if one.ended_at.is_some() {
            assert!(one.replies as usize >= *replies, "{id} has lost replies");
        } else {
            assert!(!ended, "{id} was ended, and is not any more");
            let unfinished = open.iter().find(|open| open.id.0 == *id).unwrap();
            let given = unfinished.attempt.replies.len();
            assert!((*replies..=replies + 1).contains(&given), "{id}: {given} replies of {replies}");
            unfinished.attempt.replay(small(), rubric::standard()).unwrap();
        }
    }
    let unheard = there.keys().filter(|id| !kept.contains_key(*id)).count();
    assert!(unheard <= 1, "{unheard} attempts that nobody was told of");
}

#[test]
fn whenever_it_is_killed_nothing_is_lost() {
    let kills: u64 = std::env::var("COMPOSURE_KILLS").map_or(60, |kills| kills.parse().unwrap());
    let mut chance = Pcg32::seed_from_u64(kills);
    let home = Home::new();
    let mut kept = Kept::new();
    for kill in 1..=kills {
        let at_the_door = chance.random_ratio(1, 6);
        let after = Duration::from_micros(chance.random_range(0..250_000));
        play_and_kill(&home.0, at_the_door, after, &mut kept);
        // One that nobody heard of may be there from every kill; from now on it is known.
        check(&home.0, &kept);
        let mut records = records(&home.0);
        for one in records.local().list(&ListFilter::default()).unwrap() {
            kept.entry(one.id.0).or_insert((one.replies as usize, one.ended_at.is_some()));
        }
        // So is a reply that was kept and not heard of: the next kill may leave one more of these, and no more.
        for open in records.local().unfinished("Ana").unwrap().0 {
            kept.insert(open.id.0, (open.attempt.replies.len(), false));
        }
        if kill % 50 == 0 || kill == kills {
            let desk = records.desk().clone();
            let found = verified(records.local(), &[&desk]);
            assert_eq!(told(&found), "", "after {kill} kills");
        }
    }
    let ended = kept.values().filter(|(_, ended)| *ended).count() as u64;
    assert!(ended > kills / 4, "{ended} attempts ended in {kills} kills: it was always killed too early");
    let _ = writeln!(std::io::stderr(), "{kills} kills, {} attempts, {ended} ended, none lost", kept.len());
}
