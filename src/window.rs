//! The window: the desk in the Bevy shell, and what the desk wants done in the world.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::cli::{Refused, WindowSetup};
use crate::game::{self, Program, WindowOptions};
use crate::library::{self, Checked, Library, Unreadable};
use crate::pages;
use crate::records::{News, Options, Task, Worker};
use crate::rubric::Rubric;
use crate::settings::{Setting, Settings};
use crate::ui::theme::Theme;
use crate::ui::{Desk, Effect, Page};

/// Opens the window, and returns when it is closed, with the status that the process should end with.
///
/// # Errors
/// Where there can be no window, and when a folder cannot be read.
pub fn open(setup: WindowSetup) -> Result<ExitCode, Refused> {
    let (rubric, packs) = library::open_rubric(&setup.rubric)?;
    let (settings, trouble) = Settings::open();
    let shelves = Shelves { asked: setup.scenarios, own: settings.scenarios.clone(), packs, rubric };
    let (library, missing) = shelves.open()?;
    let background = Theme::chosen(&settings).colour.ground;
    let mut desk = Desk::new(library, shelves.rubric.clone(), settings.clone(), seed());
    for sentence in trouble.into_iter().chain(missing) {
        eprintln!("composure: {sentence}");
        desk.tell("Settings:", &sentence);
    }
    let keep = settings.complete(setup.keep.clone());
    let program = Window { desk, shelves, asked: setup.keep, keep, worker: None, context: None, quit: false };
    let options = WindowOptions::new("Composure", "composure", background);
    game::run(program, options).map_err(|refused| Refused::NoWindow(refused.to_string()))
}

/// Where scenarios come from.
struct Shelves {
    /// Folders of the command line: one that cannot be read ends the program.
    asked: Vec<PathBuf>,
    /// Folders of the settings: one that cannot be read is told.
    own: Vec<PathBuf>,
    /// What is wrong with rubric packs.
    packs: Vec<Checked>,
    rubric: Arc<Rubric>,
}

impl Shelves {
    /// Reads all folders; gives what is wrong with those of the settings too.
    fn open(&self) -> Result<(Library, Vec<String>), Unreadable> {
        let mut missing = Vec::new();
        let mut folders = self.asked.clone();
        for folder in &self.own {
            match std::fs::read_dir(folder) {
                Ok(_) => folders.push(folder.clone()),
                Err(error) => missing.push(format!(
                    "the scenario folder {} of your settings cannot be read: {error}",
                    folder.display()
                )),
            }
        }
        let mut library = Library::open(&folders, &self.rubric)?;
        library.checked.extend(self.packs.iter().cloned());
        Ok((library, missing))
    }
}

/// Where the customers' phrasings begin to be drawn from: another place each time the window is opened. The attempt
/// keeps it, so nothing is lost for replay.
fn seed() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// The desk as the shell runs it.
struct Window {
    desk: Desk,
    shelves: Shelves,
    /// Records as the command line wants them.
    asked: Options,
    /// Records as they are kept.
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
                Effect::Reflect(id, reflection) => Task::Reflect(id, reflection),
                Effect::Board(by, filter) => Task::Board(by, filter),
                Effect::SavePage(page) => {
                    self.save(&page);
                    continue;
                }
                Effect::Settings(settings, changed) => {
                    self.follow(&settings, changed);
                    continue;
                }
                Effect::ReadLibrary => {
                    self.read_library();
                    continue;
                }
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

    /// Keeps the settings and does as they say.
    fn follow(&mut self, settings: &Settings, changed: Setting) {
        if let Err(sentence) = Settings::keep(changed) {
            self.tell("Settings:", &sentence);
        }
        if self.shelves.own != settings.scenarios {
            self.shelves.own.clone_from(&settings.scenarios);
            self.read_library();
        }
        let keep = settings.complete(self.asked.clone());
        if self.keep != keep {
            self.keep = keep;
            self.hear();
            self.desk.reopen();
            self.open_records();
        }
    }

    fn read_library(&mut self) {
        match self.shelves.open() {
            Ok((library, missing)) => {
                self.desk.shelve(library);
                missing.iter().for_each(|sentence| self.tell("Scenarios:", sentence));
            }
            Err(unreadable) => self.tell("Scenarios:", &unreadable.to_string()),
        }
    }

    /// Opens the records, after all that was asked of the ones before is written.
    fn open_records(&mut self) {
        let Some(woken) = self.context.clone() else { return };
        self.worker = None;
        self.worker = Some(Worker::start(self.keep.clone(), move || woken.request_repaint()));
    }

    /// Writes a page where people find it.
    fn save(&mut self, page: &Page) {
        match pages::save(&page.name, &page.html) {
            Ok(path) => self.desk.confirm("Saved:", &path.display().to_string()),
            Err(sentence) => self.tell("Not saved:", &sentence),
        }
    }

    fn tell(&mut self, what: &str, sentence: &str) {
        eprintln!("composure: {sentence}");
        self.desk.tell(what, sentence);
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
        self.open_records();
    }

    fn draw(&mut self, ui: &mut egui::Ui) {
        self.desk.draw(ui);
    }

    fn update(&mut self, now: Duration) -> bool {
        let heard = self.hear();
        let updated = self.desk.update(now);
        if let Some(context) = &self.context {
            self.desk.style(context);
            if let Some(time) = updated.wakes_in {
                context.request_repaint_after(time);
            }
        }
        self.carry_out(updated.effects);
        updated.redraw || heard
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
