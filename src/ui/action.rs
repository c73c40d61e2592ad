//! What a person can do, and what the world has to do for it.

use super::screen::Sheet;
use crate::comparison::By;
use crate::debrief::Reflection;
use crate::records::{AttemptId, Filter, Unfinished};
use crate::session::{Mode, Session};
use crate::settings::{Setting, Settings};

/// Something the person did. Screens return these; [`super::Desk`] carries them out.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Go to the library. A conversation under way is kept.
    OpenLibrary,
    /// Go to the scoreboard. A conversation under way is kept.
    OpenScoreboard,
    /// Go to the settings. A conversation under way is kept.
    OpenSettings,
    /// What this screen is for, and its keys.
    OpenHelp,
    /// Find anything by typing.
    OpenPalette,
    /// Back from whatever lies over the screen.
    Close,
    /// What was told has been read.
    CloseTold,
    /// Begin the first conversation, which explains the screen.
    BeginTour,
    /// The next thing that the tour explains.
    NextOfTour,
    /// No more explanations.
    EndTour,
    /// What the rows of the scoreboard are.
    BoardBy(By),
    /// Chosen replies on the scoreboard instead of typed ones, or the other way round.
    BoardChosen(bool),
    /// Look at the records again.
    ReadBoard,
    /// Read the scenario files again.
    ReadLibrary,
    /// Read the brief of a scenario, by id.
    OpenBrief(String),
    /// Play it this way.
    ChooseMode(Mode),
    /// Begin the conversation of the brief.
    Start,
    /// Send the draft.
    Send,
    /// Choose an option, by index.
    Choose(usize),
    /// The customer's answer at once, without the moment it takes.
    Hurry,
    /// Ask for a hint; it costs points.
    Hint,
    /// Put words at the end of the draft.
    Insert(String),
    /// Look at one's replies, to take one back.
    AskWhereTo,
    /// Go back to before a reply, by index; the other way is kept for comparison.
    Rewind(usize),
    /// End the conversation here; asks first where something would be lost.
    AskToLeave,
    /// End the conversation here.
    Leave,
    /// From a conversation that is over to its debrief.
    LookBack,
    /// Go on with a conversation that was kept.
    Resume(AttemptId),
    /// Throw a kept conversation away; asks first.
    AskToDiscard(AttemptId),
    /// Throw a kept conversation away.
    Discard(AttemptId),
    /// Look at a reply in the debrief, by index.
    ShowReply(usize),
    /// Show the debrief, with the guess as it stands.
    Predict,
    /// Show the debrief without a guess.
    SkipPrediction,
    /// Lay something over the debrief.
    OpenSheet(Sheet),
    /// Save the debrief as a page to hand on.
    SavePage,
    /// Try again from a reply, by index; what was said before stays.
    TryFrom(usize),
    /// The same scenario from the start, with other phrasings.
    Again,
    /// Show or hide the problems of broken scenario files.
    ToggleProblems,
    /// Choose something for oneself.
    Change(Setting),
    /// Close the program.
    Quit,
}

/// A page to hand on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What the file is to be called, without an ending.
    pub name: String,
    /// The whole page.
    pub html: String,
}

/// Something to be done outside the screens.
#[derive(Clone, Debug)]
pub enum Effect {
    /// A conversation begins.
    Begin(Unfinished, Box<Session>),
    /// Keep a conversation as it stands, with what is written and not sent.
    Keep(Unfinished),
    /// A conversation is over.
    End(Unfinished, Box<Session>),
    /// Throw a conversation away that was not ended.
    Discard(AttemptId),
    /// What somebody thinks of a conversation of theirs.
    Reflect(AttemptId, Reflection),
    /// Write a page where people find it; [`super::Desk::tell`] says where that is.
    SavePage(Page),
    /// Look up a board; it comes with [`super::Desk::hear`].
    Board(By, Filter),
    /// One setting has changed: keep it, and do as all of them say now.
    Settings(Box<Settings>, Setting),
    /// Read the scenario files again; they come with [`super::Desk::shelve`].
    ReadLibrary,
    /// Close the program.
    Quit,
}
