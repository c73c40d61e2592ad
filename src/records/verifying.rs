//! Checking that what a store says is what was played: the chain link by link, every attempt by playing it again, and what is
//! looked up against what the entries say.

use std::collections::{BTreeMap, BTreeSet};

use super::content::{Content, Kind, Missing, Shelf, yardstick_hash};
use super::database::Value;
use super::desk::id_of;
use super::entry::{AttemptId, Began, Ended, Entry, Event};
use super::projection::Projection;
use super::store::{Store, link};
use super::{Address, StoreError};
use crate::scoring::{SCORER_VERSION, Scores};
use crate::session::Session;

/// What checking a store found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Links that were checked.
    pub links: u64,
    /// Attempts that were played again.
    pub attempts: u64,
    /// Bodies that were forgotten, as an entry says.
    pub forgotten: u64,
    /// Entries that others may see and that never came here: their desk has them, or another store.
    pub absent: u64,
    /// Entries whose time lies before that of the entry before them, by desk and number: somebody set a clock back.
    pub clocks: Vec<(String, u64)>,
    /// What does not hold.
    pub mismatches: Vec<Mismatch>,
    /// Attempts of another version of the scorer, with what it gave and what this one gives.
    pub rescored: Vec<Rescored>,
    /// Attempts whose scenario is another by now; they were played again with the one they were played with.
    pub changed: Vec<Named>,
}

/// An attempt, as reports name it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Named {
    /// Its id.
    pub attempt: String,
    /// Who answered.
    pub person: String,
    /// The scenario's id.
    pub scenario: String,
}

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Mismatch {
    /// The attempt, where it is about one.
    pub attempt: Option<Named>,
    /// The desk, and the place in its chain.
    pub place: Option<(String, u64)>,
    /// What does not hold, as a sentence.
    pub what: String,
}

/// An attempt that another version of the scorer scored.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Rescored {
    /// Which.
    pub named: Named,
    /// The version that scored it.
    pub scorer: u32,
    /// What that gave.
    pub then: Scores,
    /// What this one gives.
    pub now: Scores,
}

/// What a check knows beside the store.
pub struct Witness<'a> {
    /// Ids of desks whose keys are here: their bodies must all be there.
    pub own: &'a [String],
    /// The hash of a scenario as it is today, by id.
    pub today: &'a dyn Fn(&str) -> Option<String>,
    /// Told of every attempt played again: how many so far.
    pub progress: &'a mut dyn FnMut(u64),
}

impl Store {
    /// Checks everything.
    ///
    /// # Errors
    /// Where the store cannot be read. What does not hold is no error but found.
    pub fn verify(&mut self, witness: &mut Witness<'_>) -> Result<Verified, StoreError> {
        let mut found = Verified::default();
        for what in self.database.damage()? {
            let what = format!("the file is damaged: {what}");
            found.mismatches.push(Mismatch { attempt: None, place: None, what });
        }
        self.verify_chains(witness, &mut found)?;
        self.verify_attempts(witness, &mut found)?;
        self.verify_lookups(&mut found)?;
        Ok(found)
    }

