//! What assistive technology reads, and what the keyboard and the pointer do.

use egui::accesskit::{Action, Node, NodeId, Role as NodeRole};
use egui::{Context, Event, Id, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, Ui, vec2};

use super::*;
use crate::ui::theme::{Kind, Theme};

/// A window of 600 by 800 points that is drawn without a screen.
struct Window {
    ctx: Context,
    theme: Theme,
}

impl Window {
    fn new(percent: u16) -> Self {
        let ctx = Context::default();
        ctx.enable_accesskit();
        let theme = Theme::load(Kind::Light).with_text_percent(percent);
        theme.install(&ctx);
        Self { ctx, theme }
    }

    /// One pass; gives the tree of names.
    fn pass(&self, events: Vec<Event>, ui: &mut dyn FnMut(&mut Ui, &Theme)) -> Vec<(NodeId, Node)> {
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(600.0, 800.0)));
        let input = RawInput { screen_rect, events, ..RawInput::default() };
        let mut output = self.ctx.run_ui(input, |root| ui(root, &self.theme));
        output.textures_delta.clear();
        output.platform_output.accesskit_update.map(|update| update.nodes).unwrap_or_default()
    }
}

/// Everything a widget says, whether egui keeps it as a label or as a value.
fn said(nodes: &[(NodeId, Node)]) -> Vec<String> {
    nodes.iter().filter_map(|(_, node)| node.label().or(node.value())).map(str::to_owned).collect()
}

/// Draws a widget and checks what it says.
#[track_caller]
fn check_says(expected: &str, mut ui: impl FnMut(&mut Ui, &Theme)) {
    let heard = said(&Window::new(100).pass(Vec::new(), &mut ui));
    assert!(heard.iter().any(|name| name == expected), "nothing says {expected:?}, only {heard:?}");
}

fn key(key: Key) -> Vec<Event> {
    let modifiers = Modifiers::NONE;
    vec![Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }]
}

fn click(pos: Pos2) -> [Vec<Event>; 3] {
    let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
    let press = |pressed| vec![Event::PointerButton { pos, button, pressed, modifiers }];
    [vec![Event::PointerMoved(pos)], press(true), press(false)]
}

const MOODS: [MoodPoint; 3] = [
    MoodPoint { anger: 80, trust: 20, patience: 30 },
    MoodPoint { anger: 60, trust: 40, patience: 35 },
    MoodPoint { anger: 20, trust: 70, patience: 60 },
];

fn turns() -> Vec<TurningPoint> {
    let turn = |at, words: &str| TurningPoint { at, words: words.to_owned(), costliest: false };
    vec![turn(1, "You admitted the mistake"), turn(2, "A time, and you kept it")]
}

