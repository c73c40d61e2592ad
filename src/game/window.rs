//! The one window and the one camera in it.

use bevy::app::{App, Startup};
use bevy::camera::{Camera, Camera2d, ClearColorConfig};
use bevy::color::Color;
use bevy::ecs::system::Commands;
use bevy::render::view::Msaa;
use bevy::window::{PresentMode, Window, WindowResizeConstraints, WindowResolution};
use bevy_egui::{EguiGlobalSettings, PrimaryEguiContext};

/// What the window is called and how it looks before anything is drawn in it.
#[derive(Debug, Clone)]
pub struct WindowOptions {
    /// In the title bar.
    pub title: String,
    /// What desktops group windows and find icons by: Wayland's app id, X11's class.
    pub app_id: String,
    /// Width and height at the start, in logical pixels.
    pub size: [u16; 2],
    /// Width and height that the user cannot go below, in logical pixels.
    pub min_size: [u16; 2],
    /// Behind everything that is drawn.
    pub background: egui::Color32,
}

impl WindowOptions {
    /// A window of 1280 by 800 logical pixels that can shrink to 1024 by 640.
    pub fn new(title: &str, app_id: &str, background: egui::Color32) -> Self {
        let (title, app_id) = (title.to_owned(), app_id.to_owned());
        Self { title, app_id, size: [1280, 800], min_size: [1024, 640], background }
    }

    pub(super) fn window(&self) -> Window {
        let [width, height] = self.size.map(u32::from);
        let [min_width, min_height] = self.min_size.map(f32::from);
        Window {
            title: self.title.clone(),
            name: Some(self.app_id.clone()),
            resolution: WindowResolution::new(width, height),
            resize_constraints: WindowResizeConstraints { min_width, min_height, ..Default::default() },
            // No tearing and no more frames than the screen shows.
            present_mode: PresentMode::AutoVsync,
            ..Window::default()
        }
    }
}

/// Spawns the camera that egui draws through: exactly one, a second primary context would panic.
pub(super) fn camera(app: &mut App, options: &WindowOptions) {
    let [r, g, b, _] = options.background.to_array();
    let clear_color = ClearColorConfig::Custom(Color::srgb_u8(r, g, b));
    app.insert_resource(EguiGlobalSettings { auto_create_primary_context: false, ..Default::default() });
    app.add_systems(Startup, move |mut commands: Commands| {
        let camera = Camera { clear_color, ..Camera::default() };
        // egui smooths its own edges; four samples a pixel would only cost memory.
        commands.spawn((Camera2d, camera, Msaa::Off, PrimaryEguiContext));
    });
}
