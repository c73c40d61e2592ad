//! What must hold of every screen in every size, text size and theme: each control has a name of its own, is reached by
//! keyboard and by pointer, shows that it has the focus, and covers no other.

use std::collections::{BTreeMap, BTreeSet};

use composure::records::News;
use composure::settings::Setting;
use composure::ui::theme::Kind;
use composure::ui::{Action, Sheet};
use egui::accesskit::{Action as Asked, NodeId, Role};
use egui::epaint::ClippedShape;
use egui::{Event, Key, LayerId, Modifiers, Rect, Vec2, vec2};
use egui_kittest::kittest::NodeT as _;

use super::player::Player;

/// Controls may touch, and round corners may lap over.
const LAP: f32 = 4.0;

const SIZES: [Vec2; 4] = [vec2(640.0, 400.0), vec2(1024.0, 640.0), vec2(1280.0, 800.0), vec2(3840.0, 2160.0)];
const TEXT_SIZES: [u16; 4] = [80, 100, 150, 250];

/// Something that can be clicked or focused.
#[derive(Clone, Debug)]
struct Control {
    id: NodeId,
    said: String,
    /// What it stands in, where that has a name: a row of a list, a card.
    inside: Vec<String>,
    named: bool,
    clickable: bool,
    focusable: bool,
    layer: LayerId,
    /// The part of it that is not clipped.
    seen: Rect,
}

/// Everything that can be clicked or focused, in the order of the tree. egui's scroll bars are no controls of ours: the
/// wheel, the keys of what is scrolled and a screen reader's own wish to see something do what they do.
fn controls(player: &Player) -> Vec<Control> {
    let places: BTreeMap<NodeId, (LayerId, Rect)> = player.context().viewport(|viewport| {
        let widgets = viewport.prev_pass.widgets.layers().flat_map(|(_, widgets)| widgets);
        widgets.map(|widget| (widget.id.accesskit_id(), (widget.layer_id, widget.interact_rect))).collect()
    });
    let found = player.nodes().filter_map(|node| {
        let known = node.accesskit_node();
        let can = |action: Asked| known.data().supports_action(action) && !known.is_disabled();
        let (clickable, focusable) = (can(Asked::Click), can(Asked::Focus));
        if known.role() == Role::ScrollBar || !(clickable || focusable) {
            return None;
        }
        let name = Player::name(&node);
        let parents = std::iter::successors(node.parent(), |node| node.parent());
        let inside = parents.map(|parent| Player::name(&parent)).filter(|name| !name.is_empty()).collect();
        let id = known.locate().0;
        let &(layer, seen) = places.get(&id)?;
        let said = format!("{:?} `{name}`", known.role());
        Some(Control { id, said, inside, named: !name.trim().is_empty(), clickable, focusable, layer, seen })
    });
    found.collect()
}

/// Controls without a name, or with a name that another has in the same place.
fn ill_named(controls: &[Control]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut known = BTreeSet::new();
    for control in controls {
        if !control.named {
            faults.push(format!("{} at {} has no name", control.said, control.seen));
        } else if !known.insert((&control.said, &control.inside)) {
            faults.push(format!("{} is there twice", control.said));
        }
    }
    faults
}

/// Controls of one layer that lap over each other, unless one stands in the other.
fn overlaps(controls: &[Control]) -> Vec<String> {
    let mut faults = Vec::new();
    let clickable: Vec<&Control> = controls.iter().filter(|control| control.clickable).collect();
    for (index, one) in clickable.iter().enumerate() {
        for other in clickable[index + 1..].iter().filter(|other| other.layer == one.layer) {
            let lap = one.seen.intersect(other.seen);
            let nested = [one, other]
                .iter()
                .any(|outer| outer.seen.expand(LAP).contains_rect(one.seen.union(other.seen)));
            if !nested && lap.width() > LAP && lap.height() > LAP {
                faults.push(format!("{} laps over {} by {}", one.said, other.said, lap.size()));
            }
        }
    }
    faults
}

