//! The window: the desk in the Bevy shell, and what the desk wants done in the world.

use std::process::ExitCode;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::cli::{Refused, WindowSetup};
use crate::game::{self, Program, WindowOptions};
use crate::library::{self, Library};
use crate::records::{News, Options, Task, Worker};
use crate::ui::theme::{Kind, Theme};
use crate::ui::{Desk, Effect};

/// Opens the window, and returns when it is closed, with the status that the process should end with.
///
/// # Errors
/// Where there can be no window, and when a folder cannot be read.
pub fn open(setup: WindowSetup) -> Result<ExitCode, Refused> {
    let (rubric, packs) = library::open_rubric(&setup.rubric)?;
    let mut library = Library::open(&setup.scenarios, &rubric)?;
    library.checked.extend(packs);
    let background = Theme::load(Kind::default()).colour.ground;
    let desk = Desk::new(library, rubric, seed());
    let program = Window { desk, keep: setup.keep, worker: None, context: None, quit: false };
    let options = WindowOptions::new("Composure", "composure", background);
    game::run(program, options).map_err(|refused| Refused::NoWindow(refused.to_string()))
}

/// Where the customers' phrasings begin to be drawn from: another place each time the window is opened. The attempt
/// keeps it, so nothing is lost for replay.
fn seed() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// The desk as the shell runs it.
struct Window {
    desk: Desk,
    keep: Options,
    worker: Option<Worker>,
    context: Option<egui::Context>,
    quit: bool,
}

impl Window {
    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let task = match effect {
                Effect::Begin(unfinished, session) => Task::Begin(unfinished, session),
                Effect::Keep(unfinished) => Task::Keep(unfinished),
                Effect::End(unfinished, session) => Task::End(unfinished, session),
                Effect::Discard(id) => Task::Discard(id),
                Effect::Board(by, filter) => Task::Board(by, filter),
                Effect::Quit => {
                    self.quit = true;
                    continue;
                }
            };
            if let Some(worker) = &self.worker {
                worker.ask(task);
            }
        }
    }

    /// True when the records had something to tell.
    fn hear(&mut self) -> bool {
        let news: Vec<News> = self.worker.iter().flat_map(Worker::news).collect();
        let heard = !news.is_empty();
        for news in news {
            if let News::Told(sentence) = &news {
                eprintln!("composure: {sentence}");
            }
            self.desk.hear(news);
        }
        heard
    }
}

impl Program for Window {
    fn start(&mut self, ctx: &egui::Context) {
        self.desk.style(ctx);
        self.context = Some(ctx.clone());
        let woken = ctx.clone();
        self.worker = Some(Worker::start(self.keep.clone(), move || woken.request_repaint()));
    }

    fn draw(&mut self, ui: &mut egui::Ui) {
        self.desk.draw(ui);
    }

    fn update(&mut self, now: Duration) -> bool {
        let heard = self.hear();
        let (effects, changed) = self.desk.update(now);
        if let Some(context) = &self.context {
            self.desk.style(context);
        }
        self.carry_out(effects);
        changed || heard
    }

    fn wants_to_quit(&self) -> bool {
        self.quit
    }

    fn closing(&mut self) {
        let effects = self.desk.close();
        self.carry_out(effects);
        // Waits until all is written; what cannot be is left as a file.
        self.worker = None;
    }
}
