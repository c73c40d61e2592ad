//! The library and the settings: chosen, filtered and changed by hand and by keyboard, at every size.

use std::collections::BTreeMap;
use std::path::PathBuf;

use composure::library::{Checked, Library};
use composure::records::{Known, News, Tried, Who};
use composure::rubric::{self, PerDimension};
use composure::settings::{Setting, Settings};
use composure::source::{Diagnostic, Place, Severity};
use composure::ui::theme::Kind;
use composure::ui::{Action, Effect};
use egui::accesskit::{Node, Role};
use egui::{Key, Modifiers, Rect, pos2, vec2};

use super::desk::Player;

/// Somebody called Dana who has tried one scenario and was weakest in de-escalation.
fn dana() -> Player {
    let mut player = Player::new();
    let who = Who { person: "Dana".into(), cohort: "May".into() };
    let scores = |by: u8| PerDimension {
        empathy: Some(61 + by),
        ownership: Some(66 + by),
        deescalation: Some(48 + by),
    };
    let tried = Tried { first: scores(0), best: scores(9), ending: "settled".into() };
    let tried = BTreeMap::from([("late-gift".to_owned(), tried)]);
    player.desk.hear(News::Opened(Box::new(Known { who, tried, ..Known::default() })));
    player.settle();
    player
}

/// Dana at the settings.
fn at_settings() -> Player {
    let mut player = dana();
    player.desk.apply(Action::OpenSettings);
    player.settle();
    player
}

impl Player {
    fn strike(&mut self, key: Key) {
        self.press(Modifiers::NONE, key);
        self.settle();
    }

    /// Comes to a control by keyboard and presses it.
    #[track_caller]
    fn press_on(&mut self, words: &str) {
        self.tab_to(words);
        self.strike(Key::Enter);
    }

    /// The settings as they were last given out to be kept.
    #[track_caller]
    fn given_out(&self) -> Settings {
        let settings = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Settings(settings, _) => Some(Settings::clone(settings)),
            _ => None,
        });
        settings.expect("settings were changed")
    }

    fn reads_again(&self) -> usize {
        self.effects.iter().filter(|effect| matches!(effect, Effect::ReadLibrary)).count()
    }

    /// What a field holds.
    #[track_caller]
    fn field(&self, label: &str) -> String {
        let is_it = |node: &&Node| node.role() == Role::TextInput && node.label() == Some(label);
        let field = self.nodes.iter().map(|(_, node)| node).find(is_it).expect("the field is there");
        field.value().unwrap_or_default().to_owned()
    }

    /// The names of the cards.
    fn cards(&self) -> Vec<String> {
        let all = self.nodes.iter().map(|(_, node)| node).filter(|node| node.role() == Role::Button);
        all.map(Self::name).filter(|name| name.contains(" minutes, ")).collect()
    }

    fn focused_name(&self) -> String {
        let found = self.nodes.iter().find(|(id, _)| Some(*id) == self.focus);
        found.map(|(_, node)| Self::name(node)).unwrap_or_default()
    }

    /// What can be pressed or typed in, and where.
    fn controls(&self) -> Vec<(String, Rect)> {
        let all = self.nodes.iter().map(|(_, node)| node).filter(|node| {
            let role = node.role();
            matches!(
                role,
                Role::Button
                    | Role::RadioButton
                    | Role::Link
                    | Role::CheckBox
                    | Role::TextInput
                    | Role::ComboBox
            )
        });
        let place = |node: &Node| {
            let bounds = node.bounds()?;
            let corner = |x: f64, y: f64| pos2(x as f32, y as f32);
            let rect = Rect::from_min_max(corner(bounds.x0, bounds.y0), corner(bounds.x1, bounds.y1));
            Some((Self::name(node), rect))
        };
        all.filter_map(place).collect()
    }

    /// Nothing that can be pressed lies over another, or beyond the sides of the window.
    #[track_caller]
    fn lies_apart(&self, screen: &str) {
        let controls = self.controls();
        assert!(controls.len() > 4, "{screen}: {controls:?}");
        for (index, (name, rect)) in controls.iter().enumerate() {
            assert!(!name.is_empty(), "{screen}: a control without a name at {rect:?}");
            let sides = rect.left() >= -0.5 && rect.right() <= self.size.x + 0.5;
            assert!(sides, "{screen}: `{name}` at {rect:?} is beyond the side of the window");
            for (other, under) in &controls[index + 1..] {
                let over = rect.shrink(0.5).intersects(under.shrink(0.5));
                assert!(!over, "{screen}: `{name}` at {rect:?} lies over `{other}` at {under:?}");
            }
        }
    }
}

