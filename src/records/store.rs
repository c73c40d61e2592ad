//! A store: chains of entries, what they stand for, and what attempts were played with.

use std::path::Path;

use super::content::{Content, Kind};
use super::database::{self, Database, Row, Value};
use super::desk::id_of;
use super::entry::{AttemptId, ENTRY_FORMAT, Entry, Forgot, Link};
use super::projection::Projection;
use super::{Address, Desk, StoreError};

/// An open store. The same on both engines.
pub struct Store {
    pub(super) database: Box<dyn Database>,
    name: String,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("name", &self.name).finish_non_exhaustive()
    }
}

/// What goes from one store to another. Bodies may be missing: withheld or forgotten.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parcel {
    /// Desks and their public keys.
    pub desks: Vec<(String, String)>,
    /// Links, those of a desk in the order of their numbers.
    pub links: Vec<Link>,
    /// Bodies: desk, number, text. Those of a desk in the order of their numbers.
    pub bodies: Vec<(String, u64, String)>,
    /// Scenarios and rubrics.
    pub contents: Vec<Content>,
}

/// What of a parcel was new.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// Links that were not there.
    pub links: usize,
    /// Bodies that were not there.
    pub bodies: usize,
    /// Bodies that were there, and were removed because an entry says that they are to be forgotten.
    pub forgotten: usize,
}

impl Received {
    pub(super) fn add(&mut self, more: Received) {
        self.links += more.links;
        self.bodies += more.bodies;
        self.forgotten += more.forgotten;
    }
}

