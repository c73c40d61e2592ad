//! From entries to what is looked up: attempts, and the sums that boards are made of. Whatever the order in which entries
//! arrive, the same comes out; so a store that got them piece by piece equals one that had them at once.

use std::collections::BTreeSet;

use super::StoreError;
use super::database::Value;
use super::entry::{AttemptId, Began, Ended, Entry, Event, Forgot};
use super::lookup::{added_to_scenario, person_gaps, person_tallies, scenario_tallies};
use super::store::Store;
use crate::comparison::{Column, Columns, Yardstick};
use crate::debrief::bounded;
use crate::rubric::PerDimension;
use crate::scoring::Scores;
use crate::session::{Attempt, LEFT, Mode};

/// How replies are given, as boards keep it apart.
pub const TYPED: &str = "typed";
/// See [`TYPED`].
pub const CHOSEN: &str = "chosen";

/// What entries have touched and what is therefore to be worked out again.
#[derive(Debug, Default)]
pub(super) struct Projection {
    attempts: BTreeSet<String>,
    /// Person, scenario, way.
    standings: BTreeSet<(String, String, String)>,
    forgotten: usize,
}

impl Projection {
    /// Writes down what an entry says.
    pub fn take(
        &mut self,
        store: &mut Store,
        desk: &str,
        number: u64,
        entry: &Entry,
    ) -> Result<(), StoreError> {
        let place = || [Value::from(desk), (number as i64).into()];
        match &entry.event {
            Event::Began(_) | Event::Ended(_) => self.put(store, place(), entry)?,
            Event::Shared { attempt } => {
                let sql = "INSERT INTO sharing (attempt, desk, number) VALUES (?1, ?2, ?3)";
                let [desk, number] = place();
                store.database.execute(sql, &[attempt.0.as_str().into(), desk, number])?;
                let sql = "UPDATE body SET public = 1 WHERE attempt = ?1";
                store.database.execute(sql, &[attempt.0.as_str().into()])?;
            }
            Event::Overrode(overrode) => {
                let sql = "INSERT INTO overriding (attempt, desk, number, at, empathy, ownership, deescalation, \
                           reason, trainer) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
                let [desk, number] = place();
                let mut values = vec![overrode.attempt.0.as_str().into(), desk, number, entry.at.into()];
                values.extend(three(&overrode.scores));
                values.extend([overrode.reason.as_str().into(), overrode.trainer.as_str().into()]);
                store.database.execute(sql, &values)?;
            }
            Event::Forgot(forgot) => self.forget(store, forgot)?,
            Event::Reflected(reflected) => {
                let sql = "INSERT INTO reflecting (attempt, desk, number, at, empathy, ownership, deescalation, \
                           suggestion) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
                let [desk, number] = place();
                let mut values = vec![reflected.attempt.0.as_str().into(), desk, number, entry.at.into()];
                values.extend(three(&bounded(&reflected.predicted)));
                values.push(reflected.suggestion.as_str().into());
                store.database.execute(sql, &values)?;
            }
        }
        self.attempts.extend(entry.event.attempt().map(|id| id.0.clone()));
        Ok(())
    }

    /// Writes down that an attempt began or ended. Whichever of several entries comes first holds, in whatever order they
    /// arrive: an attempt ends once.
    fn put(&mut self, store: &mut Store, place: [Value; 2], entry: &Entry) -> Result<(), StoreError> {
        match &entry.event {
            Event::Began(began) => put_began(store, place, entry.at, began),
            Event::Ended(ended) => {
                // Where it stood before, as one that was begun, it may stand no more.
                self.leave_standing(store, &ended.id.0)?;
                put_ended(store, place, entry.at, ended)?;
                let sql = "DELETE FROM unfinished WHERE id = ?1";
                store.database.execute(sql, &[ended.id.0.as_str().into()]).map(drop)
            }
            _ => Ok(()),
        }
    }

    /// What an attempt counts in now is to be counted again.
    fn leave_standing(&mut self, store: &mut Store, id: &str) -> Result<(), StoreError> {
        let standing = store.row("SELECT person, scenario, way FROM attempt WHERE id = ?1", &[id.into()])?;
        self.standings.extend(standing.map(|row| {
            let [person, scenario, way] = [0, 1, 2].map(|at| row.text(at).to_owned());
            (person, scenario, way)
        }));
        Ok(())
    }

