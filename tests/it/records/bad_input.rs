//! Files and disks as they are at their worst: a clear sentence, nothing overwritten, nothing lost.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use composure::records::{Address, Options, Records, Store, StoreError, now};
use composure::session::Mode;
use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg32;

use super::history::{Invented, contents, id, played, recorded, told, verified};
use super::place::Place;
use super::support::Home;

fn open(path: &Path) -> Result<Store, StoreError> {
    Store::open(&Address::File(path.to_owned()), true)
}

/// One sentence for people: one line, the file named, no SQL.
fn is_clear(error: &StoreError, path: &Path) -> String {
    let sentence = error.to_string();
    assert!(sentence.contains(&path.display().to_string()), "{sentence}");
    assert!(!sentence.contains('\n') && !sentence.contains("SELECT") && sentence.len() < 300, "{sentence}");
    sentence
}

/// A store with some attempts that can all be played again, closed.
fn filled(place: &Place) -> composure::records::Desk {
    let (mut store, desk) = (place.open(), place.desk());
    for number in 0..60 {
        let session = played(Mode::Assessment, number, &["I'm so sorry. I'll send another one today."]);
        let who = composure::records::Who::new("Ana", "may");
        let entries = recorded(&session, &id(number), &who, number as i64, 99);
        store.append(&desk, &entries, &contents()).unwrap();
    }
    desk
}

#[test]
fn what_is_no_store_is_never_overwritten() {
    let home = Home::new();
    let mut chance = Pcg32::seed_from_u64(1);
    let noise: Vec<u8> = (0..20_000).map(|_| chance.random_range(0..=255)).collect();
    let other = rusqlite::Connection::open(home.0.join("other")).unwrap();
    other.execute_batch("CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('Bread')").unwrap();
    drop(other);
    let cases = [
        ("noise", noise.clone()),
        ("short", b"x".to_vec()),
        ("text", b"Dear diary,\n".repeat(300)),
        ("header", [b"SQLite format 3\0".as_slice(), &noise].concat()),
        ("another program's", fs::read(home.0.join("other")).unwrap()),
    ];
    for (name, bytes) in cases {
        let path = home.0.join(name);
        fs::write(&path, &bytes).unwrap();
        let error = open(&path).unwrap_err();
        assert!(matches!(error, StoreError::Garbled { .. }), "{name}: {error:?}");
        assert!(is_clear(&error, &path).contains("it was not changed"), "{name}");
        assert!(!error.may_pass(), "{name}");
        assert!(fs::read(&path).unwrap() == bytes, "{name} was changed");
    }
    // A folder, and a place in a file.
    let error = open(&home.0).unwrap_err();
    assert!(is_clear(&error, &home.0).contains("it is a folder"), "{error}");
    let path = home.0.join("text").join("records.sqlite");
    let error = open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Folder { .. }), "{error:?}");
    is_clear(&error, &path);
    // A file that is to be there already.
    let missing = home.0.join("missing");
    let error = Store::open(&Address::File(missing.clone()), false).unwrap_err();
    is_clear(&error, &missing);
    assert!(!missing.exists());
    // Nothing at all is an empty store.
    fs::write(home.0.join("empty"), "").unwrap();
    open(&home.0.join("empty")).unwrap();
}

#[test]
fn a_damaged_store_is_told_and_stays_as_it_is() {
    let place = Place::sqlite();
    let desk = filled(&place);
    let whole = fs::read(place.file()).unwrap();
    // Cut off.
    for keep in [whole.len() / 2, whole.len() - 4096, 4096, 600] {
        let copy = Place::sqlite();
        fs::write(copy.file(), &whole[..keep]).unwrap();
        let error = open(&copy.file()).unwrap_err();
        assert!(matches!(error, StoreError::Garbled { .. }), "{keep}: {error:?}");
        is_clear(&error, &copy.file());
        assert!(fs::read(copy.file()).unwrap() == whole[..keep], "cut off at {keep}, it was changed");
    }
    // Bytes changed in the middle: wherever that is noticed, it is told; nowhere does it end the program or pass for sound.
    let mut noticed = 0;
    for seed in 0..40 {
        let mut chance = Pcg32::seed_from_u64(seed);
        let mut bytes = whole.clone();
        let at = chance.random_range(100..bytes.len() - 64);
        let before = bytes[at..at + 64].to_vec();
        bytes[at..at + 64].fill_with(|| chance.random_range(0..=255));
        let copy = Place::sqlite();
        fs::write(copy.file(), &bytes).unwrap();
        let own = [desk.id.clone()];
        let mut witness = composure::records::Witness { own: &own, today: &|_| None, progress: &mut |_| {} };
        let found = open(&copy.file()).and_then(|mut store| store.verify(&mut witness));
        // In what no page uses, in a yardstick or a public key, there is nothing to notice.
        let free = before.iter().all(|&byte| byte == 0);
        match found {
            Ok(found) if found.mismatches.is_empty() => assert!(free, "at {at} nothing was noticed"),
            Ok(_) => noticed += 1,
            Err(error) => {
                assert!(
                    matches!(
                        error,
                        StoreError::Garbled { .. } | StoreError::Newer { .. } | StoreError::Nonsense { .. }
                    ),
                    "{error:?}"
                );
                is_clear(&error, &copy.file());
                assert!(fs::read(copy.file()).unwrap() == bytes, "at {at} it was changed");
                noticed += 1;
            }
        }
    }
    assert!(noticed > 10, "{noticed} of 40");
}

