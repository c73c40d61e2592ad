//! Records on threads of their own: whoever draws a window never waits for a disk, and whoever writes to the disk never waits
//! for a server.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;

use super::entry::{AttemptId, Who};
use super::keeping::{Options, Records, now};
use super::lookup::{Filter, ListFilter, Listed};
use super::recorder::Recorder;
use super::{StoreError, Unfinished, progress};
use crate::comparison::{Board, By};
use crate::debrief::Reflection;
use crate::rubric::{Dimension, PerDimension};
use crate::scoring::Scores;
use crate::session::Session;

/// Keeps records in the background. Dropping it waits until what was asked for is on the disk, but not for a server.
#[derive(Debug)]
pub struct Worker {
    asked: Option<Sender<Task>>,
    /// Behind a lock only because a window's program may be looked at from several threads; one reads it.
    news: Mutex<Receiver<News>>,
    thread: Option<JoinHandle<()>>,
    /// Nobody takes tasks any more, and that has been told.
    told_gone: Mutex<bool>,
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
    /// A trainee says what they think of a conversation that ended, in place of what they said before.
    Reflect(AttemptId, Reflection),
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
    /// Conversations ended on each of the last seven days of this machine's zone, today last.
    pub week: [u16; 7],
    /// How far each prediction lay from the scores, the oldest first: the mean distance in points over the dimensions that
    /// were predicted and rated.
    pub judged: Vec<u8>,
    /// The mean scores of the last four conversations; `None` where none of them rated a dimension.
    pub lately: Scores,
}

impl Known {
    /// The dimension in which they were lowest in the last four conversations; `None` where fewer than two were rated, or
    /// two share the lowest: then it would not be true of either.
    pub fn lowest(&self) -> Option<Dimension> {
        progress::lowest(&self.lately)
    }
}

/// What somebody did in a scenario, practice included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// The scores of the first conversation.
    pub first: Scores,
    /// The best score in each dimension.
    pub best: Scores,
    /// The id of the last ending; `left` when the trainee left.
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

/// A server that is out of reach is tried again no sooner than this.
const REACH: Duration = Duration::from_secs(60);

impl Worker {
    /// Opens the records in the background. `wake` is called whenever there is news.
    pub fn start(options: Options, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (asked, tasks) = mpsc::channel();
        let (tell, news) = mpsc::channel();
        let tell = Tell { news: tell, wake: Arc::new(wake) };
        let thread = thread::Builder::new().name("records".to_owned());
        let thread = thread.spawn(move || Writer::new(options, tell).work(&tasks));
        Self { asked: Some(asked), news: Mutex::new(news), thread: thread.ok(), told_gone: Mutex::new(false) }
    }