impl Store {
    /// Opens a store and brings it up to date. `may_create`: a file that is not there is made.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn open(address: &Address, may_create: bool) -> Result<Self, StoreError> {
        Ok(Self { database: database::open(address, may_create)?, name: address.to_string() })
    }

    /// As messages name it; without a password.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Does all of `work` or nothing, and nobody else writes meanwhile.
    pub(super) fn write<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let done = self
            .database
            .begin()
            .and_then(|()| work(self))
            .and_then(|value| self.database.commit().map(|()| value));
        if done.is_err() {
            self.database.rollback();
        }
        done
    }

    /// All rows that a query finds.
    pub(super) fn rows(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        self.database.query(sql, values, &mut |row| rows.push(row))?;
        Ok(rows)
    }

    /// The first row that a query finds.
    pub(super) fn row(&mut self, sql: &str, values: &[Value]) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(sql, values)?.into_iter().next())
    }

    /// The desk of this store whose key lies in `folder`; a new one begins where there is none.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn own_desk(&mut self, folder: &Path) -> Result<Desk, StoreError> {
        match self.find_desk(folder)? {
            Some(desk) => Ok(desk),
            // Of two that begin at the same moment, one finds what the other made.
            None => self.write(|store| match store.find_desk(folder)? {
                Some(desk) => Ok(desk),
                None => {
                    let desk = Desk::new(folder)?;
                    store.know_desk(&desk.id, &desk.public_key())?;
                    store
                        .database
                        .execute("UPDATE desk SET own = 1 WHERE id = ?1", &[desk.id.as_str().into()])?;
                    Ok(desk)
                }
            }),
        }
    }

    fn find_desk(&mut self, folder: &Path) -> Result<Option<Desk>, StoreError> {
        // One that came with an import is not ours, even where its key is here: it goes on in another store.
        for row in self.rows("SELECT id FROM desk WHERE own = 1", &[])? {
            if let Some(desk) = Desk::find(folder, row.text(0))? {
                return Ok(Some(desk));
            }
        }
        Ok(None)
    }

    /// The last link of a desk's chain.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn head(&mut self, desk: &str) -> Result<Option<Link>, StoreError> {
        let sql = format!("SELECT {LINK} FROM link WHERE desk = ?1 ORDER BY number DESC LIMIT 1");
        Ok(self.row(&sql, &[desk.into()])?.map(|row| link(&row)))
    }

    /// Adds entries to a desk's chain.
    ///
    /// # Errors
    /// See [`StoreError`]; nothing was added then.
    pub fn append(&mut self, desk: &Desk, entries: &[Entry], contents: &[Content]) -> Result<(), StoreError> {
        self.write(|store| store.append_within(desk, entries, contents))
    }

    /// As [`Store::append`], inside [`Store::write`].
    pub(super) fn append_within(
        &mut self,
        desk: &Desk,
        entries: &[Entry],
        contents: &[Content],
    ) -> Result<(), StoreError> {
        let mut head = self.head(&desk.id)?;
        if head.is_none() {
            self.know_desk(&desk.id, &desk.public_key())?;
        }
        let mut projection = Projection::default();
        for content in contents {
            self.put_content(content)?;
        }
        for entry in entries {
            let text = entry.to_text();
            let link = Link::after(head.as_ref(), desk, entry.event.is_open(), &text);
            self.put_link(&link)?;
            self.put_body(&desk.id, link.number, entry, &text)?;
            projection.take(self, &desk.id, link.number, entry)?;
            head = Some(link);
        }
        projection.settle(self)
    }

    /// Takes in what it does not have yet. Doing it twice changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Forked`] and [`StoreError::Nonsense`] where it does not fit; nothing was taken in then.
    pub fn receive(&mut self, parcel: &Parcel) -> Result<Received, StoreError> {
        self.write(|store| {
            let mut received = Received::default();
            for (desk, key) in &parcel.desks {
                store.know_desk(desk, key)?;
            }
            for content in &parcel.contents {
                store.put_content(content)?;
            }
            let mut head: Option<Link> = None;
            for link in &parcel.links {
                if head.as_ref().is_none_or(|head| head.desk != link.desk) {
                    head = store.head(&link.desk)?;
                }
                if store.receive_link(link, head.as_ref())? {
                    received.links += 1;
                    head = Some(link.clone());
                }
            }
            let mut projection = Projection::default();
            for (desk, number, text) in &parcel.bodies {
                if let Some(entry) = store.receive_body(desk, *number, text)? {
                    received.bodies += 1;
                    projection.take(store, desk, *number, &entry)?;
                }
            }
            received.forgotten = projection.forgotten();
            projection.settle(store)?;
            Ok(received)
        })
    }

    /// True when the link is new.
    fn receive_link(&mut self, link: &Link, head: Option<&Link>) -> Result<bool, StoreError> {
        let what = || format!("entry {} of desk {}", link.number, link.desk);
        if !link.is_whole() {
            return Err(self.nonsense(what(), "its hash is another"));
        }
        let (next, before) = head.map_or((1, ""), |head| (head.number + 1, &head.hash));
        if link.number >= next {
            if link.number > next {
                return Err(self.nonsense(what(), &format!("entry {next} is missing before it")));
            }
            if link.previous != before {
                return Err(self.forked(link));
            }
            let key = self.row("SELECT public_key FROM desk WHERE id = ?1", &[link.desk.as_str().into()])?;
            if !key.is_some_and(|key| link.is_signed(key.text(0))) {
                return Err(self.nonsense(what(), "its desk has not signed it"));
            }
            return self.put_link(link).map(|()| true);
        }
        let sql = "SELECT hash FROM link WHERE desk = ?1 AND number = ?2";
        let known = self.row(sql, &[link.desk.as_str().into(), (link.number as i64).into()])?;
        match known.as_ref().is_some_and(|row| row.text(0) == link.hash) {
            true => Ok(false),
            false => Err(self.forked(link)),
        }
    }

    fn forked(&self, link: &Link) -> StoreError {
        StoreError::Forked { store: self.name.clone(), desk: link.desk.clone(), number: link.number }
    }

    /// The entry, when the body is new.
    fn receive_body(&mut self, desk: &str, number: u64, text: &str) -> Result<Option<Entry>, StoreError> {
        let place = [Value::from(desk), (number as i64).into()];
        let known = "SELECT 1 FROM body WHERE desk = ?1 AND number = ?2 \
                     UNION SELECT 1 FROM forgotten WHERE desk = ?1 AND number = ?2";
        if self.row(known, &place)?.is_some() {
            return Ok(None);
        }
        let what = || format!("entry {number} of desk {desk}");
        let sql = format!("SELECT {LINK} FROM link WHERE desk = ?1 AND number = ?2");
        let link = self.row(&sql, &place)?.map(|row| link(&row));
        if !link.as_ref().is_some_and(|link| link.is_of(text)) {
            return Err(self.nonsense(what(), "its text is not that of its link"));
        }
        let entry = self.entry(desk, number, text)?;
        if let Some(attempt) = entry.event.attempt()
            && self.is_forgotten(attempt)?
        {
            let sql = "INSERT INTO forgotten (desk, number, attempt) VALUES (?1, ?2, ?3)";
            self.database.execute(sql, &[desk.into(), (number as i64).into(), attempt.0.as_str().into()])?;
            return Ok(None);
        }
        if link.is_some_and(|link| link.open != entry.event.is_open()) {
            return Err(self.nonsense(what(), "its link does not say whether others may see it"));
        }
        self.put_body(desk, number, &entry, text)?;
        Ok(Some(entry))
    }

    /// Whether nothing of an attempt is to come back.
    pub(super) fn is_forgotten(&mut self, attempt: &AttemptId) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM forgotten_attempt WHERE id = ?1";
        Ok(self.row(sql, &[attempt.0.as_str().into()])?.is_some())
    }

    /// The entry of a body.
    pub(super) fn entry(&self, desk: &str, number: u64, text: &str) -> Result<Entry, StoreError> {
        #[derive(serde::Deserialize)]
        struct Format {
            format: u32,
        }
        if serde_json::from_str::<Format>(text).is_ok_and(|found| found.format > ENTRY_FORMAT) {
            return Err(StoreError::Newer { store: self.name.clone() });
        }
        serde_json::from_str(text)
            .map_err(|error| self.nonsense(format!("entry {number} of desk {desk}"), &error.to_string()))
    }

    pub(super) fn nonsense(&self, what: String, why: &str) -> StoreError {
        StoreError::Nonsense { store: self.name.clone(), what, why: why.to_owned() }
    }

    fn know_desk(&mut self, id: &str, key: &str) -> Result<(), StoreError> {
        if id_of(key) != id {
            return Err(self.nonsense(format!("desk {id}"), "its key is not its own"));
        }
        let sql = "INSERT INTO desk (id, public_key, own) VALUES (?1, ?2, 0) ON CONFLICT (id) DO NOTHING";
        self.database.execute(sql, &[id.into(), key.into()])?;
        let known = self.row("SELECT public_key FROM desk WHERE id = ?1", &[id.into()])?;
        match known.is_some_and(|row| row.text(0) == key) {
            true => Ok(()),
            false => Err(self.nonsense(format!("desk {id}"), "it has another key than before")),
        }
    }

    fn put_link(&mut self, link: &Link) -> Result<(), StoreError> {
        let sql = "INSERT INTO link (desk, number, open, digest, previous, hash, signature, had) VALUES (?1, ?2, ?3, ?4, ?5, \
             ?6, ?7, 0)";
        let Link { desk, number, open, digest, previous, hash, signature } = link;
        let values: [Value; 7] = [
            desk.as_str().into(),
            (*number as i64).into(),
            i64::from(*open).into(),
            digest.as_str().into(),
            previous.as_str().into(),
            hash.as_str().into(),
            signature.as_str().into(),
        ];
        self.database.execute(sql, &values).map(drop)
    }

    fn put_body(&mut self, desk: &str, number: u64, entry: &Entry, text: &str) -> Result<(), StoreError> {
        let attempt = entry.event.attempt().map_or("", |id| id.0.as_str());
        // What is about an attempt that was shared before is public even if it arrives later.
        let sql = "INSERT INTO body (desk, number, attempt, public, text) VALUES (?1, ?2, ?3, \
                   CASE WHEN EXISTS (SELECT 1 FROM sharing WHERE attempt = ?3) THEN 1 ELSE ?4 END, ?5)";
        let public = i64::from(entry.event.is_open());
        let values = [desk.into(), (number as i64).into(), attempt.into(), public.into(), text.into()];
        self.database.execute(sql, &values)?;
        let sql = "UPDATE link SET had = 1 WHERE desk = ?1 AND number = ?2";
        self.database.execute(sql, &[desk.into(), (number as i64).into()]).map(drop)
    }

    /// Keeps a content, unless it is there.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn put_content(&mut self, content: &Content) -> Result<(), StoreError> {
        if self.row("SELECT 1 FROM content WHERE hash = ?1", &[content.hash.as_str().into()])?.is_some() {
            return Ok(());
        }
        let sql = "INSERT INTO content (hash, kind, text) VALUES (?1, ?2, ?3) ON CONFLICT (hash) DO NOTHING";
        let values = [content.hash.as_str().into(), content.kind.key().into(), content.text.as_str().into()];
        self.database.execute(sql, &values).map(drop)
    }

    /// What is kept under a hash.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn content(&mut self, hash: &str) -> Result<Option<Content>, StoreError> {
        let row = self.row("SELECT kind, text FROM content WHERE hash = ?1", &[hash.into()])?;
        Ok(row.and_then(|row| {
            let kind = Kind::from_key(row.text(0))?;
            Some(Content { hash: hash.to_owned(), kind, text: row.text(1).to_owned() })
        }))
    }

    /// All that is about a person: their attempts, the places of everything written about those, and of what they wrote as a
    /// trainer about others'.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn about(&mut self, person: &str) -> Result<Forgot, StoreError> {
        let person = [Value::from(person)];
        let attempts = self.rows("SELECT id FROM attempt WHERE person = ?1", &person)?;
        let mut attempts: Vec<AttemptId> =
            attempts.iter().map(|row| AttemptId(row.text(0).to_owned())).collect();
        attempts.sort();
        let sql = "SELECT b.desk, b.number FROM body b JOIN attempt a ON a.id = b.attempt WHERE a.person = ?1 \
                   UNION SELECT desk, number FROM overriding WHERE trainer = ?1";
        let rows = self.rows(sql, &person)?;
        let mut links: Vec<(String, u64)> =
            rows.iter().map(|row| (row.text(0).to_owned(), row.integer(1) as u64)).collect();
        links.sort();
        Ok(Forgot { links, attempts })
    }

    /// Overwrites what deleted rows have left behind, as far as the engine can.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn scrub(&mut self) -> Result<(), StoreError> {
        self.database.scrub()
    }

    /// Lets an SQLite file have no more than so many pages: how a full disk is tried out.
    ///
    /// # Errors
    /// See [`StoreError`].
    #[doc(hidden)]
    pub fn allow_pages(&mut self, pages: u32) -> Result<(), StoreError> {
        self.rows(&format!("PRAGMA max_page_count = {pages}"), &[]).map(drop)
    }

    /// How much there is: attempts ended, attempts begun and not ended, people, links, desks.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn counts(&mut self) -> Result<Counts, StoreError> {
        let mut count = |sql: &str| Ok::<_, StoreError>(self.row(sql, &[])?.map_or(0, |row| row.integer(0)));
        Ok(Counts {
            ended: count("SELECT COUNT(*) FROM attempt WHERE ended_at IS NOT NULL")?,
            open: count("SELECT COUNT(*) FROM attempt WHERE ended_at IS NULL")?,
            people: count("SELECT COUNT(DISTINCT person) FROM attempt")?,
            links: count("SELECT COUNT(*) FROM link")?,
            desks: count("SELECT COUNT(*) FROM desk")?,
        })
    }
}

/// How much a store holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Attempts that were ended.
    pub ended: i64,
    /// Attempts that were begun and not ended.
    pub open: i64,
    /// People with attempts.
    pub people: i64,
    /// Links of all chains.
    pub links: i64,
    /// Desks that are known.
    pub desks: i64,
}

/// The columns of a link, as [`link`] reads them.
pub(super) const LINK: &str = "desk, number, open, digest, previous, hash, signature";

/// A link, from its columns.
pub(super) fn link(row: &Row) -> Link {
    Link {
        desk: row.text(0).to_owned(),
        number: row.integer(1) as u64,
        open: row.integer(2) == 1,
        digest: row.text(3).to_owned(),
        previous: row.text(4).to_owned(),
        hash: row.text(5).to_owned(),
        signature: row.text(6).to_owned(),
    }
}
