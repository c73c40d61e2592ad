//! The program itself in a real window under Xvfb: it sleeps on every screen, moves as fast as it should, holds as much memory
//! after ten conversations as after one, and goes on when the window is squeezed, hidden, or its files go.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Child, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;

use super::shell::{Xvfb, skipped, ticks};
use super::support::Home;

/// The program in a window of its own, of somebody who has been here before.
struct Window {
    process: Child,
    display: Xvfb,
    home: Home,
}

impl Window {
    /// Opens it; it closes by itself. None, with the reason printed, where there can be none.
    fn open(seconds: u32, more: &[&str]) -> Option<Self> {
        let display = Xvfb::start()?;
        if display.command("xdotool").arg("version").stdout(Stdio::null()).status().is_err() {
            skipped!("xdotool is not installed");
            return None;
        }
        let home = Home::new();
        fs::write(home.0.join("settings.ron"), "(welcomed: true)").unwrap();
        let process = display
            .command(env!("CARGO_BIN_EXE_composure"))
            .args(["window", "--as", "Dana"])
            .args(more)
            .env("COMPOSURE_HOME", &home.0)
            .env("COMPOSURE_FRAMES", home.0.join("frames.json"))
            .env("COMPOSURE_EXIT_AFTER", seconds.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut window = Self { process, display, home };
        sleep(Duration::from_secs(2));
        if let Some(status) = window.process.try_wait().unwrap() {
            let output = window.process.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(status.code(), Some(3), "{said}");
            skipped!("{said}");
            return None;
        }
        // There is no window manager that would give it the keyboard.
        window.display.xdotool("search --sync --name ^Composure$ windowfocus --sync");
        Some(window)
    }

    fn keys(&self, keys: &str) {
        self.display.xdotool(&format!("key --delay 30 {keys}"));
        sleep(Duration::from_millis(400));
    }

    fn types(&self, words: &str) {
        let typed = self.display.command("xdotool").args(["type", "--delay", "20", words]).status().unwrap();
        assert!(typed.success());
        sleep(Duration::from_millis(300));
    }

    /// What the palette finds first.
    fn goes_to(&self, words: &str) {
        self.keys("ctrl+k");
        self.types(words);
        self.keys("Return");
    }

    /// Resident memory in KiB.
    fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// What it reported when it closed, and what is in its folder. A normal run says nothing.
    fn closed(self) -> (Value, PathBuf, Home) {
        let Output { status, stderr, .. } = self.process.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&stderr);
        assert!(status.success() && said.is_empty(), "{status}: {said}");
        let figures = fs::read_to_string(self.home.0.join("frames.json")).unwrap();
        (serde_json::from_str(&figures).unwrap(), self.home.0.clone(), self.home)
    }
}

const SORRY: &str = "I am so sorry, that was our mistake and it must be worrying.";

#[test]
fn it_sleeps_on_every_screen() {
    let Some(window) = Window::open(90, &[]) else { return };
    let sleeps = |screen: &str| {
        // What moved has stopped, and what was written is kept.
        sleep(Duration::from_secs(4));
        let before = ticks(&window.process);
        sleep(Duration::from_secs(5));
        let spent = ticks(&window.process) - before;
        assert!(spent <= 1, "{screen}: {spent} ticks in 5 s");
    };
    sleeps("library");
    window.goes_to("settings");
    sleeps("settings");
    window.goes_to("scoreboard");
    sleeps("scoreboard");
    window.goes_to("helmet");
    sleeps("brief");
    window.keys("ctrl+Return");
    window.types(SORRY);
    sleeps("conversation, with a draft that has the keyboard");
    window.keys("ctrl+Return");
    sleeps("conversation, after the answer");
    window.goes_to("leave the conversation");
    window.keys("Tab Return");
    sleeps("one's own guess");
    window.keys("ctrl+Return");
    sleeps("debrief");
    let (figures, ..) = window.closed();
    println!("{figures}");
}

/// Alone on a machine she moves much faster; beside other tests this says that she moves at all.
#[test]
fn the_customer_moves() {
    let Some(window) = Window::open(14, &[]) else { return };
    window.goes_to("helmet");
    window.keys("ctrl+Return");
    window.types(SORRY);
    sleep(Duration::from_secs(2));
    // She nods, her face and the room change, and dots tell that she is writing.
    window.keys("ctrl+Return");
    let (figures, ..) = window.closed();
    println!("{figures}");
    assert!(figures["most_in_a_second"].as_u64().unwrap() >= 8, "{figures}");
}

#[test]
fn ten_conversations_take_no_more_memory_than_one() {
    let Some(window) = Window::open(110, &[]) else { return };
    let mut after = Vec::new();
    for _ in 0..10 {
        window.goes_to("helmet");
        window.keys("ctrl+Return");
        window.types(SORRY);
        window.keys("ctrl+Return");
        sleep(Duration::from_secs(3));
        window.goes_to("leave the conversation");
        window.keys("Tab Return");
        window.keys("ctrl+Return");
        sleep(Duration::from_secs(1));
        window.keys("Escape");
        after.push(window.memory());
    }
    let (first, last) = (after[0], after[9]);
    println!("memory after each of ten conversations, in KiB: {after:?}");
    assert!(last <= first + first / 20, "{after:?}");
    drop(window.closed());
}

#[test]
fn a_window_that_is_squeezed_and_hidden_goes_on() {
    let Some(window) = Window::open(24, &[]) else { return };
    window.goes_to("helmet");
    window.keys("ctrl+Return");
    for steps in [
        "search --name ^Composure$ windowsize 1 1",
        "sleep 1 search --name ^Composure$ windowsize 4000 3000",
        "sleep 1 search --name ^Composure$ windowunmap",
        "sleep 1 search --name ^Composure$ windowmap --sync",
        "search --name ^Composure$ windowsize --sync 1280 800",
        "search --name ^Composure$ windowfocus --sync",
    ] {
        window.display.xdotool(steps);
    }
    sleep(Duration::from_secs(1));
    window.types(SORRY);
    window.keys("ctrl+Return");
    let (figures, folder, _home) = window.closed();
    let store = rusqlite::Connection::open(folder.join("records.sqlite")).unwrap();
    let kept: String = store.query_row("SELECT text FROM unfinished", [], |row| row.get(0)).unwrap();
    assert!(kept.contains("our mistake"), "{kept}; {figures}");
}

#[test]
fn a_scenario_whose_file_goes_is_played_to_its_end() {
    let folder = Home::new();
    let file = folder.0.join("helmet.ron");
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/first-words.ron"));
    fs::write(&file, text.replace("\"first-words\"", "\"mine\"").replace("A helmet", "My own helmet"))
        .unwrap();
    let Some(window) = Window::open(24, &["--scenarios", folder.0.to_str().unwrap()]) else { return };
    window.goes_to("my own helmet");
    window.keys("ctrl+Return");
    fs::write(&file, "(broken").unwrap();
    window.goes_to("read the scenario files");
    window.types(SORRY);
    window.keys("ctrl+Return");
    fs::remove_file(&file).unwrap();
    sleep(Duration::from_secs(3));
    window.goes_to("leave the conversation");
    window.keys("Tab Return");
    let (_, folder, _home) = window.closed();
    let store = rusqlite::Connection::open(folder.join("records.sqlite")).unwrap();
    let ended: i64 = store
        .query_row("SELECT count(*) FROM attempt WHERE scenario = 'mine' AND replies = 1", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(ended, 1);
}