    /// Asks for something. Nobody there to be asked is told once, on standard error: it must not be lost in silence.
    pub fn ask(&self, task: Task) {
        let taken = self.asked.as_ref().is_some_and(|asked| asked.send(task).is_ok());
        if !taken
            && let Ok(mut told) = self.told_gone.lock()
            && !std::mem::replace(&mut *told, true)
        {
            eprintln!("composure: the thread that keeps records has ended; from now on nothing is kept");
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

/// The way back to the window.
#[derive(Clone)]
struct Tell {
    news: Sender<News>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Tell {
    fn tell(&self, news: News) {
        // Nobody listens any more once the window is closed.
        let _ = self.news.send(news);
        (self.wake)();
    }
}

/// The thread that writes to the disk.
struct Writer {
    recorder: Recorder,
    /// The thread that talks to the team's server, where there is one.
    team: Option<Sender<TeamTask>>,
    tell: Tell,
}

enum TeamTask {
    /// There may be something new.
    Follow,
    Board(By, Filter),
}

impl Writer {
    fn new(options: Options, tell: Tell) -> Self {
        let team = options.has_team().then(|| {
            let (asked, tasks) = mpsc::channel();
            let team = Team { options: options.clone(), records: None, tell: tell.clone() };
            // Not joined at the end: a server that does not answer must not keep the window from closing. What it has not got
            // by then follows at the next start.
            let _ = thread::Builder::new().name("team".to_owned()).spawn(move || team.work(&tasks));
            asked
        });
        Self { recorder: Recorder::new(options), team, tell }
    }

    fn work(mut self, tasks: &Receiver<Task>) {
        let known = self.known();
        self.tell.tell(News::Opened(Box::new(known)));
        self.follow();
        loop {
            for sentence in self.recorder.news() {
                self.tell.tell(News::Told(sentence));
            }
            // Waits with a limit only while there is something to try again.
            let next = match self.recorder.is_behind() {
                true => tasks.recv_timeout(AGAIN),
                false => tasks.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match next {
                Ok(task) => self.carry_out(task),
                Err(RecvTimeoutError::Timeout) => {
                    self.recorder.work();
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        for sentence in self.recorder.close() {
            self.tell.tell(News::Told(sentence));
        }
    }

    fn known(&mut self) -> Known {
        let who = self.recorder.who();
        let mut known = Known { who: who.clone(), ..Known::default() };
        let Some(records) = self.recorder.records() else { return known };
        let filter = Filter { person: Some(who.person.clone()), ..Filter::default() };
        let list = ListFilter { filter, counted: false, newest: None };
        let store = records.local();
        let (unfinished, attempts) = (store.unfinished(&who.person), store.list(&list));
        let predictions = store.predictions(&who.person);
        let errors = [unfinished.as_ref().err(), attempts.as_ref().err(), predictions.as_ref().err()];
        for error in errors.into_iter().flatten() {
            self.tell.tell(News::Told(error.to_string()));
        }
        if let Ok((unfinished, told)) = unfinished {
            known.unfinished = unfinished;
            told.into_iter().for_each(|sentence| self.tell.tell(News::Told(sentence)));
        }
        let attempts = attempts.unwrap_or_default();
        let ended = progress::played(&attempts).filter_map(|attempt| attempt.ended_at);
        known.week = progress::week(ended, now(), &TimeZone::system());
        known.judged = progress::judged(&attempts, predictions.unwrap_or_default());
        known.lately = progress::lately(&attempts);
        known.tried = tried(&attempts);
        known
    }

    fn carry_out(&mut self, task: Task) {
        match task {
            Task::Begin(unfinished, session) => self.recorder.begin(unfinished, &session),
            Task::Keep(unfinished) => return self.recorder.keep(unfinished),
            Task::End(unfinished, session) => self.recorder.end(unfinished, &session),
            Task::Discard(id) => return self.recorder.discard(id),
            Task::Reflect(id, reflection) => self.recorder.reflect(id, reflection),
            Task::Board(by, filter) => return self.board(by, filter),
        }
        self.follow();
    }

    fn follow(&self) {
        if let Some(team) = &self.team {
            let _ = team.send(TeamTask::Follow);
        }
    }

    fn board(&mut self, by: By, filter: Filter) {
        if let Some(team) = &self.team {
            let _ = team.send(TeamTask::Board(by, filter));
            return;
        }
        let board = match self.recorder.records() {
            None => Err("the records could not be opened".to_owned()),
            Some(records) => records.local().board(by, &filter).map_err(|error| error.to_string()),
        };
        self.tell.tell(News::Board(Box::new(board)));
    }
}

/// The thread that talks to the team's server, with a connection of its own to the file of this machine.
struct Team {
    options: Options,
    records: Option<Records>,
    tell: Tell,
}

impl Team {
    fn work(mut self, tasks: &Receiver<TeamTask>) {
        // When a server that was out of reach may be tried again.
        let mut again: Option<Instant> = None;
        loop {
            let next = match again {
                Some(at) => tasks.recv_timeout(at.saturating_duration_since(Instant::now())),
                None => tasks.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let waits = again.is_some_and(|at| Instant::now() < at);
            match next {
                Ok(TeamTask::Board(by, filter)) => {
                    let board = self.board(by, &filter).map_err(|error| error.to_string());
                    self.tell.tell(News::Board(Box::new(board)));
                }
                Ok(TeamTask::Follow) if waits => {}
                Ok(TeamTask::Follow) | Err(RecvTimeoutError::Timeout) => again = self.follow(),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
    }

    /// Sends the team's store what it lacks. Gives when to try again, if that may help.
    fn follow(&mut self) -> Option<Instant> {
        match self.records().and_then(Records::follow) {
            Ok(_) => None,
            Err(error) if error.may_pass() => Some(Instant::now() + REACH),
            Err(error) => {
                self.tell.tell(News::Told(error.to_string()));
                None
            }
        }
    }

    fn board(&mut self, by: By, filter: &Filter) -> Result<Board, StoreError> {
        self.records()?.shared_store()?.board(by, filter)
    }

    fn records(&mut self) -> Result<&mut Records, StoreError> {
        if self.records.is_none() {
            self.records = Some(Records::open(&self.options)?);
        }
        Ok(self.records.as_mut().expect("it was opened a line above"))
    }
}

/// What came of the conversations that ended, by scenario; they come the oldest first.
fn tried(attempts: &[Listed]) -> BTreeMap<String, Tried> {
    let mut tried: BTreeMap<String, Tried> = BTreeMap::new();
    for attempt in progress::played(attempts) {
        let earlier = tried.remove(&attempt.scenario);
        let later = Tried::again(earlier, attempt.scores, attempt.ending.clone());
        tried.insert(attempt.scenario.clone(), later);
    }
    tried
}
