//! How fast a store with a million attempts is opened and looked at: `cargo bench --no-default-features --bench records`.
//!
//! Every query is held against the same SQL run bare, in the same run: all rows stepped through, all columns read. The store
//! is built once and kept in the target folder.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use composure::comparison::By;
use composure::records::{
    Address, Filter, ListFilter, Store, asked_for_board, asked_for_list, asked_for_standings, sums,
};
use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg32;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

const ATTEMPTS: usize = 1_000_000;
const PEOPLE: usize = 5_000;
const SCENARIOS: usize = 18;
const COHORTS: usize = 12;

/// The attempts are spread over two years.
const FIRST: i64 = 1_700_000_000_000;
const BETWEEN: i64 = 2 * 365 * 86_400_000 / ATTEMPTS as i64;

fn main() {
    let path = built();
    println!("{ATTEMPTS} attempts, {PEOPLE} people, {SCENARIOS} scenarios, {COHORTS} cohorts");
    println!("{:<34} {:>10} {:>10} {:>7}", "", "program", "bare SQL", "times");
    let opening = best(10, || drop(open(&path)));
    println!("{:<34} {:>10.1?}   wanted: under 50 ms", "opened", opening);
    let mut store = open(&path);
    let bare = Connection::open(&path).expect("it was built");
    bare.execute_batch("PRAGMA cache_size = -16000; PRAGMA mmap_size = 268435456;").expect("it is sound");

    let everything = Filter::default();
    let month = FIRST + BETWEEN * ATTEMPTS as i64 / 2;
    let months = Filter { since: Some(month), until: Some(month + 30 * 86_400_000), ..Filter::default() };
    let since = Filter { since: Some(month), ..Filter::default() };
    let cohort = Filter { cohort: Some("Cohort 3".to_owned()), ..Filter::default() };
    for (name, by, filter) in [
        ("board of people", By::Person, &everything),
        ("board of cohorts", By::Cohort, &everything),
        ("board of scenarios", By::Scenario, &everything),
        ("board of people, one cohort", By::Person, &cohort),
        ("board of people, one month", By::Person, &months),
        ("board of scenarios, one month", By::Scenario, &months),
        ("board of people, one year", By::Person, &since),
    ] {
        let sql = asked_for_board(by, filter);
        compare(name, || drop(black_box(store.board(by, filter).expect("it is sound"))), || run(&bare, &sql));
    }
    for (name, by, one, other) in [
        ("two people", By::Person, "Person 17", "Person 1717"),
        ("two cohorts", By::Cohort, "Cohort 3", "Cohort 4"),
    ] {
        let sql = [one, other].map(|name| asked_for_standings(by, name, &everything));
        let ours = || {
            black_box(store.versus(by, one, other, &everything).expect("it is sound"));
        };
        compare(name, ours, || run(&bare, &sql));
    }
    let person = Filter { person: Some("Person 17".to_owned()), ..Filter::default() };
    for (name, filter, newest) in [
        ("newest 50 attempts", &everything, Some(50)),
        ("newest 50 of one person", &person, Some(50)),
        ("all of one cohort", &cohort, None),
    ] {
        let list = ListFilter { filter: filter.clone(), newest, ..ListFilter::default() };
        let sql = [asked_for_list(&list)];
        compare(name, || drop(black_box(store.list(&list).expect("it is sound"))), || run(&bare, &sql));
    }
}

fn open(path: &Path) -> Store {
    Store::open(&Address::File(path.to_owned()), false).expect("it was built")
}

/// The best of some tries, in which the machine did least else.
fn best(tries: u32, mut what: impl FnMut()) -> Duration {
    let time = |_| {
        let start = Instant::now();
        what();
        start.elapsed()
    };
    (0..tries).map(time).min().unwrap_or_default()
}

/// Both in turns, so that what else the machine does hits both.
fn compare(name: &str, mut ours: impl FnMut(), mut bare: impl FnMut()) {
    let (mut our_best, mut bare_best) = (Duration::MAX, Duration::MAX);
    for _ in 0..5 {
        bare_best = bare_best.min(best(1, &mut bare));
        our_best = our_best.min(best(1, &mut ours));
    }
    let times = our_best.as_secs_f64() / bare_best.as_secs_f64();
    println!("{name:<34} {our_best:>10.1?} {bare_best:>10.1?} {times:>7.2}");
}

