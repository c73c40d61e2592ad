//! The rules that people could otherwise play against: leaving early, practising for the board, changing cohort, writing into
//! another desk's chain, and what may come back of somebody who was forgotten. On both engines.

use composure::comparison::{By, Column};
use composure::records::{
    Desk, Entry, Filter, Link, ListFilter, Parcel, Received, Store, StoreError, TransferError, Who, export,
    import,
};
use composure::rubric::PerDimension;
use composure::session::Mode;

use super::history::{
    Invented, all, contents, forget, id, overrode, parcel, played, recorded, shared, told, verified,
};
use super::place::{KEPT, Place, WORKED_OUT};

fn append(store: &mut Store, desk: &Desk, attempts: &[Invented]) {
    let entries: Vec<Entry> = attempts.iter().flat_map(Invented::entries).collect();
    store.append(desk, &entries, &[]).unwrap();
}

fn nths(store: &mut Store) -> Vec<i64> {
    store.list(&ListFilter::default()).unwrap().iter().map(|listed| listed.nth).collect()
}

/// First, best and mean of the first row that a board has, as a whole.
fn figures(store: &mut Store, filter: &Filter) -> [Option<i32>; 3] {
    let board = store.board(By::Person, filter).unwrap();
    let means = &board.rows[0].means;
    [&means.first, &means.best, &means.mean].map(|figure| figure.all.map(|estimate| estimate.mean))
}

fn written(store: &mut Store, desk: &Desk, filter: &Filter) -> Vec<u8> {
    let mut file = Vec::new();
    export(store, desk, filter, 7, &mut file).unwrap();
    file
}

/// An attempt that can be played again.
fn real(number: u64, person: &str, mode: Mode, words: &str) -> [Entry; 2] {
    let at = number as i64 * 10;
    recorded(&played(mode, number, &[words]), &id(number), &Who::new(person, "may"), at, at + 5)
}

pub fn who_leaves_earns_no_more_than_chance(place: &Place) {
    let (mut store, desk) = (place.open(), place.desk());
    let uneven = PerDimension { empathy: Some(90), ownership: None, deescalation: Some(0) };
    append(
        &mut store,
        &desk,
        &[
            Invented { left: true, ..Invented::new(1, "Ana", "may", "a", 95, 10) },
            Invented { left: true, scores: uneven, ..Invented::new(2, "Ana", "may", "b", 0, 20) },
            Invented::new(3, "Ana", "may", "c", 95, 30),
        ],
    );
    let columns = |store: &mut Store, number| {
        let listed = store.find(&id(number).0).unwrap().remove(0);
        Column::ALL.map(|column| *listed.relative.get(column))
    };
    assert_eq!(columns(&mut store, 1), [Some(0); 4]);
    assert_eq!(columns(&mut store, 2), [Some(0), Some(0), None, Some(0)], "what was not rated stays so");
    assert_eq!(columns(&mut store, 3), [Some(950); 4], "to the end, all of it counts");
    assert_eq!(figures(&mut store, &Filter::default()), [Some(317); 3]);
    // Nor does a trainer lift them above it.
    store.append(&desk, &[overrode(&id(1), all(100), "Charming.", 40)], &[]).unwrap();
    assert_eq!(columns(&mut store, 1), [Some(0); 4]);
    // What is below stays below.
    let (mut other, session) =
        (place.another().open(), played(Mode::Assessment, 1, &["Go away, you idiot."]));
    other.append(&desk, &recorded(&session, &id(1), &Who::new("Ana", ""), 1, 2), &contents()).unwrap();
    assert!(columns(&mut other, 1).iter().flatten().any(|&value| value < 0));
}

