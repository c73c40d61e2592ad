//! What a store could not take: left as a file of its own, and taken in at the next start.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::content::{Content, yardstick};
use super::entry::{AttemptId, Began, EndResult, Ended, Entry, Event};
use super::keeping::{Records, now};
use super::unfinished::format;
use super::{StoreError, Unfinished};
use crate::comparison::Yardstick;
use crate::debrief::Reflection;
use crate::session::Session;

/// The format of waiting files that this program writes.
const FORMAT: u32 = 1;

/// A conversation with all that a store needs to take it in, ended or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// Version of this shape.
    format: u32,
    unfinished: Unfinished,
    title: String,
    /// When it ended, in milliseconds since 1970, UTC.
    ended_at: Option<i64>,
    ended: Option<Ended>,
    contents: Vec<Content>,
}

impl Waiting {
    /// A conversation that goes on.
    pub fn open(unfinished: &Unfinished, session: &Session) -> Self {
        Self {
            title: session.scenario().file.title.clone(),
            contents: vec![Content::scenario(session.scenario()), Content::rubric(session.rubric())],
            ..Self::further(unfinished.clone())
        }
    }

    /// A conversation that ended, at this time.
    pub fn ended(unfinished: &Unfinished, session: &Session, at: i64) -> Self {
        let measured = yardstick(session.scenario(), session.rubric(), session.setting().memory);
        let ended = Some(ended(unfinished, session, measured));
        Self { ended_at: Some(at), ended, ..Self::open(unfinished, session) }
    }

    /// A conversation that goes on, of which the store knows already that it began.
    pub fn further(unfinished: Unfinished) -> Self {
        let title = unfinished.attempt.scenario.clone();
        Self { format: FORMAT, unfinished, title, ended_at: None, ended: None, contents: Vec::new() }
    }

    /// The same conversation, later.
    pub fn go_on(&mut self, unfinished: Unfinished) {
        self.unfinished = unfinished;
    }

    /// The attempt's id.
    pub fn id(&self) -> &AttemptId {
        &self.unfinished.id
    }

    /// The file that it lies in.
    pub(super) fn name(&self) -> String {
        format!("{}.json", self.id())
    }

    /// What lies in it.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("plain data serialises")
    }
}

/// What is thought of a conversation that the store had taken, or that waits beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WaitingReflection {
    /// Version of this shape.
    format: u32,
    attempt: AttemptId,
    reflection: Reflection,
}

/// How the names of files with a [`WaitingReflection`] end.
const REFLECTION: &str = ".reflection.json";

impl WaitingReflection {
    /// What is thought of an attempt.
    pub fn new(attempt: AttemptId, reflection: Reflection) -> Self {
        Self { format: FORMAT, attempt, reflection }
    }

    /// The attempt's id.
    pub fn id(&self) -> &AttemptId {
        &self.attempt
    }

    /// The file that it lies in.
    pub fn name(&self) -> String {
        format!("{}{REFLECTION}", self.attempt)
    }

    /// What lies in it.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("plain data serialises")
    }

    /// Gives it to the records; see [`Records::reflect`].
    pub fn give(&self, records: &mut Records) -> Result<bool, StoreError> {
        records.reflect(&self.attempt, &self.reflection)
    }
}

/// Leaves a file in `folder`, from where [`Records::take_waiting`] fetches it. Nobody else on the machine may read it.
///
/// # Errors
/// Where the folder cannot be written.
pub(super) fn leave(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)?;
    let mut options = atomic_write_file::AtomicWriteFile::options();
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};

        use atomic_write_file::unix::OpenOptionsExt as _;
        // One that was there is closed to others too; somebody else's, where we may not, is not written to.
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        options.preserve_mode(false).mode(0o600);
    }
    let mut file = options.open(folder.join(name))?;
    file.write_all(bytes)?;
    file.commit()
}

/// Reads what was left.
fn read<T: DeserializeOwned>(path: &Path) -> Result<T, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    // What a later format has beside it nobody knows yet.
    if format(&bytes).is_some_and(|format| format > FORMAT) {
        return Err("a newer Composure left it; update this one".to_owned());
    }
    serde_json::from_slice(&bytes).map_err(|error| error.to_string())
}

