//! What every store promises, on either engine: one list of tests, run on SQLite and on PostgreSQL.

use std::collections::{BTreeMap, BTreeSet};

use composure::comparison::{Board, By, Column, Estimate, Row};
use composure::records::{
    Entry, Event, Filter, Forgot, Link, ListFilter, Parcel, Received, Store, StoreError, TransferError, Who,
    export, import,
};
use composure::session::Mode;
use rand::{RngExt as _, SeedableRng as _, seq::SliceRandom as _};
use rand_pcg::Pcg32;

use super::boards::boards_are_those_of_a_plain_count;
use super::history::{
    Invented, all, begun, contents, forget, id, overrode, parcel, played, recorded, reflected, shared, told,
    verified,
};
use super::place::{KEPT, Place, WORKED_OUT, holds};
use super::reflections::{
    a_reflection_goes_where_its_attempt_goes, an_older_store_is_brought_up_to_date,
    the_latest_reflection_holds, who_takes_replies_back_is_on_no_board,
};
use super::rules::{
    a_forgotten_trainers_scores_go, a_part_of_the_records_holds_for_itself, a_rank_takes_three_values,
    only_a_desk_writes_its_own_chain, shared_practice_is_nobodys_first,
    somebody_who_changes_cohort_takes_everything_along, trainers_judge_what_was_called_for,
    what_arrives_after_its_person_was_forgotten_is_not_kept,
    what_was_left_before_the_first_reply_was_only_begun, who_leaves_earns_no_more_than_chance,
};

macro_rules! contract {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[test] fn $name() { super::$name(&super::Place::sqlite()); })*
        }
        #[cfg(feature = "team")]
        mod postgres {
            $(#[test] fn $name() {
                if let Some(place) = super::Place::postgres() {
                    super::$name(&place);
                }
            })*
        }
    };
}

contract!(
    an_attempt_is_kept_and_found,
    figures_are_those_worked_out_by_hand,
    a_time_is_looked_at_alone,
    boards_are_those_of_a_plain_count,
    who_leaves_earns_no_more_than_chance,
    shared_practice_is_nobodys_first,
    what_was_left_before_the_first_reply_was_only_begun,
    somebody_who_changes_cohort_takes_everything_along,
    trainers_judge_what_was_called_for,
    a_rank_takes_three_values,
    only_a_desk_writes_its_own_chain,
    what_arrives_after_its_person_was_forgotten_is_not_kept,
    a_forgotten_trainers_scores_go,
    a_part_of_the_records_holds_for_itself,
    what_was_begun_typed_and_ended_chosen_is_counted_once,
    an_attempt_ends_once,
    whatever_the_order_the_same_comes_out,
    what_is_forgotten_is_gone,
    what_is_forgotten_stays_gone_whatever_comes_first,
    every_change_shows,
    an_export_is_taken_in_once,
    an_export_that_was_changed_is_refused,
    another_history_is_refused,
    practice_is_nobodys_business_until_it_is_shared,
    names_are_only_names,
    tables_are_made_once,
    a_newer_store_is_not_touched,
    the_latest_reflection_holds,
    a_reflection_goes_where_its_attempt_goes,
    who_takes_replies_back_is_on_no_board,
    an_older_store_is_brought_up_to_date,
);

fn all_attempts(store: &mut Store) -> Vec<composure::records::Listed> {
    store.list(&ListFilter::default()).unwrap()
}

fn an_attempt_is_kept_and_found(place: &Place) {
    let (mut store, desk) = (place.open(), place.desk());
    let session = played(Mode::Assessment, 1, &["I'm so sorry. I'll send another one today."]);
    let who = Who::new("Ana", "may");
    let entries = recorded(&session, &id(1), &who, 1_000, 2_000);
    store.append(&desk, &entries[..1], &contents()).unwrap();
    // Begun, it is there, and not counted.
    let listed = all_attempts(&mut store);
    assert_eq!((listed.len(), listed[0].ended_at, listed[0].counted), (1, None, false));
    assert_eq!(store.last_ending("Ana", "example").unwrap(), None);

    store.append(&desk, &entries[1..], &[]).unwrap();
    let listed = all_attempts(&mut store).remove(0);
    assert_eq!((listed.person.as_str(), listed.cohort.as_str()), ("Ana", "may"));
    assert_eq!((listed.began_at, listed.ended_at), (1_000, Some(2_000)));
    assert_eq!((listed.scores, listed.counted, listed.nth), (session.scores(), true, 1));
    assert_eq!(listed.receipt, session.receipt());
    assert_eq!(store.last_ending("Ana", "example").unwrap().as_deref(), Some("left"));
    let found = store.find(&id(1).0[..6].to_uppercase()).unwrap();
    assert_eq!(found, std::slice::from_ref(&listed));
    for nothing in ["ffff", "no id", "'", "%"] {
        assert_eq!(store.find(nothing).unwrap(), [], "{nothing}");
    }
    let ended = store.ended(&listed).unwrap().unwrap();
    assert_eq!((&ended.attempt, &ended.who), (&session.attempt(), &who));
    let counts = store.counts().unwrap();
    assert_eq!((counts.ended, counts.open, counts.people, counts.links), (1, 0, 1, 2));

    // A page, the newest first, and whose they are.
    let more: Vec<Entry> =
        (2..8).flat_map(|n| Invented::new(n, "Bea", "may", "a", 50, n as i64).entries()).collect();
    store.append(&desk, &more, &[]).unwrap();
    let page = ListFilter { newest: Some(2), ..ListFilter::default() };
    let page: Vec<i64> = store.list(&page).unwrap().iter().map(|listed| listed.began_at).collect();
    assert_eq!(page, [1_000, 7]);
    let hers = Filter { person: Some("Bea".to_owned()), since: Some(8), ..Filter::default() };
    let hers = store.list(&ListFilter { filter: hers, ..ListFilter::default() }).unwrap();
    assert_eq!(hers.iter().map(|listed| listed.nth).collect::<Vec<_>>(), [2, 3, 4, 5, 6]);

    let found = verified(&mut store, &[&desk]);
    // The invented ones cannot be played again; the one that was played can.
    assert!(found.mismatches.iter().all(|mismatch| mismatch.attempt.as_ref().unwrap().person == "Bea"));
    assert_eq!((found.links, found.attempts), (14, 7));
}