pub fn shared_practice_is_nobodys_first(place: &Place) {
    let (mut store, desk) = (place.open(), place.desk());
    let practice = |number, score, at| Invented {
        mode: Mode::Practice,
        ..Invented::new(number, "Ana", "may", "a", score, at)
    };
    let guided =
        |number, score, at| Invented { mode: Mode::Guided, chosen: true, ..practice(number, score, at) };
    append(
        &mut store,
        &desk,
        &[
            practice(1, 99, 10),
            Invented::new(2, "Ana", "may", "a", 50, 20),
            practice(3, 70, 30),
            Invented::new(4, "Ana", "may", "a", 61, 40),
            guided(5, 10, 50),
            guided(6, 40, 60),
            Invented { chosen: true, ..practice(7, 60, 70) },
        ],
    );
    for number in [1, 3, 6, 7] {
        store.append(&desk, &[shared(&id(number), 100)], &[]).unwrap();
    }
    assert_eq!(nths(&mut store), [0, 1, 0, 2, 0, 1, 2]);
    assert_eq!(figures(&mut store, &Filter::default()), [Some(500), Some(990), Some(700)]);
    let chosen = Filter { chosen: true, ..Filter::default() };
    assert_eq!(figures(&mut store, &chosen), [Some(400), Some(600), Some(500)]);

    // Of nothing but shared practice there is no first, and no rank.
    let mut other = place.another().open();
    append(&mut other, &desk, &[practice(1, 99, 10)]);
    other.append(&desk, &[shared(&id(1), 100)], &[]).unwrap();
    assert_eq!(figures(&mut other, &Filter::default()), [None, Some(990), Some(990)]);
    assert_eq!(other.board(By::Person, &Filter::default()).unwrap().rows[0].attempts, 1);
}

pub fn what_was_left_before_the_first_reply_was_only_begun(place: &Place) {
    let (mut store, desk) = (place.open(), place.desk());
    append(
        &mut store,
        &desk,
        &[
            Invented { left: true, replies: 0, ..Invented::new(1, "Ana", "may", "a", 0, 10) },
            Invented::new(2, "Ana", "may", "a", 60, 20),
        ],
    );
    let board = store.board(By::Person, &Filter::default()).unwrap();
    assert_eq!((board.rows[0].attempts, board.rows[0].abandoned), (1, 1));
    assert_eq!(figures(&mut store, &Filter::default()), [Some(600); 3]);
    assert_eq!(nths(&mut store), [0, 1]);
    let counted: Vec<bool> =
        store.list(&ListFilter::default()).unwrap().iter().map(|listed| listed.counted).collect();
    assert_eq!(counted, [false, true]);
    assert_eq!(store.by_scenario(By::Person, "Ana", &Filter::default()).unwrap().len(), 1);
}

pub fn somebody_who_changes_cohort_takes_everything_along(place: &Place) {
    let (early, late, others) = (place.desk(), place.desk(), place.desk());
    let entries = |attempts: &[Invented]| attempts.iter().flat_map(Invented::entries).collect::<Vec<_>>();
    let before = [
        Invented::new(1, "Ana", "june", "a", 50, 10),
        Invented { chosen: true, ..Invented::new(2, "Ana", "june", "a", 80, 15) },
    ];
    let parcels = [
        parcel(&early, &entries(&before), &[]),
        parcel(&late, &entries(&[Invented::new(3, "Ana", "april", "b", 70, 20)]), &[]),
        parcel(
            &others,
            &entries(&[
                Invented::new(4, "Bea", "june", "a", 20, 30),
                Invented::new(5, "Bea", "june", "b", 30, 40),
            ]),
            &[],
        ),
    ];
    let mut dumps = Vec::new();
    // The newer attempt comes last, and first.
    for order in [[0, 1, 2], [2, 1, 0]] {
        let place = place.another();
        let mut store = place.open();
        for at in order {
            store.receive(&parcels[at]).unwrap();
        }
        let tables: Vec<&'static str> = WORKED_OUT.iter().chain(&["member"]).copied().collect();
        dumps.push(place.dump(&tables));
        for since in [None, Some(0)] {
            let everything = Filter { since, ..Filter::default() };
            let board = store.board(By::Person, &everything).unwrap();
            let mut rows: Vec<_> =
                board.rows.iter().map(|row| (row.cohort.as_deref(), row.attempts)).collect();
            rows.sort_unstable();
            assert_eq!(rows, [(Some("april"), 2), (Some("june"), 2)], "the cohort that they named last");
            let ana = board.rows.iter().find(|row| row.name == "Ana").unwrap();
            assert_eq!(ana.gap.map(|gap| gap.mean), Some(-300), "what was chosen before comes along");
            let board = store.board(By::Cohort, &everything).unwrap();
            let mut rows: Vec<_> = board
                .rows
                .iter()
                .map(|row| (row.name.as_str(), row.attempts, row.means.first.all.unwrap().mean))
                .collect();
            rows.sort_unstable();
            assert_eq!(rows, [("april", 2, 600), ("june", 2, 250)]);
            for (cohort, firsts) in [("april", [500, 700]), ("june", [200, 300])] {
                let only = Filter { cohort: Some(cohort.to_owned()), ..everything.clone() };
                let mut rows = store.board(By::Scenario, &only).unwrap().rows;
                rows.sort_by(|one, other| one.name.cmp(&other.name));
                let found = rows.iter().map(|row| row.means.first.all.unwrap().mean).collect::<Vec<_>>();
                assert_eq!(found, firsts, "{cohort}");
                let along = store.by_scenario(By::Cohort, cohort, &everything).unwrap();
                let found = along.iter().map(|(_, means)| means.first.all.unwrap()).collect::<Vec<_>>();
                assert_eq!(found, firsts, "{cohort}");
            }
            // Lists, and with them tables, months and exports, have the same.
            for (cohort, of) in [("april", "Ana"), ("june", "Bea")] {
                let filter = Filter { cohort: Some(cohort.to_owned()), ..everything.clone() };
                let mut file = Vec::new();
                let bodies = export(&mut store, &others, &filter, 7, &mut file).unwrap();
                let listed = store.list(&ListFilter { filter, ..ListFilter::default() }).unwrap();
                assert!(listed.iter().all(|listed| listed.person == of), "{cohort}: {listed:#?}");
                assert_eq!((listed.len(), bodies), if of == "Ana" { (3, 6) } else { (2, 4) }, "{cohort}");
            }
            let versus = store.versus(By::Cohort, "april", "june", &everything).unwrap();
            assert_eq!((versus.scenarios, versus.ahead.first.all.unwrap().mean), (2, 350));
        }
    }
    assert_eq!(dumps[0], dumps[1]);
}

