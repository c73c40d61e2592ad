//! The whole window's contents, played without a window: what a person with a mouse, a keyboard or a screen reader does.

use std::time::Duration;

use composure::library::Library;
use composure::records::{Known, News, Unfinished};
use composure::rubric;
use composure::settings::{Setting, Settings};
use composure::ui::theme::Kind;
use composure::ui::{Action, Desk, Effect, Sheet};
use egui::accesskit::{Node, NodeId, Role};
use egui::{Event, Key, Modifiers, PointerButton, RawInput, Rect, pos2, vec2};

/// Somebody at the desk.
pub struct Player {
    pub desk: Desk,
    pub context: egui::Context,
    pub size: egui::Vec2,
    seconds: f64,
    pub nodes: Vec<(NodeId, Node)>,
    pub focus: Option<NodeId>,
    pub effects: Vec<Effect>,
    pub sleeps_for: Duration,
}

impl Player {
    pub fn new() -> Self {
        Self::with(None)
    }

    pub fn with(unfinished: Option<Unfinished>) -> Self {
        Self::who_has_chosen(Settings { welcomed: true, ..Settings::default() }, unfinished)
    }

    pub fn who_has_chosen(settings: Settings, unfinished: Option<Unfinished>) -> Self {
        let rubric = rubric::standard().clone();
        let library = Library::open(&[], &rubric).expect("the shipped scenarios need no folder");
        let mut desk = Desk::new(library, rubric, settings, 1);
        let unfinished = unfinished.into_iter().collect();
        desk.hear(News::Opened(Box::new(Known { unfinished, ..Known::default() })));
        let context = egui::Context::default();
        context.enable_accesskit();
        desk.style(&context);
        let mut player = Self {
            desk,
            context,
            size: vec2(1280.0, 800.0),
            seconds: 0.0,
            nodes: Vec::new(),
            focus: None,
            effects: Vec::new(),
            sleeps_for: Duration::ZERO,
        };
        player.settle();
        player
    }

    /// One frame with these events, and what it asked for carried out.
    pub fn frame(&mut self, events: Vec<Event>) {
        self.seconds += 0.05;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), self.size)),
            time: Some(self.seconds),
            focused: true,
            events,
            ..RawInput::default()
        };
        let desk = &mut self.desk;
        let mut output = self.context.run_ui(input, |ui| desk.draw(ui));
        output.textures_delta.clear();
        self.sleeps_for = output.viewport_output[&egui::ViewportId::ROOT].repaint_delay;
        if let Some(update) = output.platform_output.accesskit_update {
            self.nodes = update.nodes;
            self.focus = Some(update.focus);
        }
        let updated = self.desk.update(Duration::from_secs_f64(self.seconds));
        self.effects.extend(updated.effects);
        self.sleeps_for = self.sleeps_for.min(updated.wakes_in.unwrap_or(Duration::MAX));
        self.desk.style(&self.context);
    }

    /// Frames until nothing moves any more.
    pub fn settle(&mut self) {
        for _ in 0..60 {
            self.frame(Vec::new());
        }
    }

    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.frame(vec![Event::ModifiersChanged(modifiers)]);
        for pressed in [true, false] {
            self.frame(vec![Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }]);
        }
        self.frame(vec![Event::ModifiersChanged(Modifiers::NONE)]);
        self.frame(Vec::new());
    }

    pub fn type_words(&mut self, words: &str) {
        self.frame(vec![Event::Text(words.to_owned())]);
        self.frame(Vec::new());
    }

    pub fn name(node: &Node) -> String {
        node.label().or(node.value()).unwrap_or_default().to_owned()
    }

    pub fn find(&self, words: &str) -> Option<&Node> {
        self.nodes.iter().map(|(_, node)| node).find(|node| Self::name(node).contains(words))
    }

    #[track_caller]
    pub fn sees(&self, words: &str) {
        let all: Vec<String> =
            self.nodes.iter().map(|(_, node)| Self::name(node)).filter(|name| !name.is_empty()).collect();
        assert!(self.find(words).is_some(), "`{words}` is not on the screen; there are {all:#?}");
    }

    #[track_caller]
    pub fn click(&mut self, words: &str) {
        self.sees(words);
        let clickable = |node: &&Node| {
            matches!(node.role(), Role::Button | Role::RadioButton | Role::Link | Role::CheckBox)
        };
        let found = self
            .nodes
            .iter()
            .map(|(_, node)| node)
            .filter(clickable)
            .find(|node| Self::name(node).contains(words));
        let bounds = found.or(self.find(words)).and_then(Node::bounds).expect("it has a place");
        let pos = pos2(((bounds.x0 + bounds.x1) / 2.0) as f32, ((bounds.y0 + bounds.y1) / 2.0) as f32);
        self.frame(vec![Event::PointerMoved(pos)]);
        for pressed in [true, false] {
            let button = PointerButton::Primary;
            self.frame(vec![Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE }]);
        }
        self.settle();
    }

    /// Tab until the focus is on something of this name.
    #[track_caller]
    pub fn tab_to(&mut self, words: &str) {
        for _ in 0..80 {
            self.press(Modifiers::NONE, Key::Tab);
            let focused = self.nodes.iter().find(|(id, _)| Some(*id) == self.focus);
            if focused.is_some_and(|(_, node)| Self::name(node).contains(words)) {
                return;
            }
        }
        panic!("the focus never came to `{words}`");
    }

    pub fn begin(&mut self, id: &str) {
        self.desk.apply(Action::OpenBrief(id.to_owned()));
        self.settle();
        self.press(Modifiers::CTRL, Key::Enter);
        self.settle();
    }

    pub fn kept(&self) -> Option<&Unfinished> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Begin(unfinished, _) | Effect::Keep(unfinished) => Some(unfinished),
            _ => None,
        })
    }
}