/// The mean and the margin of the overall value.
fn overall(estimate: &composure::comparison::Columns<Option<Estimate>>) -> Option<(i32, Option<i32>)> {
    estimate.get(Column::All).map(|estimate| (estimate.mean, estimate.margin))
}

fn figures(row: &Row) -> [Option<(i32, Option<i32>)>; 3] {
    [overall(&row.means.first), overall(&row.means.best), overall(&row.means.mean)]
}

/// Ana: 500 and then 700 at `a`, 300 at `b`; chosen 900 and 800. Bea: 600 at `a`, and one that she never ended.
fn small_history(store: &mut Store, place: &Place) {
    let desk = place.desk();
    let attempts = [
        Invented::new(1, "Ana", "may", "a", 50, 10),
        Invented::new(2, "Ana", "may", "a", 70, 20),
        Invented::new(3, "Ana", "may", "b", 30, 30),
        Invented { chosen: true, ..Invented::new(4, "Ana", "may", "a", 90, 40) },
        Invented { chosen: true, ..Invented::new(5, "Ana", "may", "b", 80, 50) },
        Invented::new(6, "Bea", "june", "a", 60, 60),
        Invented { ended_at: None, ..Invented::new(7, "Bea", "june", "b", 0, 70) },
        Invented { mode: Mode::Practice, ..Invented::new(8, "Bea", "june", "b", 99, 80) },
    ];
    let entries: Vec<Entry> = attempts.iter().flat_map(Invented::entries).collect();
    store.append(&desk, &entries, &[]).unwrap();
}

fn figures_are_those_worked_out_by_hand(place: &Place) {
    let mut store = place.open();
    small_history(&mut store, place);
    let everything = Filter::default();
    let board = store.board(By::Person, &everything).unwrap();
    let [ana, bea] = &board.rows[..] else { panic!("{board:#?}") };
    assert_eq!((ana.name.as_str(), ana.attempts, ana.abandoned), ("Ana", 3, 0));
    // First: 500 and 300; the mean 400, deviation 141.4, error 100, t(1) = 12.706. Best: 700 and 300. Mean: 600 and 300.
    assert_eq!(figures(ana), [Some((400, Some(1271))), Some((500, Some(2541))), Some((450, Some(1906)))]);
    // 500 and 700 lie 100 from their mean: 20,000 over one degree of freedom.
    assert_eq!(ana.spread, Some(141));
    // Typed less chosen: 500 - 900 and 300 - 800; the error of -400 and -500 is 50.
    assert_eq!(ana.gap.map(|gap| (gap.mean, gap.margin)), Some((-450, Some(635))));
    assert_eq!((bea.attempts, bea.abandoned), (1, 1));
    assert_eq!(figures(bea), [Some((600, None)); 3], "the practice is not counted");
    assert_eq!((bea.gap, bea.spread), (None, None));

    let board = store.board(By::Cohort, &everything).unwrap();
    let rows: Vec<_> = board.rows.iter().map(|row| (row.name.as_str(), overall(&row.means.first))).collect();
    assert_eq!(rows, [("june", Some((600, None))), ("may", Some((400, None)))]);

    let board = store.board(By::Scenario, &everything).unwrap();
    let rows: Vec<_> = board.rows.iter().map(|row| (row.name.as_str(), figures(row))).collect();
    // At `a` Ana and Bea: first 500 and 600, best 700 and 600, mean 600 and 600.
    assert_eq!(rows[0], ("a", [Some((550, Some(635))), Some((650, Some(635))), Some((600, Some(0)))]));
    assert_eq!(rows[1], ("b", [Some((300, None)); 3]));

    let chosen = Filter { chosen: true, ..Filter::default() };
    let board = store.board(By::Person, &chosen).unwrap();
    assert_eq!(
        board.rows.iter().map(|row| (row.name.as_str(), figures(row)[0])).collect::<Vec<_>>(),
        [("Ana", Some((850, Some(635))))]
    );

    let by_scenario = store.by_scenario(By::Person, "Ana", &everything).unwrap();
    let firsts: Vec<_> =
        by_scenario.iter().map(|(name, means)| (name.as_str(), means.first.all, means.mean.all)).collect();
    assert_eq!(firsts, [("a", Some(500), Some(600)), ("b", Some(300), Some(300))]);
    let versus = store.versus(By::Person, "Ana", "Bea", &everything).unwrap();
    assert_eq!((versus.scenarios, overall(&versus.ahead.first)), (1, Some((-100, None))));
    let versus = store.versus(By::Cohort, "may", "june", &everything).unwrap();
    assert_eq!((versus.scenarios, overall(&versus.ahead.best)), (1, Some((100, None))));

    // A trainer's scores stand for the machine's, in what they say.
    let desk = place.desk();
    let view = composure::rubric::PerDimension { empathy: Some(80), ..all(50) };
    store.append(&desk, &[overrode(&id(1), view, "Too harsh.", 100)], &[]).unwrap();
    let board = store.board(By::Person, &everything).unwrap();
    assert_eq!((board.rows[0].overridden, figures(&board.rows[0])[0]), (1, Some((450, Some(1906)))));
    let listed = store.find(&id(1).0).unwrap().remove(0);
    assert_eq!(listed.scores, all(50), "the machine's stay beside them");
    assert_eq!(listed.overridden.unwrap().reason, "Too harsh.");
}

fn a_time_is_looked_at_alone(place: &Place) {
    let mut store = place.open();
    small_history(&mut store, place);
    let mut ana = |since, until| {
        let filter = Filter { since, until, person: Some("Ana".to_owned()), ..Filter::default() };
        let board = store.board(By::Person, &filter).unwrap();
        board.rows.first().map(|row| (row.attempts, figures(row)))
    };
    // They ended at 15, 25 and 35. Ana's first at `a` lies before: what is left there is a repeat, and no first.
    assert_eq!(
        ana(Some(16), None),
        Some((2, [Some((300, None)), Some((500, Some(2541))), Some((500, Some(2541)))]))
    );
    assert_eq!(ana(None, Some(25)), Some((1, [Some((500, None)); 3])), "until is not included");
    assert_eq!(ana(Some(15), Some(16)), Some((1, [Some((500, None)); 3])), "since is");
    assert_eq!(ana(Some(36), Some(40)), None);
}

