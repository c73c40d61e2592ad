//! What the rest of the program does with records: begin, keep, end, share; a team's store follows.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::content::{Content, Kind, yardstick, yardstick_hash};
use super::entry::{Ended, Entry, Event, Overrode, Who};
use super::lookup::Listed;
use super::store::{Received, Store};
use super::waiting::{began, ended};
use super::{Address, Desk, StoreError, Unfinished, data_folder, following};
use crate::comparison::Yardstick;
use crate::session::Session;

/// Where to keep records, and for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The store as it was named, if it was; a file, or a team's server beside the file that there always is.
    pub store: Option<String>,
    /// The name that attempts go by.
    pub person: Option<String>,
    /// The group they are compared with.
    pub cohort: Option<String>,
    /// The folder for the file and the keys; otherwise [`data_folder`].
    pub home: Option<PathBuf>,
    /// A file that was named must be there already.
    pub must_exist: bool,
}

/// The records of this machine, and the team's if there is one.
#[derive(Debug)]
pub struct Records {
    local: Store,
    desk: Desk,
    who: Who,
    team: Option<Team>,
}

#[derive(Debug)]
struct Team {
    address: Address,
    open: Option<Store>,
}

/// The file in the data folder.
const FILE: &str = "records.sqlite";

impl Records {
    /// Opens the store of this machine; it is made where there is none. A team's store is only reached for when something is
    /// asked of it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn open(options: &Options) -> Result<Self, StoreError> {
        let (local, team) = options.places()?;
        let mut local = Store::open(&local, options.is_default() || !options.must_exist)?;
        let desk = local.own_desk(&options.keys()?)?;
        // Everybody without a name on another desk is somebody else.
        let unnamed = || format!("trainee-{}", desk.id.get(..8).unwrap_or(&desk.id));
        let who = options.who();
        let who = if who.person.is_empty() { Who { person: unnamed(), ..who } } else { who };
        Ok(Self { local, desk, who, team: team.map(|address| Team { address, open: None }) })
    }

    /// Who answers here.
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// The desk of this machine.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// The store of this machine.
    pub fn local(&mut self) -> &mut Store {
        &mut self.local
    }

    /// Whether there is a team's store.
    pub fn has_team(&self) -> bool {
        self.team.is_some()
    }

    /// The store that comparisons are made in: the team's where there is one, otherwise that of this machine.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn shared_store(&mut self) -> Result<&mut Store, StoreError> {
        match &mut self.team {
            None => Ok(&mut self.local),
            Some(team) => team.store(),
        }
    }

    /// Both the desk and the store that comparisons are made in.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn desk_and_store(&mut self) -> Result<(&Desk, &mut Store), StoreError> {
        let store = match &mut self.team {
            None => &mut self.local,
            Some(team) => team.store()?,
        };
        Ok((&self.desk, store))
    }

    /// Records that a conversation begins; gives it back as it is kept from now on.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn begin(&mut self, session: &Session) -> Result<Unfinished, StoreError> {
        let unfinished = Unfinished::begin(session, self.who.clone());
        self.begin_as(session, &unfinished)?;
        Ok(unfinished)
    }

    /// As [`Records::begin`], for a conversation that has its id already. The name and the time are those of `unfinished`.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn begin_as(&mut self, session: &Session, unfinished: &Unfinished) -> Result<(), StoreError> {
        let unfinished = &self.named(unfinished);
        let began = began(unfinished, session.scenario().file.title.clone());
        let entry = Entry::new(unfinished.began_at, Event::Began(began));
        let contents = self.contents(session)?;
        let desk = &self.desk;
        self.local.write(|store| {
            // Who was told that it failed tries again, even where it had not.
            if store.row("SELECT 1 FROM attempt WHERE id = ?1", &[unfinished.id.0.as_str().into()])?.is_none()
            {
                store.append_within(desk, &[entry], &contents)?;
            }
            store.keep_within(unfinished, now())
        })
    }

    /// Does all of `work` or nothing in the store of this machine.
    pub(super) fn write_own<T>(
        &mut self,
        work: impl FnOnce(&mut Store, &Desk) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let desk = &self.desk;
        self.local.write(|store| work(store, desk))
    }

    /// A conversation that began before anybody could say who answers here gets the name now.
    pub(super) fn named(&self, unfinished: &Unfinished) -> Unfinished {
        let mut named = unfinished.clone();
        if named.who.person.is_empty() {
            named.who = self.who.clone();
        }
        named
    }

    /// Keeps a conversation as it stands now.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn keep(&mut self, unfinished: &Unfinished) -> Result<(), StoreError> {
        let unfinished = self.named(unfinished);
        self.local.keep(&unfinished, now())
    }

    /// Records that a conversation ended, at this time. It ends once: one that has ended is given back as it did.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn end(&mut self, unfinished: &Unfinished, session: &Session, at: i64) -> Result<Ended, StoreError> {
        let contents = self.contents(session)?;
        let unfinished = &self.named(unfinished);
        let ended = ended(unfinished, session, self.yardstick(session)?);
        let entry = Entry::new(at, Event::Ended(Box::new(ended.clone())));
        let desk = &self.desk;
        self.local.write(|store| match store.ended_as(&ended.id)? {
            Some(known) => Ok(known),
            None => store.append_within(desk, &[entry], &contents).map(|()| ended),
        })
    }

    /// What a scenario allows, worked out once.
    fn yardstick(&mut self, session: &Session) -> Result<Option<Yardstick>, StoreError> {
        let attempt = session.attempt();
        let hash = yardstick_hash(&attempt);
        let known = self.local.content(&hash)?.and_then(|content| serde_json::from_str(&content.text).ok());
        if let Some(known) = known {
            return Ok(known);
        }
        let found = yardstick(session.scenario(), session.rubric(), attempt.memory);
        self.local.put_content(&Content::yardstick(hash, found.as_ref()))?;
        Ok(found)
    }

    /// What a conversation is played with, as far as the store does not have it.
    fn contents(&mut self, session: &Session) -> Result<Vec<Content>, StoreError> {
        let mut contents = Vec::new();
        if !self.local.has_content(&session.scenario().hash)? {
            contents.push(Content::scenario(session.scenario()));
        }
        if !self.local.has_content(session.rubric().hash())? {
            contents.push(Content::rubric(session.rubric()));
        }
        Ok(contents)
    }

    /// Lets others see a practice attempt of this machine.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn share(&mut self, attempt: &Listed) -> Result<(), StoreError> {
        let event = Event::Shared { attempt: attempt.id.clone() };
        self.local.append(&self.desk, &[Entry::new(now(), event)], &[])
    }

    /// Gives an attempt a trainer's scores.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn override_scores(
        &mut self,
        attempt: &Listed,
        view: &super::TrainersView,
    ) -> Result<(), StoreError> {
        let event = Event::Overrode(Overrode {
            attempt: attempt.id.clone(),
            scores: view.scores,
            reason: view.reason.clone(),
            // As names are kept, so that it is found when the trainer is to be forgotten.
            trainer: Who::new(&view.trainer, "").person,
            open: attempt.is_open(),
        });
        self.local.append(&self.desk, &[Entry::new(now(), event)], &[])
    }

    /// Removes what is recorded of a person, here and in the team's store: transcripts, results, what a trainer wrote about
    /// them. The links stay, and an entry without a name says which bodies are gone. Gives how many entries.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn forget(&mut self, person: &str) -> Result<usize, StoreError> {
        let person = Who::new(person, "").person;
        let mut forgot = self.local.about(&person)?;
        let reached = match &self.team {
            None => Ok(()),
            Some(_) => self.shared_store().and_then(|store| store.about(&person)).map(|theirs| {
                forgot.links.extend(theirs.links);
                forgot.attempts.extend(theirs.attempts);
            }),
        };
        forgot.links.sort();
        forgot.links.dedup();
        forgot.attempts.sort();
        forgot.attempts.dedup();
        let unfinished = self.local.forget_unfinished(&person)?;
        let count = forgot.links.len();
        if count > 0 {
            self.local.append(&self.desk, &[Entry::new(now(), Event::Forgot(forgot))], &[])?;
        }
        // Neither a busy file nor a server out of reach keeps the other from forgetting. The server hears of it later; what
        // it knows beyond this machine has then to be forgotten again.
        let scrubbed = self.local.scrub();
        reached.and_then(|()| self.follow())?;
        if self.team.is_some() {
            self.shared_store()?.scrub()?;
        }
        scrubbed?;
        Ok(count + unfinished)
    }

    /// Sends the team's store what it lacks. Without a team there is nothing to do.
    ///
    /// # Errors
    /// See [`StoreError`]; what could not go follows next time.
    pub fn follow(&mut self) -> Result<Received, StoreError> {
        let Some(team) = &mut self.team else { return Ok(Received::default()) };
        let store = team.store()?;
        following::follow(&mut self.local, &self.desk, store)
    }
}