const REPLIES: [&str; 3] = [
    "I'm so sorry, that was our mistake and it must be worrying.",
    "I'll find out now and call you back by six this evening.",
    "You're right to be cross. Would you rather have it sent again, or your money back?",
];

#[test]
fn a_conversation_by_keyboard_alone() {
    let mut player = Player::new();
    player.tab_to("Start practice");
    player.press(Modifiers::NONE, Key::Enter);
    player.settle();
    player.sees("Before you answer");
    player.press(Modifiers::CTRL, Key::Enter);
    player.settle();
    for round in 0..20 {
        if player.find("Look back").is_some() {
            break;
        }
        player.tab_to("Leave");
        player.tab_to_reply();
        player.type_words(REPLIES[round % REPLIES.len()]);
        player.press(Modifiers::CTRL, Key::Enter);
        player.settle();
    }
    player.press(Modifiers::CTRL, Key::Enter);
    player.settle();
    player.sees("How do you think it went?");
    player.press(Modifiers::NONE, Key::ArrowRight);
    player.press(Modifiers::CTRL, Key::Enter);
    player.settle();
    player.sees("Your three scores");
    player.sees("you predicted 55");
    player.tab_to("Try again");
    player.press(Modifiers::NONE, Key::Enter);
    player.settle();
    player.sees("Your reply 1");
    player.press(Modifiers::NONE, Key::Escape);
    player.settle();
    player.sees("Who would you like to talk to?");
}

impl Player {
    fn tab_to_reply(&mut self) {
        for _ in 0..80 {
            self.press(Modifiers::NONE, Key::Tab);
            let focused = self.nodes.iter().find(|(id, _)| Some(*id) == self.focus);
            if focused.is_some_and(|(_, node)| node.role() == Role::MultilineTextInput) {
                return;
            }
        }
        panic!("the focus never came to the reply");
    }
}

#[test]
fn a_conversation_by_mouse_alone() {
    let mut player = Player::new();
    player.click("Start practice");
    player.click("Guided");
    player.click("Start");
    for _ in 0..20 {
        if player.find("Look back").is_some() {
            break;
        }
        player.sees("What do you say?");
        player.click("1: ");
    }
    player.click("Look back");
    player.click("Show the debrief without a guess");
    player.sees("Your three scores");
    player.click("Library");
    player.sees("Who would you like to talk to?");
}

