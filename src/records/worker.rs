//! Records on a thread of their own: whoever draws a window never waits for a disk or a server.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::entry::{AttemptId, Who};
use super::keeping::Options;
use super::lookup::{Filter, ListFilter, Listed};
use super::recorder::Recorder;
use super::{StoreError, Unfinished};
use crate::comparison::{Board, By};
use crate::rubric::PerDimension;
use crate::scoring::Scores;
use crate::session::Session;

/// Keeps records in the background. Dropping it waits until what was asked for is done.
#[derive(Debug)]
pub struct Worker {
    asked: Option<Sender<Task>>,
    /// Behind a lock only because a window's program may be looked at from several threads; one reads it.
    news: Mutex<Receiver<News>>,
    thread: Option<JoinHandle<()>>,
}

/// What it is asked for.
#[derive(Debug)]
pub enum Task {
    /// A conversation begins.
    Begin(Unfinished, Box<Session>),
    /// A conversation goes on.
    Keep(Unfinished),
    /// A conversation is over.
    End(Unfinished, Box<Session>),
    /// A conversation that was not ended is thrown away.
    Discard(AttemptId),
    /// A board.
    Board(By, Filter),
}

/// What it has to tell.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// The records are open: who answers here, what was not ended, and what was tried so far.
    Opened(Box<Known>),
    /// Something that the person should know, as a sentence.
    Told(String),
    /// A board, or why there is none.
    Board(Box<Result<Board, String>>),
}

/// What the records know of the person who answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub who: Who,
    /// Conversations that were not ended, the newest first.
    pub unfinished: Vec<Unfinished>,
    /// By the scenario's id.
    pub tried: BTreeMap<String, Tried>,
}

/// What somebody did in a scenario, practice included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// The scores of the first conversation.
    pub first: Scores,
    /// The best score in each dimension.
    pub best: Scores,
    /// The id of the last ending.
    pub ending: String,
}

impl Tried {
    /// After one more conversation.
    pub fn again(earlier: Option<Self>, scores: Scores, ending: String) -> Self {
        match earlier {
            None => Self { first: scores, best: scores, ending },
            Some(Self { first, best, .. }) => {
                let best =
                    PerDimension::from_fn(|dimension| (*best.get(dimension)).max(*scores.get(dimension)));
                Self { first, best, ending }
            }
        }
    }
}

/// What a store did not take is tried again this often.
const AGAIN: Duration = Duration::from_secs(5);

/// A server that is out of reach is tried again this often.
const REACH: Duration = Duration::from_secs(60);

impl Worker {
    /// Opens the records in the background. `wake` is called whenever there is news.
    pub fn start(options: Options, wake: impl Fn() + Send + 'static) -> Self {
        let (asked, tasks) = mpsc::channel();
        let (tell, news) = mpsc::channel();
        let tell = move |told| {
            // Nobody listens any more once the window is closed.
            let _ = tell.send(told);
            wake();
        };
        let thread = thread::Builder::new().name("records".to_owned());
        let thread =
            thread.spawn(move || Desk { recorder: Recorder::new(options), owes: true, tell }.work(&tasks));
        Self { asked: Some(asked), news: Mutex::new(news), thread: thread.ok() }
    }

    /// Asks for something.
    pub fn ask(&self, task: Task) {
        if let Some(asked) = &self.asked {
            // A thread that is gone has told why.
            let _ = asked.send(task);
        }
    }

    /// What there is to tell by now.
    pub fn news(&self) -> Vec<News> {
        self.news.lock().map_or_else(|_| Vec::new(), |news| news.try_iter().collect())
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.asked.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        for news in self.news() {
            if let News::Told(sentence) = news {
                eprintln!("composure: {sentence}");
            }
        }
    }
}

/// The thread's own side.
struct Desk<F: Fn(News)> {
    recorder: Recorder,
    /// The team's store may lack something.
    owes: bool,
    tell: F,
}

impl<F: Fn(News)> Desk<F> {
    fn work(mut self, tasks: &Receiver<Task>) {
        self.open();
        loop {
            self.pass_on();
            match self.next(tasks) {
                Ok(task) => self.carry_out(task),
                Err(RecvTimeoutError::Timeout) => {
                    self.recorder.work();
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
            self.follow();
        }
        for sentence in self.recorder.close() {
            (self.tell)(News::Told(sentence));
        }
    }

    /// Waits for the next task; only as long as there is nothing to try again.
    fn next(&self, tasks: &Receiver<Task>) -> Result<Task, RecvTimeoutError> {
        match (self.recorder.is_behind(), self.owes) {
            (true, _) => tasks.recv_timeout(AGAIN),
            (false, true) => tasks.recv_timeout(REACH),
            (false, false) => tasks.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn open(&mut self) {
        let who = self.recorder.who();
        let known = match self.recorder.records() {
            None => Ok(Known { who, ..Known::default() }),
            Some(records) => {
                let filter = Filter { person: Some(who.person.clone()), ..Filter::default() };
                let list = ListFilter { filter, counted: false, newest: None };
                let store = records.local();
                store.unfinished(&who.person).and_then(|unfinished| {
                    let tried = tried(&store.list(&list)?);
                    Ok(Known { who, unfinished, tried })
                })
            }
        };
        match known {
            Ok(known) => (self.tell)(News::Opened(Box::new(known))),
            Err(error) => (self.tell)(News::Told(error.to_string())),
        }
        self.follow();
    }

    fn carry_out(&mut self, task: Task) {
        match task {
            Task::Begin(unfinished, session) => self.recorder.begin(unfinished, &session),
            Task::Keep(unfinished) => return self.recorder.keep(unfinished),
            Task::End(unfinished, session) => self.recorder.end(unfinished, &session),
            Task::Discard(id) => return self.recorder.discard(id),
            Task::Board(by, filter) => return self.board(by, &filter),
        }
        self.owes = true;
    }

    fn board(&mut self, by: By, filter: &Filter) {
        let board = match self.recorder.records() {
            None => Err("the records could not be opened".to_owned()),
            Some(records) => {
                let board = records.shared_store().and_then(|store| store.board(by, filter));
                board.map_err(|error| error.to_string())
            }
        };
        (self.tell)(News::Board(Box::new(board)));
    }

    /// Sends the team's store what it lacks, if there is one.
    fn follow(&mut self) {
        if !self.owes {
            return;
        }
        self.owes = match self.recorder.records().map(super::Records::follow) {
            Some(Err(StoreError::Unreachable { .. })) => true,
            Some(Err(error)) => {
                (self.tell)(News::Told(error.to_string()));
                false
            }
            Some(Ok(_)) | None => false,
        };
    }

    fn pass_on(&mut self) {
        for sentence in self.recorder.news() {
            (self.tell)(News::Told(sentence));
        }
    }
}

/// What came of the conversations that ended, by scenario; they come the oldest first.
fn tried(attempts: &[Listed]) -> BTreeMap<String, Tried> {
    let mut tried: BTreeMap<String, Tried> = BTreeMap::new();
    // One that was left before the first reply was not tried.
    for attempt in attempts.iter().filter(|attempt| attempt.ended_at.is_some() && attempt.replies > 0) {
        let earlier = tried.remove(&attempt.scenario);
        let later = Tried::again(earlier, attempt.scores, attempt.ending.clone());
        tried.insert(attempt.scenario.clone(), later);
    }
    tried
}
