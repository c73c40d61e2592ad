//! Keeping conversations whatever the store does: what it does not take now lies in a file beside it until it does, and is tried
//! again with every reply and at the next start.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use super::entry::{AttemptId, Who};
use super::keeping::{Options, Records, now};
use super::waiting::{self, Waiting, WaitingReflection};
use super::{StoreError, Unfinished};
use crate::debrief::Reflection;
use crate::session::Session;

/// Keeps conversations.
#[derive(Debug)]
pub struct Recorder {
    options: Options,
    records: Option<Records>,
    tasks: VecDeque<Task>,
    /// Files with what the store did not take: the name of each, and its folder.
    left: BTreeMap<String, PathBuf>,
    /// A damaged store was put aside, and with it what it knew of conversations under way.
    begun_anew: bool,
    /// What was told last, so that it is not told with every reply.
    trouble: Option<String>,
    news: Vec<String>,
}

/// Something that is still to be written.
#[derive(Debug)]
enum Task {
    Begin(Unfinished, Box<Session>),
    Keep(Unfinished),
    End(Unfinished, Box<Session>, i64),
    Discard(AttemptId),
    Reflect(WaitingReflection),
}

impl Recorder {
    /// Opens the records. A store that cannot be opened is tried again with every task; [`Recorder::news`] tells.
    pub fn new(options: Options) -> Self {
        let mut recorder = Self::closed(options);
        if let Err(error) = recorder.open() {
            recorder.tell(&error);
        }
        recorder
    }

