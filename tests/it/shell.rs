//! The shell without a window (repairs of bevy_egui), and in a real one under Xvfb (sleep, clicks, display probe).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

use bevy::a11y::{AccessibilityPlugin, AccessibilityRequested, ActionRequest};
use bevy::app::{App, TaskPoolPlugin};
use bevy::asset::{AssetApp, AssetPlugin};
use bevy::camera::Camera;
use bevy::ecs::message::Messages;
use bevy::ecs::prelude::*;
use bevy::image::Image;
use bevy::input::keyboard::{Key, KeyCode, KeyboardInput};
use bevy::input::{ButtonState, InputPlugin};
use bevy::shader::Shader;
use bevy::time::TimePlugin;
use bevy::window::{Ime, PrimaryWindow, RequestRedraw, WindowPlugin};
use bevy_egui::{EguiOutput, EguiPlugin, PrimaryEguiContext};
use composure::game::{Program, program, sleep as asleep, third_party};
use egui::accesskit;

/// Says why a test cannot run on this machine, past the harness, which swallows what passing tests print. Where `COMPOSURE_REQUIRE_ALL` is set, as in CI, that is a failure.
macro_rules! skipped {
    ($($reason:tt)*) => {
        assert!(std::env::var_os("COMPOSURE_REQUIRE_ALL").is_none(), $($reason)*);
        let _ = writeln!(std::io::stderr(), "skipped: {}", format_args!($($reason)*));
    };
}
pub(super) use skipped;

/// What the program under test has seen, for the test to look at while the app owns the program.
#[derive(Default)]
struct Seen {
    started: u32,
    updates: u32,
    clicks: u32,
    closed: u32,
    button: Option<accesskit::NodeId>,
    ime: Vec<egui::ImeEvent>,
    keys: Vec<(egui::Key, bool, bool)>,
    wish: Option<Duration>,
    quit: bool,
}

#[derive(Clone, Default)]
struct Probe(Arc<Mutex<Seen>>);

impl Probe {
    fn see<T>(&self, look: impl FnOnce(&mut Seen) -> T) -> T {
        look(&mut self.0.lock().unwrap())
    }
}

impl Program for Probe {
    fn start(&mut self, _: &egui::Context) {
        self.see(|seen| seen.started += 1);
    }

    fn draw(&mut self, ui: &mut egui::Ui) {
        let response = ui.button("Send");
        self.see(|seen| {
            seen.button = Some(response.id.accesskit_id());
            seen.clicks += u32::from(response.clicked());
            for event in ui.input(|input| input.events.clone()) {
                match event {
                    egui::Event::Ime(ime) => seen.ime.push(ime),
                    egui::Event::Key { key, pressed, modifiers, .. } => {
                        seen.keys.push((key, pressed, modifiers.ctrl))
                    }
                    _ => {}
                }
            }
            if let Some(delay) = seen.wish.take() {
                ui.ctx().request_repaint_after(delay);
            }
        });
    }

    fn update(&mut self, _: Duration) -> bool {
        self.see(|seen| seen.updates += 1);
        false
    }

    fn wants_to_quit(&self) -> bool {
        self.see(|seen| seen.quit)
    }

    fn closing(&mut self) {
        self.see(|seen| seen.closed += 1);
    }
}

/// Everything of the shell that needs neither window nor graphics, settled after its first frames.
fn headless(probe: &Probe) -> App {
    let mut app = App::new();
    app.add_plugins((TaskPoolPlugin::default(), AssetPlugin::default(), TimePlugin, InputPlugin))
        .add_plugins((WindowPlugin::default(), AccessibilityPlugin))
        .init_asset::<Shader>()
        .init_asset::<Image>()
        .add_plugins((EguiPlugin::default(), third_party::bevy_egui::plugin, asleep::plugin));
    program::install(&mut app, probe.clone());
    app.world_mut().spawn((Camera::default(), PrimaryEguiContext));
    for _ in 0..8 {
        app.update();
    }
    app
}

/// How many of the next frames ask for another.
fn redraws(app: &mut App, frames: u32) -> usize {
    (0..frames)
        .filter(|_| {
            app.update();
            app.world().resource::<Messages<RequestRedraw>>().iter_current_update_messages().count() > 0
        })
        .count()
}