    fn verify_chains(&mut self, witness: &Witness<'_>, found: &mut Verified) -> Result<(), StoreError> {
        // Whatever the order of text in this database, a chain is walked as one.
        let desks = self.rows("SELECT DISTINCT desk FROM link", &[])?;
        let mut desks: Vec<String> = desks.iter().map(|row| row.text(0).to_owned()).collect();
        desks.sort();
        let said = self.said_forgotten()?;
        for desk in desks {
            let key = self.row("SELECT public_key FROM desk WHERE id = ?1", &[desk.as_str().into()])?;
            let key =
                key.map(|row| row.text(0).to_owned()).filter(|key| id_of(key) == desk).unwrap_or_default();
            let own = witness.own.contains(&desk);
            let sql = "SELECT l.desk, l.number, l.open, l.digest, l.previous, l.hash, l.signature, b.text, f.number, \
                       f.attempt, l.had FROM link l LEFT JOIN body b ON b.desk = l.desk AND b.number = l.number \
                       LEFT JOIN forgotten f ON f.desk = l.desk AND f.number = l.number \
                       WHERE l.desk = ?1 ORDER BY l.number";
            let mut next = 1;
            let mut before = String::new();
            let mut check = |row: super::database::Row| {
                let link = link(&row);
                found.links += 1;
                let place = (desk.clone(), link.number);
                let mut tell = |what: &str| {
                    let place = Some(place.clone());
                    found.mismatches.push(Mismatch { attempt: None, place, what: what.to_owned() });
                };
                if link.number != next {
                    tell(&format!("entry {next} is missing before it"));
                }
                if !link.is_whole() {
                    tell("the link was changed");
                } else if !link.is_signed(&key) {
                    tell("its desk has not signed it");
                }
                if link.number == next && link.previous != before {
                    tell("it does not follow the entry before it");
                }
                let forgotten = row.optional(8).is_some();
                let said = said.places.contains(&place) || said.attempts.contains(row.text(9));
                let had = row.integer(10) == 1;
                match row.optional_text(7) {
                    Some(text) if !link.is_of(text) => tell("what it recorded was changed"),
                    Some(_) if said => tell("it was to be forgotten and is still there"),
                    Some(_) if forgotten => tell("it is marked as forgotten, and no entry says so"),
                    Some(_) => {}
                    None if forgotten && said => found.forgotten += 1,
                    None if forgotten => tell("what it recorded was taken out, and no entry says so"),
                    None if own || had => tell("what it recorded was taken out"),
                    None if link.open => found.absent += 1,
                    None => {}
                }
                next = link.number + 1;
                before = link.hash;
            };
            self.database.query(sql, &[desk.as_str().into()], &mut check)?;
        }
        let sql = "SELECT b.desk, b.number FROM body b LEFT JOIN link l ON l.desk = b.desk AND l.number = b.number \
                   WHERE l.number IS NULL";
        for row in self.rows(sql, &[])? {
            let place = Some((row.text(0).to_owned(), row.integer(1) as u64));
            let what = "its link was taken out".to_owned();
            found.mismatches.push(Mismatch { attempt: None, place, what });
        }
        Ok(())
    }

    /// What entries say was forgotten.
    fn said_forgotten(&mut self) -> Result<Said, StoreError> {
        let mut said = Said::default();
        let mut take = |row: super::database::Row| {
            if let Ok(Entry { event: Event::Forgot(forgot), .. }) = serde_json::from_str(row.text(0)) {
                said.places.extend(forgot.links);
                said.attempts.extend(forgot.attempts.into_iter().map(|AttemptId(id)| id));
            }
        };
        self.database.query("SELECT text FROM body WHERE attempt = ''", &[], &mut take)?;
        Ok(said)
    }