fn what_was_begun_typed_and_ended_chosen_is_counted_once(place: &Place) {
    let (mut store, desk) = (place.open(), place.desk());
    let attempt = Invented { chosen: true, ..Invented::new(1, "Ana", "may", "a", 50, 10) };
    store.append(&desk, &[attempt.began()], &[]).unwrap();
    assert_eq!(store.board(By::Person, &Filter::default()).unwrap().rows[0].abandoned, 1);
    store.append(&desk, &[attempt.ended().unwrap()], &[]).unwrap();
    assert_eq!(store.board(By::Person, &Filter::default()).unwrap().rows, [], "nothing typed is left");
    let chosen = Filter { chosen: true, ..Filter::default() };
    let board = store.board(By::Person, &chosen).unwrap();
    assert_eq!((board.rows[0].attempts, board.rows[0].abandoned), (1, 0));
}

fn an_attempt_ends_once(place: &Place) {
    // Two windows went on with the same conversation. The earlier end holds, whichever is known first.
    let first = Invented::new(1, "Ana", "may", "a", 50, 10);
    let second = Invented { ended_at: Some(99), scores: all(90), ..first.clone() };
    let mut dumps = Vec::new();
    let orders = [
        [first.began(), first.ended().unwrap(), second.ended().unwrap()],
        [second.ended().unwrap(), first.began(), first.ended().unwrap()],
    ];
    for entries in orders {
        let place = place.another();
        let (mut store, desk) = (place.open(), place.desk());
        store.append(&desk, &entries, &[]).unwrap();
        let listed = all_attempts(&mut store);
        assert_eq!((listed.len(), listed[0].ended_at, listed[0].scores), (1, Some(15), all(50)));
        dumps.push(place.dump(&["standing"]));
        let found = verified(&mut store, &[]);
        assert!(
            found.mismatches.iter().all(|mismatch| !mismatch.what.contains("entries say")),
            "{}",
            told(&found)
        );
    }
    assert_eq!(dumps[0], dumps[1]);
}

/// Three desks: two with trainees, one with a trainer who overrides, and who forgets Dan.
fn three_desks(place: &Place) -> Vec<Parcel> {
    let desks = [place.desk(), place.desk(), place.desk()];
    let mut chance = Pcg32::seed_from_u64(5);
    let mut entries: [Vec<Entry>; 3] = Default::default();
    let mut trainers = Vec::new();
    for number in 0..60 {
        let at = number as i64 * 10;
        let person = ["Ana", "Bea", "Cem", "Dan"][chance.random_range(0..4)];
        let attempt = Invented {
            mode: if chance.random_ratio(1, 3) { Mode::Practice } else { Mode::Assessment },
            chosen: chance.random_ratio(1, 4),
            ended_at: (!chance.random_ratio(1, 6)).then_some(at + 5),
            ..Invented::new(
                number,
                person,
                "may",
                ["a", "b"][chance.random_range(0..2)],
                chance.random_range(0..=100),
                at,
            )
        };
        let desk = chance.random_range(0..2);
        entries[desk].extend(attempt.entries());
        if chance.random_ratio(1, 3) {
            entries[desk].push(shared(&attempt.id, at + 6));
        }
        if chance.random_ratio(1, 4) {
            let open = attempt.mode == Mode::Assessment;
            let predicted = all(chance.random_range(0..=100));
            entries[desk].push(reflected(&attempt.id, predicted, "More time.", open, at + 8));
        }
        if chance.random_ratio(1, 4) {
            trainers.push(overrode(&attempt.id, all(chance.random_range(0..=100)), "Why.", at + 7));
        }
    }
    entries[2] = trainers;
    let of = |entry: &Entry| match &entry.event {
        Event::Began(began) => Some(began.who.person.clone()),
        Event::Ended(ended) => Some(ended.who.person.clone()),
        _ => None,
    };
    // All but one of Dan's entries, so that an attempt is left of which only the end is known.
    let mut links: Vec<(String, u64)> = Vec::new();
    for (desk, entries) in desks.iter().zip(&entries) {
        let places = entries.iter().zip(1..).filter(|(entry, _)| of(entry).as_deref() == Some("Dan"));
        links.extend(places.map(|(_, number)| (desk.id.clone(), number)));
    }
    links.pop();
    entries[2].push(Entry::new(900, Event::Forgot(Forgot { links, ..Forgot::default() })));
    desks.iter().zip(&entries).map(|(desk, entries)| parcel(desk, entries, &[])).collect()
}

fn whatever_the_order_the_same_comes_out(place: &Place) {
    let parcels = three_desks(place);
    let mut at_once = place.open();
    for parcel in &parcels {
        at_once.receive(parcel).unwrap();
    }
    let tables: Vec<&'static str> = KEPT.iter().chain(WORKED_OUT).copied().collect();
    let expected = place.dump(&tables);
    assert!(expected["standing"].len() > 8 && expected["overriding"].len() > 3, "{expected:#?}");
    for seed in 0..4 {
        let mut chance = Pcg32::seed_from_u64(seed);
        let place = place.another();
        let mut store = place.open();
        let mut links: Vec<Parcel> =
            parcels.iter().map(|parcel| Parcel { bodies: Vec::new(), ..parcel.clone() }).collect();
        links.shuffle(&mut chance);
        for links in &links {
            store.receive(links).unwrap();
        }
        let mut bodies: Vec<_> = parcels.iter().flat_map(|parcel| parcel.bodies.clone()).collect();
        bodies.shuffle(&mut chance);
        for bodies in bodies.chunks(7) {
            let piece = Parcel { bodies: bodies.to_vec(), ..Parcel::default() };
            store.receive(&piece).unwrap();
            assert_eq!(store.receive(&piece).unwrap(), Received::default(), "twice is as once");
        }
        let found = place.dump(&tables);
        for table in &tables {
            // Whether a forgotten body has been here before it was forgotten is the one thing that the order decides.
            let rows = |dump: &BTreeMap<&str, Vec<Vec<String>>>| {
                let cut = usize::from(*table == "link");
                dump[table].iter().map(|row| row[..row.len() - cut].to_vec()).collect::<Vec<_>>()
            };
            assert_eq!(rows(&found), rows(&expected), "{table}, in order {seed}");
        }
        let changed = verified(&mut store, &[]);
        let unlike =
            |mismatch: &&composure::records::Mismatch| !mismatch.what.contains("missing or was changed");
        assert_eq!(changed.mismatches.iter().filter(unlike).collect::<Vec<_>>(), Vec::<&_>::new());
    }
}