/// Steps through all rows of these queries and reads all their columns.
fn run(bare: &Connection, queries: &[String]) {
    for sql in queries {
        let mut statement = bare.prepare_cached(sql).expect("the program asks the same");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("it is sound");
        while let Some(row) = rows.next().expect("it is sound") {
            for at in 0..columns {
                black_box(match row.get_ref(at).expect("it is there") {
                    ValueRef::Text(text) => text.is_empty(),
                    value => value == ValueRef::Null,
                });
            }
        }
    }
}

/// The store; filled past the program, which would take hours to play so much, and added up by the program's own query.
fn built() -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("million-2.sqlite");
    if path.exists() {
        return path;
    }
    let building = path.with_extension("building");
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", building.display()));
    }
    drop(Store::open(&Address::File(building.clone()), true).expect("the target folder can be written"));
    let mut connection = Connection::open(&building).expect("it was made");
    connection.execute_batch("PRAGMA synchronous = OFF").expect("it can be");
    fill(&mut connection);
    for (table, source) in sums() {
        connection.execute_batch(&format!("INSERT INTO {table} {source}")).expect("it can be");
    }
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("it can be");
    drop(connection);
    std::fs::rename(building, &path).expect("the target folder can be written");
    path
}

fn fill(connection: &mut Connection) {
    let mut chance = Pcg32::seed_from_u64(1);
    let mut counted = vec![0_i64; PEOPLE * SCENARIOS * 2];
    let transaction = connection.transaction().expect("nobody else has it open");
    let mut put = transaction
        .prepare(
            "INSERT INTO attempt VALUES (?1, 'bench', ?2, ?3, ?4, ?5, ?6, ?7, ?8, 3, ?9, ?10, ?11, ?12, ?13, 0, 'settled', \
             'settled', 1, ?14, ?15, ?16, ?17, '{}', 0, 0, ?18, ?19, ?20, ?21, ?22, ?23, 0)",
        )
        .expect("these are the columns");
    let hash = |of: usize| blake3_like(of as u64);
    for number in 0..ATTEMPTS {
        let person = chance.random_range(0..PEOPLE);
        let scenario = chance.random_range(0..SCENARIOS);
        let chosen = chance.random_ratio(1, 4);
        let is_counted = !chance.random_ratio(1, 5);
        let nth = &mut counted[(person * SCENARIOS + scenario) * 2 + usize::from(chosen)];
        *nth += i64::from(is_counted);
        let began_at = FIRST + number as i64 * BETWEEN;
        let mut relative = || chance.random_range(-400..1400_i64);
        let [empathy, ownership, deescalation] = [relative(), relative(), relative()];
        let score = |relative: i64| (relative / 20 + 35).clamp(0, 100);
        put.execute(rusqlite::params![
            format!("{}{number:08x}", &hash(number)[..24]),
            number as i64 + 1,
            format!("Person {person}"),
            format!("Cohort {}", person % COHORTS),
            format!("scenario-{scenario}"),
            format!("The title of scenario {scenario}"),
            hash(scenario),
            hash(1000),
            if is_counted { "assessment" } else { "practice" },
            if chosen { "chosen" } else { "typed" },
            began_at,
            began_at + 300_000,
            5,
            score(empathy),
            score(ownership),
            score(deescalation),
            hash(number + 7),
            i64::from(is_counted),
            if is_counted { *nth } else { 0 },
            (empathy + ownership + deescalation) / 3,
            empathy,
            ownership,
            deescalation,
        ])
        .expect("there is room");
    }
    drop(put);
    transaction.commit().expect("there is room");
}

/// 64 hexadecimal digits, as hashes have.
fn blake3_like(of: u64) -> String {
    let mixed = |round: u64| (of + round).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29) ^ of << 7;
    (0..4).map(|round| format!("{:016x}", mixed(round))).collect()
}