#[test]
fn without_input_no_frame_asks_for_another() {
    let probe = Probe::default();
    let mut app = headless(&probe);
    assert_eq!(redraws(&mut app, 60), 0);
    assert_eq!(probe.see(|seen| (seen.started, seen.updates)), (1, 68));
}

#[test]
fn a_wish_for_later_is_no_wish_for_now() {
    let probe = Probe::default();
    let mut app = headless(&probe);
    probe.see(|seen| seen.wish = Some(Duration::from_secs(1)));
    assert_eq!(redraws(&mut app, 1), 0);
    let next = app.world().resource::<third_party::bevy_egui::NextRepaint>().0;
    assert!(next > Duration::from_millis(900) && next <= Duration::from_secs(1), "{next:?}");
    probe.see(|seen| seen.wish = Some(Duration::ZERO));
    assert_eq!(redraws(&mut app, 5), 2, "egui draws once more after a wish for now, to settle");
}

#[test]
fn a_click_of_assistive_technology_reaches_the_button() {
    let probe = Probe::default();
    let mut app = headless(&probe);
    let target_node = probe.see(|seen| seen.button).expect("the button was drawn");
    let request = accesskit::ActionRequest {
        action: accesskit::Action::Click,
        target_tree: accesskit::TreeId::ROOT,
        target_node,
        data: None,
    };
    app.world_mut().write_message(ActionRequest(request));
    assert!(redraws(&mut app, 1) > 0, "the next frame is what hears of it");
    app.update();
    assert_eq!(probe.see(|seen| seen.clicks), 1);
    redraws(&mut app, 3);
    assert_eq!(redraws(&mut app, 10), 0, "and then it sleeps again");
}

#[test]
fn the_tree_is_built_only_while_somebody_listens() {
    let mut app = headless(&Probe::default());
    let builds_tree = |app: &mut App| {
        app.update();
        let world = app.world_mut();
        let output = world.query::<&EguiOutput>().single(world).unwrap();
        output.platform_output.accesskit_update.is_some()
    };
    assert!(!builds_tree(&mut app));
    app.world().resource::<AccessibilityRequested>().set(true);
    assert!(builds_tree(&mut app));
    assert!(builds_tree(&mut app), "in every frame from now on");
}

#[test]
fn a_quick_shortcut_keeps_its_modifier() {
    let probe = Probe::default();
    let mut app = headless(&probe);
    let world = app.world_mut();
    let window = world.query_filtered::<Entity, With<PrimaryWindow>>().single(world).unwrap();
    // All within one frame, as for a window that was asleep.
    for (logical_key, key_code, state) in [
        (Key::Control, KeyCode::ControlLeft, ButtonState::Pressed),
        (Key::Enter, KeyCode::Enter, ButtonState::Pressed),
        (Key::Enter, KeyCode::Enter, ButtonState::Released),
        (Key::Control, KeyCode::ControlLeft, ButtonState::Released),
        (Key::Enter, KeyCode::Enter, ButtonState::Pressed),
    ] {
        world.write_message(KeyboardInput {
            key_code,
            logical_key,
            state,
            text: None,
            repeat: false,
            window,
        });
    }
    app.update();
    let enter = |pressed, ctrl| (egui::Key::Enter, pressed, ctrl);
    let seen = probe.see(|seen| seen.keys.clone());
    assert_eq!(seen, [enter(true, true), enter(false, true), enter(true, false)]);
}

#[test]
fn preedit_ranges_arrive_in_characters() {
    let probe = Probe::default();
    let mut app = headless(&probe);
    let world = app.world_mut();
    let window = world.query_filtered::<Entity, With<PrimaryWindow>>().single(world).unwrap();
    // 日 is before the active range, 本語 inside; each is three bytes.
    world.write_message(Ime::Preedit { window, value: "日本語".to_owned(), cursor: Some((3, 9)) });
    // A range that cuts a character in two is none.
    world.write_message(Ime::Preedit { window, value: "日本語".to_owned(), cursor: Some((1, 9)) });
    app.update();
    let ranges: Vec<_> = probe.see(|seen| seen.ime.clone()).into_iter().map(range).collect();
    assert_eq!(ranges, [Some(1..3), None]);
}