    /// Takes out bodies, and what was worked out from them: those that are named, and all others about the same attempts.
    fn forget(&mut self, store: &mut Store, forgot: &Forgot) -> Result<(), StoreError> {
        for (desk, number) in &forgot.links {
            self.forget_body(store, desk, *number as i64, "")?;
        }
        for AttemptId(id) in &forgot.attempts {
            let sql = "INSERT INTO forgotten_attempt (id) VALUES (?1) ON CONFLICT (id) DO NOTHING";
            store.database.execute(sql, &[id.as_str().into()])?;
            let about =
                store.rows("SELECT desk, number FROM body WHERE attempt = ?1", &[id.as_str().into()])?;
            for row in about {
                self.forget_body(store, row.text(0), row.integer(1), id)?;
            }
        }
        Ok(())
    }

    /// `because`: the attempt whose forgetting takes it along, where it is not named itself.
    fn forget_body(
        &mut self,
        store: &mut Store,
        desk: &str,
        number: i64,
        because: &str,
    ) -> Result<(), StoreError> {
        let place = [Value::from(desk), number.into()];
        let about = store.row("SELECT attempt FROM body WHERE desk = ?1 AND number = ?2", &place)?;
        let sql = "INSERT INTO forgotten (desk, number, attempt) VALUES (?1, ?2, ?3) ON CONFLICT (desk, number) DO NOTHING";
        store.database.execute(sql, &[desk.into(), number.into(), because.into()])?;
        for table in ["body", "sharing", "overriding", "reflecting"] {
            let sql = format!("DELETE FROM {table} WHERE desk = ?1 AND number = ?2");
            store.database.execute(&sql, &place)?;
        }
        self.forgotten += usize::from(about.is_some());
        match about.as_ref().map(|row| row.text(0)).filter(|attempt| !attempt.is_empty()) {
            Some(attempt) => self.put_again(store, attempt),
            None => Ok(()),
        }
    }

    /// How many bodies were taken out.
    pub fn forgotten(&self) -> usize {
        self.forgotten
    }

    /// Works out an attempt from the bodies that are left.
    fn put_again(&mut self, store: &mut Store, id: &str) -> Result<(), StoreError> {
        self.leave_standing(store, id)?;
        for table in ["attempt", "unfinished"] {
            store.database.execute(&format!("DELETE FROM {table} WHERE id = ?1"), &[id.into()])?;
        }
        for row in store.rows("SELECT desk, number, text FROM body WHERE attempt = ?1", &[id.into()])? {
            let Ok(entry) = store.entry(row.text(0), row.integer(1) as u64, row.text(2)) else { continue };
            self.put(store, [row.text(0).into(), row.integer(1).into()], &entry)?;
        }
        self.attempts.insert(id.to_owned());
        Ok(())
    }

    /// Works out again what depends on what was touched.
    pub fn settle(mut self, store: &mut Store) -> Result<(), StoreError> {
        for id in &self.attempts {
            if let Some(standing) = settle_attempt(store, id)? {
                self.standings.insert(standing);
            }
        }
        let people: BTreeSet<String> = self.standings.iter().map(|(person, ..)| person.clone()).collect();
        for person in &people {
            if settle_member(store, person)? {
                // With another cohort all that they did belongs there.
                let sql = "SELECT DISTINCT scenario, way FROM attempt WHERE person = ?1";
                for row in store.rows(sql, &[person.as_str().into()])? {
                    self.standings.insert((person.clone(), row.text(0).to_owned(), row.text(1).to_owned()));
                }
            }
        }
        for (person, scenario, way) in &self.standings {
            settle_standing(store, person, scenario, way)?;
        }
        for person in &people {
            settle_person(store, person)?;
        }
        Ok(())
    }
}