pub fn trainers_judge_what_was_called_for(place: &Place) {
    let (mut store, desk) = (place.open(), place.desk());
    let unrated = PerDimension { empathy: None, ..all(50) };
    append(
        &mut store,
        &desk,
        &[
            Invented { scores: unrated, ..Invented::new(1, "Ana", "may", "a", 0, 10) },
            Invented::new(2, "Bea", "may", "a", 50, 20),
        ],
    );
    let relative = |store: &mut Store, number| {
        let listed = store.find(&id(number).0).unwrap().remove(0);
        Column::ALL.map(|column| *listed.relative.get(column))
    };
    let before = relative(&mut store, 1);
    assert_eq!(before, [Some(500), None, Some(500), Some(500)]);
    let empathy = PerDimension { empathy: Some(90), ..PerDimension::default() };
    store.append(&desk, &[overrode(&id(1), empathy, "So warm.", 30)], &[]).unwrap();
    assert_eq!(relative(&mut store, 1), before, "nothing called for empathy");

    let ownership = PerDimension { ownership: Some(70), ..PerDimension::default() };
    let views = [overrode(&id(2), empathy, "So warm.", 30), overrode(&id(2), ownership, "And firm.", 40)];
    store.append(&desk, &views, &[]).unwrap();
    assert_eq!(relative(&mut store, 2), [Some(700), Some(900), Some(700), Some(500)]);
    let view = store.find(&id(2).0).unwrap().remove(0).overridden.unwrap();
    assert_eq!(view.scores, PerDimension { empathy: Some(90), ownership: Some(70), deescalation: None });
    assert_eq!(view.reason, "And firm.");
    // The later word of two about the same holds, whichever comes first.
    let earlier = PerDimension { ownership: Some(10), ..PerDimension::default() };
    store.append(&desk, &[overrode(&id(2), earlier, "At first.", 35)], &[]).unwrap();
    assert_eq!(relative(&mut store, 2), [Some(700), Some(900), Some(700), Some(500)]);
}

pub fn a_rank_takes_three_values(place: &Place) {
    let (mut store, desk) = (place.open(), place.desk());
    let mut number = 0;
    let mut both = |store: &mut Store, scenario: &str| {
        for (person, cohort, score) in [("Ana", "may", 90), ("Bea", "june", 10)] {
            number += 1;
            append(store, &desk, &[Invented::new(number, person, cohort, scenario, score, number as i64)]);
        }
    };
    let ranks = |store: &mut Store| {
        let board = store.board(By::Person, &Filter::default()).unwrap();
        board.rows.iter().map(|row| (row.name.clone(), row.rank)).collect::<Vec<_>>()
    };
    both(&mut store, "a");
    both(&mut store, "b");
    assert_eq!(ranks(&mut store), [("Ana".to_owned(), None), ("Bea".to_owned(), None)]);
    both(&mut store, "c");
    assert_eq!(ranks(&mut store), [("Ana".to_owned(), Some(1)), ("Bea".to_owned(), Some(2))]);
    // However many scenarios: of one person each, nothing is known of the cohorts.
    let versus = store.versus(By::Cohort, "may", "june", &Filter::default()).unwrap();
    let ahead = versus.ahead.first.all.unwrap();
    assert_eq!((versus.scenarios, ahead.mean, ahead.margin), (3, 800, None));
    let board = store.board(By::Cohort, &Filter::default()).unwrap();
    assert!(board.rows.iter().all(|row| row.rank.is_none() && row.means.first.all.unwrap().margin.is_none()));
}

