//! bevy_egui 0.42.0: it never idles, drops what assistive technology asks for, miscounts input methods' ranges, and
//! mixes up the modifiers of keys that are struck within one frame.

use std::time::Duration;

use bevy::a11y::ActionRequest;
use bevy::app::{App, Last, PostUpdate, PreUpdate};
use bevy::ecs::message::{MessageReader, Messages};
use bevy::ecs::prelude::*;
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::window::RequestRedraw;
use bevy_egui::helpers::{bevy_to_egui_key, bevy_to_egui_physical_key};
use bevy_egui::input::EguiInputEvent;
use bevy_egui::{
    EguiContext, EguiFullOutput, EguiInput, EguiInputSet, EguiPostUpdateSet, EguiPreUpdateSet,
    PrimaryEguiContext,
};
use egui::{Event, ImeEvent, Modifiers, ViewportId};

/// All repairs. Add it after `EguiPlugin`.
pub fn plugin(app: &mut App) {
    app.init_resource::<NextRepaint>()
        .add_message::<ActionRequest>()
        .add_message::<RequestRedraw>()
        .add_systems(
            PreUpdate,
            forward_accesskit_actions
                .after(EguiPreUpdateSet::InitContexts)
                .in_set(EguiInputSet::ReadBevyMessages),
        )
        .add_systems(
            PreUpdate,
            (keys_keep_their_modifiers, drop_redundant_modifiers, preedit_bytes_to_chars)
                .chain()
                .after(EguiPreUpdateSet::ProcessInput)
                .before(EguiPreUpdateSet::BeginPass),
        )
        .add_systems(
            PostUpdate,
            (
                read_next_repaint.after(EguiPostUpdateSet::EndPass).before(EguiPostUpdateSet::ProcessOutput),
                later_is_not_now
                    .after(EguiPostUpdateSet::ProcessOutput)
                    .before(EguiPostUpdateSet::PostProcessOutput),
            ),
        )
        .add_systems(Last, redraw_for_accesskit_actions);
}

/// How long after the pass just drawn egui wants the next: zero is at once, [`Duration::MAX`] is never.
#[derive(Resource, Debug)]
pub struct NextRepaint(pub Duration);

impl Default for NextRepaint {
    fn default() -> Self {
        Self(Duration::MAX)
    }
}

/// All keys of a frame come with the modifiers that hold at its end, so that a quick Ctrl+Enter, pressed and released
/// before a sleeping window has woken, arrives as a bare Enter. Each key gets those that held when it was struck.
fn keys_keep_their_modifiers(
    mut keys: MessageReader<KeyboardInput>,
    mut contexts: Query<(&mut EguiInput, &mut EguiContext)>,
) {
    let keys: Vec<&KeyboardInput> = keys.read().collect();
    for (mut input, mut context) in &mut contexts {
        let mut held = context.get_mut().input(|state| state.modifiers);
        let mut struck = keys.iter().filter_map(|key| {
            hold(&mut held, key);
            let name = bevy_to_egui_key(&key.logical_key).or(bevy_to_egui_physical_key(&key.key_code))?;
            Some((name, key.state.is_pressed(), held))
        });
        for event in &mut input.events {
            if let Event::Key { key, pressed, modifiers, .. } = event
                && let Some((.., then)) = struck.find(|(name, down, _)| name == key && down == pressed)
            {
                *modifiers = then;
            }
        }
    }
}

/// Takes a modifier key into account.
fn hold(held: &mut Modifiers, key: &KeyboardInput) {
    let pressed = key.state.is_pressed();
    let command = if cfg!(target_os = "macos") { Key::Super } else { Key::Control };
    match &key.logical_key {
        Key::Control => held.ctrl = pressed,
        Key::Shift => held.shift = pressed,
        Key::Alt => held.alt = pressed,
        Key::Super if cfg!(target_os = "macos") => held.mac_cmd = pressed,
        _ => {}
    }
    if key.logical_key == command {
        held.command = pressed;
    }
}

/// `ModifiersChanged` comes with every pass, and every event makes egui ask for another pass: it would never sleep.
/// (Mended upstream in 0.43.0, #505.)
fn drop_redundant_modifiers(mut contexts: Query<(&mut EguiInput, &mut EguiContext)>) {
    for (mut input, mut context) in &mut contexts {
        let known = context.get_mut().input(|state| state.modifiers);
        input.events.retain(|event| !matches!(event, Event::ModifiersChanged(now) if *now == known));
    }
}

/// The accessibility tree is published, but what assistive technology asks of it reaches nobody.
fn forward_accesskit_actions(
    mut requests: MessageReader<ActionRequest>,
    context: Option<Single<Entity, With<PrimaryEguiContext>>>,
    mut events: MessageWriter<EguiInputEvent>,
) {
    let Some(context) = context.map(|context| *context) else { return };
    for request in requests.read() {
        events.write(EguiInputEvent { context, event: Event::AccessKitActionRequest(request.0.clone()) });
    }
}

/// The requests are collected late in a frame and forwarded early in the next; so there must be a next.
fn redraw_for_accesskit_actions(
    mut requests: MessageReader<ActionRequest>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    if requests.read().count() > 0 {
        redraw.write(RequestRedraw);
    }
}

/// winit counts the range of a pre-edit text in bytes, egui in characters.
fn preedit_bytes_to_chars(mut inputs: Query<&mut EguiInput>) {
    for mut input in &mut inputs {
        for event in &mut input.events {
            if let Event::Ime(ImeEvent::Preedit { text, active_range_chars }) = event {
                *active_range_chars = active_range_chars.take().and_then(|bytes| {
                    let before = text.get(..bytes.start)?.chars().count();
                    Some(before..before + text.get(bytes)?.chars().count())
                });
            }
        }
    }
}

fn read_next_repaint(
    context: Option<Single<&EguiFullOutput, With<PrimaryEguiContext>>>,
    mut next: ResMut<NextRepaint>,
) {
    let output = context.as_ref().and_then(|output| output.0.as_ref());
    let viewport = output.and_then(|output| output.viewport_output.get(&ViewportId::ROOT));
    next.0 = viewport.map_or(Duration::MAX, |viewport| viewport.repaint_delay);
}

/// A wish to be repainted later is treated like one for now, so a tooltip's delay of half a second is drawn through.
fn later_is_not_now(next: Res<NextRepaint>, mut redraws: ResMut<Messages<RequestRedraw>>) {
    if !next.0.is_zero() {
        redraws.clear();
    }
}