#[test]
fn digits_choose_options() {
    let mut player = Player::new();
    player.desk.apply(Action::OpenBrief("late-gift".into()));
    player.desk.apply(Action::ChooseMode(composure::session::Mode::Guided));
    player.desk.apply(Action::Start);
    player.settle();
    player.sees("Your reply 1");
    player.press(Modifiers::NONE, Key::Num2);
    player.settle();
    player.sees("Your reply 2");
}

#[test]
fn leaving_at_once_has_a_debrief_too() {
    let mut player = Player::new();
    player.begin("late-gift");
    player.click("Leave");
    player.sees("You left");
}

#[test]
fn what_is_written_is_kept_when_the_window_closes() {
    let mut player = Player::new();
    player.begin("late-gift");
    player.tab_to_reply();
    player.type_words(REPLIES[0]);
    player.press(Modifiers::CTRL, Key::Enter);
    player.settle();
    player.tab_to_reply();
    player.type_words("half a sen");
    let closing = player.desk.close();
    player.effects.extend(closing);
    let kept = player.kept().expect("something was kept").clone();
    assert_eq!(kept.draft, "half a sen");
    assert_eq!(kept.attempt.replies.len(), 1);

    let mut later = Player::with(Some(kept));
    later.sees("Unfinished: ");
    later.click("Go on");
    later.sees("Your reply 2");
    later.sees("half a sen");
}

#[test]
fn an_ended_conversation_is_no_longer_unfinished() {
    let mut player = Player::new();
    player.begin("late-gift");
    player.click("Leave");
    let begun = player.kept().expect("kept from the start").id.clone();
    let Some(Effect::End(ended, session)) = player.effects.last() else {
        panic!("it ends with {:?}", player.effects.last())
    };
    assert_eq!(ended.id, begun);
    assert!(ended.attempt.left && session.outcome().is_some());
    player.click("Library");
    assert!(player.find("Unfinished: ").is_none());
}

#[test]
fn an_unfinished_conversation_of_a_changed_scenario_is_told_and_not_thrown_away() {
    let mut player = Player::new();
    player.begin("late-gift");
    let mut kept = player.kept().expect("kept from the start").clone();
    kept.attempt.scenario_hash = "another".into();
    let later = Player::with(Some(kept));
    later.sees("has changed or is gone");
    assert!(later.find("Go on").is_none());
}

#[test]
fn an_empty_reply_is_refused_with_a_sentence() {
    let mut player = Player::new();
    player.begin("late-gift");
    player.click("Send");
    player.sees("There is nothing in the reply yet");
    player.sees("Your reply 1");
}

#[test]
fn nothing_asks_for_frames_when_nothing_happens() {
    let mut player = Player::new();
    let asleep = Duration::from_secs(3600);
    assert!(player.sleeps_for > asleep, "library: {:?}", player.sleeps_for);
    player.begin("late-gift");
    player.settle();
    assert!(player.sleeps_for > asleep, "conversation: {:?}", player.sleeps_for);
    player.tab_to_reply();
    player.type_words("We got that wrong.");
    player.settle();
    assert!(player.sleeps_for > asleep, "with a focused draft: {:?}", player.sleeps_for);
    player.click("Send");
    player.settle();
    player.settle();
    assert!(player.sleeps_for > asleep, "after the answer: {:?}", player.sleeps_for);
    player.click("Leave");
    player.click("End it and see the debrief");
    assert!(player.sleeps_for > asleep, "one's own guess: {:?}", player.sleeps_for);
    player.desk.apply(Action::SkipPrediction);
    player.settle();
    assert!(player.sleeps_for > asleep, "debrief: {:?}", player.sleeps_for);
}

