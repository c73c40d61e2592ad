//! The yardstick: as little as Bevy and bevy_egui can do with our features. The program's own window may take at most
//! 1.3 times as long to its first frame and hold at most 1.3 times the memory; both report through the same variables:
//!
//! `COMPOSURE_FRAMES=bare.json COMPOSURE_EXIT_AFTER=3 cargo run --release --example bare_window`

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPlugin, EguiPrimaryContextPass, egui};

fn main() -> AppExit {
    App::new()
        .add_plugins((DefaultPlugins, EguiPlugin::default(), composure::game::frames::plugin))
        .add_systems(Startup, |mut commands: Commands| {
            commands.spawn(Camera2d);
        })
        .add_systems(EguiPrimaryContextPass, hello)
        .run()
}

fn hello(mut contexts: EguiContexts) -> Result {
    egui::Window::new("Hello").show(contexts.ctx_mut()?, |ui| ui.label("world"));
    Ok(())
}