impl Team {
    /// The store; a connection that was lost is made again.
    fn store(&mut self) -> Result<&mut Store, StoreError> {
        if !self.open.as_mut().is_some_and(|store| store.database.is_there()) {
            self.open = None;
            self.open = Some(Store::open(&self.address, true)?);
        }
        Ok(self.open.as_mut().expect("it was opened a line above"))
    }
}

impl Options {
    /// The file, and the server if one was named.
    fn places(&self) -> Result<(Address, Option<Address>), StoreError> {
        match self.store.as_deref().map(Address::parse).transpose()? {
            Some(file @ Address::File(_)) => Ok((file, None)),
            server => Ok((Address::File(self.folder("the records")?.join(FILE)), server)),
        }
    }

    /// Who answers, as far as somebody said so.
    pub(super) fn who(&self) -> Who {
        Who::new(self.person.as_deref().unwrap_or(""), self.cohort.as_deref().unwrap_or(""))
    }

    /// Whether a team's server was named.
    pub(super) fn has_team(&self) -> bool {
        matches!(self.places(), Ok((_, Some(_))))
    }

    /// The folders for what the store does not take: one in the data folder, and one among the system's temporary files where
    /// that cannot be written. Each store has its own.
    pub(super) fn waiting(&self) -> Vec<PathBuf> {
        let Ok(Address::File(file)) = self.places().map(|(local, _)| local) else { return Vec::new() };
        let file = std::path::absolute(&file).unwrap_or(file);
        let hash = blake3::hash(file.as_os_str().as_encoded_bytes()).to_hex();
        let name = format!("waiting-{}", &hash[..16]);
        let temporary = std::env::temp_dir().join(format!("composure-{name}"));
        self.folder("the records").ok().map(|home| home.join(name)).into_iter().chain([temporary]).collect()
    }

