//! Conversations that were not ended: kept after every reply, so that a crash or a power cut loses at most the words that
//! were being typed.

use serde::{Deserialize, Serialize};

use super::StoreError;
use super::database::Value;
use super::entry::{AttemptId, Who};
use super::keeping::now;
use super::store::Store;
use crate::session::{Attempt, Session};

/// The format that this program writes.
const FORMAT: u32 = 1;

/// A conversation that was not ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unfinished {
    /// Version of this shape.
    pub format: u32,
    /// The attempt's id.
    pub id: AttemptId,
    /// Who answers.
    pub who: Who,
    /// When it began, in milliseconds since 1970, UTC.
    pub began_at: i64,
    /// What was said so far.
    pub attempt: Attempt,
    /// What was written and not sent.
    #[serde(default)]
    pub draft: String,
    /// Hints taken for what is being written.
    #[serde(default)]
    pub hints: u8,
}

impl Unfinished {
    /// A conversation that begins now.
    pub fn begin(session: &Session, who: Who) -> Self {
        Self {
            format: FORMAT,
            id: AttemptId::fresh(),
            who,
            began_at: now(),
            attempt: session.attempt(),
            draft: String::new(),
            hints: 0,
        }
    }
}

/// The format that something kept says it has.
pub(super) fn format(text: &[u8]) -> Option<u32> {
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    serde_json::from_slice(text).ok().map(|Format { format }| format)
}

impl Store {
    /// Keeps a conversation as it stands now; one that was kept before is replaced in one step.
    ///
    /// # Errors
    /// See [`StoreError`]; what was kept before is still there then.
    pub fn keep(&mut self, unfinished: &Unfinished, at: i64) -> Result<(), StoreError> {
        self.write(|store| store.keep_within(unfinished, at))
    }

    /// As [`Store::keep`], inside [`Store::write`].
    pub(super) fn keep_within(&mut self, unfinished: &Unfinished, at: i64) -> Result<(), StoreError> {
        // One that another window has ended stays ended.
        let sql = "INSERT INTO unfinished (id, person, scenario, changed_at, text) SELECT CAST(?1 AS TEXT), CAST(?2 AS TEXT), \
                   CAST(?3 AS TEXT), CAST(?4 AS BIGINT), CAST(?5 AS TEXT) WHERE NOT EXISTS (SELECT 1 FROM attempt WHERE id = \
                   ?1 AND ended_at IS NOT NULL) ON CONFLICT (id) DO UPDATE SET changed_at = excluded.changed_at, text = excluded.text";
        let text = serde_json::to_string(unfinished).expect("plain data serialises");
        let values: [Value; 5] = [
            unfinished.id.0.as_str().into(),
            unfinished.who.person.as_str().into(),
            unfinished.attempt.scenario.as_str().into(),
            at.into(),
            text.into(),
        ];
        self.database.execute(sql, &values).map(drop)
    }

    /// Conversations of a person that were not ended, the newest first, and what is wrong with those that cannot be read.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn unfinished(&mut self, person: &str) -> Result<(Vec<Unfinished>, Vec<String>), StoreError> {
        let sql = "SELECT id, text FROM unfinished WHERE person = ?1 ORDER BY changed_at DESC, id";
        let mut found = Vec::new();
        let mut told = Vec::new();
        for row in self.rows(sql, &[person.into()])? {
            // What a later format has beside it nobody knows yet.
            if format(row.text(1).as_bytes()).is_some_and(|format| format > FORMAT) {
                told.push(
                    "a newer Composure has kept a conversation; update this one to go on with it".into(),
                );
                continue;
            }
            match serde_json::from_str::<Unfinished>(row.text(1)) {
                Ok(unfinished) => found.push(unfinished),
                Err(error) => told.push(format!("the conversation {} cannot be read: {error}", row.text(0))),
            }
        }
        Ok((found, told))
    }

    /// How far a kept conversation has come.
    pub(super) fn unfinished_progress(
        &mut self,
        id: &AttemptId,
    ) -> Result<Option<(usize, usize)>, StoreError> {
        let row = self.row("SELECT text FROM unfinished WHERE id = ?1", &[id.0.as_str().into()])?;
        let kept = row.and_then(|row| serde_json::from_str::<Unfinished>(row.text(0)).ok());
        Ok(kept.map(|kept| kept.attempt.progress()))
    }

    /// Throws a conversation away. That it began stays recorded.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn discard(&mut self, id: &AttemptId) -> Result<(), StoreError> {
        self.database.execute("DELETE FROM unfinished WHERE id = ?1", &[id.0.as_str().into()]).map(drop)
    }
}
