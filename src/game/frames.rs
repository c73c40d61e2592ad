//! Diagnostics for tests and CI: how many frames were drawn, when, and with how much memory.
//!
//! `COMPOSURE_FRAMES=FILE` writes at the end, as JSON:
//! `{"frames","most_in_a_second","first_frame_ms","last_frame_ms","ran_ms","memory_kib","memory_peak_kib"}`. Frames are
//! those with something of egui's in them; times are milliseconds since the process started (to 10 ms); what is unknown is
//! `null`. `ran_ms - last_frame_ms` is how long it has slept.
//!
//! `COMPOSURE_EXIT_AFTER=SECONDS` closes the window by itself; the process ends with 1 if no frame was drawn, which
//! is the smoke test of CI. Without these variables nothing is added.

use std::collections::VecDeque;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use bevy::app::{App, AppExit, Last, PostUpdate, Update};
use bevy::ecs::prelude::*;
use bevy::log::warn;
use bevy::render::view::ExtractedWindows;
use bevy::render::{Render, RenderApp, RenderSystems};
use bevy::window::ExitSystems;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};
use bevy_egui::{EguiPostUpdateSet, EguiRenderOutput};
use serde::Serialize;

use super::process;

/// Counts frames where the environment asks for it. Add it after Bevy's default plugins.
pub fn plugin(app: &mut App) {
    let file = env::var_os("COMPOSURE_FRAMES").map(PathBuf::from);
    let exit_after = exit_after();
    if file.is_none() && exit_after.is_none() {
        return;
    }
    let tally = Tally::default();
    app.insert_resource(tally.clone())
        .add_systems(Update, exit_when_due)
        .add_systems(PostUpdate, notice_ui.after(EguiPostUpdateSet::ProcessOutput));
    if let Some(render_app) = app.get_sub_app_mut(RenderApp) {
        // After the frame was handed to the window system.
        render_app.insert_resource(tally.clone()).add_systems(Render, count.in_set(RenderSystems::Cleanup));
    }
    if let Some(file) = file {
        app.insert_resource(Report(file)).add_systems(Last, write_report.after(ExitSystems));
    }
    if let Some(seconds) = exit_after {
        let event_loop = app.world().get_resource::<EventLoopProxyWrapper>().map(|proxy| (**proxy).clone());
        thread::spawn(move || {
            thread::sleep(seconds);
            // From here on frames do not count: the next is drawn only to end.
            tally.lock().due = true;
            if let Some(event_loop) = event_loop {
                let _ = event_loop.send_event(WinitUserEvent::WakeUp);
            }
        });
    }
}

fn exit_after() -> Option<Duration> {
    let value = env::var("COMPOSURE_EXIT_AFTER").ok()?;
    let seconds = value.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    if seconds.is_none() {
        warn!("COMPOSURE_EXIT_AFTER={value} is no number of seconds; the window stays open.");
    }
    seconds
}

/// Shared by the main world, the render world and the thread that waits for the end.
#[derive(Resource, Clone)]
struct Tally(Arc<Mutex<Counts>>);

struct Counts {
    /// Where [`process::age`] knows nothing, time counts from here.
    added: Instant,
    ui_drawn: bool,
    due: bool,
    frames: u64,
    /// When the frames of the last second were drawn.
    lately: VecDeque<Duration>,
    most_in_a_second: usize,
    first: Option<Duration>,
    last: Option<Duration>,
}

impl Default for Tally {
    fn default() -> Self {
        let added = Instant::now();
        let counts = Counts {
            added,
            ui_drawn: false,
            due: false,
            frames: 0,
            lately: VecDeque::new(),
            most_in_a_second: 0,
            first: None,
            last: None,
        };
        Self(Arc::new(Mutex::new(counts)))
    }
}

impl Tally {
    fn lock(&self) -> MutexGuard<'_, Counts> {
        // Numbers stay numbers, whoever panicked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts {
    fn now(&self) -> Duration {
        process::age().unwrap_or_else(|| self.added.elapsed())
    }
}

fn notice_ui(outputs: Query<&EguiRenderOutput>, tally: Res<Tally>) {
    tally.lock().ui_drawn = outputs.iter().any(|output| !output.paint_jobs.is_empty());
}

fn count(windows: Res<ExtractedWindows>, tally: Res<Tally>) {
    let mut counts = tally.lock();
    let presented = windows.values().any(|window| window.swap_chain_texture_view.is_some());
    if presented && counts.ui_drawn && !counts.due {
        let now = counts.now();
        counts.frames += 1;
        counts.lately.push_back(now);
        while counts.lately.front().is_some_and(|&then| now.saturating_sub(then) >= Duration::from_secs(1)) {
            counts.lately.pop_front();
        }
        counts.most_in_a_second = counts.most_in_a_second.max(counts.lately.len());
        counts.first.get_or_insert(now);
        counts.last = Some(now);
    }
}

fn exit_when_due(tally: Res<Tally>, mut exit: MessageWriter<AppExit>) {
    let counts = tally.lock();
    if counts.due {
        exit.write(if counts.frames > 0 { AppExit::Success } else { AppExit::error() });
    }
}

#[derive(Resource)]
struct Report(PathBuf);

#[derive(Serialize)]
struct Figures {
    frames: u64,
    most_in_a_second: usize,
    first_frame_ms: Option<u128>,
    last_frame_ms: Option<u128>,
    ran_ms: u128,
    memory_kib: Option<u64>,
    memory_peak_kib: Option<u64>,
}

fn write_report(exits: MessageReader<AppExit>, tally: Res<Tally>, report: Res<Report>) -> Result {
    if exits.is_empty() {
        return Ok(());
    }
    let counts = tally.lock();
    let figures = Figures {
        frames: counts.frames,
        most_in_a_second: counts.most_in_a_second,
        first_frame_ms: counts.first.map(|time| time.as_millis()),
        last_frame_ms: counts.last.map(|time| time.as_millis()),
        ran_ms: counts.now().as_millis(),
        memory_kib: process::memory("VmRSS"),
        memory_peak_kib: process::memory("VmHWM"),
    };
    fs::write(&report.0, serde_json::to_string(&figures)? + "\n")?;
    Ok(())
}