const SECRET: &str = "my aunt keeps eleven hedgehogs";

fn what_is_forgotten_is_gone(place: &Place) {
    let desk = place.desk();
    let mut store = place.open();
    let mut file = Vec::new();
    let mut all_entries = Vec::new();
    for number in 0..30 {
        let person = if number % 3 == 0 { "Wilhelmina Quist" } else { "Ana" };
        let words = if number % 3 == 0 { SECRET } else { "I'm sorry. I'll send another one today." };
        let session = played(Mode::Assessment, number, &[words, words]);
        let who = Who::new(person, "may");
        let entries = recorded(&session, &id(number), &who, number as i64, number as i64 + 1);
        store.append(&desk, &entries, &contents()).unwrap();
        all_entries.extend(entries);
        if number % 6 == 0 {
            let entry = overrode(&id(number), all(50), "Quist was right", 50);
            let suggestion = reflected(&id(number), all(50), SECRET, true, 60);
            store.append(&desk, &[entry.clone(), suggestion.clone()], &[]).unwrap();
            all_entries.extend([entry, suggestion]);
        }
        // What was kept on the way, longer every time.
        let mut unfinished = composure::records::Unfinished::begin(&begun(Mode::Assessment, 1), who);
        for _ in 0..3 {
            unfinished.draft += SECRET;
            store.keep(&unfinished, number as i64).unwrap();
        }
        store.discard(&unfinished.id).unwrap();
    }
    export(&mut store, &desk, &Filter::default(), 0, &mut file).unwrap();
    let before = store.counts().unwrap().links;

    assert_eq!(forget(&mut store, &desk, "Wilhelmina Quist", 100), 30);
    assert_eq!(store.counts().unwrap().links, before + 1, "the links stay");
    let gone = |place: &Place| {
        for table in [
            "body",
            "attempt",
            "sharing",
            "overriding",
            "reflecting",
            "standing",
            "tally",
            "gap",
            "unfinished",
        ] {
            for row in place.rows(&format!("SELECT * FROM {table}")) {
                assert!(
                    !row.concat().contains(SECRET) && !row.concat().contains("Quist"),
                    "{table}: {row:?}"
                );
            }
        }
        if place.address.to_string().starts_with("the store") {
            let bytes = place.bytes();
            assert!(!holds(&bytes, "hedgehogs") && !holds(&bytes, "Quist"), "it is still on the disk");
            assert!(holds(&bytes, "another one today"), "that is how it would be found");
        }
    };
    gone(place);
    let found = verified(&mut store, &[&desk]);
    assert_eq!((told(&found).as_str(), found.forgotten), ("", 30));
    let board = store.board(By::Person, &Filter::default()).unwrap();
    assert_eq!(board.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Ana"]);

    // Neither by the post nor by a file does it come back.
    let again = import(&mut store, file.as_slice()).unwrap();
    assert_eq!(again.received, Received::default());
    let bodies =
        all_entries.iter().zip(1..).map(|(entry, number)| (desk.id.clone(), number, entry.to_text()));
    let received = store.receive(&Parcel { bodies: bodies.collect(), ..Parcel::default() }).unwrap();
    assert_eq!(received, Received::default());
    gone(place);

    // A store that hears of it later loses it too.
    let other = place.another();
    let mut elsewhere = other.open();
    import(&mut elsewhere, file.as_slice()).unwrap();
    assert_eq!(elsewhere.about("Wilhelmina Quist").unwrap().links.len(), 30);
    let mut file = Vec::new();
    export(&mut store, &desk, &Filter::default(), 0, &mut file).unwrap();
    assert!(!holds(&file, "hedgehogs") && !holds(&file, "Quist"));
    import(&mut elsewhere, file.as_slice()).unwrap();
    elsewhere.scrub().unwrap();
    gone(&other);
    assert_eq!(other.dump(WORKED_OUT), place.dump(WORKED_OUT));
}

fn what_is_forgotten_stays_gone_whatever_comes_first(place: &Place) {
    // The entry that says what is forgotten arrives before what it is about.
    let (desk, trainer) = (place.desk(), place.desk());
    let attempt = Invented::new(1, "Ana", "may", "a", 50, 10);
    let hers = parcel(&desk, &attempt.entries(), &[]);
    let links = vec![(desk.id.clone(), 1), (desk.id.clone(), 2)];
    let forgot =
        parcel(&trainer, &[Entry::new(20, Event::Forgot(Forgot { links, ..Forgot::default() }))], &[]);
    let mut store = place.open();
    store.receive(&forgot).unwrap();
    assert_eq!(store.receive(&hers).unwrap(), Received { links: 2, bodies: 0, forgotten: 0 });
    assert_eq!(all_attempts(&mut store), []);
    let found = verified(&mut store, &[&desk]);
    assert_eq!((told(&found).as_str(), found.forgotten), ("", 2));
}

/// What somebody might do to the tables, and what must then be told. Only one thing cannot show in a store alone: that the
/// last links of a chain are gone with all that hung on them. Another store that knew them shows it
/// ([`another_history_is_refused`]).
const CHANGES: &[(&str, &str)] = &[
    ("UPDATE attempt SET empathy = 99 WHERE id = '$1'", "$1 []: the row of the attempt"),
    ("UPDATE attempt SET person = 'Bea' WHERE id = '$1'", "$1 []: the row of the attempt"),
    ("UPDATE attempt SET ended_at = 1 WHERE id = '$1'", "$1 []: the row of the attempt"),
    ("UPDATE attempt SET nth = 7 WHERE id = '$1'", "$1 []: the row of the attempt"),
    ("UPDATE attempt SET relative_overall = 1000 WHERE id = '$1'", "$1 []: the row of the attempt"),
    ("UPDATE attempt SET counted = 1 WHERE id = '$3'", "$3 []: the row of the attempt"),
    ("DELETE FROM attempt WHERE id = '$1'", "$1 []: the row of the attempt"),
    ("UPDATE attempt SET id = 'abc' WHERE id = '$1'", "abc []: the row of the attempt"),
    // What was said, what it scored, its receipt.
    ("UPDATE body SET text = REPLACE(text, 'so sorry', 'not sorry') WHERE number = 2", "$1 [2]: "),
    (
        "UPDATE body SET text = REPLACE(text, 'so sorry', 'not sorry') WHERE number = 2",
        "- [2]: what it recorded was changed",
    ),
    (
        "UPDATE body SET text = REPLACE(text, '\"seed\":1', '\"seed\":7') WHERE number = 2",
        "$1 [2]: the receipt",
    ),
    (
        "UPDATE body SET text = REPLACE(text, '\"scores\":{\"empathy\":', '\"scores\":{\"empathy\":1') WHERE number = 2",
        "[2]: ",
    ),
    (
        "UPDATE body SET text = REPLACE(text, '$receipt', '$digest') WHERE number = 2",
        "$1 [2]: the receipt is not that",
    ),
    ("UPDATE body SET text = 'x' WHERE number = 2", "- [2]: what it recorded cannot be read"),
    (
        "UPDATE body SET text = REPLACE(text, 'Ana', 'Bea') WHERE number = 1",
        "- [1]: what it recorded was changed",
    ),
    ("UPDATE body SET public = 1 WHERE number = 6", "- [6]: which attempt it is about, or who may see it"),
    ("UPDATE body SET public = 0 WHERE number = 2", "- [2]: which attempt it is about, or who may see it"),
    (
        "UPDATE body SET attempt = '$3' WHERE number = 2",
        "- [2]: which attempt it is about, or who may see it",
    ),
    ("DELETE FROM body WHERE number = 2", "- [2]: what it recorded was taken out"),
    ("DELETE FROM body WHERE number = 2", "$1 []: the row of the attempt"),
    ("DELETE FROM body WHERE number = 6", "- [6]: what it recorded was taken out"),
    (
        "DELETE FROM body WHERE number = 2; INSERT INTO forgotten SELECT desk, number, '' FROM link WHERE number = 2",
        "- [2]: what it recorded was taken out, and no entry says so",
    ),
    (
        "INSERT INTO forgotten SELECT desk, number, '' FROM link WHERE number = 2",
        "- [2]: it is marked as forgotten",
    ),
    ("DELETE FROM forgotten", "- [8]: what it recorded was taken out"),
    // The chain.
    ("DELETE FROM link WHERE number = 3", "- [4]: entry 3 is missing before it"),
    ("DELETE FROM link WHERE number = 3", "- [3]: its link was taken out"),
    (
        "DELETE FROM link WHERE number = 3; DELETE FROM body WHERE number = 3",
        "- [4]: entry 3 is missing before it",
    ),
    ("DELETE FROM link WHERE number = 1", "- [2]: entry 1 is missing before it"),
    ("DELETE FROM link WHERE number > 5", "- [6]: its link was taken out"),
    ("DELETE FROM link WHERE number > 5; DELETE FROM body WHERE number > 5", "$3 []: the row of the attempt"),
    (
        "UPDATE link SET number = -number WHERE number IN (3, 4); UPDATE link SET number = 7 + number WHERE number < 0",
        "- [3]: the link was changed",
    ),
    ("UPDATE link SET digest = previous WHERE number = 2", "- [2]: the link was changed"),
    (
        "UPDATE link SET signature = (SELECT o.signature FROM link o WHERE o.number = 3) WHERE number = 2",
        "- [2]: its desk has not signed it",
    ),
    ("UPDATE link SET signature = '' WHERE number = 10", "- [10]: its desk has not signed it"),
    ("UPDATE desk SET public_key = '$key'", "- [1]: its desk has not signed it"),
    ("DELETE FROM desk", "- [10]: its desk has not signed it"),
    ("UPDATE link SET open = 0 WHERE number = 2", "- [2]: the link was changed"),
    ("UPDATE link SET desk = 'another' WHERE number = 2", "- [3]: entry 2 is missing before it"),
    // What is added up, shared, overridden.
    ("UPDATE tally SET overall_first_sum = 2000", "- []: what adds up to the figures of Ana"),
    (
        "INSERT INTO gap VALUES ('Ana', 'may', 1, 1, 1)",
        "- []: the difference between typed and chosen of Ana",
    ),
    ("UPDATE standing SET overall_first = 2000", "- []: the sums of"),
    ("DELETE FROM standing", "- []: the sums of"),
    (
        "INSERT INTO standing SELECT 'Zoe', cohort, scenario, way, attempts, abandoned, overridden, overall_count, overall_sum, \
      overall_squares, overall_first, overall_best, empathy_count, empathy_sum, empathy_squares, empathy_first, empathy_best, \
      ownership_count, ownership_sum, ownership_squares, ownership_first, ownership_best, deescalation_count, \
      deescalation_sum, deescalation_squares, deescalation_first, deescalation_best FROM standing LIMIT 1",
        "the sums of Zoe",
    ),
    ("DELETE FROM overriding", "- []: the trainer's scores of $1"),
    ("UPDATE overriding SET reason = 'None.'", "- []: the trainer's scores of $1"),
    ("DELETE FROM reflecting", "- []: the reflection on $1"),
    ("UPDATE reflecting SET empathy = 99", "- []: the reflection on $1"),
    ("UPDATE attempt SET taken_back = 1 WHERE id = '$1'", "$1 []: the row of the attempt"),
    ("INSERT INTO sharing SELECT '$3', desk, number FROM link WHERE number = 6", "- []: the sharing of $3"),
    // What it was played with.
    (
        "UPDATE content SET text = REPLACE(text, 'pottery', 'brewery')",
        "$1 [2]: the scenario it was played with",
    ),
    ("UPDATE content SET text = '{}' WHERE kind = 'rubric'", "$1 [2]: the rubric it was scored by"),
    ("UPDATE content SET hash = kind", "$1 [2]: the rubric it was scored by"),
    ("DELETE FROM content WHERE kind = 'scenario'", "$1 [2]: the scenario it was played with"),
];

fn every_change_shows(place: &Place) {
    let desk = place.desk();
    let mut store = place.open();
    let session = played(Mode::Assessment, 1, &["I'm so sorry. I'll send another one today.", "By Friday."]);
    let who = Who::new("Ana", "may");
    store.append(&desk, &recorded(&session, &id(1), &who, 10, 20), &contents()).unwrap();
    let again = played(Mode::Assessment, 2, &["I can't do that."]);
    store.append(&desk, &recorded(&again, &id(2), &who, 30, 40), &[]).unwrap();
    let practice = played(Mode::Practice, 3, &["I'll look into it for you."]);
    store.append(&desk, &recorded(&practice, &id(3), &who, 50, 60), &[]).unwrap();
    store.append(&desk, &[overrode(&id(1), all(70), "Better.", 70)], &[]).unwrap();
    // Entries 8 and 9: somebody who was forgotten since.
    let cem = recorded(&session, &id(4), &Who::new("Cem", "may"), 80, 90);
    store.append(&desk, &cem, &[]).unwrap();
    forget(&mut store, &desk, "Cem", 100);
    store.append(&desk, &[reflected(&id(1), all(60), "Shorter waits.", true, 110)], &[]).unwrap();
    let found = verified(&mut store, &[&desk]);
    assert_eq!((told(&found).as_str(), found.links, found.attempts, found.forgotten), ("", 11, 3, 2));
    drop(store);

    let other = place.desk();
    let mut silent = String::new();
    for (change, expected) in CHANGES {
        let filled = |text: &str| {
            let text = text
                .replace("$key", &other.public_key())
                .replace("$receipt", &session.receipt())
                .replace("$digest", &again.receipt());
            [4, 3, 2, 1].iter().fold(text, |text, &number| text.replace(&format!("${number}"), &id(number).0))
        };
        let copy = place.copy();
        let before = copy.dump(&[
            "attempt",
            "standing",
            "tally",
            "gap",
            "overriding",
            "reflecting",
            "sharing",
            "body",
            "link",
            "content",
            "forgotten",
            "desk",
        ]);
        copy.raw(&filled(change));
        let after = copy.dump(&[
            "attempt",
            "standing",
            "tally",
            "gap",
            "overriding",
            "reflecting",
            "sharing",
            "body",
            "link",
            "content",
            "forgotten",
            "desk",
        ]);
        assert_ne!(before, after, "{change} changes nothing");
        let found = told(&verified(&mut copy.open(), &[&desk]));
        if !found.contains(&filled(expected)) {
            silent += &format!("{change}\n  lacks {}\n  in {found}\n", filled(expected));
        }
    }
    assert_eq!(silent, "");
}

fn exported(store: &mut Store, desk: &composure::records::Desk) -> Vec<u8> {
    let mut file = Vec::new();
    export(store, desk, &Filter::default(), 7, &mut file).unwrap();
    file
}

fn an_export_is_taken_in_once(place: &Place) {
    let desk = place.desk();
    let mut store = place.open();
    for (number, mode) in [(1, Mode::Assessment), (2, Mode::Practice), (3, Mode::Practice)] {
        let session = played(mode, number, &["I'm so sorry. I'll send another one today."]);
        let entries = recorded(&session, &id(number), &Who::new("Ana", "may"), 10, 20);
        store.append(&desk, &entries, &contents()).unwrap();
    }
    store.append(&desk, &[shared(&id(3), 30), overrode(&id(1), all(60), "Fine.", 40)], &[]).unwrap();
    let file = exported(&mut store, &desk);
    assert!(!holds(&file, &id(2).0), "practice that was not shared stays");

    let other = place.another();
    let mut elsewhere = other.open();
    let first = import(&mut elsewhere, file.as_slice()).unwrap();
    assert_eq!((first.received, first.known), (Received { links: 8, bodies: 6, forgotten: 0 }, false));
    let dump = other.dump(&["link", "body", "content", "desk"]);
    let second = import(&mut elsewhere, file.as_slice()).unwrap();
    assert_eq!((second.received, second.known), (Received::default(), true));
    assert_eq!(other.dump(&["link", "body", "content", "desk"]), dump);
    assert_eq!(told(&verified(&mut elsewhere, &[])), "");
    for by in [By::Person, By::Cohort, By::Scenario] {
        assert_eq!(
            elsewhere.board(by, &Filter::default()).unwrap(),
            store.board(by, &Filter::default()).unwrap()
        );
    }

    // What came by a file goes on by a file, signed by who sends it on; and what was sent back changes nothing.
    let forwarder = other.desk();
    let forwarded = exported(&mut elsewhere, &forwarder);
    let third = place.another();
    let mut third_store = third.open();
    assert_eq!(import(&mut third_store, forwarded.as_slice()).unwrap().received, first.received);
    assert_eq!(import(&mut store, forwarded.as_slice()).unwrap().received, Received::default());

    // A part of it: of another person nothing but the links.
    let nobody = Filter { person: Some("Zoe".to_owned()), ..Filter::default() };
    let mut part = Vec::new();
    assert_eq!(export(&mut store, &desk, &nobody, 7, &mut part).unwrap(), 0);
    let mut fourth = place.another().open();
    assert_eq!(
        import(&mut fourth, part.as_slice()).unwrap().received,
        Received { links: 8, bodies: 0, forgotten: 0 }
    );
    assert_eq!(all_attempts(&mut fourth), []);
    // The rest comes later.
    assert_eq!(
        import(&mut fourth, file.as_slice()).unwrap().received,
        Received { links: 0, bodies: 6, forgotten: 0 }
    );
}

fn an_export_that_was_changed_is_refused(place: &Place) {
    let desk = place.desk();
    let mut store = place.open();
    let session = played(Mode::Assessment, 1, &["I'm so sorry."]);
    store.append(&desk, &recorded(&session, &id(1), &Who::new("Ana", "may"), 1, 2), &[]).unwrap();
    let file = exported(&mut store, &desk);
    let other = place.another();
    let mut elsewhere = other.open();
    let mut refused = |file: &[u8], what: &str| match import(&mut elsewhere, file) {
        Err(TransferError::Unsigned | TransferError::Line { .. } | TransferError::Newer) => {}
        taken => panic!("{what}: {taken:?}"),
    };
    for (at, &byte) in file.iter().enumerate() {
        for flip in [0x01, 0x20, 0x80] {
            let mut changed = file.clone();
            changed[at] = byte ^ flip;
            refused(&changed, &format!("byte {at} of {} with {flip:#x}", file.len()));
        }
    }
    for end in 0..file.len() {
        refused(&file[..end], &format!("cut off at {end}"));
    }
    refused(&[file.as_slice(), b"{}\n"].concat(), "with more at the end");
    let lines: Vec<&[u8]> = file.split_inclusive(|&byte| byte == b'\n').collect();
    for gone in 0..lines.len() {
        let rest: Vec<&[u8]> =
            lines.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, line)| *line).collect();
        refused(&rest.concat(), &format!("without line {}", gone + 1));
    }
    // Signed by somebody else than it says.
    let forged =
        String::from_utf8(file.clone()).unwrap().replace(&desk.public_key(), &place.desk().public_key());
    refused(forged.as_bytes(), "another key");
    refused(b"{\"composure\":{\"format\":2,\"new\":1}}\n", "a later format");
    refused(b"\xff\xd8\xff\xe0 a picture", "no text");
    for table in ["link", "body", "content", "desk", "attempt"] {
        assert_eq!(other.rows(&format!("SELECT * FROM {table}")), Vec::<Vec<String>>::new(), "{table}");
    }
    import(&mut elsewhere, file.as_slice()).unwrap();
}

