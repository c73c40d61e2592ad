//! A small program in the real shell, for tests to drive: it tells on standard output what happened to it.

use std::process::ExitCode;
use std::time::Duration;

use composure::game::{self, Program, WindowOptions};

fn main() -> ExitCode {
    let options = WindowOptions::new("Shell", "composure-shell", egui::Color32::from_rgb(20, 30, 40));
    game::run(Desk::default(), options).unwrap_or_else(|no_window| {
        eprintln!("{no_window}");
        ExitCode::from(3)
    })
}

#[derive(Default)]
struct Desk {
    frames: u32,
    clicks: u32,
    text: String,
    /// When the animation began.
    fading: Option<f64>,
    remind_at: Option<f64>,
    queued: Vec<Action>,
    quit: bool,
}

enum Action {
    Click,
    Quit,
}

/// As long as the longest animation of the real program.
const FADE: f64 = 0.32;

impl Desk {
    /// A wish for later, made again in each pass until the time has come.
    fn wait(&mut self, ui: &egui::Ui) {
        let Some(time) = self.remind_at else { return };
        let left = time - ui.input(|input| input.time);
        if left > 0.0 {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(left));
        } else {
            println!("reminded {} ms late", (-left * 1000.0).round());
            self.remind_at = None;
        }
    }
}

impl Program for Desk {
    fn start(&mut self, _: &egui::Context) {
        println!("start");
    }

    fn draw(&mut self, ui: &mut egui::Ui) {
        self.frames += 1;
        let size = [300.0, 100.0];
        egui::Panel::left("left").show(ui, |ui| {
            if ui.add_sized(size, egui::Button::new("Count")).clicked() {
                self.queued.push(Action::Click);
            }
            if ui.add_sized(size, egui::Button::new("Fade")).clicked() {
                self.fading = Some(ui.input(|input| input.time));
                println!("fade from frame {}", self.frames);
            }
            if ui.add_sized(size, egui::Button::new("Later")).clicked() {
                self.remind_at = Some(ui.input(|input| input.time) + 2.0);
            }
            if ui.add_sized(size, egui::Button::new("Quit")).clicked() {
                self.queued.push(Action::Quit);
            }
            ui.add_sized(size, egui::TextEdit::multiline(&mut self.text));
        });
        self.wait(ui);
        if let Some(began) = self.fading {
            if ui.input(|input| input.time) - began < FADE {
                ui.ctx().request_repaint();
            } else {
                println!("faded at frame {}", self.frames);
                self.fading = None;
            }
        }
    }

    fn update(&mut self, now: Duration) -> bool {
        let queued = std::mem::take(&mut self.queued);
        for action in &queued {
            match action {
                Action::Click => {
                    self.clicks += 1;
                    println!("click {} at {} ms", self.clicks, now.as_millis());
                }
                Action::Quit => self.quit = true,
            }
        }
        !queued.is_empty()
    }

    fn wants_to_quit(&self) -> bool {
        self.quit
    }

    fn closing(&mut self) {
        println!("closing after {} frames, {} clicks, text {:?}", self.frames, self.clicks, self.text);
    }
}