    /// The keys of desks lie in the data folder, and beside the store where there is none.
    fn keys(&self) -> Result<PathBuf, StoreError> {
        let beside = match self.places()?.0 {
            Address::File(path) => path.parent().map(Path::to_owned),
            Address::Server(_) => None,
        };
        self.folder("the keys").or_else(|none| beside.ok_or(none))
    }

    /// Whether the file is the one that nobody named.
    pub(super) fn is_default(&self) -> bool {
        !matches!(self.store.as_deref().map(Address::parse), Some(Ok(Address::File(_))))
    }

    pub(super) fn folder(&self, what: &str) -> Result<PathBuf, StoreError> {
        match &self.home {
            Some(home) => Ok(home.clone()),
            None => data_folder().map_err(|_| no_folder(what)),
        }
    }

    /// The file that records are kept in.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn file(&self) -> Result<PathBuf, StoreError> {
        match self.places()?.0 {
            Address::File(path) => Ok(path),
            Address::Server(_) => Err(no_folder("the records")),
        }
    }
}

fn no_folder(what: &str) -> StoreError {
    StoreError::Folder { store: what.to_owned(), error: std::io::Error::other("the system names no home") }
}

/// Milliseconds since 1970, UTC, by the clock of this machine.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

impl Event {
    /// The hashes of what the attempt was played with.
    pub(super) fn needs(&self) -> impl Iterator<Item = &str> {
        let attempt = match self {
            Event::Began(began) => Some(&began.attempt),
            Event::Ended(ended) => Some(&ended.attempt),
            _ => None,
        };
        attempt.into_iter().flat_map(|attempt| [attempt.scenario_hash.as_str(), attempt.rubric_hash.as_str()])
    }
}

impl Store {
    /// Whether something is kept under a hash.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn has_content(&mut self, hash: &str) -> Result<bool, StoreError> {
        Ok(self.row("SELECT 1 FROM content WHERE hash = ?1", &[hash.into()])?.is_some())
    }

    /// Contents of a kind, by hash.
    pub(super) fn contents_of(&mut self, kind: Kind) -> Result<Vec<Content>, StoreError> {
        let rows =
            self.rows("SELECT hash, text FROM content WHERE kind = ?1 ORDER BY hash", &[kind.key().into()])?;
        let content = |row: &super::database::Row| Content {
            hash: row.text(0).to_owned(),
            kind,
            text: row.text(1).to_owned(),
        };
        Ok(rows.iter().map(content).collect())
    }

    fn forget_unfinished(&mut self, person: &str) -> Result<usize, StoreError> {
        let count = self.database.execute("DELETE FROM unfinished WHERE person = ?1", &[person.into()])?;
        Ok(count as usize)
    }
}