/// Whether something of a control is in the window and not clipped away.
fn is_seen(player: &Player, control: &Control) -> bool {
    let seen = control.seen;
    seen.width() > LAP && seen.height() > LAP && player.context().content_rect().contains(seen.center())
}

/// Brings a control into view, as assistive technology does.
fn show(player: &mut Player, control: &Control) -> Option<Control> {
    // The page may have moved since it was found.
    let found = |player: &Player| controls(player).into_iter().find(|now| now.id == control.id);
    if !is_seen(player, &found(player)?) {
        let request = egui::accesskit::ActionRequest {
            action: Asked::ScrollIntoView,
            target_tree: egui::accesskit::TreeId::ROOT,
            target_node: control.id,
            data: None,
        };
        player.frame(vec![Event::AccessKitActionRequest(request)]);
        player.settle();
    }
    let now = found(player)?;
    is_seen(player, &now).then_some(now)
}

/// Controls that a pointer cannot get at, even where they are scrolled to.
fn out_of_reach(player: &mut Player) -> Vec<String> {
    let mut faults = Vec::new();
    for control in controls(player).into_iter().filter(|control| control.clickable) {
        let Some(shown) = show(player, &control) else {
            faults.push(format!("{} cannot be scrolled to", control.said));
            continue;
        };
        player.frame(vec![Event::PointerMoved(shown.seen.center())]);
        let hit = player.context().viewport(|viewport| viewport.hits.click.map(|hit| hit.id.accesskit_id()));
        if hit != Some(control.id) {
            let by = controls(player).into_iter().find(|other| Some(other.id) == hit);
            let by = by.map_or("nothing".to_owned(), |other| other.said);
            faults.push(format!("a click on {} hits {by}", control.said));
        }
    }
    player.frame(vec![Event::PointerGone]);
    player.settle();
    faults
}

/// What is painted on and round a place.
fn painted(player: &Player, place: Rect) -> Vec<ClippedShape> {
    let near = |shape: &&ClippedShape| {
        shape.shape.visual_bounding_rect().intersect(shape.clip_rect).intersects(place.expand(LAP))
    };
    player.output().shapes.iter().filter(near).cloned().collect()
}

/// Controls that Tab does not come to, or that do not show that it did.
fn without_keyboard(player: &mut Player) -> Vec<String> {
    let mut faults = Vec::new();
    let mut left: BTreeMap<NodeId, Control> = controls(player)
        .into_iter()
        .filter(|control| control.focusable)
        .map(|control| (control.id, control))
        .collect();
    let mut visited = BTreeSet::new();
    for _ in 0..2 * left.len() + 4 {
        let before = controls(player);
        let shapes: Vec<Vec<ClippedShape>> =
            before.iter().map(|control| painted(player, control.seen)).collect();
        player.press(Modifiers::NONE, Key::Tab);
        player.settle();
        let Some(id) = player.focused().map(|node| node.accesskit_node().locate().0) else { continue };
        let Some(control) = controls(player).into_iter().find(|control| control.id == id) else { continue };
        if !visited.insert(id) {
            break;
        }
        left.remove(&id);
        let was = before.iter().position(|was| was.id == id && was.seen == control.seen);
        if !is_seen(player, &control) {
            faults.push(format!("{} has the focus out of sight", control.said));
        } else if was.is_some_and(|index| shapes[index] == painted(player, control.seen)) {
            faults.push(format!("{} does not show that it has the focus", control.said));
        }
    }
    faults.extend(left.values().map(|control| format!("Tab does not come to {}", control.said)));
    faults
}

