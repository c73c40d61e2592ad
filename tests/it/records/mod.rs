//! Attempts are never lost, can be re-checked, and are compared honestly; the same on both engines.

mod bad_input;
mod boards;
mod contract;
mod history;
mod keeping;
mod kills;
mod place;
mod reflections;
mod rules;
pub mod support;

#[cfg(feature = "team")]
mod following;
#[cfg(feature = "team")]
mod server;

use composure::comparison::By;
use composure::records::{Filter, ListFilter, Witness, export, import, now};
use support::{Home, assessed};

fn nothing_today(_: &str) -> Option<String> {
    None
}

#[test]
fn an_attempt_goes_all_the_way() {
    let home = Home::new();
    let mut records = home.records("Ana");
    let session = assessed("late-gift", 1);
    let mut unfinished = records.begin(&session).unwrap();
    unfinished.attempt = session.attempt();
    records.keep(&unfinished).unwrap();
    assert_eq!(records.local().unfinished("Ana").unwrap().0, [unfinished.clone()]);
    records.end(&unfinished, &session, now()).unwrap();
    assert!(records.local().unfinished("Ana").unwrap().0.is_empty());
    let listed = records.local().list(&ListFilter::default()).unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].scores, session.scores());
    assert!(listed[0].counted);
    let own = [records.desk().id.clone()];
    let mut witness = Witness { own: &own, today: &nothing_today, progress: &mut |_| {} };
    let verified = records.local().verify(&mut witness).unwrap();
    assert_eq!((verified.links, verified.attempts), (2, 1));
    assert_eq!(verified.mismatches, []);
    let board = records.local().board(By::Person, &Filter::default()).unwrap();
    assert_eq!(board.rows.len(), 1);
    let mut file = Vec::new();
    let desk = records.desk().clone();
    export(records.local(), &desk, &Filter::default(), 0, &mut file).unwrap();
    let other = Home::new();
    let mut other = other.records("Bea");
    let imported = import(other.local(), file.as_slice()).unwrap();
    assert_eq!((imported.received.links, imported.received.bodies), (2, 2));
    assert_eq!(other.local().board(By::Person, &Filter::default()).unwrap(), board);
    let again = import(other.local(), file.as_slice()).unwrap();
    assert_eq!((again.received.links, again.received.bodies), (0, 0));
}