#[test]
fn every_screen_holds_in_every_size_and_theme_and_names_what_can_be_reached() {
    for (width, height, percent) in [
        (1024.0, 640.0, 100),
        (1280.0, 800.0, 250),
        (3840.0, 2160.0, 100),
        (1024.0, 640.0, 250),
        (1280.0, 800.0, 80),
        (640.0, 400.0, 100),
    ] {
        for kind in Kind::ALL {
            let mut player = Player::new();
            player.size = vec2(width, height);
            player.desk.apply(Action::Change(Setting::Theme(kind)));
            player.desk.apply(Action::Change(Setting::TextPercent(percent)));
            player.settle();
            player.all_named("library");
            player.desk.apply(Action::OpenScoreboard);
            player.settle();
            player.all_named("scoreboard, being read");
            player.desk.hear(News::Board(Box::new(Ok(super::scoreboard::board()))));
            player.settle();
            player.all_named("scoreboard");
            player.desk.apply(Action::OpenBrief("cut-off".into()));
            player.settle();
            player.all_named("brief");
            player.desk.apply(Action::Start);
            player.settle();
            player.desk.type_reply(REPLIES[0]);
            player.settle();
            player.all_named("conversation");
            player.desk.apply(Action::Send);
            player.settle();
            player.desk.apply(Action::AskWhereTo);
            player.settle();
            player.all_named("way back");
            player.desk.apply(Action::Rewind(0));
            player.desk.apply(Action::Close);
            player.desk.type_reply(REPLIES[1]);
            player.desk.apply(Action::Send);
            player.desk.apply(Action::Leave);
            player.settle();
            player.all_named("one's own guess");
            player.desk.apply(Action::Predict);
            player.settle();
            player.all_named("debrief");
            player.sees("Reply 1, two ways");
            for sheet in Sheet::ALL {
                player.desk.apply(Action::OpenSheet(sheet));
                player.settle();
                player.all_named(sheet.name());
                player.press(Modifiers::NONE, Key::Escape);
            }
            for overlay in [Action::OpenHelp, Action::OpenPalette] {
                player.desk.apply(overlay);
                player.settle();
                player.all_named("what lies over a screen");
                player.desk.apply(Action::Close);
            }
            player.desk.apply(Action::OpenSettings);
            player.settle();
            player.all_named("settings");
        }
    }
}

impl Player {
    #[track_caller]
    pub fn all_named(&self, screen: &str) {
        let nameless = self.nodes.iter().map(|(_, node)| node).filter(|node| {
            matches!(node.role(), Role::Button | Role::RadioButton | Role::Link | Role::CheckBox)
                && Self::name(node).is_empty()
        });
        assert_eq!(nameless.count(), 0, "{screen}: a control without a name");
    }
}

impl Player {
    /// Writes a reply and sends it, and waits for the answer.
    fn say(&mut self, words: &str) {
        self.tab_to_reply();
        self.type_words(words);
        self.press(Modifiers::CTRL, Key::Enter);
        self.settle();
    }

    /// What is written and not sent.
    fn draft(&self) -> String {
        let written = self.nodes.iter().find(|(_, node)| node.role() == Role::MultilineTextInput);
        written.and_then(|(_, node)| node.value()).unwrap_or_default().to_owned()
    }
}

#[test]
fn the_customer_takes_a_moment_unless_told_to_hurry() {
    let mut player = Player::new();
    player.begin("late-gift");
    player.tab_to_reply();
    player.type_words(REPLIES[0]);
    player.press(Modifiers::CTRL, Key::Enter);
    player.sees("Kofi is writing");
    assert!(player.sleeps_for < Duration::from_secs(3), "it wakes for the answer: {:?}", player.sleeps_for);
    player.press(Modifiers::CTRL, Key::Enter);
    assert!(player.find("Kofi is writing").is_none(), "Ctrl+Enter has the answer at once");
    player.sees("Your reply 2");

    let settings = Settings { welcomed: true, pacing: false, ..Settings::default() };
    let mut player = Player::who_has_chosen(settings, None);
    player.begin("late-gift");
    player.tab_to_reply();
    player.type_words(REPLIES[0]);
    player.press(Modifiers::CTRL, Key::Enter);
    assert!(player.find("Kofi is writing").is_none(), "nobody waits who does not want to");
}