fn another_history_is_refused(place: &Place) {
    let (desk, other) = (place.desk(), place.desk());
    let attempt = |number| Invented::new(number, "Ana", "may", "a", 50, number as i64).entries();
    let (common, second) = (attempt(1), attempt(2));
    let known = parcel(&desk, &[common.clone(), second.clone()].concat(), &[]);
    let mut store = place.open();
    store.receive(&known).unwrap();
    let tables: Vec<&'static str> = KEPT.iter().chain(WORKED_OUT).chain(&["desk"]).copied().collect();
    let before = place.dump(&tables);
    let mut refused = |mut parcel: Parcel| {
        // Something good before it in the same parcel is not taken in either.
        let good = super::history::parcel(&other, &attempt(9), &[]);
        parcel.links.splice(0..0, good.links);
        parcel.bodies.splice(0..0, good.bodies);
        parcel.desks.extend(good.desks);
        let error = store.receive(&parcel).unwrap_err();
        assert_eq!(place.dump(&tables), before, "{error}");
        error
    };
    // One desk went on in two places.
    let forked = parcel(&desk, &[common.clone(), attempt(3)].concat(), &[]);
    assert!(matches!(refused(forked), StoreError::Forked { number: 3, .. }));
    // The last link it shares with us, and then another.
    let mut later = parcel(&desk, &[common.clone(), second.clone(), attempt(4)].concat(), &[]);
    let from_three =
        Parcel { links: later.links.split_off(4), bodies: later.bodies.split_off(4), ..later.clone() };
    let mut skipping = from_three.clone();
    skipping.links.remove(0);
    assert!(matches!(refused(skipping), StoreError::Nonsense { .. }));
    let mut changed = from_three.clone();
    changed.links[0].digest = known.links[0].digest.clone();
    assert!(matches!(refused(changed), StoreError::Nonsense { .. }));
    // A text that is not that of its link, a key that is not that of the desk, a link that hides what it stands for.
    let mut changed = from_three.clone();
    changed.bodies[0].2 = changed.bodies[0].2.replace("Ana", "Bea");
    assert!(matches!(refused(changed), StoreError::Nonsense { .. }));
    let mut changed = from_three.clone();
    changed.desks = vec![(desk.id.clone(), other.public_key())];
    assert!(matches!(refused(changed), StoreError::Nonsense { .. }));
    let mut hidden = from_three.clone();
    let text = hidden.bodies[0].2.clone();
    hidden.links = vec![Link::after(known.links.last(), &desk, false, &text)];
    hidden.bodies.truncate(1);
    assert!(matches!(refused(hidden), StoreError::Nonsense { .. }));
    // An entry of a later program.
    let mut newer = attempt(4);
    newer[0].format = 3;
    let newer = parcel(&desk, &[common, second, newer].concat(), &[]);
    assert!(matches!(refused(newer), StoreError::Newer { .. }));
    assert_eq!(store.receive(&from_three).unwrap(), Received { links: 2, bodies: 2, forgotten: 0 });
}

