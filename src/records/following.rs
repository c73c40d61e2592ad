//! How a team's store follows a desk: it gets every link, and the bodies that others may see, each exactly once.
//!
//! What is missing there is asked for anew each time, so nothing has to be remembered here, and a transfer that broke off
//! anywhere is simply done again.

use std::collections::BTreeSet;

use super::content::Content;
use super::database::Value;
use super::store::{LINK, Parcel, Received, Store, link};
use super::{Desk, StoreError};

/// How many entries go in one step: what a step carries is there as a whole or not at all.
const STEP: usize = 100;

/// Sends what the other store lacks of this desk.
///
/// # Errors
/// See [`StoreError`]; what arrived before stays, the rest follows next time.
pub(super) fn follow(local: &mut Store, desk: &Desk, team: &mut Store) -> Result<Received, StoreError> {
    let mut sent = Received::default();
    let links = missing_links(local, desk, team)?;
    let mut numbers = missing_bodies(local, desk, team)?;
    for (index, links) in links.chunks(STEP).enumerate() {
        // A link goes with its body: one that is there without it looks as if it had been taken out.
        let last = links.last().map_or(0, |link| link.number as i64);
        let now: Vec<i64> = numbers.iter().copied().take_while(|&number| number <= last).collect();
        numbers.drain(..now.len());
        let desks = if index == 0 { vec![(desk.id.clone(), desk.public_key())] } else { Vec::new() };
        let parcel = Parcel { desks, links: links.to_vec(), ..bodies(local, desk, team, &now)? };
        sent.add(team.receive(&parcel)?);
    }
    for numbers in numbers.chunks(STEP) {
        let parcel = bodies(local, desk, team, numbers)?;
        sent.add(team.receive(&parcel)?);
    }
    Ok(sent)
}

fn missing_links(local: &mut Store, desk: &Desk, team: &mut Store) -> Result<Vec<super::Link>, StoreError> {
    let known = team.head(&desk.id)?.map_or(0, |head| head.number);
    // The last one they know is sent again: where it differs, the histories do.
    let sql = format!("SELECT {LINK} FROM link WHERE desk = ?1 AND number >= ?2 ORDER BY number");
    let links: Vec<_> =
        local.rows(&sql, &[desk.id.as_str().into(), (known as i64).into()])?.iter().map(link).collect();
    match links.first() {
        None if known > 0 => Err(StoreError::Forked {
            store: team.name().to_owned(),
            desk: desk.id.clone(),
            number: local.head(&desk.id)?.map_or(0, |head| head.number) + 1,
        }),
        Some(first) if links.len() == 1 && first.number == known => {
            team.receive(&Parcel { links, ..Parcel::default() }).map(|_| Vec::new())
        }
        _ => Ok(links),
    }
}

fn missing_bodies(local: &mut Store, desk: &Desk, team: &mut Store) -> Result<Vec<i64>, StoreError> {
    let id = [Value::from(desk.id.as_str())];
    let there = "SELECT number FROM body WHERE desk = ?1 UNION SELECT number FROM forgotten WHERE desk = ?1";
    let there: BTreeSet<i64> = team.rows(there, &id)?.iter().map(|row| row.integer(0)).collect();
    let here = "SELECT number FROM body WHERE desk = ?1 AND public = 1 ORDER BY number";
    let here = local.rows(here, &id)?;
    Ok(here.iter().map(|row| row.integer(0)).filter(|number| !there.contains(number)).collect())
}

fn bodies(local: &mut Store, desk: &Desk, team: &mut Store, numbers: &[i64]) -> Result<Parcel, StoreError> {
    let mut parcel = Parcel::default();
    let mut hashes = BTreeSet::new();
    for &number in numbers {
        let sql = "SELECT text FROM body WHERE desk = ?1 AND number = ?2";
        let Some(row) = local.row(sql, &[desk.id.as_str().into(), number.into()])? else { continue };
        let entry = local.entry(&desk.id, number as u64, row.text(0))?;
        hashes.extend(entry.event.needs().map(str::to_owned));
        parcel.bodies.push((desk.id.clone(), number as u64, row.text(0).to_owned()));
    }
    for hash in hashes {
        if !team.has_content(&hash)? {
            let content: Option<Content> = local.content(&hash)?;
            parcel.contents.extend(content);
        }
    }
    Ok(parcel)
}
