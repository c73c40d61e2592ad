//! The program that the shell runs, and the three places of a frame where it is called.

use std::time::{Duration, Instant};

use bevy::app::{App, AppExit, PostUpdate, PreUpdate};
use bevy::ecs::prelude::*;
use bevy::window::RequestRedraw;
use bevy_egui::{
    EguiContext, EguiContexts, EguiPostUpdateSet, EguiPreUpdateSet, EguiPrimaryContextPass,
    PrimaryEguiContext,
};

/// What the shell runs: it draws itself with egui and says when it wants another frame or the end.
///
/// A frame calls [`draw`](Program::draw) once or twice, then [`update`](Program::update) once. Frames come only
/// after input, when `update` returned true, and when egui was asked for one (`ctx.request_repaint_after(...)`,
/// from any thread); in between the process sleeps. As always in egui, the next frame answers every wish for a
/// frame: who still waits for a later time wishes again in each pass.
pub trait Program: Send + Sync + 'static {
    /// Called once, before the first pass: fonts, style, what else belongs to the context.
    fn start(&mut self, ctx: &egui::Context);

    /// One egui pass over the whole window. It may run twice a frame, so draw only, and queue actions inside.
    fn draw(&mut self, ui: &mut egui::Ui);

    /// After the passes of a frame: apply the queued actions, do the effects. `now` is the true time since the
    /// window opened. True when something changed that is not drawn yet: another frame follows at once.
    fn update(&mut self, now: Duration) -> bool;

    /// True when the window should close.
    fn wants_to_quit(&self) -> bool;

    /// The window closes, for whatever reason: save what must not be lost. Called once, and only after `start`.
    /// Not called when the process is killed or the X server dies (libX11 ends us then), so save as you go.
    fn closing(&mut self);
}

/// Puts `program` on the primary egui context of `app`. The test of the shell uses it without a window.
pub fn install(app: &mut App, program: impl Program) {
    let program = Box::new(program);
    app.insert_resource(Stage { program, opened: Instant::now(), started: false })
        .add_systems(
            PreUpdate,
            start.after(EguiPreUpdateSet::InitContexts).before(EguiPreUpdateSet::ProcessInput),
        )
        .add_systems(EguiPrimaryContextPass, draw)
        .add_systems(PostUpdate, update.after(EguiPostUpdateSet::PostProcessOutput));
}

/// Where the program stands.
#[derive(Resource)]
pub(super) struct Stage {
    program: Box<dyn Program>,
    opened: Instant,
    started: bool,
}

/// The one place that every end passes through, a panic included.
impl Drop for Stage {
    fn drop(&mut self) {
        if self.started {
            self.program.closing();
        }
    }
}

pub(super) fn start(
    mut stage: ResMut<Stage>,
    mut contexts: Query<&mut EguiContext, Added<PrimaryEguiContext>>,
) {
    for mut context in &mut contexts {
        stage.program.start(context.get_mut());
        stage.started = true;
    }
}

fn draw(mut contexts: EguiContexts, mut stage: ResMut<Stage>) -> Result {
    let ctx = contexts.ctx_mut()?;
    // bevy_egui hands out the context alone; panels need a root to divide.
    let root = egui::UiBuilder::new().layer_id(egui::LayerId::background()).max_rect(ctx.viewport_rect());
    stage.program.draw(&mut egui::Ui::new(ctx.clone(), egui::Id::new("stage"), root));
    Ok(())
}

fn update(
    mut stage: ResMut<Stage>,
    mut redraw: MessageWriter<RequestRedraw>,
    mut exit: MessageWriter<AppExit>,
) {
    let now = stage.opened.elapsed();
    if stage.program.update(now) {
        redraw.write(RequestRedraw);
    }
    if stage.program.wants_to_quit() {
        exit.write(AppExit::Success);
    }
}