fn practice_is_nobodys_business_until_it_is_shared(place: &Place) {
    let desk = place.desk();
    let mut store = place.open();
    let session = played(Mode::Practice, 1, &[SECRET]);
    store.append(&desk, &recorded(&session, &id(1), &Who::new("Ana", "may"), 10, 20), &contents()).unwrap();
    let everything = Filter::default();
    let at_that_time = Filter { since: Some(0), ..Filter::default() };
    for filter in [&everything, &at_that_time] {
        for by in [By::Person, By::Cohort, By::Scenario] {
            assert_eq!(store.board(by, filter).unwrap(), Board { by, rows: Vec::new() });
        }
        assert_eq!(store.by_scenario(By::Person, "Ana", filter).unwrap(), []);
        assert_eq!(store.versus(By::Person, "Ana", "Ana", filter).unwrap().scenarios, 0);
    }
    let counted = ListFilter { counted: true, ..ListFilter::default() };
    assert_eq!(store.list(&counted).unwrap(), []);
    assert_eq!(all_attempts(&mut store).len(), 1, "the trainee sees it");
    assert!(!holds(&exported(&mut store, &desk), "hedgehogs"));

    store.append(&desk, &[shared(&id(1), 30)], &[]).unwrap();
    for filter in [&everything, &at_that_time] {
        assert_eq!(store.board(By::Person, filter).unwrap().rows.len(), 1);
        assert_eq!(store.by_scenario(By::Person, "Ana", filter).unwrap().len(), 1);
    }
    assert_eq!(store.list(&counted).unwrap().len(), 1);
    assert!(holds(&exported(&mut store, &desk), "hedgehogs"));
    assert_eq!(told(&verified(&mut store, &[&desk])), "");
}