#[test]
fn a_reply_is_taken_back_with_its_words_in_the_box() {
    let mut player = Player::new();
    player.begin("late-gift");
    assert!(player.find("Rewind").is_none(), "there is nothing to take back yet");
    player.say(REPLIES[0]);
    player.say(REPLIES[1]);
    player.press(Modifiers::CTRL, Key::R);
    player.settle();
    player.sees("Go back to before a reply");
    player.tab_to("Reply 2: ");
    player.press(Modifiers::NONE, Key::Enter);
    player.settle();
    player.sees("Your reply 2");
    assert_eq!(player.draft(), REPLIES[1]);
    assert_eq!(player.kept().expect("it is kept").attempt.replies.len(), 1);
}

#[test]
fn an_assessment_has_no_way_back_and_no_help() {
    let mut player = Player::new();
    player.desk.apply(Action::OpenBrief("late-gift".into()));
    player.desk.apply(Action::ChooseMode(composure::session::Mode::Assessment));
    player.desk.apply(Action::Start);
    player.settle();
    player.say(REPLIES[0]);
    for absent in ["Rewind", "Hint", "Coach hears", "Anger"] {
        assert!(player.find(absent).is_none(), "{absent} in an assessment");
    }
    for action in [Action::Rewind(0), Action::Hint] {
        player.desk.apply(action);
        player.settle();
    }
    player.sees("Your reply 2");
    assert_eq!(player.kept().expect("it is kept").hints, 0);
}

#[test]
fn leaving_asks_and_can_be_put_off() {
    let mut player = Player::new();
    player.begin("late-gift");
    player.say(REPLIES[0]);
    player.click("Leave");
    player.sees("Leave Kofi here?");
    player.press(Modifiers::NONE, Key::Escape);
    player.settle();
    player.sees("Your reply 2");
    player.click("Leave");
    player.click("Keep it for later");
    player.sees("Unfinished: ");
    player.click("Go on");
    player.click("Leave");
    player.click("End it and see the debrief");
    player.click("Show the debrief without a guess");
    player.sees("You left");
}

#[test]
fn anything_is_found_by_typing() {
    let mut player = Player::new();
    player.press(Modifiers::CTRL, Key::K);
    player.settle();
    player.type_words("kofi");
    player.settle();
    player.sees("Talk to Kofi");
    player.press(Modifiers::NONE, Key::Enter);
    player.settle();
    player.sees("Before you answer");
    player.press(Modifiers::CTRL, Key::K);
    player.settle();
    player.type_words("high contrast, dark");
    player.press(Modifiers::NONE, Key::Enter);
    player.settle();
    let Some(Effect::Settings(settings, _)) = player.effects.last() else {
        panic!("{:?}", player.effects.last())
    };
    assert_eq!(settings.theme, Kind::HighContrastDark);
    player.press(Modifiers::CTRL, Key::K);
    player.settle();
    player.type_words("no such thing");
    player.settle();
    player.sees("Nothing goes by these words");
    player.press(Modifiers::NONE, Key::Enter);
    player.press(Modifiers::NONE, Key::Escape);
    player.settle();
    player.sees("Before you answer");
}

#[test]
fn every_screen_has_help_that_lists_its_keys() {
    let mut player = Player::new();
    let help = |player: &mut Player, screen: &str, key: &str| {
        player.press(Modifiers::NONE, Key::F1);
        player.settle();
        player.sees(screen);
        player.sees(key);
        player.press(Modifiers::NONE, Key::Escape);
        player.settle();
        assert!(player.find(screen).is_none(), "{screen}: Escape closes the help and nothing else");
    };
    help(&mut player, "The library", "Read the scenario files again");
    player.desk.apply(Action::OpenScoreboard);
    player.settle();
    help(&mut player, "The scoreboard", "Read the records again");
    player.desk.apply(Action::OpenSettings);
    player.settle();
    help(&mut player, "The settings", "Larger text");
    player.desk.apply(Action::OpenBrief("late-gift".into()));
    player.settle();
    help(&mut player, "The brief", "Start the conversation");
    player.press(Modifiers::CTRL, Key::Enter);
    player.settle();
    help(&mut player, "The conversation", "Send the reply");
    player.tab_to_reply();
    player.type_words("?");
    player.settle();
    assert!(player.find("The conversation").is_none(), "a question mark in the reply is a question mark");
    player.desk.apply(Action::Leave);
    player.settle();
    help(&mut player, "The debrief", "Back to the library");
}