pub fn only_a_desk_writes_its_own_chain(place: &Place) {
    let (desk, other) = (place.desk(), place.desk());
    let (common, more) =
        (real(1, "Ana", Mode::Assessment, "I'm sorry."), real(2, "Ana", Mode::Assessment, "No."));
    let known = parcel(&desk, &common, &contents());
    let mut store = place.open();
    store.receive(&known).unwrap();
    let tables: Vec<&'static str> = KEPT.iter().chain(WORKED_OUT).chain(&["desk"]).copied().collect();
    let before = place.dump(&tables);

    // The right number, the right hash, the right link before, and the wrong key.
    let mut impostor = other.clone();
    impostor.id.clone_from(&desk.id);
    let mut forged = Parcel { desks: known.desks.clone(), ..Parcel::default() };
    let mut head = known.links.last().cloned();
    for entry in &more {
        let text = entry.to_text();
        let link = Link::after(head.as_ref(), &impostor, true, &text);
        assert!(link.is_whole());
        forged.bodies.push((desk.id.clone(), link.number, text));
        forged.links.push(link.clone());
        head = Some(link);
    }
    let error = store.receive(&forged).unwrap_err();
    assert!(matches!(&error, StoreError::Nonsense { why, .. } if why.contains("not signed")), "{error}");
    // Nor with its own key given for that of the desk, here or where nobody knows the desk yet.
    forged.desks = vec![(desk.id.clone(), other.public_key())];
    let error = store.receive(&forged).unwrap_err();
    assert!(matches!(&error, StoreError::Nonsense { why, .. } if why.contains("key")), "{error}");
    let stranger = place.another();
    let error = stranger.open().receive(&forged).unwrap_err();
    assert!(matches!(&error, StoreError::Nonsense { why, .. } if why.contains("key")), "{error}");
    assert_eq!(place.dump(&tables), before);

    // The same in a file that is signed as it should be, by a desk that may sign it.
    let source = place.another();
    let mut forger = source.open();
    forger.receive(&known).unwrap();
    forger.append(&impostor, &more, &[]).unwrap();
    let good = real(3, "Bea", Mode::Assessment, "I'll see to it.");
    forger.append(&other, &good, &[]).unwrap();
    assert!(told(&verified(&mut forger, &[])).contains("its desk has not signed it"));
    let file = written(&mut forger, &other, &Filter::default());
    let error = import(&mut store, file.as_slice()).unwrap_err();
    assert!(matches!(&error, TransferError::Store(StoreError::Nonsense { .. })), "{error}");
    let file = written(&mut forger, &impostor, &Filter::default());
    import(&mut store, file.as_slice()).unwrap_err();
    assert_eq!(place.dump(&tables), before, "nothing was taken in, the good part neither");
    for table in &tables {
        assert_eq!(stranger.rows(&format!("SELECT * FROM {table}")), Vec::<Vec<String>>::new(), "{table}");
    }
    // What the desk itself writes goes on.
    store.append(&desk, &real(4, "Ana", Mode::Assessment, "Right away."), &[]).unwrap();
    assert_eq!(told(&verified(&mut store, &[&desk])), "");
}

const LATE: &str = "she kept quoting her dentist";

