//! What can be done now, and the keys that do it.

use egui::{Event, Key, Ui};

use super::{Desk, Screen};
use crate::session::Mode;
use crate::settings::Setting;
use crate::ui::Action;
use crate::ui::command::{Command, Keys};
use crate::ui::screen::{Page, Sheet, first_name};
use crate::ui::theme::Kind;

const PALETTE: Keys = Keys::ctrl(Key::K, "Ctrl+K");
const HELP: Keys = Keys::alone(Key::F1, "F1");
const SETTINGS: Keys = Keys::ctrl(Key::Comma, "Ctrl+,");
const BACK: Keys = Keys::alone(Key::Escape, "Esc");
const GO: Keys = Keys::ctrl(Key::Enter, "Ctrl+Enter");
const REWIND: Keys = Keys::ctrl(Key::R, "Ctrl+R");
const HINT: Keys = Keys::alone(Key::F2, "F2");
const READ_AGAIN: Keys = Keys::alone(Key::F5, "F5");
const LARGER: Keys = Keys::ctrl(Key::Plus, "Ctrl+Plus");
const SMALLER: Keys = Keys::ctrl(Key::Minus, "Ctrl+Minus");
const USUAL: Keys = Keys::ctrl(Key::Num0, "Ctrl+0");
const QUIT: Keys = Keys::ctrl(Key::Q, "Ctrl+Q");

/// By how much the keys change the size of text, in percent.
const STEP: u16 = 10;

fn read_library() -> Command {
    Command::new("Read the scenario files again", Action::ReadLibrary)
}

impl Desk {
    /// The screen that is open.
    pub(super) fn page(&self) -> Page {
        match &self.screen {
            Screen::Library => Page::Library,
            Screen::Scoreboard => Page::Scoreboard,
            Screen::Settings(_) => Page::Settings,
            Screen::Brief { .. } => Page::Brief,
            Screen::Conversation(_) => Page::Conversation,
            Screen::Debrief(_) => Page::Debrief,
        }
    }

    /// All that can be done now: what belongs to the screen first.
    pub(super) fn commands(&self) -> Vec<Command> {
        let mut all = self.here();
        if !matches!(self.screen, Screen::Library) {
            let back = Command::new("Back to the library", Action::OpenLibrary);
            // Where there is something to look back on, that is what Escape leads to.
            let taken = all.iter().any(|command| command.keys == Some(BACK));
            all.push(if taken { back } else { back.on(BACK) });
        }
        all.extend([
            Command::new("Find anything", Action::OpenPalette).on(PALETTE),
            Command::new("Help for this screen", Action::OpenHelp).on(HELP),
            Command::new("Be shown round in a first conversation", Action::BeginTour),
            Command::new("Scoreboard", Action::OpenScoreboard),
            Command::new("Settings", Action::OpenSettings).on(SETTINGS),
        ]);
        all.extend(self.looks());
        if !matches!(self.screen, Screen::Library | Screen::Settings(_)) {
            all.push(read_library());
        }
        all.push(Command::new("Close Composure", Action::Quit).on(QUIT));
        for scenario in &self.library.scenarios {
            let file = &scenario.file;
            let words = format!("Talk to {}: {}", first_name(&file.customer.name), file.title);
            all.push(Command::new(words, Action::OpenBrief(file.id.clone())));
        }
        all
    }