fn put_began(store: &mut Store, place: [Value; 2], at: i64, began: &Began) -> Result<(), StoreError> {
    let mut values = vec![Value::from(began.id.0.as_str())];
    values.extend(place);
    values.extend([began.who.person.as_str().into(), began.who.cohort.as_str().into()]);
    values.extend(played_with(&began.title, &began.attempt));
    values.extend([at.into(), Value::Null, 0.into(), 0.into(), "".into(), "".into(), 0.into()]);
    values.extend([Value::Null, Value::Null, Value::Null, "".into(), "".into(), 0.into()]);
    put_attempt(store, &values)
}

fn put_ended(store: &mut Store, place: [Value; 2], at: i64, ended: &Ended) -> Result<(), StoreError> {
    let Ended { id, who, title, began_at, attempt, result, .. } = ended;
    let hints: i64 = attempt.replies.iter().map(|reply| i64::from(reply.hints)).sum();
    let yardstick = serde_json::to_string(&result.yardstick).expect("plain data serialises");
    let mut values = vec![Value::from(id.0.as_str())];
    values.extend(place);
    values.extend([who.person.as_str().into(), who.cohort.as_str().into()]);
    values.extend(played_with(title, attempt));
    values.extend([(*began_at).into(), at.into(), (attempt.replies.len() as i64).into(), hints.into()]);
    values.extend([
        result.ending.as_str().into(),
        result.kind.as_str().into(),
        i64::from(result.passed).into(),
    ]);
    values.extend(three(&result.scores));
    let taken_back = attempt.taken_back.len() as i64;
    values.extend([result.receipt.as_str().into(), yardstick.into(), taken_back.into()]);
    put_attempt(store, &values)
}

/// The columns of an attempt that one entry alone determines.
const COLUMNS: &str = "id, desk, number, person, cohort, scenario, title, scenario_hash, rubric_hash, scorer, mode, way, \
                       began_at, ended_at, replies, hints, ending, kind, passed, empathy, ownership, deescalation, \
                       receipt, yardstick, taken_back";

/// Puts the row of an attempt. Of two entries, one that it ended goes before one that it began, and the earlier before the later.
fn put_attempt(store: &mut Store, values: &[Value]) -> Result<(), StoreError> {
    let columns: Vec<&str> = COLUMNS.split(", ").collect();
    let numbers: Vec<String> = (1..=columns.len()).map(|number| format!("?{number}")).collect();
    let set: Vec<String> =
        columns[1..].iter().map(|column| format!("{column} = excluded.{column}")).collect();
    let order = |row: &str| format!("(COALESCE({row}.ended_at, {row}.began_at), {row}.desk, {row}.number)");
    let sql = format!(
        "INSERT INTO attempt ({COLUMNS}, shared, overridden, counted, nth) VALUES ({}, 0, 0, 0, 0) ON CONFLICT (id) DO \
         UPDATE SET {} WHERE (attempt.ended_at IS NULL AND excluded.ended_at IS NOT NULL) OR ((attempt.ended_at IS NULL) = \
         (excluded.ended_at IS NULL) AND {} < {})",
        numbers.join(", "),
        set.join(", "),
        order("excluded"),
        order("attempt")
    );
    store.database.execute(&sql, values).map(drop)
}

/// Scenario, title, hashes, scorer, mode and way: the seven columns that say what was played.
fn played_with(title: &str, attempt: &Attempt) -> [Value; 7] {
    let chosen = attempt.mode == Mode::Guided || attempt.replies.iter().any(|reply| reply.option.is_some());
    [
        attempt.scenario.as_str().into(),
        title.into(),
        attempt.scenario_hash.as_str().into(),
        attempt.rubric_hash.as_str().into(),
        i64::from(attempt.scorer).into(),
        attempt.mode.key().into(),
        if chosen { CHOSEN } else { TYPED }.into(),
    ]
}

fn three(scores: &Scores) -> [Value; 3] {
    let value = |score: Option<u8>| Value::from(score.map(i64::from));
    [value(scores.empathy), value(scores.ownership), value(scores.deescalation)]
}

/// Three scores from three columns.
pub(super) fn scores(row: &super::database::Row, at: usize) -> Scores {
    let score = |at| row.optional(at).and_then(|score| u8::try_from(score).ok());
    PerDimension { empathy: score(at), ownership: score(at + 1), deescalation: score(at + 2) }
}