#[test]
fn a_new_person_is_shown_round_by_keyboard() {
    let mut player = Player::who_has_chosen(Settings::default(), None);
    player.sees("Welcome");
    player.tab_to("Talk to ");
    player.press(Modifiers::NONE, Key::Enter);
    player.settle();
    player.sees("Who is there");
    for title in ["What you know", "Say it in your words"] {
        player.tab_to("Next");
        player.press(Modifiers::NONE, Key::Enter);
        player.settle();
        player.sees(title);
    }
    player.tab_to_reply();
    player.type_words("I'm so sorry, that must be disappointing. That was our mistake.");
    player.settle();
    player.sees("What the coach hears");
    player.press(Modifiers::CTRL, Key::Enter);
    player.settle();
    player.sees("What it did");
    player.say("I'll find out now and write back by six this evening.");
    player.sees("Go on");
    player.desk.apply(Action::Leave);
    player.settle();
    player.sees("Guess first");
    player.press(Modifiers::CTRL, Key::Enter);
    player.settle();
    player.sees("Where every point comes from");
    player.tab_to("Done");
    player.press(Modifiers::NONE, Key::Enter);
    player.settle();
    assert!(player.find("Where every point comes from").is_none());
    let welcomed = player.effects.iter().any(|effect| matches!(effect, Effect::Settings(s, _) if s.welcomed));
    assert!(welcomed, "nobody is welcomed twice");
}

#[test]
fn a_pasted_megabyte_is_cut_and_told() {
    let mut player = Player::new();
    player.begin("late-gift");
    player.tab_to_reply();
    player.type_words(&"word ".repeat(200_000));
    player.settle();
    assert_eq!(player.draft().chars().count(), 20_000);
    player.sees("A reply holds 20000 characters");
}

#[test]
fn a_word_that_an_input_method_has_not_ended_is_not_sent() {
    let mut player = Player::new();
    player.begin("late-gift");
    player.tab_to_reply();
    player.type_words("We got that wrong ");
    let preedit = |text: &str| {
        let active_range_chars = Some(0..text.chars().count());
        Event::Ime(egui::ImeEvent::Preedit { text: text.to_owned(), active_range_chars })
    };
    player.frame(vec![preedit("ほん")]);
    player.press(Modifiers::CTRL, Key::Enter);
    player.sees("Your reply 1");
    player.frame(vec![Event::Ime(egui::ImeEvent::Commit("本".to_owned()))]);
    player.settle();
    assert_eq!(player.draft(), "We got that wrong 本");
    player.press(Modifiers::CTRL, Key::Enter);
    player.settle();
    player.sees("Your reply 2");
    assert_eq!(player.draft(), "", "nothing of the word is left behind");
}

#[test]
fn scenario_files_that_go_while_they_are_played_change_nothing() {
    let mut player = Player::new();
    player.begin("late-gift");
    player.say(REPLIES[0]);
    player.desk.shelve(Library::default());
    player.settle();
    player.say(REPLIES[1]);
    player.sees("Your reply 3");
    player.desk.apply(Action::Leave);
    player.desk.apply(Action::SkipPrediction);
    player.settle();
    player.sees("Your three scores");
    player.desk.apply(Action::Again);
    player.settle();
    player.sees("Your reply 1");
}

#[test]
fn a_guess_and_a_note_are_kept_with_the_attempt() {
    let mut player = Player::new();
    player.begin("late-gift");
    player.say(REPLIES[0]);
    let id = player.kept().expect("it is kept").id.clone();
    player.desk.apply(Action::Leave);
    player.settle();
    player.desk.apply(Action::Predict);
    player.settle();
    player.click("Reflection note");
    player.type_words("Say the time first.");
    player.settle();
    player.press(Modifiers::NONE, Key::Escape);
    player.settle();
    player.sees("Your three scores");
    let reflected = player.effects.iter().rev().find_map(|effect| match effect {
        Effect::Reflect(id, reflection) => Some((id.clone(), reflection.clone())),
        _ => None,
    });
    let (of, reflection) = reflected.expect("it is kept");
    assert_eq!((of, reflection.note.as_str()), (id, "Say the time first."));
    assert_eq!(*reflection.predicted.get(composure::rubric::Dimension::Empathy), Some(50));
}

