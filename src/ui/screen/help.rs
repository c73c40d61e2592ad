//! Help: what a screen is for, and its keys.

use egui::Ui;

use super::Page;
use super::popup::Popup;
use crate::ui::Action;
use crate::ui::command::Command;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Key, MenuRow};

/// Draws the help of a page over it; gives what was chosen.
pub fn help_ui(ui: &Ui, theme: &Theme, page: Page, commands: &[Command]) -> Option<Action> {
    let shown = Popup::new(title(page)).show(ui, theme, |ui, _| {
        for line in about(page) {
            ui.add(egui::Label::new(theme.text(Role::Body, *line)).wrap());
        }
        ui.add_space(theme.gap(Space::S8));
        ui.label(theme.text(Role::Label, "Keys").color(theme.colour.text2));
        let mut chosen = None;
        for command in commands {
            let Some(keys) = command.keys else { continue };
            if MenuRow::new(&command.words).keys(keys.words).show(ui, theme).clicked() {
                chosen = Some(command.action.clone());
            }
        }
        for (keys, does) in further(page).iter().chain(EVERYWHERE) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = theme.gap(Space::S12);
                Key::new(keys).show(ui, theme);
                ui.add(egui::Label::new(theme.text(Role::Small, *does)).wrap());
            });
        }
        chosen
    });
    shown.inner.or(shown.closed.then_some(Action::Close))
}

fn title(page: Page) -> &'static str {
    match page {
        Page::Library => "The library",
        Page::Scoreboard => "The scoreboard",
        Page::Settings => "The settings",
        Page::Brief => "The brief",
        Page::Conversation => "The conversation",
        Page::Debrief => "The debrief",
    }
}

/// What one does here.
fn about(page: Page) -> &'static [&'static str] {
    match page {
        Page::Library => &[
            "Everybody here waits for an answer. Pick one; the brief tells what you know before the first line.",
            "Scores read from your first to your best. A conversation that you left in the middle stands at the top.",
        ],
        Page::Scoreboard => &[
            "Assessments, and practice that somebody shared. First and best stand apart, and ± says how sure a figure is.",
            "There is a rank only where the figures give one.",
        ],
        Page::Settings => &["Every change holds at once and is kept. Nothing here changes a score."],
        Page::Brief => &[
            "Read what you know and what you may do; both stay at hand while you talk.",
            "Practice has a coach and a way back. An assessment has neither, and counts.",
        ],
        Page::Conversation => &[
            "Write as you would to a person. In practice the coach marks what it hears as you type: a solid line helps, a \
             dashed one hurts.",
            "What is still open, what you know, may do and promised stands beside the messages. Nobody is hurried: there is \
             no time limit, and what you write is kept.",
        ],
        Page::Debrief => &[
            "Every point comes from words that you can see. Choose a reply in the chart or with the arrow keys.",
            "The stronger reply is the author’s own, beside what yours lacked.",
        ],
    }
}

/// Keys that the screen itself hears.
fn further(page: Page) -> &'static [(&'static str, &'static str)] {
    match page {
        Page::Conversation => &[
            ("Page up, Page down", "scrolls the messages, with Shift what is known"),
            ("1 to 9", "chooses a reply, in guided mode"),
            ("Ctrl+Z", "takes back what you typed"),
        ],
        Page::Debrief => &[("Left, Right", "goes from reply to reply"), ("Up, Down", "scrolls")],
        Page::Scoreboard => &[("Up, Down", "goes from row to row"), ("Enter", "opens a row")],
        Page::Brief => &[("Page up, Page down", "scrolls")],
        Page::Library | Page::Settings => &[],
    }
}

const EVERYWHERE: &[(&str, &str)] = &[
    ("Tab", "goes to the next thing, with Shift to the one before"),
    ("Enter", "presses what has the ring"),
];