/// The scores that count: the machine's, with a trainer's over them where the machine rated at all. The latest of several holds,
/// dimension by dimension.
fn effective(store: &mut Store, id: &str, machine: Scores) -> Result<(Scores, bool), StoreError> {
    let sql = "SELECT empathy, ownership, deescalation FROM overriding WHERE attempt = ?1 ORDER BY at, desk, number";
    let given = store.rows(sql, &[id.into()])?;
    let scores = given.iter().fold(machine, |scores, row| overlaid(&scores, &self::scores(row, 0)));
    Ok((scores, !given.is_empty()))
}

/// A trainer's scores over others; what was not rated stays so.
pub(super) fn overlaid(machine: &Scores, trainer: &Scores) -> Scores {
    PerDimension::from_fn(|dimension| {
        machine.get(dimension).map(|score| trainer.get(dimension).unwrap_or(score))
    })
}

/// Works out what sharing and overriding make of an attempt. Gives the standing that it belongs to.
fn settle_attempt(store: &mut Store, id: &str) -> Result<Option<(String, String, String)>, StoreError> {
    let sql = "SELECT person, scenario, way, mode, ended_at, yardstick, empathy, ownership, deescalation, replies, \
               ending, taken_back FROM attempt WHERE id = ?1";
    let Some(row) = store.row(sql, &[id.into()])? else {
        // What was noted of it goes with it.
        store.database.execute("DELETE FROM note WHERE attempt = ?1", &[id.into()])?;
        return Ok(None);
    };
    let shared = store.row("SELECT 1 FROM sharing WHERE attempt = ?1 LIMIT 1", &[id.into()])?.is_some();
    let (scores, overridden) = effective(store, id, self::scores(&row, 6))?;
    let yardstick: Option<Yardstick> = serde_json::from_str(row.text(5)).unwrap_or_default();
    let mut relative = yardstick.map_or_else(Columns::default, |yardstick| yardstick.relative(&scores));
    if row.text(10) == LEFT {
        // Who goes after one good reply has not done better than chance.
        relative = Columns::from_fn(|column| relative.get(column).map(|value| value.min(0)));
    }
    // One that was left before the first reply was begun, and no more.
    let was_played = row.optional(4).is_some() && row.integer(9) > 0;
    // Who takes replies back practises: nobody else had a second go at the same customer. So it never counts, shared or not.
    let one_way = row.integer(11) == 0;
    let counted = was_played && one_way && (shared || row.text(3) == Mode::Assessment.key());
    let sql = "UPDATE attempt SET shared = ?2, overridden = ?3, counted = ?4, relative_overall = ?5, relative_empathy = ?6, \
               relative_ownership = ?7, relative_deescalation = ?8 WHERE id = ?1";
    let mut values = vec![Value::from(id)];
    values.extend([shared, overridden, counted].map(|flag| Value::from(i64::from(flag))));
    values.extend(Column::ALL.map(|column| Value::from(relative.get(column).map(i64::from))));
    store.database.execute(sql, &values)?;
    let [person, scenario, way] = [0, 1, 2].map(|at| row.text(at).to_owned());
    Ok(Some((person, scenario, way)))
}

/// Puts somebody into the cohort that they named last. True when it is another than before.
fn settle_member(store: &mut Store, person: &str) -> Result<bool, StoreError> {
    let person = [Value::from(person)];
    let before = store.row("SELECT cohort FROM member WHERE person = ?1", &person)?;
    // Who names none stays where they are.
    let sql = "SELECT cohort FROM attempt WHERE person = ?1 \
               ORDER BY CASE WHEN cohort = '' THEN 1 ELSE 0 END, began_at DESC, id DESC LIMIT 1";
    let latest = store.row(sql, &person)?;
    if before == latest {
        return Ok(false);
    }
    store.database.execute("DELETE FROM member WHERE person = ?1", &person)?;
    if let Some(cohort) = latest {
        let [person] = person;
        let sql = "INSERT INTO member (person, cohort) VALUES (?1, ?2)";
        store.database.execute(sql, &[person, cohort.text(0).into()])?;
    }
    Ok(true)
}