fn range(ime: egui::ImeEvent) -> Option<std::ops::Range<usize>> {
    match ime {
        egui::ImeEvent::Preedit { active_range_chars, .. } => active_range_chars,
        other => panic!("a pre-edit was sent, not {other:?}"),
    }
}

#[test]
fn quitting_asks_for_the_end_and_closing_is_called_once() {
    let probe = Probe::default();
    let mut app = headless(&probe);
    assert!(app.should_exit().is_none());
    probe.see(|seen| seen.quit = true);
    app.update();
    assert!(app.should_exit().is_some_and(|exit| exit.is_success()));
    assert_eq!(probe.see(|seen| seen.closed), 0);
    drop(app);
    assert_eq!(probe.see(|seen| seen.closed), 1);
}

/// User and system time that a process has used so far, in ticks of 10 ms.
pub(super) fn ticks(process: &Child) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", process.id())).unwrap();
    let fields: Vec<_> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

/// An X server of our own, ended with the test.
pub(super) struct Xvfb {
    server: Child,
    display: String,
}

impl Xvfb {
    /// None, with the reason printed, where there is no Xvfb.
    pub(super) fn start() -> Option<Self> {
        let options = ["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"];
        let server = Command::new("Xvfb").args(options).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let Ok(mut server) = server else {
            skipped!("Xvfb is not installed");
            return None;
        };
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Some(Self { server, display: format!(":{}", number.trim()) })
    }

    pub(super) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.display).env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
        // Mesa complains where there is none.
        command.env("XDG_RUNTIME_DIR", env!("CARGO_TARGET_TMPDIR"));
        command
    }

    /// `steps` as xdotool takes them on its command line.
    pub(super) fn xdotool(&self, steps: &str) {
        let status = self.command("xdotool").args(steps.split_whitespace()).status().unwrap();
        assert!(status.success(), "xdotool {steps}");
    }
}

impl Drop for Xvfb {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// `cargo test` puts examples beside the folder of its test binaries.
fn shell_window() -> Option<PathBuf> {
    let example = env::current_exe().ok()?.parent()?.parent()?.join("examples/shell_window");
    if !example.exists() {
        skipped!("{} is not built (cargo build --example shell_window)", example.display());
        return None;
    }
    Some(example)
}

/// A program in a real window that ends by itself, and what it reported.
struct Watched {
    process: Child,
    report: Report,
}

/// A file in the folder that cargo keeps for tests.
struct Report(PathBuf);

impl Report {
    fn new(name: &str) -> Self {
        let file = format!("{name}-{}.json", std::process::id());
        Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(file))
    }

    fn read(&self) -> Option<serde_json::Value> {
        serde_json::from_str(&fs::read_to_string(&self.0).ok()?).ok()
    }
}

