//! Somebody at the desk, on egui's own test harness: what a person with a mouse, a keyboard or a screen reader does in the
//! whole window, without a window.

use std::cell::Cell;
use std::time::Duration;

use composure::library::Library;
use composure::records::{Known, News, Unfinished};
use composure::rubric;
use composure::ui::{Action, Desk, Effect};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Vec2, ViewportId, vec2};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, Node};

/// Longer than anything on the screen waits.
const FOR_EVER: Duration = Duration::from_secs(3600);
/// What moves has stopped by then.
const FRAMES: usize = 120;

/// Somebody at the desk.
pub struct Player {
    harness: Harness<'static, Desk>,
    now: Duration,
    changed: bool,
    pub effects: Vec<Effect>,
}

impl Player {
    /// In a window of 1280 by 800, with the shipped scenarios, of which none was tried.
    pub fn new() -> Self {
        Self::with(None)
    }

    /// As [`Player::new`], with a conversation that was kept.
    pub fn with(unfinished: Option<Unfinished>) -> Self {
        let rubric = rubric::standard().clone();
        let library = Library::open(&[], &rubric).expect("the shipped scenarios need no folder");
        let mut desk = Desk::new(library, rubric, 1);
        let unfinished = unfinished.into_iter().collect();
        desk.hear(News::Opened(Box::new(Known { unfinished, ..Known::default() })));
        let dressed = Cell::new(false);
        let builder = Harness::builder().with_size(vec2(1280.0, 800.0));
        let harness = builder.build_ui_state(
            move |ui, desk: &mut Desk| match dressed.replace(true) {
                true => desk.draw(ui),
                // Fonts are there from the next pass on, and nothing can be drawn without them.
                false => desk.style(ui.ctx()),
            },
            desk,
        );
        let mut player = Self { harness, now: Duration::ZERO, changed: false, effects: Vec::new() };
        player.settle();
        player
    }

    /// The desk itself, for what comes from outside the window.
    pub fn desk(&mut self) -> &mut Desk {
        self.harness.state_mut()
    }

    /// What egui knows.
    pub fn context(&self) -> &egui::Context {
        &self.harness.ctx
    }

    /// What was drawn last.
    pub fn output(&self) -> &egui::FullOutput {
        self.harness.output()
    }

    /// Gives the window another size, in points.
    pub fn resize(&mut self, size: Vec2) {
        self.harness.set_size(size);
        self.settle();
    }

    /// How long egui sleeps now if nothing happens.
    pub fn sleeps_for(&self) -> Duration {
        self.output().viewport_output[&ViewportId::ROOT].repaint_delay
    }

    /// One frame with these events, and what it asked for carried out.
    pub fn frame(&mut self, events: Vec<Event>) {
        self.now += self.sleeps_for().clamp(Duration::from_millis(50), Duration::from_secs(1));
        let input = self.harness.input_mut();
        input.time = Some(self.now.as_secs_f64());
        input.events.extend(events);
        self.harness.step();
        let now = self.now;
        let (effects, changed) = self.desk().update(now);
        self.effects.extend(effects);
        self.changed = changed;
        let context = self.context().clone();
        self.desk().style(&context);
    }

    /// Frames until nothing moves any more.
    pub fn settle(&mut self) {
        self.frame(Vec::new());
        for _ in 0..FRAMES {
            self.frame(Vec::new());
            if !self.changed && self.sleeps_for() > FOR_EVER {
                return;
            }
        }
    }

    /// Carries out an action without a hand, and waits for what comes of it.
    pub fn act(&mut self, action: Action) {
        self.desk().apply(action);
        self.settle();
    }

    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.frame(Vec::new());
        self.frame(Vec::new());
    }

    pub fn type_words(&mut self, words: &str) {
        self.frame(vec![Event::Text(words.to_owned())]);
        self.frame(Vec::new());
    }

    /// Everything that assistive technology knows, parents before children.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        self.harness.root().children_recursive()
    }

    /// What has the keyboard.
    pub fn focused(&self) -> Option<Node<'_>> {
        self.nodes().find(|node| node.accesskit_node().is_focused())
    }

    /// What a screen reader calls it.
    pub fn name(node: &Node<'_>) -> String {
        let node = node.accesskit_node();
        node.label().or(node.value()).unwrap_or_default()
    }

    pub fn find(&self, words: &str) -> Option<Node<'_>> {
        self.nodes().find(|node| Self::name(node).contains(words))
    }

    #[track_caller]
    pub fn sees(&self, words: &str) {
        let all: Vec<String> =
            self.nodes().map(|node| Self::name(&node)).filter(|name| !name.is_empty()).collect();
        assert!(self.find(words).is_some(), "`{words}` is not on the screen; there are {all:#?}");
    }

    /// Clicks the control of this name, or else whatever says so.
    #[track_caller]
    pub fn click(&mut self, words: &str) {
        self.sees(words);
        let control = |node: &Node<'_>| {
            let role = node.accesskit_node().role();
            let controls = [Role::Button, Role::RadioButton, Role::Link, Role::CheckBox];
            controls.contains(&role) && Self::name(node).contains(words)
        };
        let found = self.nodes().find(control).or(self.find(words));
        found.expect("it was seen").click();
        self.settle();
    }

    /// Tab until the focus is on something wanted.
    #[track_caller]
    pub fn tab_until(&mut self, what: &str, wanted: impl Fn(&Node<'_>) -> bool) {
        for _ in 0..80 {
            self.press(Modifiers::NONE, Key::Tab);
            if self.focused().is_some_and(|node| wanted(&node)) {
                return;
            }
        }
        panic!("the focus never came to {what}");
    }

    /// Tab until the focus is on something of this name.
    #[track_caller]
    pub fn tab_to(&mut self, words: &str) {
        self.tab_until(words, |node| Self::name(node).contains(words));
    }

    /// Tab until the reply can be written.
    #[track_caller]
    pub fn tab_to_reply(&mut self) {
        self.tab_until("the reply", |node| node.accesskit_node().role() == Role::MultilineTextInput);
    }

    /// The conversation of a scenario, by keyboard.
    pub fn begin(&mut self, id: &str) {
        self.act(Action::OpenBrief(id.to_owned()));
        self.press(Modifiers::CTRL, Key::Enter);
        self.settle();
    }

    /// The conversation under way as it was kept last.
    pub fn kept(&self) -> Option<&Unfinished> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Begin(unfinished, _) | Effect::Keep(unfinished) => Some(unfinished),
            _ => None,
        })
    }
}

#[test]
fn what_was_begun_by_keyboard_goes_on_by_pointer_in_another_window() {
    let mut player = Player::new();
    player.begin("late-gift");
    player.tab_to_reply();
    player.type_words("We got that wrong, and I am sorry.");
    player.press(Modifiers::CTRL, Key::Enter);
    player.settle();
    let kept = player.kept().expect("it is kept from the start").clone();
    assert_eq!(kept.attempt.replies.len(), 1);

    let mut later = Player::with(Some(kept));
    later.resize(vec2(1024.0, 640.0));
    later.click("Go on");
    later.sees("Your reply 2");
}