/// One of each, with things in it.
fn everything(ui: &mut Ui, theme: &Theme) {
    let text = "You were right.\nWe were wrong, and I’ll mend it.";
    let marks = [
        EvidenceMark { range: 0..15, mark: Mark::Empathy, helped: true },
        EvidenceMark { range: 10..900, mark: Mark::Ownership, helped: false },
        EvidenceMark { range: 700..900, mark: Mark::DeEscalation, helped: false },
    ];
    Button::main("Send").shortcut("Ctrl").trailing(Sign::Return).show(ui, theme);
    Button::edge("?").name("Help").show(ui, theme);
    Button::plain("Hint, costs 3 points").icon(egui_phosphor::regular::LIGHTBULB).show(ui, theme);
    Filter::new(Mark::Empathy, true).show(ui, theme);
    Filter::words("Not tried yet", true).show(ui, theme);
    Choice::new("Channel", "Any channel").show(ui, theme);
    ChoiceMenu::new("Difficulty", &["Any difficulty", "Gentle"], 1).show(ui, theme);
    ChoiceMenu::new("Nothing", &[], 0).show(ui, theme);
    KeyLink::new("Find anything", "Ctrl K").show(ui, theme);
    Toggle::new("Faces and places move", true)
        .about("When it is off everything stands still.")
        .show(ui, theme);
    Swatch::new(&Theme::load(Kind::Dark), false).show(ui, theme);
    TextField::new(Id::new("name"), &mut String::new(), "Name or alias").hint("Dana").show(ui, theme);
    PersonRow::new("Ünal 🦊").compact(true).show(ui, theme);
    PersonRow::new("Ünal with a name that no row is wide enough for, however wide it is").show(ui, theme);
    Week::new([0, 3, 0, 0, 1, 0, 2]).show(ui, theme);
    FirstBest::new(Mark::Empathy, None, 74).show(ui, theme);
    NavRow::new(egui_phosphor::regular::BOOKS, "Library").compact(true).show(ui, theme);
    Link::back("Library").show(ui, theme);
    SearchField::new(&mut String::new(), "Search 24 scenarios").show(ui, theme);
    Bubble::marked(text, "You · 18:11", &marks).show(ui, theme);
    EvidenceText::new(text, &marks).show(ui, theme);
    EvidenceText::new("", &marks).show(ui, theme);
    ReplyBox::new(Id::new("draft"), &mut text.to_owned()).marks(&marks).show(ui, theme, |_| ());
    Card::button("Four days of cold water, chat, 12 min").show(ui, theme, |ui| Stars::new(3).show(ui, theme));
    Notice::new("late-parcel.ron", "cannot be opened.").action("Show both").show(ui, theme);
    MoodChart::new(&MOODS, &turns()).show(ui, theme);
    MoodChart::new(&[], &turns()).show(ui, theme);
    MoodTable::new(&MOODS).show(ui, theme);
    TypingDots::new("Marta").show(ui, theme);
    Legend.show(ui, theme);
}

#[test]
fn a_pill_says_dimension_and_behaviour() {
    check_says("Empathy: names the feeling", |ui, theme| {
        Pill::heard(Mark::Empathy, "names the feeling").show(ui, theme);
    });
    check_says("Not yet, De-escalation: a choice", |ui, theme| {
        Pill::missing(Mark::DeEscalation, "a choice", "Not yet").show(ui, theme);
    });
}

#[test]
fn a_week_says_the_same_as_its_steps() {
    check_says("This week: 4 conversations. 6 days ago: 1, yesterday: 1, today: 2", |ui, theme| {
        Week::new([1, 0, 0, 0, 0, 1, 2]).show(ui, theme);
    });
    check_says("This week: No conversation", |ui, theme| {
        Week::new([0; 7]).show(ui, theme);
    });
}

#[test]
fn progress_says_first_and_best() {
    check_says("Ownership: first 61, best 74", |ui, theme| {
        FirstBest::new(Mark::Ownership, Some(61), 74).show(ui, theme);
    });
}

#[test]
fn a_toggle_is_switched_by_its_words_and_by_space() {
    let window = Window::new(100);
    let mut on = false;
    let mut draw = |ui: &mut Ui, theme: &Theme| {
        let toggle = Toggle::new("Faces and places move", on).about("They do.").show(ui, theme);
        on ^= toggle.clicked();
    };
    window.pass(Vec::new(), &mut draw);
    for events in [key(Key::Tab), key(Key::Space)] {
        window.pass(events, &mut draw);
    }
    for events in click(Pos2::new(200.0, 30.0)) {
        window.pass(events, &mut draw);
    }
    window.pass(key(Key::Tab), &mut draw);
    window.pass(key(Key::Space), &mut draw);
    assert!(on, "once by space, once by pointer, once more by space");
}

