//! No frame without a reason: the window sleeps until input, a wish of the program, or a time that egui named.
//!
//! Three things belong together. Sleep for ever; wake when egui asked to be woken; and tell egui the true time,
//! because Bevy's clock stands still while we sleep and a click would seem to last as long as the nap before it
//! (bevy_egui #352, Bevy #20412).

use std::time::{Duration, Instant};

use bevy::app::{App, First, PreUpdate};
use bevy::ecs::message::Messages;
use bevy::ecs::prelude::*;
use bevy::time::{TimeSystems, TimeUpdateStrategy};
use bevy::window::RequestRedraw;
use bevy::winit::{EventLoopProxyWrapper, UpdateMode, WinitSettings, WinitUserEvent};
use bevy_egui::{EguiContext, EguiPreUpdateSet, PrimaryEguiContext};

use super::alarm::Alarm;
use super::program;

/// Lets the window sleep. Add it after [`super::third_party::bevy_egui::plugin`].
pub fn plugin(app: &mut App) {
    // Not `reactive`: the mouse over other windows is no reason to draw. Focus makes no difference.
    let asleep = UpdateMode::reactive_low_power(Duration::MAX);
    app.insert_resource(WinitSettings { focused_mode: asleep, unfocused_mode: asleep })
        .add_systems(First, (tell_the_time.before(TimeSystems), forget_answered_wishes))
        .add_systems(
            PreUpdate,
            (prepare_context, listen_for_wishes.run_if(resource_exists::<Alarm>))
                .after(program::start)
                .before(EguiPreUpdateSet::ProcessInput),
        );
    // A test without a window has no event loop to wake.
    if let Some(event_loop) = app.world().get_resource::<EventLoopProxyWrapper>() {
        let event_loop = (**event_loop).clone();
        app.insert_resource(Alarm::new(move || event_loop.send_event(WinitUserEvent::WakeUp).is_ok()));
    }
}

/// A press that takes longer is no click. Hands that tremble or tire need more than egui's 0.8 s.
const LONGEST_CLICK: f64 = 2.0;

fn tell_the_time(mut time: ResMut<TimeUpdateStrategy>) {
    *time = TimeUpdateStrategy::ManualInstant(Instant::now());
}

/// Bevy keeps messages for some frames, and its runner reads them anew after each: one wish would become several.
fn forget_answered_wishes(mut wishes: ResMut<Messages<RequestRedraw>>) {
    wishes.clear();
}

fn prepare_context(mut contexts: Query<&mut EguiContext, Added<PrimaryEguiContext>>) {
    for mut context in &mut contexts {
        let ctx = context.get_mut();
        // A blinking caret is an animation without end.
        ctx.all_styles_mut(|style| style.visuals.text_cursor.blink = false);
        ctx.options_mut(|options| options.input_options.max_click_duration = LONGEST_CLICK);
    }
}

/// egui may ask for a frame from any thread, while none is drawn. bevy_egui's own callback, which this replaces,
/// forgets every wish for later.
fn listen_for_wishes(
    mut contexts: Query<&mut EguiContext, Added<PrimaryEguiContext>>,
    alarm: Res<Alarm>,
    event_loop: Res<EventLoopProxyWrapper>,
) {
    for mut context in &mut contexts {
        let (alarm, event_loop) = (alarm.clone(), (**event_loop).clone());
        context.get_mut().set_request_repaint_callback(move |wish| {
            if wish.delay.is_zero() {
                // It fails only when the window is gone already.
                let _ = event_loop.send_event(WinitUserEvent::WakeUp);
            } else if let Some(time) = Instant::now().checked_add(wish.delay) {
                alarm.no_later_than(time);
            }
        });
    }
}