#[test]
fn every_setting_is_changed_by_keyboard() {
    let mut player = at_settings();
    player.sees("Attempts go by “Dana” now, in the cohort “May”");
    player.tab_to("Name or alias");
    player.type_words(" Ana ");
    player.strike(Key::Enter);
    assert_eq!(player.given_out().name, "Ana");
    player.tab_to("Cohort");
    player.type_words("June");
    player.strike(Key::Tab);
    assert_eq!(player.given_out().cohort, "June", "taken over when the focus leaves");
    player.press_on("Larger text");
    assert_eq!(player.given_out().text_percent, 110);
    player.sees("Text size: 110 %");
    player.press_on("Smaller text");
    assert_eq!(player.given_out().text_percent, 100);
    for (name, kind) in [("Dark theme", Kind::Dark), ("High contrast theme", Kind::HighContrast)] {
        player.press_on(name);
        assert_eq!(player.given_out().theme, kind);
    }
    player.press_on("Faces and places move");
    assert!(!player.given_out().motion);
    player.press_on("Customers take a moment");
    assert!(!player.given_out().pacing);
    let folder = std::env::temp_dir();
    player.tab_to("Add a folder");
    player.type_words(&folder.display().to_string());
    player.strike(Key::Enter);
    assert_eq!(player.given_out().scenarios, [folder.as_path()]);
    player.press_on(&format!("Remove {}", folder.display()));
    assert_eq!(player.given_out().scenarios, Vec::<PathBuf>::new());
    player.press_on("English");
    assert_eq!(player.given_out().language, "en");
    player.press_on("Every language");
    assert_eq!(player.given_out().language, "");
    player.tab_to("Where attempts are kept");
    player.type_words("postgres://ana@example/team");
    player.strike(Key::Enter);
    assert_eq!(player.given_out().store, "postgres://ana@example/team");
    player.press_on("Read the files again");
    assert_eq!(player.reads_again(), 1);
}

#[test]
fn what_is_typed_stays_and_what_is_not_follows() {
    let mut player = at_settings();
    player.tab_to("Name or alias");
    player.type_words("An");
    player.desk.apply(Action::Change(Setting::Name("Zoe".into())));
    player.desk.apply(Action::Change(Setting::Cohort("June".into())));
    player.settle();
    assert_eq!(player.field("Name or alias"), "An", "somebody is writing here");
    assert_eq!(player.field("Cohort"), "June");
    player.type_words("a");
    player.strike(Key::Escape);
    player.sees("Who would you like to talk to?");
    assert_eq!(player.given_out().name, "Ana", "what was written is taken over on the way out");
}

#[test]
fn a_path_that_can_be_no_folder_is_refused_with_a_sentence() {
    let mut player = at_settings();
    player.tab_to("Add a folder");
    player.type_words("scenarios");
    player.press_on("Add the folder");
    player.sees("Give the whole path");
    assert!(player.effects.is_empty(), "{:?}", player.effects);
    player.tab_to("Add a folder");
    player.type_words("2");
    assert!(player.find("Give the whole path").is_none(), "it is being mended");
}

#[test]
fn filters_by_keyboard_are_remembered() {
    let mut player = dana();
    let all = player.cards().len();
    player.press_on("Channel: Any channel");
    assert_eq!(player.focused_name(), "Any channel");
    player.strike(Key::ArrowDown);
    player.strike(Key::Enter);
    assert_eq!(player.focused_name(), "Channel: Chat");
    let chats = player.cards();
    assert!(chats.len() < all && chats.iter().all(|card| card.contains(", Chat, ")), "{chats:?}");
    player.sees(&format!("{} of {all}", chats.len()));
    player.tab_to("Not tried yet");
    player.strike(Key::Space);
    assert_eq!(player.cards().len(), chats.len() - 1, "Dana knows one of them");
    player.press_on("Difficulty: Any difficulty");
    player.strike(Key::Escape);
    assert_eq!(player.focused_name(), "Difficulty: Any difficulty");
    player.tab_to("Settings");
    player.strike(Key::Enter);
    player.strike(Key::Escape);
    assert_eq!(player.cards().len(), chats.len() - 1, "the filters are as they were");
    player.desk.apply(Action::OpenLibrary);
    player.tab_to("Search");
    player.type_words("nobody says this");
    player.settle();
    player.press_on("Show everyone");
    assert_eq!(player.cards().len(), all);
}

#[test]
fn where_room_is_scarce_filters_wait_behind_one_button() {
    let mut player = dana();
    player.size = vec2(640.0, 400.0);
    player.settle();
    assert!(player.find("Any channel").is_none());
    player.press_on("Filters");
    player.tab_to("Phone");
    player.strike(Key::Space);
    player.tab_to("Hard");
    player.strike(Key::Space);
    player.strike(Key::Escape);
    player.sees("Filters, 2 on");
    assert!(player.cards().iter().all(|card| card.contains(", Phone, ") && card.contains(", hard, ")));
}