#[test]
fn a_debrief_is_saved_as_a_page_without_the_note() {
    let mut player = Player::new();
    player.begin("late-gift");
    player.say(REPLIES[0]);
    player.desk.apply(Action::Leave);
    player.desk.apply(Action::Predict);
    player.settle();
    player.desk.apply(Action::OpenSheet(Sheet::Reflection));
    player.settle();
    player.type_words("mine alone");
    player.press(Modifiers::NONE, Key::Escape);
    player.settle();
    player.click("Save as a page");
    let Some(Effect::SavePage(page)) = player.effects.last() else { panic!("{:?}", player.effects.last()) };
    assert!(page.name.starts_with("late-gift ") && page.html.contains("so sorry"));
    assert!(!page.html.contains("mine alone"), "what stays on this machine stays there");
    player.desk.tell("Saved:", "somewhere");
    player.settle();
    player.sees("Saved: somewhere");
}

#[test]
fn what_is_typed_is_heard_in_the_next_frame() {
    let mut player = Player::new();
    player.begin("late-gift");
    player.tab_to_reply();
    player.frame(vec![Event::Text("We got it wrong".to_owned())]);
    player.frame(Vec::new());
    assert_eq!(player.draft(), "We got it wrong");
    player.sees("admits the mistake");
}

#[test]
fn ten_conversations_leave_no_more_behind_than_one() {
    let mut player = Player::new();
    for round in 0..10 {
        player.begin("first-words");
        player.say(REPLIES[round % REPLIES.len()]);
        player.desk.apply(Action::Leave);
        player.desk.apply(Action::SkipPrediction);
        player.settle();
        player.desk.apply(Action::OpenLibrary);
        player.settle();
    }
    let unfinished = player.effects.iter().filter(|effect| matches!(effect, Effect::Begin(..))).count();
    let ended = player.effects.iter().filter(|effect| matches!(effect, Effect::End(..))).count();
    assert_eq!((unfinished, ended), (10, 10));
    assert!(player.find("Unfinished: ").is_none());
    player.sees("This week");
    player.sees("10 conversations");
}

#[test]
fn keys_do_nothing_behind_what_lies_over_the_screen() {
    let mut player = Player::new();
    player.desk.apply(Action::OpenBrief("late-gift".into()));
    player.desk.apply(Action::ChooseMode(composure::session::Mode::Guided));
    player.desk.apply(Action::Start);
    player.settle();
    player.press(Modifiers::CTRL, Key::K);
    player.settle();
    player.press(Modifiers::NONE, Key::Num1);
    player.settle();
    player.press(Modifiers::NONE, Key::Escape);
    player.settle();
    player.sees("Your reply 1");
}

#[test]
fn what_is_written_while_the_last_words_come_keeps_nobody_awake() {
    let mut player = Player::new();
    player.begin("first-words");
    for round in 0..12 {
        player.tab_to_reply();
        player.type_words(REPLIES[round % REPLIES.len()]);
        player.press(Modifiers::CTRL, Key::Enter);
        if player.effects.iter().any(|effect| matches!(effect, Effect::End(..))) {
            break;
        }
        player.settle();
    }
    player.type_words("and");
    player.press(Modifiers::NONE, Key::F2);
    player.settle();
    player.sees("The conversation is over");
    assert!(player.sleeps_for > Duration::from_secs(3600), "{:?}", player.sleeps_for);
    player.press(Modifiers::NONE, Key::Escape);
    player.settle();
    player.sees("How do you think it went?");
    player.click("Library");
    assert!(player.find("Unfinished: ").is_none(), "what has ended is not offered again");
}