/// A screen's name, and how to get there from the one before.
type Screen = (&'static str, fn(&mut Player));

/// Every screen, and what lies over some.
const SCREENS: [Screen; 15] = [
    ("library", |_| ()),
    ("palette", |player| player.act(Action::OpenPalette)),
    ("settings", |player| {
        player.act(Action::Close);
        player.act(Action::OpenSettings);
    }),
    ("scoreboard, being read", |player| player.act(Action::OpenScoreboard)),
    ("scoreboard", |player| {
        player.desk().hear(News::Board(Box::new(Ok(super::scoreboard::board()))));
        player.settle();
    }),
    ("brief", |player| player.act(Action::OpenBrief("cut-off".into()))),
    ("conversation", |player| player.act(Action::Start)),
    ("conversation with a draft", |player| {
        player.desk().type_reply("I'm so sorry, that was our mistake and it must be worrying.");
        player.settle();
    }),
    ("way back", |player| {
        player.act(Action::Send);
        player.act(Action::AskWhereTo);
    }),
    ("help", |player| {
        player.act(Action::Close);
        player.act(Action::OpenHelp);
    }),
    ("one's own guess", |player| {
        player.act(Action::Close);
        player.act(Action::Leave);
    }),
    ("debrief", |player| player.act(Action::Predict)),
    ("receipt", |player| player.act(Action::OpenSheet(Sheet::Receipt))),
    ("transcript", |player| player.act(Action::OpenSheet(Sheet::Transcript))),
    ("reflection", |player| player.act(Action::OpenSheet(Sheet::Reflection))),
];

/// A window: how large, how large the text in it, and its theme.
type Window = (Vec2, u16, Kind);

/// Looks at every screen in every window.
#[track_caller]
fn sweep(windows: &[Window], look: fn(&mut Player) -> Vec<String>) {
    let mut faults = Vec::new();
    for &(size, text, theme) in windows {
        let mut player = Player::new();
        player.act(Action::Change(Setting::Theme(theme)));
        player.act(Action::Change(Setting::TextPercent(text)));
        player.resize(size);
        for (screen, go) in SCREENS {
            go(&mut player);
            let at = format!("{screen}, {} x {}, text {text} %, {theme:?}", size.x, size.y);
            faults.extend(look(&mut player).into_iter().map(|fault| format!("{at}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

fn at_rest(player: &mut Player) -> Vec<String> {
    let controls = controls(player);
    assert!(!controls.is_empty(), "there is something to do on every screen");
    ill_named(&controls).into_iter().chain(overlaps(&controls)).collect()
}

fn windows(sizes: &[Vec2], texts: &[u16], themes: &[Kind]) -> Vec<Window> {
    let texts = |size: Vec2| texts.iter().map(move |&text| (size, text));
    let sized = sizes.iter().flat_map(|&size| texts(size));
    sized.flat_map(|(size, text)| themes.iter().map(move |&theme| (size, text, theme))).collect()
}

#[test]
fn controls_have_names_of_their_own_and_cover_no_other_in_any_size_and_theme() {
    sweep(&windows(&SIZES, &TEXT_SIZES, &Kind::ALL), at_rest);
}

#[test]
fn a_pointer_gets_at_every_control_in_any_size() {
    sweep(&windows(&SIZES, &TEXT_SIZES, &[Kind::Light]), out_of_reach);
}

#[test]
fn tab_comes_to_every_control_and_shows_it() {
    sweep(&windows(&SIZES, &[100, 250], &[Kind::Light]), without_keyboard);
    sweep(&windows(&[vec2(1280.0, 800.0)], &[100], &Kind::ALL), without_keyboard);
}

#[test]
fn escape_leaves_every_screen_for_the_library() {
    for index in 1..SCREENS.len() {
        let mut player = Player::new();
        for (_, go) in &SCREENS[..=index] {
            go(&mut player);
        }
        let screen = SCREENS[index].0;
        // What lies over a screen is closed first.
        for _ in 0..2 {
            player.press(Modifiers::NONE, Key::Escape);
            player.settle();
        }
        assert!(player.find("Who would you like to talk to?").is_some(), "{screen} is left");
    }
}

#[test]
fn the_library_is_left_by_keyboard() {
    let mut player = Player::new();
    player.tab_to("Scoreboard");
    player.press(Modifiers::NONE, Key::Enter);
    player.settle();
    assert!(player.find("Who would you like to talk to?").is_none());
}