#[test]
fn a_list_is_opened_gone_through_and_closed_by_keyboard() {
    let window = Window::new(100);
    let mut picked = Vec::new();
    let mut draw = |ui: &mut Ui, theme: &Theme| {
        picked.extend(ChoiceMenu::new("Channel", &["Any", "Chat", "Phone"], 0).show(ui, theme));
        Button::edge("After").show(ui, theme);
    };
    let focused = |nodes: &[(NodeId, Node)]| {
        let focus = window.ctx.memory(|memory| memory.focused()).map(|id| id.accesskit_id());
        let found = nodes.iter().find(|(id, _)| Some(*id) == focus);
        found.and_then(|(_, node)| node.label()).unwrap_or_default().to_owned()
    };
    let mut strike = |struck: Key| {
        window.pass(key(struck), &mut draw);
        window.pass(Vec::new(), &mut draw);
        focused(&window.pass(Vec::new(), &mut draw))
    };
    assert_eq!(strike(Key::Tab), "Channel: Any");
    assert_eq!(strike(Key::Enter), "Any", "the row that holds has the keyboard");
    assert_eq!(strike(Key::ArrowUp), "Phone", "from the first to the last");
    assert_eq!(strike(Key::Escape), "Channel: Any", "the button has the keyboard again");
    assert_eq!(strike(Key::Space), "Any");
    assert_eq!(strike(Key::ArrowDown), "Chat");
    assert_eq!(strike(Key::Enter), "Channel: Any");
    assert_eq!(strike(Key::Enter), "Any");
    for _ in 0..2 {
        strike(Key::Tab);
    }
    assert_eq!(strike(Key::Tab), "After");
    assert!(!egui::Popup::is_any_open(&window.ctx), "a list that was left is closed");
    assert_eq!(picked, [1]);
}

#[test]
fn a_meter_and_a_score_say_their_words_and_their_numbers() {
    check_says("Anger: High, easing, 4 of 5", |ui, theme| {
        Meter::new("Anger", 4, "High").change("easing").show(ui, theme);
    });
    check_says("Empathy: 78 of 100, Good, you predicted 70", |ui, theme| {
        ScoreBar::rated(Mark::Empathy, 78, "Good").predicted(Some(70)).show(ui, theme);
    });
    check_says("Ownership: Not called for here", |ui, theme| {
        ScoreBar::not_rated(Mark::Ownership, "Not called for here").show(ui, theme);
    });
}

#[test]
fn a_finding_says_its_points_in_words() {
    check_says("canned phrase: Empathy minus 6 points", |ui, theme| {
        EvidenceLine::new("canned phrase", &[(Mark::Empathy, -6)]).show(ui, theme);
    });
}

#[test]
fn a_chart_says_its_course_and_its_turning_points() {
    let chart = |ui: &mut Ui, theme: &Theme| drop(MoodChart::new(&MOODS, &turns()).show(ui, theme).response);
    check_says(
        "How she felt, from the start to reply 2: anger 80 to 20, trust 20 to 70, patience 30 to 60, each of 100",
        chart,
    );
    check_says("Turning point 1, reply 1: You admitted the mistake", chart);
}

#[test]
fn everything_that_can_be_reached_has_a_name_at_every_text_size() {
    for percent in [80, 100, 250] {
        let window = Window::new(percent);
        for (id, node) in window.pass(Vec::new(), &mut everything) {
            let reachable = node.supports_action(Action::Focus) || node.supports_action(Action::Click);
            let named = node.label().is_some_and(|label| !label.is_empty());
            assert!(!reachable || named, "{id:?}, a {:?}, has no name", node.role());
        }
    }
}

#[test]
fn targets_are_never_under_24_points() {
    for (_, node) in Window::new(80).pass(Vec::new(), &mut everything) {
        let (Some(bounds), true) = (node.bounds(), node.supports_action(Action::Click)) else { continue };
        // The field's own text is smaller than the field that takes the click.
        if matches!(node.role(), NodeRole::TextInput | NodeRole::MultilineTextInput) {
            continue;
        }
        let name = node.label().unwrap_or_default();
        assert!(bounds.height() >= 24.0 && bounds.width() >= 24.0, "{name:?} is {bounds:?}");
    }
}

#[test]
fn a_button_is_clicked_by_pointer_and_by_keyboard() {
    let window = Window::new(100);
    let mut clicks = 0;
    let mut place = Pos2::ZERO;
    let mut draw = |ui: &mut Ui, theme: &Theme| {
        let response = Button::main("Send").show(ui, theme);
        place = response.rect.center();
        clicks += usize::from(response.clicked());
    };
    window.pass(Vec::new(), &mut draw);
    for events in [key(Key::Tab), key(Key::Enter)] {
        window.pass(events, &mut draw);
    }
    assert_eq!(clicks, 1, "by keyboard");
    let mut clicks = 0;
    let mut draw = |ui: &mut Ui, theme: &Theme| {
        clicks += usize::from(Button::main("Send").show(ui, theme).clicked());
    };
    for events in click(place) {
        window.pass(events, &mut draw);
    }
    assert_eq!(clicks, 1, "by pointer");
}

