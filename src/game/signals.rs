//! Ctrl+C in the terminal closes the window like its close button does. Bevy's own handler cannot wake the window.

use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bevy::app::{App, AppExit, Update, ctrlc};
use bevy::ecs::prelude::*;
use bevy::log::warn;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};

/// 128 and the number of SIGINT, as shells have it.
const INTERRUPTED: u8 = 130;

#[derive(Resource, Clone, Default)]
struct Asked(Arc<AtomicBool>);

pub(super) fn plugin(app: &mut App) {
    let asked = Asked::default();
    app.insert_resource(asked.clone()).add_systems(Update, close_when_asked);
    let event_loop = app.world().get_resource::<EventLoopProxyWrapper>().map(|proxy| (**proxy).clone());
    // Not `try_set_handler`: it gives up where a script started us in the background with the signal ignored.
    let heard = ctrlc::set_handler(move || {
        // Who asks twice has waited long enough.
        if asked.0.swap(true, Ordering::SeqCst) {
            process::exit(INTERRUPTED.into());
        }
        if let Some(event_loop) = &event_loop {
            let _ = event_loop.send_event(WinitUserEvent::WakeUp);
        }
    });
    if let Err(error) = heard {
        warn!("Ctrl+C will end the program without saving: {error}.");
    }
}

fn close_when_asked(asked: Res<Asked>, mut exit: MessageWriter<AppExit>) {
    if asked.0.load(Ordering::SeqCst) {
        exit.write(AppExit::from_code(INTERRUPTED));
    }
}
