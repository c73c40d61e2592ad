//! What a person can do, and what the world has to do for it.

use super::theme::Kind;
use crate::comparison::By;
use crate::records::{AttemptId, Filter, Unfinished};
use crate::session::{Mode, Session};

/// Something the person did. Screens return these; [`super::Desk`] carries them out.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Go to the library. A conversation under way is kept.
    OpenLibrary,
    /// Go to the scoreboard. A conversation under way is kept.
    OpenScoreboard,
    /// What the rows of the scoreboard are.
    BoardBy(By),
    /// Chosen replies on the scoreboard instead of typed ones, or the other way round.
    BoardChosen(bool),
    /// Look at the records again.
    ReadBoard,
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
    /// Ask for a hint; it costs points.
    Hint,
    /// End the conversation here.
    Leave,
    /// Go on with the conversation that was kept.
    Resume,
    /// Throw the kept conversation away.
    Discard,
    /// Look at a reply in the debrief, by index.
    ShowReply(usize),
    /// Try again from a reply, by index; what was said before stays.
    TryFrom(usize),
    /// The same scenario from the start, with other phrasings.
    Again,
    /// Show or hide the problems of broken scenario files.
    ToggleProblems,
    /// Another theme.
    SetTheme(Kind),
    /// Text size as a factor, 0.8 to 2.5.
    SetTextScale(f32),
    /// Close the program.
    Quit,
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
    /// Look up a board; it comes with [`super::Desk::hear`].
    Board(By, Filter),
    /// Close the program.
    Quit,
}