    /// As [`Recorder::new`], but only with a store that can be opened now.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn at_once(options: Options) -> Result<Self, StoreError> {
        let mut recorder = Self::closed(options);
        recorder.open()?;
        Ok(recorder)
    }

    fn closed(options: Options) -> Self {
        Self {
            options,
            records: None,
            tasks: VecDeque::new(),
            left: BTreeMap::new(),
            begun_anew: false,
            trouble: None,
            news: Vec::new(),
        }
    }

    /// The records, if they could be opened.
    pub fn records(&mut self) -> Option<&mut Records> {
        self.records.as_mut()
    }

    /// What went wrong, or well again, since this was last asked; whole sentences.
    pub fn news(&mut self) -> Vec<String> {
        std::mem::take(&mut self.news)
    }

    /// Whether anything is still to be written.
    pub fn is_behind(&self) -> bool {
        !self.tasks.is_empty()
    }

    /// Who answers here. Without a name while nobody named one and the records, which make one up, are not open.
    pub fn who(&self) -> Who {
        match &self.records {
            Some(records) => records.who().clone(),
            None => self.options.who(),
        }
    }

    /// A conversation begins.
    pub fn begin(&mut self, unfinished: Unfinished, session: &Session) {
        self.tasks.push_back(Task::Begin(unfinished, Box::new(session.clone())));
        self.work();
    }

    /// A conversation goes on: after a reply, or while one is being written.
    pub fn keep(&mut self, unfinished: Unfinished) {
        // What is newer stands for what is older.
        self.tasks.retain(|task| !matches!(task, Task::Keep(older) if older.id == unfinished.id));
        self.tasks.push_back(Task::Keep(unfinished));
        self.work();
    }

    /// A conversation is over.
    pub fn end(&mut self, unfinished: Unfinished, session: &Session) {
        self.tasks.retain(|task| !matches!(task, Task::Keep(older) if older.id == unfinished.id));
        self.tasks.push_back(Task::End(unfinished, Box::new(session.clone()), now()));
        self.work();
    }

    /// A conversation that was not ended is thrown away.
    pub fn discard(&mut self, id: AttemptId) {
        self.tasks.push_back(Task::Discard(id));
        self.work();
    }

    /// A trainee says what they think of a conversation that ended, in place of what they said before.
    pub fn reflect(&mut self, id: AttemptId, reflection: Reflection) {
        // What is newer stands for what is older.
        self.tasks.retain(|task| !matches!(task, Task::Reflect(older) if *older.id() == id));
        self.tasks.push_back(Task::Reflect(WaitingReflection::new(id, reflection)));
        self.work();
    }

    /// Tries what is still to be written, in order. True when nothing is left; otherwise it lies in files.
    pub fn work(&mut self) -> bool {
        while let Some(task) = self.tasks.pop_front() {
            if let Err(error) = self.write(&task) {
                self.tasks.push_front(task);
                self.tell(&error);
                self.leave();
                return false;
            }
        }
        if self.trouble.take().is_some() {
            self.news.push("everything is kept again".to_owned());
        }
        self.fetch_left();
        true
    }

    /// Tries a last time, and tells where what was never taken lies.
    pub fn close(mut self) -> Vec<String> {
        if !self.work() {
            let home = self.options.waiting().into_iter().next();
            self.news.push(match (self.left.values().next(), home) {
                (Some(folder), Some(home)) if *folder != home => format!(
                    "what the store did not take lies in {}; move it to {}, and the next start takes it in",
                    folder.display(),
                    home.display()
                ),
                (Some(folder), _) => format!(
                    "what the store did not take lies in {}; it is taken in at the next start",
                    folder.display()
                ),
                (None, _) => {
                    "the conversation could not be kept anywhere: no folder can be written to".to_owned()
                }
            });
        }
        self.news
    }

    fn write(&mut self, task: &Task) -> Result<(), StoreError> {
        let done = self.open().and_then(|records| write(records, task));
        let known = match done {
            Err(StoreError::Garbled { store, why }) if self.options.is_default() => {
                self.begin_anew(&store, &why)?;
                self.open().and_then(|records| write(records, task))?
            }
            done => done?,
        };
        if !known {
            self.news.push(
                "what you think of the conversation is not kept: the conversation is not in the records"
                    .into(),
            );
        }
        match task {
            // What the damaged store knew of the conversation is put aside with it.
            Task::Keep(unfinished) if self.begun_anew => {
                self.open()?.take(&Waiting::further(unfinished.clone()))
            }
            _ => Ok(()),
        }
    }

    /// The records; opened if they are not, with what was left waiting taken in.
    fn open(&mut self) -> Result<&mut Records, StoreError> {
        if self.records.is_none() {
            let records = match Records::open(&self.options) {
                Err(StoreError::Garbled { store, why }) if self.options.is_default() => {
                    self.begin_anew(&store, &why)?;
                    Records::open(&self.options)?
                }
                opened => opened?,
            };
            self.records = Some(records);
            self.fetch_waiting();
        }
        Ok(self.records.as_mut().expect("it was opened a line above"))
    }

    fn fetch_waiting(&mut self) {
        // Of the data folder alone: among temporary files anybody could have laid something.
        let folder = self.options.waiting().into_iter().next();
        let (Some(records), Some(folder)) = (self.records.as_mut(), folder) else { return };
        let (taken, told) = records.take_waiting(&folder);
        if taken > 0 {
            let what = if taken == 1 { "a conversation" } else { "conversations" };
            self.news.push(format!("{what} that could not be kept earlier: kept now ({taken})"));
        }
        self.news.extend(told);
    }

    /// Puts the damaged file aside, so that the next opening makes a new one.
    fn begin_anew(&mut self, store: &str, why: &str) -> Result<(), StoreError> {
        self.records = None;
        let aside = put_aside(&self.options.file()?)?;
        let aside = aside.display();
        self.begun_anew = true;
        self.news
            .push(format!("{store} is damaged ({why}); it was put aside as {aside} and a new one begun"));
        Ok(())
    }

    /// Leaves what the store did not take as files: a power cut between two tries must not cost it.
    fn leave(&mut self) {
        let folders = self.options.waiting();
        let waiting = self.waiting();
        // What is to be thrown away must not come back at the next start.
        self.left.retain(|name, folder| {
            let stays = waiting.contains_key(name);
            if !stays {
                let _ = fs::remove_file(folder.join(name));
            }
            stays
        });
        for (name, bytes) in waiting {
            let taken = folders.iter().find(|folder| waiting::leave(folder, &name, &bytes).is_ok());
            if let Some(folder) = taken {
                self.left.insert(name, folder.clone());
            }
        }
    }

    /// Removes the files of what the store has taken by now.
    fn fetch_left(&mut self) {
        for (name, folder) in std::mem::take(&mut self.left) {
            let _ = fs::remove_file(folder.join(name));
        }
    }

    /// What was not written, as files: the newest state of each conversation, and what is thought of them.
    fn waiting(&self) -> BTreeMap<String, Vec<u8>> {
        let conversations = self.conversations();
        let conversations = conversations.iter().map(|waiting| (waiting.name(), waiting.to_bytes()));
        let reflections = self.tasks.iter().filter_map(|task| match task {
            Task::Reflect(reflection) => Some((reflection.name(), reflection.to_bytes())),
            _ => None,
        });
        conversations.chain(reflections).collect()
    }

    fn conversations(&self) -> Vec<Waiting> {
        let mut waiting: Vec<Waiting> = Vec::new();
        for task in &self.tasks {
            match task {
                Task::Begin(unfinished, session) => waiting.push(Waiting::open(unfinished, session)),
                Task::End(unfinished, session, at) => {
                    waiting.retain(|known| *known.id() != unfinished.id);
                    waiting.push(Waiting::ended(unfinished, session, *at));
                }
                Task::Keep(newer) => match waiting.iter_mut().find(|known| *known.id() == newer.id) {
                    Some(known) => known.go_on(newer.clone()),
                    None => waiting.push(Waiting::further(newer.clone())),
                },
                Task::Discard(id) => waiting.retain(|known| known.id() != id),
                Task::Reflect(_) => {}
            }
        }
        waiting
    }

    fn tell(&mut self, error: &StoreError) {
        let sentence = error.to_string();
        if self.trouble.as_ref() != Some(&sentence) {
            self.news.push(sentence.clone());
            self.trouble = Some(sentence);
        }
    }
}

/// False where the records do not know what it is about.
fn write(records: &mut Records, task: &Task) -> Result<bool, StoreError> {
    match task {
        Task::Begin(unfinished, session) => records.begin_as(session, unfinished)?,
        Task::Keep(unfinished) => records.keep(unfinished)?,
        Task::End(unfinished, session, at) => records.end(unfinished, session, *at).map(drop)?,
        Task::Discard(id) => records.local().discard(id)?,
        Task::Reflect(waiting) => return waiting.give(records),
    }
    Ok(true)
}

/// Gives a damaged file and what belongs to it another name, which nothing has yet.
fn put_aside(path: &Path) -> Result<PathBuf, StoreError> {
    let name = |number: u32, ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".damaged-{number}{ending}"));
        PathBuf::from(name)
    };
    let free = (1..).find(|&number| !name(number, "").exists()).expect("numbers do not run out");
    for ending in ["-wal", "-shm", ""] {
        let mut from = path.as_os_str().to_owned();
        from.push(ending);
        match fs::rename(&from, name(free, ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::File { what: "put aside", path: path.to_owned(), error });
            }
            _ => {}
        }
    }
    Ok(name(free, ""))
}
