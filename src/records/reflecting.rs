//! What trainees think of their own conversations. What they predicted and what they suggest to the team is an entry, and goes
//! where the attempt goes; the note is a row of this machine's file and in no entry, so that no way of handing on has it.

use super::StoreError;
use super::database::Value;
use super::entry::{AttemptId, Entry, Event, Reflected};
use super::keeping::{Records, now};
use super::projection::scores;
use super::store::Store;
use crate::debrief::Reflection;
use crate::scoring::Scores;
use crate::session::Mode;

impl Records {
    /// Keeps what a trainee thinks of an attempt of this machine, in place of what they thought before. Doing it twice
    /// changes nothing. Of an attempt that was forgotten nothing is kept. False where there is no such attempt.
    ///
    /// # Errors
    /// See [`StoreError`]; what was kept before is still there then.
    pub fn reflect(&mut self, attempt: &AttemptId, reflection: &Reflection) -> Result<bool, StoreError> {
        let id = Value::from(attempt.0.as_str());
        let Reflection { predicted, note, suggestion } = reflection.tidied();
        self.write_own(|store, desk| {
            let sql = "SELECT mode, shared FROM attempt WHERE id = ?1";
            let Some(known) = store.row(sql, std::slice::from_ref(&id))? else {
                return store.is_forgotten(attempt);
            };
            if store.reflected(attempt)?.unwrap_or_default() != (predicted, suggestion.clone()) {
                let open = known.text(0) == Mode::Assessment.key() || known.integer(1) == 1;
                let reflected = Reflected { attempt: attempt.clone(), predicted, suggestion, open };
                store.append_within(desk, &[Entry::new(now(), Event::Reflected(reflected))], &[])?;
            }
            store.note(attempt, &note)?;
            Ok(true)
        })
    }
}

impl Store {
    /// What a trainee thinks of an attempt; the note only in the file of the machine where it was written. `None` where
    /// they said nothing.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn reflection(&mut self, attempt: &AttemptId) -> Result<Option<Reflection>, StoreError> {
        let (predicted, suggestion) = self.reflected(attempt)?.unwrap_or_default();
        let row = self.row("SELECT text FROM note WHERE attempt = ?1", &[attempt.0.as_str().into()])?;
        let note = row.map_or_else(String::new, |mut row| row.take_text(0));
        Ok(Some(Reflection { predicted, note, suggestion }).filter(|reflection| !reflection.is_empty()))
    }

    /// What a person predicted of the attempts that they ended, the latest of each last.
    pub(super) fn predictions(&mut self, person: &str) -> Result<Vec<(AttemptId, Scores)>, StoreError> {
        let sql = "SELECT r.attempt, r.empathy, r.ownership, r.deescalation FROM attempt a JOIN reflecting r ON r.attempt = \
                   a.id WHERE a.person = ?1 AND a.ended_at IS NOT NULL ORDER BY r.at, r.desk, r.number";
        let rows = self.rows(sql, &[person.into()])?;
        Ok(rows.into_iter().map(|mut row| (AttemptId(row.take_text(0)), scores(&row, 1))).collect())
    }

    /// What entries say of a reflection.
    fn reflected(&mut self, attempt: &AttemptId) -> Result<Option<(Scores, String)>, StoreError> {
        let sql = "SELECT empathy, ownership, deescalation, suggestion FROM reflecting WHERE attempt = ?1 \
                   ORDER BY at DESC, desk DESC, number DESC LIMIT 1";
        let row = self.row(sql, &[attempt.0.as_str().into()])?;
        Ok(row.map(|mut row| (scores(&row, 0), row.take_text(3))))
    }

    /// Writes a note, or takes it away where it is empty.
    fn note(&mut self, attempt: &AttemptId, note: &str) -> Result<(), StoreError> {
        let id = Value::from(attempt.0.as_str());
        if note.is_empty() {
            return self.database.execute("DELETE FROM note WHERE attempt = ?1", &[id]).map(drop);
        }
        let sql = "INSERT INTO note (attempt, text) VALUES (?1, ?2) ON CONFLICT (attempt) DO UPDATE SET text = excluded.text";
        self.database.execute(sql, &[id, note.into()]).map(drop)
    }
}
