//! bevy_egui 0.42.0: it never idles, builds the accessibility tree for nobody, drops what assistive technology asks for,
//! miscounts input methods' ranges, and mixes up the modifiers of keys that are struck within one frame.
//!
//! What cannot be mended from here: accesskit_unix 0.21.1 has no `EditableText`, so under Linux assistive technology reads
//! what stands in a text field, moves the caret and selects, but cannot replace the words; a person types them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bevy::a11y::{AccessibilityRequested, AccessibilitySystems, ActionRequest, ManageAccessibilityUpdates};
use bevy::app::{App, Last, PostUpdate, PreUpdate};
use bevy::ecs::message::{MessageReader, Messages};
use bevy::ecs::prelude::*;
use bevy::ecs::system::NonSendMarker;
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::window::{RequestRedraw, Window};
use bevy::winit::accessibility::ACCESS_KIT_ADAPTERS;
use bevy_egui::helpers::{bevy_to_egui_key, bevy_to_egui_physical_key};
use bevy_egui::input::{EguiInputEvent, WindowToEguiContextMap};
use bevy_egui::{
    EguiContext, EguiFullOutput, EguiInput, EguiInputSet, EguiOutput, EguiPostUpdateSet, EguiPreUpdateSet,
    PrimaryEguiContext, update_accessibility_system,
};
use egui::accesskit::TreeUpdate;
use egui::{Event, ImeEvent, Modifiers, ViewportId};

/// All repairs. Add it after `EguiPlugin`.
pub fn plugin(app: &mut App) {
    app.init_resource::<NextRepaint>()
        .init_resource::<Listeners>()
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
            build_tree_for_listeners
                .after(EguiPreUpdateSet::InitContexts)
                .before(EguiPreUpdateSet::BeginPass),
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
        .add_systems(
            PostUpdate,
            publish_tree.after(update_accessibility_system).before(AccessibilitySystems::Update),
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

/// Whether assistive technology listens, as far as the last frame knows.
#[derive(Resource, Clone, Default)]
pub struct Listeners(Arc<AtomicBool>);

impl Listeners {
    /// True when somebody reads the tree.
    pub fn listen(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    fn set(&self, listen: bool) {
        self.0.store(listen, Ordering::SeqCst);
    }
}

/// The tree is built in every pass, for nobody too. Here only while somebody listens.
///
/// bevy_winit raises [`AccessibilityRequested`] each time that somebody begins to listen and never lowers it. It is taken
/// back here, so that who comes again is noticed.
fn build_tree_for_listeners(
    requested: Res<AccessibilityRequested>,
    listeners: Res<Listeners>,
    mut contexts: Query<&mut EguiContext>,
) {
    if requested.swap(false, Ordering::SeqCst) {
        listeners.set(true);
    }
    for mut context in &mut contexts {
        let context = context.get_mut();
        if listeners.listen() { context.enable_accesskit() } else { context.disable_accesskit() }
    }
}

/// Hands the tree to who listens; nobody takes it when they have gone. bevy_egui's own system, which does it for ever once
/// somebody has listened, gives the tree back to Bevy in a frame without one, and Bevy's would have another root.
fn publish_tree(
    listeners: Res<Listeners>,
    mut manage: ResMut<ManageAccessibilityUpdates>,
    outputs: Query<(Entity, &EguiOutput), With<PrimaryEguiContext>>,
    shown_in: Res<WindowToEguiContextMap>,
    windows: Query<&Window>,
    _main_thread: NonSendMarker,
) {
    manage.set(false);
    for (context, output) in &outputs {
        let Some(update) = &output.platform_output.accesskit_update else { continue };
        let Some(&window) = shown_in.context_to_window.get(&context) else { continue };
        let title = windows.get(window).map_or("", |window| &window.title);
        ACCESS_KIT_ADAPTERS.with_borrow_mut(|adapters| {
            if let Some(adapter) = adapters.get_mut(&window) {
                let mut taken = false;
                adapter.update_if_active(|| {
                    taken = true;
                    titled(update.clone(), title)
                });
                listeners.set(taken);
            }
        });
    }
}

/// egui's root is a window without a name.
fn titled(mut update: TreeUpdate, title: &str) -> TreeUpdate {
    let root = update.tree.as_ref().map(|tree| tree.root);
    for (id, node) in &mut update.nodes {
        if Some(*id) == root {
            node.set_label(title);
        }
    }
    update
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