    /// What belongs to the screen that is open.
    fn here(&self) -> Vec<Command> {
        match &self.screen {
            Screen::Library | Screen::Settings(_) => vec![read_library().on(READ_AGAIN)],
            Screen::Scoreboard => {
                vec![Command::new("Read the records again", Action::ReadBoard).on(READ_AGAIN)]
            }
            Screen::Brief { scenario, .. } => {
                let guided = scenario.can_be_guided();
                let modes = Mode::ALL.into_iter().filter(|mode| guided || *mode != Mode::Guided);
                let start = Command::new("Start the conversation", Action::Start).on(GO);
                let answer = |mode: Mode| {
                    Command::new(format!("Answer in {} mode", mode.key()), Action::ChooseMode(mode))
                };
                std::iter::once(start).chain(modes.map(answer)).collect()
            }
            Screen::Conversation(talk) if talk.is_over() => {
                vec![
                    Command::new("Look back on the conversation", Action::LookBack).on(GO),
                    Command::new("Look back", Action::LookBack).on(BACK),
                ]
            }
            Screen::Conversation(talk) => {
                let mode = talk.session.mode();
                let mut here = Vec::new();
                if talk.is_answering() {
                    here.push(Command::new("Have the answer at once", Action::Hurry).on(GO));
                } else if mode != Mode::Guided {
                    here.push(Command::new("Send the reply", Action::Send).on(GO));
                }
                if mode == Mode::Practice && !talk.is_answering() {
                    here.push(Command::new("Ask for a hint, costs 3 points", Action::Hint).on(HINT));
                }
                if talk.rewinds() {
                    here.push(Command::new("Rewind to an earlier reply", Action::AskWhereTo).on(REWIND));
                }
                if talk.session.outcome().is_none() {
                    here.push(Command::new("Leave the conversation", Action::AskToLeave));
                }
                here
            }
            Screen::Debrief(shown) if shown.is_guessing() => vec![
                Command::new("Show the debrief with this guess", Action::Predict).on(GO),
                Command::new("Show the debrief without a guess", Action::SkipPrediction).on(BACK),
            ],
            Screen::Debrief(shown) => {
                let mut here = vec![Command::new("Try again from the start", Action::Again)];
                here.extend(Sheet::ALL.map(|sheet| Command::new(sheet.name(), Action::OpenSheet(sheet))));
                here.push(Command::new("Save the debrief as a page", Action::SavePage));
                for number in 1..=shown.session.steps().len() {
                    here.push(Command::new(format!("Look at reply {number}"), Action::ShowReply(number - 1)));
                    if shown.session.mode() != Mode::Assessment {
                        let words = format!("Try again from reply {number}");
                        here.push(Command::new(words, Action::TryFrom(number - 1)));
                    }
                }
                here
            }
        }
    }

    /// Size of text, theme and motion.
    fn looks(&self) -> Vec<Command> {
        let percent = self.settings.text_percent;
        let size = |percent| Action::Change(Setting::TextPercent(percent));
        let mut looks = vec![
            Command::new("Larger text", size(percent + STEP)).on(LARGER),
            Command::new("Smaller text", size(percent.saturating_sub(STEP))).on(SMALLER),
            Command::new("Text at 100 %", size(100)).on(USUAL),
        ];
        let others = Kind::ALL.into_iter().filter(|kind| *kind != self.settings.theme);
        looks.extend(others.map(|kind| {
            Command::new(format!("Theme: {}", kind.name()), Action::Change(Setting::Theme(kind)))
        }));
        let motion = if self.settings.motion { "Switch motion off" } else { "Switch motion on" };
        looks.push(Command::new(motion, Action::Change(Setting::Motion(!self.settings.motion))));
        looks
    }

    /// The actions of the keys that were struck. What lies over the screen has the keyboard to itself, Escape included.
    pub(super) fn keys(&self, ui: &Ui) -> Vec<Action> {
        if self.is_covered() {
            return Vec::new();
        }
        // A key that is held down does it once.
        let struck = |keys: Keys| {
            ui.input_mut(|input| {
                let held = input
                    .events
                    .iter()
                    .any(|event| matches!(event, Event::Key { key, repeat: true, .. } if *key == keys.key));
                input.consume_key(keys.modifiers, keys.key) && !held
            })
        };
        // The key belongs to the input method, which takes it to end the word.
        if self.composing {
            return Vec::new();
        }
        let mut actions: Vec<Action> = Vec::new();
        for command in self.commands() {
            if command.keys.is_some_and(struck) {
                actions.push(command.action);
            }
        }
        // The same key without Shift on most keyboards.
        if struck(Keys::ctrl(Key::Equals, "Ctrl+=")) {
            actions.push(Action::Change(Setting::TextPercent(self.settings.text_percent + STEP)));
        }
        let asked = ui.input(|input| input.key_pressed(Key::Questionmark));
        if asked && !ui.ctx().text_edit_focused() {
            actions.push(Action::OpenHelp);
        }
        actions
    }
}
