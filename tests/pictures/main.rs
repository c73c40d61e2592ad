//! Pictures of every screen in every theme, taken from the real window, so that a change can be looked at:
//!
//! `xvfb-run -s "-screen 0 1280x800x24" cargo run --example pictures -- FOLDER [WORDS...]`
//!
//! Words limit it to pictures whose name has one of them. `import` of ImageMagick takes the picture when the screen is
//! still.

mod people;
mod story;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use composure::game::{self, Program, WindowOptions};
use composure::library::Library;
use composure::rubric;
use composure::settings::Settings;
use composure::ui::{Desk, Effect};

use story::{Picture, pictures};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next().map(PathBuf::from) else {
        eprintln!("pictures: name a folder to save them in");
        return ExitCode::from(2);
    };
    if let Err(error) = std::fs::create_dir_all(&folder) {
        eprintln!("pictures: {} cannot be made: {error}", folder.display());
        return ExitCode::from(4);
    }
    let words: Vec<String> = arguments.collect();
    let mut left = pictures();
    left.retain(|picture| words.is_empty() || words.iter().any(|word| picture.name.contains(word.as_str())));
    left.reverse();
    let gallery = Gallery { desk: desk(), folder, left, shown: None, context: None, quit: false };
    let background = composure::ui::theme::Theme::chosen(&Settings::default()).colour.ground;
    game::run(gallery, WindowOptions::new("Composure", "composure", background)).unwrap_or_else(|no_window| {
        eprintln!("pictures: {no_window}");
        ExitCode::from(3)
    })
}

/// A desk on which nothing waits, of somebody who has played before.
fn desk() -> Desk {
    let rubric = rubric::standard().clone();
    let mut library = Library::open(&[], &rubric).expect("the shipped scenarios need no folder");
    library.checked.push(people::broken());
    let settings = Settings { welcomed: true, pacing: true, ..Settings::default() };
    let mut desk = Desk::new(library, rubric, settings, 7);
    desk.hear(people::known());
    desk
}

/// The program that takes one picture after the other.
struct Gallery {
    desk: Desk,
    folder: PathBuf,
    /// The next one last.
    left: Vec<Picture>,
    /// What is on the screen, and since when nothing has moved.
    shown: Option<(Picture, Duration)>,
    context: Option<egui::Context>,
    quit: bool,
}

/// A screen on which nothing has moved for so long is still.
const STILL: Duration = Duration::from_millis(700);

impl Gallery {
    fn answer(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Board(by, _) => self.desk.hear(people::board(by)),
                Effect::Quit => self.quit = true,
                _ => {}
            }
        }
    }

    /// The next picture's screen; none is left when it gives false.
    fn next(&mut self, now: Duration) -> bool {
        let Some(picture) = self.left.pop() else { return false };
        picture.steps.iter().for_each(|step| step.take(&mut self.desk));
        self.shown = Some((picture, now));
        true
    }
}

impl Program for Gallery {
    fn start(&mut self, ctx: &egui::Context) {
        self.desk.style(ctx);
        self.context = Some(ctx.clone());
    }

    fn draw(&mut self, ui: &mut egui::Ui) {
        self.desk.draw(ui);
    }

    fn update(&mut self, now: Duration) -> bool {
        let updated = self.desk.update(now);
        self.answer(updated.effects);
        let Some(context) = self.context.clone() else { return false };
        self.desk.style(&context);
        let moves = updated.redraw || updated.wakes_in.is_some_and(|wait| !wait.is_zero());
        let due = match &mut self.shown {
            None => true,
            Some((picture, since)) => {
                // A picture of something that moves is taken while it does.
                if moves && !picture.moving {
                    *since = now;
                }
                now.saturating_sub(*since) >= STILL
            }
        };
        if !due {
            context.request_repaint_after(STILL / 4);
            return updated.redraw;
        }
        if let Some((picture, _)) = self.shown.take() {
            save(&self.folder, &picture.name);
        }
        self.quit |= !self.next(now);
        true
    }

    fn wants_to_quit(&self) -> bool {
        self.quit
    }

    fn closing(&mut self) {}
}

/// Takes a picture of the whole display.
fn save(folder: &Path, name: &str) {
    let path = folder.join(format!("{name}.png"));
    let taken = Command::new("import").args(["-window", "root", "-depth", "8"]).arg(&path).status();
    match taken {
        Ok(status) if status.success() => println!("{}", path.display()),
        Ok(status) => eprintln!("pictures: import ended with {status}"),
        Err(error) => eprintln!("pictures: import of ImageMagick is not there ({error})"),
    }
}