/// What people call themselves, and what a program might take it for.
pub const NAMES: &[&str] = &[
    "O'Brien; DROP TABLE attempt; --",
    "\"quoted\", and, with commas",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1",
    "two\nlines\r\n",
    "a\ttab",
    "nul\0nul",
    "👩‍💻 🦊",
    "שלום",
    "\u{202e}mirrored",
    "é vs e\u{301}",
    "%",
    "_",
    "?1",
    "$1",
    "\\",
    "Ω≈ç√",
    "null",
    "NULL",
    "  ",
    "a name that goes on and on and on and on and on and on and on and on and on and on and on and on and on",
];

fn names_are_only_names(place: &Place) {
    let desk = place.desk();
    let mut store = place.open();
    let mut people = BTreeSet::new();
    for (number, name) in (0..).zip(NAMES) {
        let mut attempt = Invented::new(number, name, name, name, 50, number as i64);
        attempt.ended_at = Some(1_000);
        people.insert(attempt.who.person.clone());
        store.append(&desk, &attempt.entries(), &[]).unwrap();
        store.append(&desk, &[overrode(&attempt.id, all(60), name, 2_000)], &[]).unwrap();
        // As it is kept, it is found.
        let who = attempt.who.clone();
        let filter =
            Filter { person: Some(who.person.clone()), cohort: Some(who.cohort), ..Filter::default() };
        let listed = store.list(&ListFilter { filter: filter.clone(), ..ListFilter::default() }).unwrap();
        assert_eq!(listed.len(), 1, "{name:?}");
        assert_eq!(store.board(By::Person, &filter).unwrap().rows.len(), 1, "{name:?}");
        assert!(store.last_ending(&who.person, name).unwrap().is_some(), "{name:?}");
        store
            .board(By::Scenario, &Filter { scenario: Some((*name).to_owned()), ..Filter::default() })
            .unwrap();
    }
    let listed = all_attempts(&mut store);
    assert_eq!(listed.len(), NAMES.len());
    let board = store.board(By::Person, &Filter::default()).unwrap();
    assert_eq!(board.rows.iter().map(|row| row.name.clone()).collect::<BTreeSet<_>>(), people);

    // As a table for spreadsheets: every cell as it was, and none that begins like a formula.
    let mut table = Vec::new();
    composure::records::csv(composure::records::attempt_rows(&listed), &mut table).unwrap();
    let mut reader = csv::Reader::from_reader(table.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), NAMES.len());
    for (row, listed) in rows.iter().zip(&listed) {
        assert_eq!(row[1].trim_start_matches('\''), listed.person.trim_start_matches('\''));
        for cell in row.iter().filter(|cell| cell.parse::<i64>().is_err()) {
            assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '\t', '\r']), "{cell:?}");
        }
    }

    // Through a file and back, and away.
    let file = exported(&mut store, &desk);
    let other = place.another();
    import(&mut other.open(), file.as_slice()).unwrap();
    assert_eq!(other.dump(WORKED_OUT), place.dump(WORKED_OUT));
    for person in people {
        assert_eq!(forget(&mut store, &desk, &person, 3_000) % 3, 0, "{person:?}");
    }
    assert_eq!(all_attempts(&mut store), []);
    assert_eq!(told(&verified(&mut store, &[&desk])), "");
}