#[test]
fn a_key_that_is_held_down_does_it_once() {
    let mut player = Player::new();
    player.begin("late-gift");
    player.tab_to_reply();
    player.type_words(REPLIES[0]);
    let modifiers = Modifiers::CTRL;
    player.frame(vec![Event::ModifiersChanged(modifiers)]);
    for repeat in [false, true, true, true] {
        let key = Key::Enter;
        player.frame(vec![Event::Key { key, physical_key: None, pressed: true, repeat, modifiers }]);
    }
    player.sees("Kofi is writing");
    player.settle();
    player.sees("Your reply 2");
    assert!(player.find("There is nothing in the reply yet").is_none());
}

#[test]
fn a_name_that_is_being_typed_is_kept_when_the_window_closes() {
    let mut player = Player::new();
    player.desk.apply(Action::OpenSettings);
    player.settle();
    player.tab_to("Name or alias");
    player.type_words("Noor");
    let closing = player.desk.close();
    let kept = closing.iter().any(|effect| matches!(effect, Effect::Settings(s, _) if s.name == "Noor"));
    assert!(kept, "{closing:?}");
}

#[test]
fn another_person_does_not_inherit() {
    let mut player = Player::new();
    player.begin("late-gift");
    player.say(REPLIES[0]);
    player.desk.apply(Action::OpenLibrary);
    player.settle();
    player.sees("Unfinished: ");
    player.desk.reopen();
    player.desk.hear(News::Opened(Box::default()));
    player.settle();
    assert!(player.find("Unfinished: ").is_none());
}

#[test]
fn a_screen_reader_hears_of_no_mood_in_an_assessment() {
    let mut player = Player::new();
    player.desk.apply(Action::OpenBrief("late-gift".into()));
    player.desk.apply(Action::ChooseMode(composure::session::Mode::Assessment));
    player.desk.apply(Action::Start);
    player.settle();
    player.tab_to_reply();
    player.type_words("The new cover is dry on Friday. I'll write to you then.");
    player.settle();
    for told in ["anger", "your draft answers this"] {
        assert!(player.find(told).is_none(), "{told} in an assessment");
    }
}

#[test]
fn the_keyboard_comes_back_to_where_it_was() {
    let mut player = Player::new();
    player.tab_to("De-escalation");
    let before = player.focus;
    assert!(before.is_some());
    player.press(Modifiers::NONE, Key::F1);
    player.settle();
    player.press(Modifiers::NONE, Key::Escape);
    player.settle();
    assert_eq!(player.focus, before);
}

#[test]
fn what_is_told_stays_until_it_is_closed() {
    let mut player = Player::new();
    player.desk.tell("Settings:", "they cannot be written");
    player.desk.tell("Scenarios:", "a folder is not there");
    player.settle();
    player.sees("they cannot be written");
    player.click("Close");
    player.sees("a folder is not there");
    player.click("Close");
    assert!(player.find("a folder is not there").is_none());
}

#[test]
fn every_conversation_that_was_not_ended_can_go_on() {
    let mut player = Player::new();
    for id in ["late-gift", "first-words"] {
        player.begin(id);
        player.say(REPLIES[0]);
        player.desk.apply(Action::OpenLibrary);
        player.settle();
    }
    player.sees("Unfinished: A helmet and no bike");
    player.click("Go on: A book for Saturday");
    player.sees("Your reply 2");
    player.press(Modifiers::NONE, Key::Escape);
    player.settle();
    player.click("Discard: A helmet and no bike");
    player.click("Throw it away");
    assert!(player.find("Unfinished: A helmet").is_none() && player.find("Unfinished: A book").is_some());
}

#[test]
fn what_has_no_replies_to_choose_from_is_not_offered_so() {
    let mut player = Player::new();
    let mut library = Library::open(&[], rubric::standard()).unwrap();
    for scenario in &mut library.scenarios {
        let mut typed = (**scenario).clone();
        typed.file.turns[0].options.clear();
        *scenario = std::sync::Arc::new(typed);
    }
    player.desk.shelve(library);
    player.desk.apply(Action::OpenBrief("late-gift".into()));
    player.settle();
    assert!(player.find("Guided").is_none());
    player.press(Modifiers::CTRL, Key::K);
    player.settle();
    player.type_words("answer in");
    player.settle();
    player.sees("Answer in practice mode");
    assert!(player.find("Answer in guided mode").is_none());
}