    fn verify_attempts(&mut self, witness: &mut Witness<'_>, found: &mut Verified) -> Result<(), StoreError> {
        let contents = self.contents()?;
        let mut shelf = Shelf::default();
        let shared = self.rows("SELECT attempt FROM sharing", &[])?;
        let shared: BTreeSet<&str> = shared.iter().map(|row| row.text(0)).collect();
        let mut before: Option<(String, i64)> = None;
        let mut claimed: BTreeMap<String, Began> = BTreeMap::new();
        let mut check = |row: super::database::Row| {
            let place = (row.text(0).to_owned(), row.integer(1) as u64);
            let Ok(entry) = serde_json::from_str::<Entry>(row.text(2)) else {
                let what = "what it recorded cannot be read".to_owned();
                found.mismatches.push(Mismatch { attempt: None, place: Some(place), what });
                return;
            };
            let about = entry.event.attempt().map_or("", |id| id.0.as_str());
            let public = entry.event.is_open() || shared.contains(about);
            if (row.text(3), row.integer(4) == 1) != (about, public) {
                let what = "which attempt it is about, or who may see it, was changed".to_owned();
                found.mismatches.push(Mismatch { attempt: None, place: Some(place.clone()), what });
            }
            if before.as_ref().is_some_and(|(desk, at)| *desk == place.0 && entry.at < *at) {
                found.clocks.push(place.clone());
            }
            before = Some((place.0.clone(), entry.at));
            let ended = match entry.event {
                Event::Ended(ended) => ended,
                Event::Began(began) => {
                    claimed.insert(format!("{} {}", place.0, began.id), began);
                    return;
                }
                _ => return,
            };
            let began = claimed.get(&format!("{} {}", place.0, ended.id));
            if began.is_some_and(|began| !ended.follows(began)) {
                let what = "it ended as another conversation than it began".to_owned();
                found.mismatches.push(Mismatch {
                    attempt: Some(ended.named()),
                    place: Some(place.clone()),
                    what,
                });
            }
            found.attempts += 1;
            (witness.progress)(found.attempts);
            let named = ended.named();
            if (witness.today)(&ended.attempt.scenario)
                .is_some_and(|hash| hash != ended.attempt.scenario_hash)
            {
                found.changed.push(named.clone());
            }
            match replay(&ended, &contents, &mut shelf) {
                Ok(None) => {}
                Ok(Some(now)) => {
                    let (scorer, then) = (ended.attempt.scorer, ended.result.scores);
                    found.rescored.push(Rescored { named, scorer, then, now });
                }
                Err(differences) => {
                    let tell =
                        |what| Mismatch { attempt: Some(named.clone()), place: Some(place.clone()), what };
                    found.mismatches.extend(differences.into_iter().map(tell));
                }
            }
        };
        let sql = "SELECT desk, number, text, attempt, public FROM body ORDER BY desk, number";
        self.database.query(sql, &[], &mut check)?;
        let sql = "SELECT attempt, COUNT(DISTINCT desk) FROM body WHERE attempt <> '' AND NOT EXISTS (SELECT 1 FROM \
                   overriding o WHERE o.desk = body.desk AND o.number = body.number) GROUP BY attempt \
                   HAVING COUNT(DISTINCT desk) > 1";
        for row in self.rows(sql, &[])? {
            let what = format!("two desks say that the attempt {} is theirs", row.text(0));
            found.mismatches.push(Mismatch { attempt: None, place: None, what });
        }
        Ok(())
    }

    fn contents(&mut self) -> Result<BTreeMap<String, Content>, StoreError> {
        let mut contents = BTreeMap::new();
        for kind in [Kind::Scenario, Kind::Rubric, Kind::Yardstick] {
            contents
                .extend(self.contents_of(kind)?.into_iter().map(|content| (content.hash.clone(), content)));
        }
        Ok(contents)
    }

    /// Works out what is looked up from the entries anew, in a store of its own, and compares.
    fn verify_lookups(&mut self, found: &mut Verified) -> Result<(), StoreError> {
        let mut anew = Store::open(&Address::File(":memory:".into()), true)?;
        anew.write(|anew| {
            let mut projection = Projection::default();
            for row in self.rows("SELECT desk, number, text FROM body", &[])? {
                // What cannot be read was told already.
                let Ok(entry) = self.entry(row.text(0), row.integer(1) as u64, row.text(2)) else { continue };
                projection.take(anew, row.text(0), row.integer(1) as u64, &entry)?;
            }
            projection.settle(anew)
        })?;
        for (table, key, what) in LOOKED_UP {
            let sql = format!("SELECT * FROM {table}");
            let here = keyed(self.rows(&sql, &[])?, key);
            let there = keyed(anew.rows(&sql, &[])?, key);
            let keys: BTreeSet<_> = here.keys().chain(there.keys()).collect();
            for key in keys.into_iter().filter(|key| here.get(*key) != there.get(*key)) {
                let what = format!("{what} {} is not what the entries say", key.join(", "));
                let row = there.get(key).or_else(|| here.get(key)).filter(|_| table == "attempt");
                let attempt = row.map(|row| {
                    let [attempt, person, scenario] = [0, 3, 5].map(|at| row.text(at).to_owned());
                    Named { attempt, person, scenario }
                });
                found.mismatches.push(Mismatch { attempt, place: None, what });
            }
        }
        Ok(())
    }
}

/// What entries say was forgotten: places, and attempts.
#[derive(Default)]
struct Said {
    places: BTreeSet<(String, u64)>,
    attempts: BTreeSet<String>,
}