pub fn what_arrives_after_its_person_was_forgotten_is_not_kept(place: &Place) {
    let (desk, trainer) = (place.desk(), place.desk());
    let entries = real(1, "Ana", Mode::Assessment, "I'm so sorry.");
    let hers = parcel(&desk, &entries, &contents());
    let views = parcel(&trainer, &[overrode(&id(1), all(60), LATE, 50)], &[]);
    let mut store = place.open();
    store.receive(&hers).unwrap();
    let own = place.desk();
    assert_eq!(forget(&mut store, &own, "Ana", 40), 2);
    let clean = |place: &Place, store: &mut Store| {
        store.scrub().unwrap();
        for table in ["body", "forgotten"].iter().chain(WORKED_OUT) {
            for row in place.rows(&format!("SELECT * FROM {table}")) {
                assert!(!row.concat().contains(LATE) && !row.concat().contains("Ana"), "{table}: {row:?}");
            }
        }
        if let composure::records::Address::File(_) = place.address {
            assert!(!super::place::holds(&place.bytes(), LATE), "it is on the disk");
        }
        assert_eq!(told(&verified(store, &[&desk, &own])), "");
        assert_eq!(store.list(&ListFilter::default()).unwrap(), []);
    };
    assert_eq!(store.receive(&views).unwrap(), Received { links: 1, bodies: 0, forgotten: 0 });
    assert_eq!(store.receive(&views).unwrap(), Received::default());
    clean(place, &mut store);

    // Where it was known before, the file that tells of the forgetting takes it along.
    let other = place.another();
    let mut elsewhere = other.open();
    elsewhere.receive(&hers).unwrap();
    elsewhere.receive(&views).unwrap();
    let file = written(&mut store, &own, &Filter::default());
    let imported = import(&mut elsewhere, file.as_slice()).unwrap();
    assert_eq!(imported.received, Received { links: 1, bodies: 1, forgotten: 3 });
    clean(&other, &mut elsewhere);
    // And where all comes in one file, whatever the order of the desks in it.
    let third = place.another();
    let mut last = third.open();
    last.receive(&views).unwrap();
    import(&mut last, file.as_slice()).unwrap();
    last.receive(&hers).unwrap();
    clean(&third, &mut last);
}

pub fn a_forgotten_trainers_scores_go(place: &Place) {
    let (mut store, desk) = (place.open(), place.desk());
    store.append(&desk, &real(1, "Ana", Mode::Assessment, "I'm so sorry."), &contents()).unwrap();
    let before = place.dump(WORKED_OUT);
    store.append(&desk, &[overrode(&id(1), all(1), LATE, 50)], &[]).unwrap();
    assert_ne!(place.dump(WORKED_OUT), before);
    assert_eq!(forget(&mut store, &desk, "Tess", 60), 1);
    assert_eq!(place.dump(WORKED_OUT), before, "the machine's hold again");
    assert_eq!(store.find(&id(1).0).unwrap()[0].overridden, None);
    for row in place.rows("SELECT text FROM body") {
        assert!(!row[0].contains("Tess") && !row[0].contains(LATE));
    }
    let found = verified(&mut store, &[&desk]);
    assert_eq!((told(&found).as_str(), found.forgotten), ("", 1));
}

pub fn a_part_of_the_records_holds_for_itself(place: &Place) {
    let desk = place.desk();
    let mut store = place.open();
    let people = ["Ana", "Bea", "Cem"];
    let mut entries = Vec::new();
    for number in 0..60_u64 {
        let mode = if number % 4 == 3 { Mode::Practice } else { Mode::Assessment };
        entries.extend(real(number, people[number as usize % 3], mode, "I'm so sorry."));
    }
    let whole = parcel(&desk, &entries, &contents());
    store.receive(&whole).unwrap();
    let only = Filter { person: Some("Ana".to_owned()), ..Filter::default() };
    let file = written(&mut store, &desk, &only);
    let other = place.another();
    let mut elsewhere = other.open();
    // 20 of hers, 5 of them practice; of 45 assessments she has 15.
    let imported = import(&mut elsewhere, file.as_slice()).unwrap();
    assert_eq!(imported.received, Received { links: 120, bodies: 30, forgotten: 0 });
    let found = verified(&mut elsewhere, &[]);
    assert_eq!((told(&found).as_str(), found.absent, found.attempts), ("", 60, 15));
    drop(elsewhere);
    // What was here and is not any more was taken out.
    other.raw("DELETE FROM body WHERE number = 2");
    assert!(told(&verified(&mut other.open(), &[])).contains("- [2]: what it recorded was taken out"));

    // A team's store between two steps of a following: the first hundred links, with what others may see of them.
    let team = place.another();
    let mut step = Parcel { links: whole.links[..100].to_vec(), ..whole.clone() };
    step.bodies.retain(|(_, number, _)| *number <= 100 && whole.links[*number as usize - 1].open);
    let mut team = team.open();
    team.receive(&step).unwrap();
    let found = verified(&mut team, &[]);
    assert_eq!((told(&found).as_str(), found.links, found.absent), ("", 100, 0));
}