#[test]
fn a_click_on_a_card_reaches_it_through_what_it_holds() {
    let window = Window::new(100);
    let mut clicks = 0;
    let mut draw = |ui: &mut Ui, theme: &Theme| {
        let shown =
            Card::button("Cold water").show(ui, theme, |ui| Meter::new("Anger", 4, "High").show(ui, theme));
        clicks += usize::from(shown.response.clicked());
    };
    window.pass(Vec::new(), &mut draw);
    for events in click(Pos2::new(60.0, 30.0)) {
        window.pass(events, &mut draw);
    }
    assert_eq!(clicks, 1);
}

#[test]
fn arrow_keys_go_from_one_turning_point_to_the_next() {
    let window = Window::new(100);
    let turns = turns();
    let mut chosen = Vec::new();
    let mut draw = |ui: &mut Ui, theme: &Theme| {
        chosen.extend(MoodChart::new(&MOODS, &turns).show(ui, theme).chosen);
    };
    window.pass(Vec::new(), &mut draw);
    for events in [key(Key::Tab), Vec::new(), key(Key::ArrowRight), Vec::new(), key(Key::ArrowLeft)] {
        window.pass(events, &mut draw);
    }
    assert_eq!(chosen, [1, 0]);
}

#[test]
fn a_still_window_asks_for_no_more_frames() {
    let window = Window::new(100);
    let mut draw = |ui: &mut Ui, theme: &Theme| {
        let mut text = "You were right.".to_owned();
        let shown = ReplyBox::new(Id::new("draft"), &mut text).show(ui, theme, |_| ());
        shown.draft.request_focus();
    };
    for _ in 0..5 {
        window.pass(Vec::new(), &mut draw);
    }
    assert!(!window.ctx.has_requested_repaint(), "a focused text must not blink");
}

/// Dots of a theme shown for so many seconds, ten frames a second; gives when each frame asked for another.
fn dots(theme: &Theme, window: &Window, from: f64, seconds: f64) -> Vec<f64> {
    let frames = (seconds * 10.0) as usize;
    let times = (0..frames).map(|i| from + i as f64 / 10.0);
    times
        .filter(|&time| {
            let input = RawInput { time: Some(time), ..RawInput::default() };
            let mut output = window.ctx.run_ui(input, |ui| {
                TypingDots::new("Marta").show(ui, theme);
            });
            output.textures_delta.clear();
            output.viewport_output.values().any(|viewport| viewport.repaint_delay.is_zero())
        })
        .collect()
}

#[test]
fn typing_says_who_is_writing_whether_it_moves_or_not() {
    check_says("Marta is writing", |ui, theme| {
        TypingDots::new("Marta").show(ui, theme);
    });
    check_says("Marta is writing", |ui, theme| {
        let mut still = theme.clone();
        still.scale.motion.typing = 0.0;
        TypingDots::new("Marta").show(ui, &still);
    });
}

#[test]
fn typing_dots_move_for_their_time_and_then_stand_still() {
    let window = Window::new(100);
    let typing = f64::from(window.theme.scale.motion.typing);
    let asked = dots(&window.theme, &window, 100.0, typing + 2.0);
    assert!(asked.len() > 20, "they moved at {asked:?}");
    // The frame after a request may still be part of it.
    assert!(asked.iter().all(|&time| time < 100.0 + typing + 0.3), "they moved at {asked:?}");
    // A frame without them, and they are new.
    let mut gone = window.ctx.run_ui(RawInput { time: Some(110.0), ..RawInput::default() }, |_| ());
    gone.textures_delta.clear();
    assert!(dots(&window.theme, &window, 111.0, typing).len() > 20, "they did not move again");
}

#[test]
fn without_motion_typing_asks_for_no_frame() {
    let window = Window::new(100);
    let mut theme = window.theme.clone();
    theme.scale.motion.typing = 0.0;
    dots(&theme, &window, 100.0, 0.5);
    let asked = dots(&theme, &window, 101.0, 3.0);
    assert!(asked.is_empty(), "it moved at {asked:?}");
}
