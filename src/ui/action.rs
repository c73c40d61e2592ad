//! What a person can do, and what the world has to do for it.

use super::theme::Kind;
use crate::records::Unfinished;
use crate::session::Mode;

/// Something the person did. Screens return these; [`super::Desk`] carries them out.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Go to the library. A conversation under way is kept.
    OpenLibrary,
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
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Keep the unfinished conversation, with what is written and not sent.
    Keep(Unfinished),
    /// Put the unfinished conversation aside: another one is about to be kept.
    PutAside,
    /// There is no unfinished conversation any more.
    Forget,
    /// Close the program.
    Quit,
}