impl Records {
    /// Takes in what was left in `folder`, and removes the files. Gives how many conversations, and what is wrong with
    /// files that stay.
    pub(super) fn take_waiting(&mut self, folder: &Path) -> (usize, Vec<String>) {
        let mut taken = 0;
        let mut told = Vec::new();
        let Ok(entries) = fs::read_dir(folder) else { return (0, told) };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
        // What is thought of a conversation comes after all of them.
        paths.sort_by_cached_key(|path| (holds_reflection(path), path.clone()));
        for path in paths {
            let is_reflection = holds_reflection(&path);
            let done =
                if is_reflection { self.take_reflection(&path) } else { self.take_conversation(&path) };
            match done {
                Ok(()) => {
                    taken += usize::from(!is_reflection);
                    // A file that stays is taken in again, which changes nothing.
                    let _ = fs::remove_file(&path);
                }
                Err(why) => told.push(format!("{} cannot be taken in: {why}", path.display())),
            }
        }
        (taken, told)
    }

    fn take_conversation(&mut self, path: &Path) -> Result<(), String> {
        let waiting: Waiting = read(path)?;
        self.take(&waiting).map_err(|error| error.to_string())
    }

    fn take_reflection(&mut self, path: &Path) -> Result<(), String> {
        let waiting: WaitingReflection = read(path)?;
        match waiting.give(self).map_err(|error| error.to_string())? {
            true => Ok(()),
            false => Err("the conversation that it is about is not in the records".to_owned()),
        }
    }

    /// Takes in a conversation. Doing it twice changes nothing.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn take(&mut self, waiting: &Waiting) -> Result<(), StoreError> {
        let Waiting { title, ended_at, ended, contents, .. } = waiting;
        let unfinished = self.named(&waiting.unfinished);
        let who = &unfinished.who;
        self.write_own(|store, desk| {
            let known =
                store.row("SELECT ended_at FROM attempt WHERE id = ?1", &[waiting.id().0.as_str().into()])?;
            let mut entries = Vec::new();
            if known.is_none() {
                let began = began(&unfinished, title.clone());
                entries.push(Entry::new(unfinished.began_at, Event::Began(began)));
            }
            let is_ended = known.is_some_and(|row| row.optional(0).is_some());
            if let (Some(ended), Some(at), false) = (ended, ended_at, is_ended) {
                let ended = Ended { who: who.clone(), ..ended.clone() };
                entries.push(Entry::new(*at, Event::Ended(Box::new(ended))));
            }
            store.append_within(desk, &entries, contents)?;
            // What the store has may be newer than what once was left.
            let known = store.unfinished_progress(&unfinished.id)?;
            match ended.is_none() && known.is_none_or(|known| known <= unfinished.attempt.progress()) {
                true => store.keep_within(&unfinished, now()),
                false => Ok(()),
            }
        })
    }
}

fn holds_reflection(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(REFLECTION))
}

/// The record that a conversation began.
pub(super) fn began(unfinished: &Unfinished, title: String) -> Began {
    let (id, who) = (unfinished.id.clone(), unfinished.who.clone());
    Began { id, who, title, attempt: unfinished.attempt.opening() }
}

/// The record of a conversation that ended.
pub(super) fn ended(unfinished: &Unfinished, session: &Session, yardstick: Option<Yardstick>) -> Ended {
    let (ending, kind) = session.ending();
    Ended {
        id: unfinished.id.clone(),
        who: unfinished.who.clone(),
        title: session.scenario().file.title.clone(),
        began_at: unfinished.began_at,
        attempt: session.attempt(),
        replies: session.steps().iter().map(|step| step.receipt.scores).collect(),
        result: EndResult {
            scores: session.scores(),
            ending: ending.to_owned(),
            kind: kind.key().to_owned(),
            passed: session.passed(),
            yardstick,
            receipt: session.receipt(),
        },
    }
}