/// Counts a person's attempts at a scenario again.
fn settle_standing(store: &mut Store, person: &str, scenario: &str, way: &str) -> Result<(), StoreError> {
    let key = [Value::from(person), scenario.into(), way.into()];
    // Practice, done with a coach and as often as one likes before it is shared, is nobody's first attempt.
    let sql = "SELECT id, nth, CASE WHEN counted = 1 AND (mode = 'assessment' OR way = 'chosen') THEN 1 ELSE 0 END \
               FROM attempt WHERE person = ?1 AND scenario = ?2 AND way = ?3 ORDER BY began_at, id";
    let mut count = 0;
    for row in store.rows(sql, &key)? {
        count += row.integer(2);
        let nth = count * row.integer(2);
        if row.integer(1) != nth {
            let sql = "UPDATE attempt SET nth = ?2 WHERE id = ?1";
            store.database.execute(sql, &[row.text(0).into(), nth.into()])?;
        }
    }
    store.database.execute(&added_to_scenario(true), &key)?;
    let sql = "DELETE FROM standing WHERE person = ?1 AND scenario = ?2 AND way = ?3";
    store.database.execute(sql, &key)?;
    let source = standings("a.person = ?1 AND a.scenario = ?2 AND a.way = ?3");
    store.database.execute(&format!("INSERT INTO standing {source}"), &key)?;
    store.database.execute(&added_to_scenario(false), &key)?;
    let sql = "DELETE FROM scenario_tally WHERE scenario = ?1 AND attempts = 0 AND abandoned = 0";
    store.database.execute(sql, &[scenario.into()]).map(drop)
}

/// The tables of sums in the order in which they build on each other, each with the query that all of it is the answer to: to
/// fill a store past the program.
#[doc(hidden)]
pub fn sums() -> [(&'static str, String); 5] {
    let everybody = |query: String| query.replace("person = ?1", "1 = 1").replace("t.1 = 1", "1 = 1");
    let member = "SELECT person, cohort FROM (SELECT person, cohort, ROW_NUMBER() OVER (PARTITION BY person ORDER BY CASE \
                  WHEN cohort = '' THEN 1 ELSE 0 END, began_at DESC, id DESC) AS n FROM attempt) AS a WHERE n = 1";
    [
        ("member", member.to_owned()),
        ("standing", standings("1 = 1")),
        ("scenario_tally", scenario_tallies("1 = 1")),
        ("tally", everybody(person_tallies())),
        ("gap", everybody(person_gaps())),
    ]
}

/// Adds up a person's standings again.
fn settle_person(store: &mut Store, person: &str) -> Result<(), StoreError> {
    for (table, source) in [("tally", person_tallies()), ("gap", person_gaps())] {
        store.database.execute(&format!("DELETE FROM {table} WHERE person = ?1"), &[person.into()])?;
        store.database.execute(&format!("INSERT INTO {table} {source}"), &[person.into()])?;
    }
    Ok(())
}

/// The query that a row of `standing` is the answer to, over the attempts `a` for which `condition` holds.
pub(super) fn standings(condition: &str) -> String {
    let open = "(a.mode = 'assessment' AND a.counted = 0)";
    let sum = |what: String| format!("CAST(COALESCE(SUM({what}), 0) AS BIGINT)");
    let mut columns = vec![
        sum("a.counted".into()),
        sum(format!("CASE WHEN {open} THEN 1 ELSE 0 END")),
        sum("a.counted * a.overridden".into()),
    ];
    for column in Column::ALL {
        let value = format!("CASE WHEN a.counted = 1 THEN a.relative_{} END", column.key());
        columns.push(format!("COUNT({value})"));
        columns.push(sum(value.clone()));
        columns.push(sum(format!("{value} * {value}")));
        columns.push(format!("MAX(CASE WHEN a.nth = 1 THEN {value} END)"));
        columns.push(format!("MAX({value})"));
    }
    // In the order of the table's columns.
    format!(
        "SELECT a.person, m.cohort, a.scenario, a.way, {} FROM attempt a JOIN member m ON m.person = a.person \
         WHERE (a.counted = 1 OR {open}) AND {condition} GROUP BY a.person, m.cohort, a.scenario, a.way",
        columns.join(", ")
    )
}