/// The tables that are worked out, the columns that name a row, and what a row is called.
const LOOKED_UP: [(&str, &[usize], &str); 9] = [
    ("scenario_tally", &[0, 1, 2], "what adds up to the figures of the scenario"),
    ("member", &[0], "the cohort of"),
    ("attempt", &[0], "the row of the attempt"),
    ("sharing", &[0, 1, 2], "the sharing of"),
    ("overriding", &[0, 1, 2], "the trainer's scores of"),
    ("reflecting", &[0, 1, 2], "the reflection on"),
    ("standing", &[0, 1, 2, 3], "the sums of"),
    ("tally", &[0, 1, 2], "what adds up to the figures of"),
    ("gap", &[0, 1], "the difference between typed and chosen of"),
];

type Keyed = BTreeMap<Vec<String>, super::database::Row>;

fn keyed(rows: Vec<super::database::Row>, key: &[usize]) -> Keyed {
    let name = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Null => String::new(),
    };
    rows.into_iter().map(|row| (key.iter().map(|&at| name(&row.0[at])).collect(), row)).collect()
}

/// Plays an attempt again. Gives the scores where another version of the scorer gave others.
fn replay(
    ended: &Ended,
    contents: &BTreeMap<String, Content>,
    shelf: &mut Shelf,
) -> Result<Option<Scores>, Vec<String>> {
    let attempt = &ended.attempt;
    let (scenario, rubric) = match shelf.of(attempt, |hash| contents.get(hash)) {
        Ok(found) => found,
        Err(Missing::Scenario) => {
            return Err(vec!["the scenario it was played with is missing or was changed".into()]);
        }
        Err(Missing::Rubric) => {
            return Err(vec!["the rubric it was scored by is missing or was changed".into()]);
        }
    };
    let session = attempt.replay(&scenario, &rubric).map_err(|error| vec![error.to_string()])?;
    if attempt.scorer != SCORER_VERSION {
        let now = session.scores();
        return Ok((now != ended.result.scores).then_some(now));
    }
    let yardstick = shelf.yardstick(attempt, &scenario, &rubric);
    let mut differences = differences(ended, &session);
    if ended.result.yardstick != yardstick {
        differences.push("what chance and the best way earn is recorded otherwise".to_owned());
    }
    let hash = yardstick_hash(attempt);
    let kept = contents.get(&hash);
    if kept.is_some_and(|kept| *kept != Content::yardstick(hash, yardstick.as_ref())) {
        differences.push("what was kept of what chance and the best way earn was changed".to_owned());
    }
    if differences.is_empty() { Ok(None) } else { Err(differences) }
}

fn differences(ended: &Ended, session: &Session) -> Vec<String> {
    let mut told = Vec::new();
    let result = &ended.result;
    let replayed: Vec<Scores> = session.steps().iter().map(|step| step.receipt.scores).collect();
    for (index, (recorded, replayed)) in ended.replies.iter().zip(&replayed).enumerate() {
        if recorded != replayed {
            told.push(format!("reply {} is recorded with other scores than it gets", index + 1));
        }
    }
    if ended.replies.len() != replayed.len() {
        told.push(format!("scores are recorded for {} replies of {}", ended.replies.len(), replayed.len()));
    }
    if result.scores != session.scores() {
        told.push("other scores are recorded than it gets".to_owned());
    }
    let (ending, kind) = session.ending();
    if (result.ending.as_str(), result.kind.as_str(), result.passed) != (ending, kind.key(), session.passed())
    {
        told.push(format!("it ended with “{ending}”, and is recorded with “{}”", result.ending));
    }
    if result.receipt != session.receipt() {
        told.push("the receipt is not that of what was said".to_owned());
    }
    told
}

impl Ended {
    /// Whether it is the end of what began so.
    fn follows(&self, began: &Began) -> bool {
        self.who == began.who && self.attempt.opening() == began.attempt.opening()
    }

    fn named(&self) -> Named {
        Named {
            attempt: self.id.0.clone(),
            person: self.who.person.clone(),
            scenario: self.attempt.scenario.clone(),
        }
    }
}
