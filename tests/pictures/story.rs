//! What the pictures show, and what is done before each.

use composure::comparison::By;
use composure::session::Mode;
use composure::settings::{Setting, ThemeKind};
use composure::ui::{Action, Desk, Sheet};

/// A picture: what is done since the one before, and its name.
pub struct Picture {
    pub name: String,
    pub steps: Vec<Step>,
    /// It is taken while something moves.
    pub moving: bool,
}

/// Something that is done before a picture.
#[derive(Clone)]
pub enum Step {
    Do(Action),
    Type(&'static str),
}

impl Step {
    pub fn take(&self, desk: &mut Desk) {
        match self {
            Step::Do(action) => desk.apply(action.clone()),
            Step::Type(words) => desk.type_reply(words),
        }
    }
}

/// What the trainee says in them: not all of it well.
const OPENING: &str = "Nine days of “on schedule” and nobody told you otherwise: I'd be cross too. That was our mistake, we \
                       typed her name wrong and are making the cover again.";
const WORSE: &str = "I understand your frustration, but unfortunately that is up to the courier. You would have to check your \
                     order page.";
const DRAFT: &str = "I can't promise you Saturday, and I won't. You waited for a straight answer, so here it is: the new cover \
                     is dry on Friday noon. I'll write to you on Friday at four, when the courier has been.";

/// All pictures: every screen in each theme, and the screens that have most to hold with larger text.
pub fn pictures() -> Vec<Picture> {
    let themed = ThemeKind::ALL.into_iter().flat_map(|kind| story(&name(kind), kind, 100));
    let larger = [150, 250]
        .into_iter()
        .flat_map(|percent| story(&format!("light-{percent}"), ThemeKind::Light, percent));
    themed.chain(larger).collect()
}

fn name(kind: ThemeKind) -> String {
    kind.name().to_lowercase().replace(", ", "-").replace(' ', "-")
}

fn story(prefix: &str, kind: ThemeKind, percent: u16) -> Vec<Picture> {
    use Action::{
        AskToLeave, AskWhereTo, BeginTour, BoardBy, Change, ChooseMode, Close, Hurry, Leave, OpenBrief,
        OpenHelp, OpenLibrary, OpenPalette, OpenScoreboard, OpenSettings, OpenSheet, Predict, Rewind, Send,
        ShowReply, Start, ToggleProblems,
    };
    use Step::{Do, Type};
    let mut pictures = Vec::new();
    let mut add = |name: &str, moving: bool, steps: Vec<Step>| {
        pictures.push(Picture { name: format!("{prefix}-{name}"), steps, moving });
    };
    let brief = |id: &str, mode| vec![Do(OpenBrief(id.to_owned())), Do(ChooseMode(mode))];
    let say = |words| vec![Type(words), Do(Send), Do(Hurry)];
    let mut look = vec![Do(OpenLibrary), Do(Change(Setting::Theme(kind)))];
    look.push(Do(Change(Setting::TextPercent(percent))));
    add("library", false, look);
    add("library-problems", false, vec![Do(ToggleProblems)]);
    add("palette", false, vec![Do(ToggleProblems), Do(OpenPalette)]);
    add("help", false, vec![Do(Close), Do(OpenHelp)]);
    add("settings", false, vec![Do(Close), Do(OpenSettings)]);
    add("scoreboard", false, vec![Do(OpenScoreboard), Do(BoardBy(By::Person))]);
    add("brief", false, brief("late-gift", Mode::Practice));
    add("conversation-begins", false, vec![Do(Start)]);
    add("conversation-answering", true, vec![Type(OPENING), Do(Send)]);
    add("conversation", false, vec![Do(Hurry), Type(DRAFT)]);
    add("way-back", false, vec![Type(""), Do(AskWhereTo)]);
    add("leaving", false, vec![Do(Close), Do(AskToLeave)]);
    let mut rest = vec![Do(Close)];
    rest.extend(say(WORSE));
    rest.push(Do(Rewind(1)));
    rest.extend(say(DRAFT));
    rest.extend(say(WORSE));
    rest.push(Do(Leave));
    add("prediction", false, rest);
    add("debrief", false, vec![Do(Predict), Do(ShowReply(2))]);
    for sheet in Sheet::ALL {
        add(&sheet.name().to_lowercase().replace(' ', "-"), false, vec![Do(OpenSheet(sheet))]);
    }
    add("conversation-guided", false, {
        let mut steps = brief("double-charge", Mode::Guided);
        steps.push(Do(Start));
        steps
    });
    for (channel, id) in [("phone", "cut-off"), ("counter", "gate-closed"), ("review", "two-stars")] {
        let mut steps = brief(id, Mode::Assessment);
        steps.push(Do(Start));
        add(&format!("conversation-{channel}"), false, steps);
    }
    add("first-conversation", false, vec![Do(BeginTour)]);
    pictures
}