impl Drop for Report {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

impl Watched {
    fn start(display: &Xvfb, name: &str, program: &Path, arguments: &[&str], seconds: f64) -> Self {
        let report = Report::new(name);
        let process = display
            .command(program)
            .args(arguments)
            .env("COMPOSURE_FRAMES", &report.0)
            .env("COMPOSURE_HOME", env!("CARGO_TARGET_TMPDIR"))
            .env("COMPOSURE_EXIT_AFTER", seconds.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Self { process, report }
    }

    /// None, with the reason printed, where there is no graphics adapter.
    fn finish(self) -> Option<(serde_json::Value, String)> {
        let Output { status, stdout, stderr } = self.process.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&stderr);
        if status.code() == Some(3) {
            skipped!("{said}");
            return None;
        }
        assert!(status.success(), "{status}: {said}");
        assert_eq!(said, "", "a normal run is quiet");
        let figures = self.report.read().expect("the report is written at the end");
        Some((figures, String::from_utf8_lossy(&stdout).into_owned()))
    }
}

/// Leaves `program` alone for sixteen seconds: the last ten must be without a frame and without work. The first six are
/// for starting up beside other tests.
fn check_sleep(name: &str, program: &Path, arguments: &[&str]) {
    let Some(display) = Xvfb::start() else { return };
    let begun = Instant::now();
    let watched = Watched::start(&display, name, program, arguments, 16.5);
    sleep(Duration::from_secs(6));
    let before = ticks(&watched.process);
    sleep(Duration::from_secs(16).saturating_sub(begun.elapsed()));
    let after = ticks(&watched.process);
    let Some((figures, _)) = watched.finish() else { return };
    println!("{name}: {figures}, {} ticks in 10 s", after - before);
    let number = |key: &str| figures[key].as_u64().unwrap_or_else(|| panic!("{key} in {figures}"));
    assert!(number("frames") >= 1 && number("frames") < 60, "{figures}");
    assert!(number("ran_ms") - number("last_frame_ms") >= 10_000, "{figures}");
    assert!(after - before <= 1, "{} ticks while idle", after - before);
}

#[test]
fn an_idle_window_draws_nothing_and_does_nothing() {
    let Some(program) = shell_window() else { return };
    check_sleep("shell", &program, &[]);
}

#[test]
fn the_idle_program_draws_nothing_and_does_nothing() {
    check_sleep("composure", Path::new(env!("CARGO_BIN_EXE_composure")), &["window"]);
}

#[test]
fn after_a_nap_clicks_count_animations_run_and_reminders_come() {
    let Some(program) = shell_window() else { return };
    let Some(display) = Xvfb::start() else { return };
    if display.command("xdotool").arg("version").stdout(Stdio::null()).status().is_err() {
        skipped!("xdotool is not installed");
        return;
    }
    let watched = Watched::start(&display, "clicks", &program, &[], 18.0);
    sleep(Duration::from_secs(3));
    // On Count, each after a nap longer than the longest click: a bare click, a held one, and one whose pointer only just arrived.
    display.xdotool("mousemove 150 60 sleep 2.5 click 1");
    display.xdotool("sleep 2.5 mousedown 1 sleep 1.2 mouseup 1");
    display.xdotool("mousemove 700 400 sleep 2.5 mousemove 150 60 click 1");
    // On Fade: 320 ms of frames, then none.
    display.xdotool("sleep 1 mousemove 150 160 click 1");
    // On Later: asleep until egui's time has come, two seconds on.
    display.xdotool("sleep 1 mousemove 150 260 click 1");
    let Some((figures, said)) = watched.finish() else { return };
    assert!(said.contains("3 clicks"), "{said}");
    let number_after = |text: &str| {
        let rest = said.lines().find_map(|line| line.strip_prefix(text)).unwrap_or_else(|| panic!("{said}"));
        rest.split(' ').next().unwrap().parse::<u64>().unwrap()
    };
    let fading = number_after("faded at frame ") - number_after("fade from frame ");
    assert!(fading >= 5, "an animation of 320 ms took {fading} frames: {said}");
    let late = number_after("reminded ");
    assert!(late < 100, "it woke {late} ms late");
    let quiet = figures["ran_ms"].as_u64().unwrap() - figures["last_frame_ms"].as_u64().unwrap();
    assert!(quiet >= 1_000, "it sleeps again: {figures}");
}

#[test]
fn without_display_or_adapter_it_says_so_in_one_sentence() {
    let Some(program) = shell_window() else { return };
    let refusal = |command: &mut Command| {
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{output:?}");
        assert_eq!(output.stdout, b"", "nothing was started");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said.lines().count(), 1, "{said}");
        said
    };
    let nowhere = || {
        let mut command = Command::new(&program);
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
        command
    };
    assert!(refusal(&mut nowhere()).contains("no display"));
    assert!(refusal(nowhere().env("DISPLAY", ":54321")).contains("No X server"));
    assert!(refusal(nowhere().env("WAYLAND_DISPLAY", "/nonexistent")).contains("No compositor"));
    if let Some(display) = Xvfb::start() {
        let mut blind = display.command(&program);
        blind.env("VK_ICD_FILENAMES", "/nonexistent").env("VK_DRIVER_FILES", "/nonexistent");
        assert!(refusal(&mut blind).contains("no graphics adapter"));
    }
}
