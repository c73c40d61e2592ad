//! bevy_winit 0.19.1: it panics where there can be no window, and sleeps through assistive technology's requests.

use std::any::Any;
use std::panic;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use bevy::a11y::AccessibilityRequested;
use bevy::app::{App, Update};
use bevy::ecs::prelude::*;
use bevy::winit::accessibility::{WinitActionRequestHandler, WinitActionRequestHandlers};
use bevy::winit::{EventLoopProxy, EventLoopProxyWrapper, WinitUserEvent};

use super::bevy_egui::Listeners;

/// Wakes the window for assistive technology. Add it after Bevy's default plugins and [`super::bevy_egui::plugin`].
pub fn plugin(app: &mut App) {
    app.add_systems(Update, watch_accesskit);
}

/// Builds the app, or says why the event loop could not be built.
///
/// `WinitPlugin` panics for want of an event loop, and winit allows one attempt in a process, so that nobody can try
/// before it does. [`display`](crate::game::display) has excluded the common reasons by then; this catches the others: no
/// right to use the display, no libX11 or libxkbcommon on the machine.
pub(in crate::game) fn build(build: impl FnOnce() -> App) -> Result<App, String> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {})); // it is told in a sentence, not in a backtrace
    let built = panic::catch_unwind(panic::AssertUnwindSafe(build));
    panic::set_hook(hook);
    built.map_err(|payload| said(payload.as_ref()))
}

fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("it did not say why").to_owned()
}

/// While nobody listens, look once a second whether somebody began to.
const UNTIL_SOMEBODY_LISTENS: Duration = Duration::from_secs(1);
/// Requests wait this long at most; a twentieth of a second is not noticed.
const BETWEEN_REQUESTS: Duration = Duration::from_millis(50);

/// AccessKit calls on a thread of its own, and bevy_winit only leaves the request in a queue that the next frame
/// reads. A sleeping window has no next frame, so a thread watches the queue.
fn watch_accesskit(
    handlers: Res<WinitActionRequestHandlers>,
    requested: Res<AccessibilityRequested>,
    listeners: Res<Listeners>,
    event_loop: Res<EventLoopProxyWrapper>,
    mut watched: Local<bool>,
) {
    if *watched {
        return;
    }
    if let Some(queue) = handlers.values().next() {
        let (queue, requested, listeners) = (Arc::downgrade(queue), requested.clone(), listeners.clone());
        let event_loop = (**event_loop).clone();
        thread::spawn(move || watch(&queue, &requested, &listeners, &event_loop));
        *watched = true;
    }
}

type Queue = Mutex<WinitActionRequestHandler>;

/// Ends when the window is gone.
fn watch(
    queue: &Weak<Queue>,
    requested: &AccessibilityRequested,
    listeners: &Listeners,
    event_loop: &EventLoopProxy<WinitUserEvent>,
) {
    loop {
        thread::sleep(if listeners.listen() { BETWEEN_REQUESTS } else { UNTIL_SOMEBODY_LISTENS });
        let Some(queue) = queue.upgrade() else { return };
        // Who has just begun to listen knows an empty window until a frame publishes what is in it.
        let begun = requested.get();
        let waiting = !queue.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
        if (begun || waiting) && event_loop.send_event(WinitUserEvent::WakeUp).is_err() {
            return;
        }
    }
}