fn tables_are_made_once(place: &Place) {
    // Eight that begin at the same moment, and then one more.
    std::thread::scope(|scope| {
        let opened: Vec<_> = (0..8).map(|_| scope.spawn(|| place.open().counts().unwrap())).collect();
        for counts in opened {
            assert_eq!(counts.join().unwrap().links, 0);
        }
    });
    let history = "SELECT version, name, checksum FROM refinery_schema_history ORDER BY version";
    let once = place.rows(history);
    assert!(!once.is_empty());
    drop(place.open());
    assert_eq!(place.rows(history), once);
    // And one desk, though eight began at the same moment.
    let desks: BTreeSet<String> = std::thread::scope(|scope| {
        let one = || place.open().own_desk(&place.home.0).unwrap().id;
        let begun: Vec<_> = (0..8).map(|_| scope.spawn(one)).collect();
        begun.into_iter().map(|desk| desk.join().unwrap()).collect()
    });
    assert_eq!(desks.len(), 1, "{desks:?}");
}

fn a_newer_store_is_not_touched(place: &Place) {
    let (mut store, desk) = (place.open(), place.desk());
    store.append(&desk, &Invented::new(1, "Ana", "may", "a", 50, 1).entries(), &[]).unwrap();
    drop(store);
    place.raw(
        "INSERT INTO refinery_schema_history (version, name, applied_on, checksum) VALUES (99, 'later', \
         '2030-01-01T00:00:00Z', '1')",
    );
    let is_file = matches!(place.address, composure::records::Address::File(_));
    // As another program might have left it: not in the way of writing that this one uses.
    if is_file {
        place.raw("PRAGMA journal_mode = DELETE");
    }
    let bytes = || if is_file { place.bytes() } else { Vec::new() };
    let tables: Vec<&'static str> =
        KEPT.iter().chain(WORKED_OUT).chain(&["refinery_schema_history"]).copied().collect();
    let before = (place.dump(&tables), bytes());
    let error = Store::open(&place.address, true).unwrap_err();
    assert!(matches!(error, StoreError::Newer { .. }), "{error}");
    assert!(error.to_string().contains("update"), "{error}");
    assert!((place.dump(&tables), bytes()) == before, "it was touched");
}