#[test]
fn the_language_of_the_settings_holds_in_the_library() {
    let mut player = dana();
    let all = player.cards().len();
    player.desk.apply(Action::Change(Setting::Language("en".into())));
    player.settle();
    assert_eq!(player.cards().len(), all);
    player.desk.apply(Action::Change(Setting::Language("xx".into())));
    player.settle();
    player.sees("Nobody here speaks the language");
    assert!(player.find("Next for you").is_none());
    player.click("Every language");
    assert_eq!(player.given_out().language, "");
    assert_eq!(player.cards().len(), all);
}

#[test]
fn library_and_debrief_recommend_for_the_same_reason() {
    let new = Player::new();
    new.sees("one to begin with");
    let mut player = dana();
    player.sees("1 of ");
    player.sees("De-escalation: first 48, best 57");
    let why = "Because de-escalation is your lowest so far. This one trains it.";
    player.sees(why);
    player.begin("her-name-on-it");
    player.click("Leave");
    player.sees("Practise next: ");
    player.sees(why);
}

#[test]
fn the_name_leads_to_the_settings_and_the_keys_to_the_palette() {
    let mut player = dana();
    player.press_on("Dana, your settings");
    player.sees("Text size: 100 %");
    player.strike(Key::Escape);
    player.press_on("Find anything");
    player.sees("Talk to ");
}

#[test]
fn broken_files_are_told_and_shown_with_place_and_help() {
    for (size, narrow) in [(vec2(1280.0, 800.0), false), (vec2(640.0, 400.0), true)] {
        let mut player = dana();
        player.size = size;
        let mut library = Library::open(&[], rubric::standard()).unwrap();
        let problem = |line, help: Option<&str>| Diagnostic {
            code: "S006",
            severity: Severity::Error,
            file: "/here/late-parcel.ron".into(),
            place: Place { line, column: 7, ..Place::START },
            message: "unknown field “emapthy”".into(),
            help: help.map(str::to_owned),
        };
        let problems = vec![problem(41, Some("did you mean “empathy”?")), problem(43, None)];
        let path = "/here/late-parcel.ron".to_owned();
        library.checked.push(Checked { path, text: String::new(), problems });
        player.desk.shelve(library);
        player.settle();
        player.sees("late-parcel.ron cannot be opened: 2 problems. First, line 41");
        player.press_on("Show both");
        player.sees("Line 41, column 7: unknown field “emapthy”");
        player.sees("What to do: did you mean “empathy”?");
        player.press_on("Read the files again");
        assert_eq!(player.reads_again(), 1);
        player.strike(Key::F5);
        assert_eq!(player.reads_again(), 2);
        player.press_on("Hide");
        assert!(player.find("Line 41, column 7").is_none(), "narrow: {narrow}");
    }
}

#[test]
fn nothing_lies_over_anything_at_any_size() {
    for (width, height, percent) in [
        (640.0, 400.0, 250),
        (640.0, 400.0, 100),
        (1024.0, 640.0, 250),
        (1024.0, 640.0, 100),
        (1280.0, 800.0, 80),
        (1280.0, 800.0, 150),
        (3840.0, 2160.0, 250),
        (3840.0, 2160.0, 100),
    ] {
        let mut player = at_settings();
        player.size = vec2(width, height);
        player.desk.apply(Action::Change(Setting::TextPercent(percent)));
        player.desk.apply(Action::Change(Setting::Scenarios(vec!["/a/long/path".repeat(9).into()])));
        player.settle();
        let when = format!("{width} by {height} at {percent} %");
        player.lies_apart(&format!("settings, {when}"));
        player.desk.apply(Action::OpenLibrary);
        player.settle();
        player.lies_apart(&format!("library, {when}"));
        player.desk.apply(Action::OpenScoreboard);
        player.settle();
        player.lies_apart(&format!("scoreboard, {when}"));
    }
}

#[test]
fn a_window_that_is_too_low_shows_what_has_the_focus() {
    let mut player = at_settings();
    player.size = vec2(640.0, 400.0);
    player.desk.apply(Action::Change(Setting::TextPercent(250)));
    player.settle();
    for name in ["Dana, your settings", "Faces and places move", "Read the files again", "Library"] {
        player.tab_to(name);
        player.settle();
        let (_, rect) = player.controls().into_iter().find(|(other, _)| other == name).expect("it is there");
        let seen = rect.top() >= 0.0 && rect.top() + 24.0 <= player.size.y;
        assert!(seen, "`{name}` has the focus and is at {rect:?}");
    }
}

#[test]
fn nothing_here_asks_for_frames_when_nothing_happens() {
    let asleep = std::time::Duration::from_secs(3600);
    let mut player = at_settings();
    assert!(player.sleeps_for > asleep, "settings: {:?}", player.sleeps_for);
    player.tab_to("Name or alias");
    player.type_words("An");
    player.settle();
    assert!(player.sleeps_for > asleep, "with words in a field: {:?}", player.sleeps_for);
    player.desk.apply(Action::OpenLibrary);
    player.settle();
    player.press_on("Channel: Any channel");
    assert!(player.sleeps_for > asleep, "with an open list: {:?}", player.sleeps_for);
}