#[test]
fn a_locked_store_is_waited_for_and_then_told() {
    let place = Place::sqlite();
    let desk = filled(&place);
    let holder = rusqlite::Connection::open(place.file()).unwrap();
    holder.execute_batch("BEGIN EXCLUSIVE").unwrap();
    // Reading goes on; writing waits its time.
    let mut store = place.open();
    assert_eq!(store.counts().unwrap().ended, 60);
    let begun = std::time::Instant::now();
    let entries = Invented::new(100, "Bea", "may", "a", 50, 1).entries();
    let error = store.append(&desk, &entries, &[]).unwrap_err();
    assert!(matches!(error, StoreError::Locked { seconds: 5, .. }), "{error:?}");
    assert!(begun.elapsed().as_secs() < 8, "{:?}", begun.elapsed());
    assert!(is_clear(&error, &place.file()).contains("locked by another program"));
    assert!(error.may_pass());
    holder.execute_batch("COMMIT").unwrap();
    store.append(&desk, &entries, &[]).unwrap();
    assert_eq!(store.counts().unwrap().ended, 61);
    // Somebody who reads keeps the log, and with it what was deleted; then it is not said to be gone.
    let mut statement = holder.prepare("SELECT * FROM link").unwrap();
    let mut rows = statement.query([]).unwrap();
    rows.next().unwrap();
    store.append(&desk, &Invented::new(101, "Bea", "may", "a", 50, 1).entries(), &[]).unwrap();
    let error = store.scrub().unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error:?}");
    drop(rows);
    drop(statement);
    store.scrub().unwrap();
}

#[test]
fn a_full_store_is_told_and_goes_on_when_there_is_room() {
    let place = Place::sqlite();
    let desk = filled(&place);
    // No room: every page that the file may have is there.
    let pages: i64 = place.rows("PRAGMA page_count")[0][0].parse().unwrap();
    let mut store = place.open();
    store.allow_pages(pages as u32).unwrap();
    let mut number = 100;
    let error = loop {
        let entries = Invented::new(number, "Bea", "may", "a", 50, 1).entries();
        match store.append(&desk, &entries, &[]) {
            Ok(()) => number += 1,
            Err(error) => break error,
        }
        assert!(number < 10_000, "it never was full");
    };
    assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
    assert!(is_clear(&error, &place.file()).contains("no space left") && error.may_pass());
    let before = store.counts().unwrap();
    assert_eq!(before.ended, 60 + number as i64 - 100, "what was said to be kept is kept, and nothing else");
    store.allow_pages(u32::MAX - 1).unwrap();
    store.append(&desk, &Invented::new(number, "Bea", "may", "a", 50, 1).entries(), &[]).unwrap();
    assert_eq!(store.counts().unwrap().ended, before.ended + 1);
    let unsound = verified(&mut store, &[&desk]).mismatches;
    assert!(
        unsound.iter().all(|mismatch| mismatch.attempt.as_ref().is_some_and(|named| named.person == "Bea"))
    );
}

/// What the child of [`in_a_namespace`] is to do, and where.
const TASK: &str = "COMPOSURE_TEST_DISK";

