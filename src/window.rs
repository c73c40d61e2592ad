//! The window: the desk in the Bevy shell, and what the desk wants done in the world.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::cli::Refused;
use crate::game::{self, Program, WindowOptions};
use crate::library::{self, Library};
use crate::records::{Keeper, Unfinished, data_folder};
use crate::ui::theme::{Kind, Theme};
use crate::ui::{Desk, Effect};

/// Opens the window with more scenarios and rubric packs from these folders, and returns when it is closed, with the
/// status that the process should end with.
///
/// # Errors
/// Where there can be no window, and when a folder cannot be read.
pub fn open(scenarios: &[PathBuf], rubric: &[PathBuf]) -> Result<ExitCode, Refused> {
    let (rubric, packs) = library::open_rubric(rubric)?;
    let mut library = Library::open(scenarios, &rubric)?;
    library.checked.extend(packs);
    let (keeper, unfinished, trouble) = kept();
    let background = Theme::load(Kind::default()).colour.ground;
    let mut desk = Desk::new(library, rubric, unfinished, seed());
    if let Some(sentence) = trouble {
        desk.warn(sentence);
    }
    let program = Window { desk, keeper, context: None, quit: false };
    let options = WindowOptions::new("Composure", "composure", background);
    game::run(program, options).map_err(|refused| Refused::NoWindow(refused.to_string()))
}

/// Where to keep an unfinished conversation, the one that is there, and what went wrong on the way.
fn kept() -> (Option<Keeper>, Option<Unfinished>, Option<String>) {
    let keeper = match data_folder() {
        Ok(folder) => Keeper::new(&folder),
        Err(error) => return (None, None, Some(error.to_string())),
    };
    match keeper.find() {
        Ok(unfinished) => (Some(keeper), unfinished, None),
        Err(error) => (Some(keeper), None, Some(error.to_string())),
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
    keeper: Option<Keeper>,
    context: Option<egui::Context>,
    quit: bool,
}

impl Window {
    /// True when something went wrong and the desk now says so.
    fn carry_out(&mut self, effects: Vec<Effect>) -> bool {
        let mut warned = false;
        for effect in effects {
            let done = match (effect, &self.keeper) {
                (Effect::Keep(unfinished), Some(keeper)) => keeper.keep(&unfinished),
                (Effect::PutAside, Some(keeper)) => keeper.put_aside(),
                (Effect::Forget, Some(keeper)) => keeper.forget(),
                (Effect::Keep(_) | Effect::PutAside | Effect::Forget, None) => Ok(()),
                (Effect::Quit, _) => {
                    self.quit = true;
                    Ok(())
                }
            };
            if let Err(error) = done {
                eprintln!("composure: {error}");
                self.desk.warn(error.to_string());
                warned = true;
            }
        }
        warned
    }
}

impl Program for Window {
    fn start(&mut self, ctx: &egui::Context) {
        self.desk.style(ctx);
        self.context = Some(ctx.clone());
    }

    fn draw(&mut self, ui: &mut egui::Ui) {
        self.desk.draw(ui);
    }

    fn update(&mut self, now: Duration) -> bool {
        let (effects, changed) = self.desk.update(now);
        if let Some(context) = &self.context {
            self.desk.style(context);
        }
        self.carry_out(effects) || changed
    }

    fn wants_to_quit(&self) -> bool {
        self.quit
    }

    fn closing(&mut self) {
        let effects = self.desk.close();
        self.carry_out(effects);
    }
}
