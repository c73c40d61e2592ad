//! The Bevy shell: one window that runs an egui [`Program`] and sleeps while there is nothing to draw.
//!
//! Architecture Invariant: nothing in here knows another module of this crate. What is drawn and what is done comes
//! from outside, as a [`Program`]; what Bevy and its neighbours get wrong is mended in [`third_party`].

mod alarm;
pub mod frames;
mod probe;
mod process;
pub mod program;
mod renderer;
mod signals;
pub mod sleep;
pub mod third_party;
mod window;

pub use probe::{NoWindow, display};
pub use program::Program;
pub use window::WindowOptions;

use std::process::{ExitCode, Termination};

use bevy::DefaultPlugins;
use bevy::app::{App, PanicHandlerPlugin, PluginGroup, TerminalCtrlCHandlerPlugin};
use bevy::log::{Level, LogPlugin};
use bevy::render::RenderPlugin;
use bevy::render::settings::RenderCreation;
use bevy::window::WindowPlugin;
use bevy_egui::EguiPlugin;

/// Opens the window and runs `program` in it until it is closed, by whatever hand; says how the process should end.
///
/// [`Program::closing`] is called in every case but a kill or a dead X server: the close button, [`Program::wants_to_quit`], Ctrl+C,
/// `COMPOSURE_EXIT_AFTER` (see [`frames`]), a lost graphics device, a panic. Call it once, on the main thread.
///
/// # Errors
///
/// [`NoWindow`] where there is no display or no graphics adapter; nothing has been drawn or started then, and the
/// process can go on without a window.
pub fn run(program: impl Program, options: WindowOptions) -> Result<ExitCode, NoWindow> {
    probe::display()?;
    let renderer = renderer::create()?;
    let mut app = third_party::bevy_winit::build(|| bevy(renderer, &options))
        .map_err(|panic| NoWindow::refused(&panic))?;
    app.add_plugins((third_party::bevy_egui::plugin, third_party::bevy_winit::plugin)).add_plugins((
        sleep::plugin,
        signals::plugin,
        frames::plugin,
        renderer::plugin,
    ));
    window::camera(&mut app, &options);
    program::install(&mut app, program);
    Ok(app.run().report())
}

/// Bevy with a renderer that is known to work and everything else at its defaults, but quiet.
fn bevy(renderer: RenderCreation, options: &WindowOptions) -> App {
    let mut app = App::new();
    // A system that fails says so and the window lives on: a trainee's conversation is worth more than one frame.
    app.set_error_handler(bevy::ecs::error::error);
    app.add_plugins(
        DefaultPlugins
            .build()
            // Both would undo what we do ourselves: the first replaces the panic hook, the second cannot wake a
            // sleeping window.
            .disable::<PanicHandlerPlugin>()
            .disable::<TerminalCtrlCHandlerPlugin>()
            .set(LogPlugin { level: Level::WARN, filter: QUIET.to_owned(), ..LogPlugin::default() })
            .set(WindowPlugin { primary_window: Some(options.window()), ..WindowPlugin::default() })
            .set(RenderPlugin { render_creation: renderer, ..RenderPlugin::default() }),
    )
    // One font texture needs no array of textures.
    .add_plugins(EguiPlugin { bindless_mode_array_size: None });
    app
}

/// Warnings of these are about servers and drivers that work all the same. `RUST_LOG` brings them back.
const QUIET: &str = "calloop=error,wgpu=error,winit=error";