/// Runs this binary's [`on_a_disk_of_its_own`] after some shell commands, among them `$0`, a folder, with rights to mount; false
/// where the system permits no such thing.
fn in_a_namespace(commands: &str, folder: &Path, task: &str) -> bool {
    let unshare = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["-rm", "sh", "-c", script]).arg(folder);
        command.arg(std::env::current_exe().unwrap()).env(TASK, task).stdin(Stdio::null());
        command
    };
    let probe = unshare(&format!("{commands} true")).stderr(Stdio::null()).status();
    if !probe.is_ok_and(|status| status.success()) {
        let reason = "no file system can be mounted here (unshare -rm)";
        assert!(std::env::var_os("COMPOSURE_REQUIRE_ALL").is_none(), "{reason}");
        let _ = writeln!(std::io::stderr(), "skipped: {reason}");
        return false;
    }
    let test = "records::bad_input::on_a_disk_of_its_own";
    let run = format!("{commands} exec \"$1\" --exact {test} --nocapture");
    let output = unshare(&run).env("HOME", folder).output().unwrap();
    let text =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && text.contains("all is well"), "{text}");
    true
}

/// The child's part; nothing when it is run as a test like any other.
#[test]
fn on_a_disk_of_its_own() {
    let Ok(task) = std::env::var(TASK) else { return };
    let (task, folder) = task.split_once(' ').unwrap();
    let folder = Path::new(folder);
    let options = || Options {
        store: Some(folder.join("records.sqlite").display().to_string()),
        home: Some(folder.to_owned()),
        person: Some("Ana".to_owned()),
        ..Options::default()
    };
    match task {
        "read-only" => {
            // One that is there, and one that is not.
            for name in ["records.sqlite", "new.sqlite"] {
                let path = folder.join(name);
                let error = open(&path).unwrap_err();
                assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
                assert!(is_clear(&error, &path).contains("may not be written to") && error.may_pass());
            }
            let path = folder.join("deeper").join("new.sqlite");
            let error = open(&path).unwrap_err();
            assert!(matches!(error, StoreError::Folder { .. }), "{error:?}");
            assert!(is_clear(&error, &path).contains("COMPOSURE_HOME"));
        }
        _ => {
            // A disk that is full before there is a store, and then has room.
            let ballast = folder.join("ballast");
            let fill = || {
                let mut file = fs::OpenOptions::new().create(true).append(true).open(&ballast).unwrap();
                while file.write_all(&[7; 512]).is_ok() {}
            };
            fill();
            let error = Records::open(&options()).unwrap_err();
            assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
            fs::remove_file(&ballast).unwrap();
            let mut records = Records::open(&options()).unwrap();
            // And one that becomes full in mid-conversation.
            let mut kept = 0;
            for _ in 0..3 {
                let session = played(Mode::Assessment, 1, &["I'm so sorry. I'll send another one today."]);
                let unfinished = records.begin(&session).unwrap();
                records.end(&unfinished, &session, now()).unwrap();
                kept += 1;
            }
            fill();
            let session = played(Mode::Assessment, 1, &["I'm so sorry. I'll send another one today."]);
            let mut begun = None;
            let error = loop {
                match records.begin(&session) {
                    Ok(unfinished) => begun = Some(unfinished),
                    Err(error) => break error,
                }
            };
            assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
            assert!(error.may_pass());
            drop(records);
            // As full as it is, it opens, or says why not; with room it is whole.
            if let Err(error) = Records::open(&options()) {
                assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
            }
            fs::remove_file(&ballast).unwrap();
            let mut records = Records::open(&options()).unwrap();
            if let Some(begun) = begun {
                records.end(&begun, &session, now()).unwrap();
                kept += 1;
            }
            let desk = records.desk().clone();
            let found = verified(records.local(), &[&desk]);
            assert_eq!((told(&found).as_str(), found.attempts), ("", kept));
        }
    }
    println!("all is well");
}

#[test]
fn a_folder_that_may_only_be_read_is_told() {
    let place = Place::sqlite();
    filled(&place);
    let before = fs::read(place.file()).unwrap();
    let folder = &place.home.0;
    let commands = "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" &&";
    in_a_namespace(commands, folder, &format!("read-only {}", folder.display()));
    assert!(fs::read(place.file()).unwrap() == before);
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let home = Home::new();
    let commands = "mount -t tmpfs -o size=2500k tmpfs \"$0\" &&";
    in_a_namespace(commands, &home.0, &format!("full {}", home.0.display()));
}

#[test]
fn a_file_that_may_only_be_read_is_told() {
    let place = Place::sqlite();
    filled(&place);
    let mut rights = fs::metadata(place.file()).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(place.file(), rights).unwrap();
    // Rights do not bind everybody.
    if fs::OpenOptions::new().append(true).open(place.file()).is_ok() {
        return;
    }
    let error = open(&place.file()).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
}
