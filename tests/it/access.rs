//! The window as a screen reader has it: a private session under Xvfb with a real accessibility bus, and everything that is
//! read and done goes through that bus.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, Permissions};
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use bevy::tasks::block_on;
use bevy::tasks::futures_lite::StreamExt as _;
use composure::library::Library;
use composure::rubric;
use zbus::connection::Builder;
use zbus::zvariant::{DynamicDeserialize, DynamicType, OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, MatchRule, MessageStream};

use super::shell::{Xvfb, skipped, ticks};
use super::support::Home;

/// Nothing takes longer, on a machine that does other things as well.
const PATIENCE: Duration = Duration::from_secs(60);

/// Roles by their numbers on the bus (`atspi-constants.h`).
const FRAME: u32 = 23;
const LABEL: u32 = 29;
const BUTTON: u32 = 43;
const ENTRY: u32 = 79;
const HEADING: u32 = 83;

/// States are bits, by number.
const FOCUSED: u32 = 12;

/// A session of our own; the accessibility bus is started in it by whoever asks first. Ended with the test.
struct Session {
    daemon: Child,
    bus: String,
    /// A short path: sockets stand in it.
    folder: PathBuf,
}

impl Session {
    /// None, with the reason printed, where there is no D-Bus.
    fn start() -> Option<Self> {
        let folder = std::env::temp_dir().join(format!("composure-access-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, Permissions::from_mode(0o700)).unwrap();
        let daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address"])
            .envs([("XDG_RUNTIME_DIR", &folder), ("XDG_CONFIG_HOME", &folder), ("XDG_CACHE_HOME", &folder)])
            // That a screen reader is on must not be kept in anybody's settings.
            .env("GSETTINGS_BACKEND", "memory")
            .env_remove("AT_SPI_BUS_ADDRESS")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut daemon) = daemon else {
            skipped!("dbus-daemon is not installed");
            return None;
        };
        let mut bus = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut bus).unwrap();
        Some(Self { daemon, bus: bus.trim().to_owned(), folder })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn connect(address: &str) -> Connection {
    let builder = Builder::address(address).unwrap().method_timeout(PATIENCE);
    block_on(builder.build()).unwrap()
}

/// Calls a method and takes its answer.
fn call<T>(
    bus: &Connection,
    (owner, path): (&str, &str),
    method: &str,
    body: &(impl serde::Serialize + DynamicType),
) -> zbus::Result<T>
where
    T: for<'a> DynamicDeserialize<'a>,
{
    let (interface, method) = method.rsplit_once('.').unwrap();
    let answer = block_on(bus.call_method(Some(owner), path, Some(interface), method, body))?;
    answer.body().deserialize()
}

/// Something on the bus.
#[derive(Clone, Debug)]
struct Node {
    owner: String,
    path: OwnedObjectPath,
    role: u32,
    name: String,
}

impl Node {
    fn at(&self) -> (&str, &str) {
        (&self.owner, self.path.as_str())
    }
}

/// Assistive technology.
struct Reader {
    session: Connection,
    bus: Connection,
    announcements: Receiver<String>,
}

impl Reader {
    /// None, with the reason printed, where nothing offers an accessibility bus.
    fn new(session: &Session) -> Option<Self> {
        let session = connect(&session.bus);
        let bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus");
        let offered: Vec<String> =
            call(&session, bus, "org.freedesktop.DBus.ListActivatableNames", &()).unwrap();
        if !offered.iter().any(|name| name == "org.a11y.Bus") {
            skipped!("at-spi2-core is not installed");
            return None;
        }
        let address: String =
            call(&session, ("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus.GetAddress", &()).unwrap();
        let bus = connect(&address);
        let announcements = listen(&bus);
        Some(Self { session, bus, announcements })
    }

    /// As when a screen reader is started and ended.
    fn is_on(&self, on: bool) {
        for property in ["IsEnabled", "ScreenReaderEnabled"] {
            let body = ("org.a11y.Status", property, Value::from(on));
            let status = ("org.a11y.Bus", "/org/a11y/bus");
            call::<()>(&self.session, status, "org.freedesktop.DBus.Properties.Set", &body).unwrap();
        }
    }

    /// Everything on the bus, parents before children. Fails when it changes meanwhile.
    fn tree(&self) -> zbus::Result<Vec<Node>> {
        let mut nodes = Vec::new();
        let mut waiting = self.children(("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"))?;
        waiting.reverse();
        while let Some((owner, path)) = waiting.pop() {
            let at = (owner.as_str(), path.as_str());
            let role = call(&self.bus, at, "org.a11y.atspi.Accessible.GetRole", &())?;
            let property = ("org.a11y.atspi.Accessible", "Name");
            let name: OwnedValue = call(&self.bus, at, "org.freedesktop.DBus.Properties.Get", &property)?;
            let mut children = self.children(at)?;
            children.reverse();
            waiting.extend(children);
            nodes.push(Node { role, name: String::try_from(name)?, owner, path });
        }
        Ok(nodes)
    }

    fn children(&self, at: (&str, &str)) -> zbus::Result<Vec<(String, OwnedObjectPath)>> {
        call(&self.bus, at, "org.a11y.atspi.Accessible.GetChildren", &())
    }

    /// The first that is wanted, as soon as it is there.
    #[track_caller]
    fn find(&self, what: &str, wanted: impl Fn(&Node) -> bool) -> Node {
        let begun = Instant::now();
        loop {
            let tree = self.tree();
            if let Some(node) = tree.iter().flatten().find(|&node| wanted(node)) {
                return node.clone();
            }
            assert!(begun.elapsed() < PATIENCE, "no {what} on the bus, only {tree:#?}");
            sleep(Duration::from_millis(100));
        }
    }

    #[track_caller]
    fn find_named(&self, role: u32, name: &str) -> Node {
        self.find(&format!("`{name}` of role {role}"), |node| node.role == role && node.name == name)
    }

    /// Presses a button as assistive technology does.
    #[track_caller]
    fn press(&self, name: &str) {
        let button = self.find_named(BUTTON, name);
        let done: bool = call(&self.bus, button.at(), "org.a11y.atspi.Action.DoAction", &0).unwrap();
        assert!(done, "{button:?} is pressed");
    }

    /// The next thing that is said by itself, and that it stands on the screen as well.
    #[track_caller]
    fn hear(&self) -> String {
        let said = self.announcements.recv_timeout(PATIENCE).expect("something is announced");
        self.find_named(LABEL, &said);
        said
    }

    fn is_focused(&self, node: &Node) -> bool {
        let states: Vec<u32> = call(&self.bus, node.at(), "org.a11y.atspi.Accessible.GetState", &()).unwrap();
        states[0] & 1 << FOCUSED != 0
    }

    /// Waits until these words stand in a text field.
    #[track_caller]
    fn reads(&self, field: &Node, words: &str) {
        let text = || call::<String>(&self.bus, field.at(), "org.a11y.atspi.Text.GetText", &(0, -1)).unwrap();
        until(words, || text() == words);
    }

    /// Puts the caret somewhere and waits until it is there.
    #[track_caller]
    fn put_caret(&self, field: &Node, offset: i32) {
        let moved: bool = call(&self.bus, field.at(), "org.a11y.atspi.Text.SetCaretOffset", &offset).unwrap();
        assert!(moved);
        let property = ("org.a11y.atspi.Text", "CaretOffset");
        until("the caret", || {
            let caret: OwnedValue =
                call(&self.bus, field.at(), "org.freedesktop.DBus.Properties.Get", &property).unwrap();
            i32::try_from(caret) == Ok(offset)
        });
    }
}

#[track_caller]
fn until(what: &str, holds: impl Fn() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "waited in vain for {what:?}");
        sleep(Duration::from_millis(100));
    }
}

/// Types with the keyboard.
fn write(display: &Xvfb, words: &str) {
    let typed = display.command("xdotool").args(["type", "--delay", "40", words]).status().unwrap();
    assert!(typed.success());
}

/// What live regions say, as it is said.
fn listen(bus: &Connection) -> Receiver<String> {
    let rule = MatchRule::builder()
        .msg_type(zbus::message::Type::Signal)
        .interface("org.a11y.atspi.Event.Object")
        .and_then(|rule| rule.member("Announcement"))
        .unwrap()
        .build();
    let mut signals = block_on(MessageStream::for_match_rule(rule, bus, None)).unwrap();
    let (sender, heard) = channel();
    spawn(move || {
        while let Some(Ok(signal)) = block_on(signals.next()) {
            type Event = (String, i32, i32, OwnedValue, HashMap<String, OwnedValue>);
            let (_, _, _, words, _): Event = signal.body().deserialize().unwrap();
            if sender.send(String::try_from(words).unwrap()).is_err() {
                return;
            }
        }
    });
    heard
}

/// The program in its window, ended with the test.
struct Window(Child);

impl Window {
    /// None, with the reason printed, where there is no graphics adapter.
    fn start(display: &Xvfb, session: &Session, home: &Home) -> Option<Self> {
        // Of somebody who has been welcomed before.
        fs::write(home.0.join("settings.ron"), "(welcomed: true)").unwrap();
        let mut process = display
            .command(env!("CARGO_BIN_EXE_composure"))
            .arg("window")
            .env("COMPOSURE_HOME", &home.0)
            .env("DBUS_SESSION_BUS_ADDRESS", &session.bus)
            .env_remove("AT_SPI_BUS_ADDRESS")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Where it cannot open it ends soon; where it can, this is the time it takes, and then it sleeps.
        for _ in 0..30 {
            if process.try_wait().unwrap().is_some_and(|status| status.code() == Some(3)) {
                skipped!("{}", std::io::read_to_string(process.stderr.take().unwrap()).unwrap());
                return None;
            }
            sleep(Duration::from_millis(100));
        }
        Some(Self(process))
    }

    /// Closes it in order; gives what it said.
    fn close(mut self) -> String {
        assert!(Command::new("kill").arg(self.0.id().to_string()).status().unwrap().success());
        self.0.wait().unwrap();
        std::io::read_to_string(self.0.stderr.take().unwrap()).unwrap()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Everything of the tree that says something.
fn names(tree: &[Node]) -> BTreeSet<(u32, String)> {
    tree.iter().map(|node| (node.role, node.name.clone())).filter(|(_, name)| !name.is_empty()).collect()
}

#[test]
fn a_conversation_by_screen_reader() {
    let Some(display) = Xvfb::start() else { return };
    if display.command("xdotool").arg("version").stdout(Stdio::null()).status().is_err() {
        skipped!("xdotool is not installed");
        return;
    }
    let Some(session) = Session::start() else { return };
    let Some(reader) = Reader::new(&session) else { return };
    let home = Home::new();
    let Some(window) = Window::start(&display, &session, &home) else { return };
    assert_eq!(reader.tree().unwrap().len(), 0, "nothing is published before somebody listens");

    // The window sleeps by now, and what is in it is told all the same.
    reader.is_on(true);
    reader.find_named(HEADING, "Who would you like to talk to?");
    reader.find_named(FRAME, "Composure");
    let library = Library::open(&[], rubric::standard()).unwrap();
    let tree = reader.tree().unwrap();
    for scenario in &library.scenarios {
        let title = format!("{}, ", scenario.file.title);
        let cards = tree.iter().filter(|node| node.role == BUTTON && node.name.starts_with(&title));
        let cards: Vec<&str> = cards.map(|node| node.name.as_str()).collect();
        assert_eq!(cards.len(), 1, "one card for {title:?} in {cards:?}");
        assert!(cards[0].split(", ").count() >= 5, "channel, minutes, difficulty, tried: {cards:?}");
    }

    reader.press("Start practice");
    reader.find_named(HEADING, "Before you answer");
    reader.press("Start");
    let first = reader.hear();
    let reply = reader.find("reply box", |node| node.role == ENTRY);
    assert!(reply.name.starts_with("Your reply"), "{reply:?}");

    // Words go in by keyboard, into what assistive technology has given the focus and where it has put the caret.
    let focused: bool = call(&reader.bus, reply.at(), "org.a11y.atspi.Component.GrabFocus", &()).unwrap();
    assert!(focused);
    display.xdotool("search --sync --name ^Composure$ windowfocus --sync");
    write(&display, "that was our mistake.");
    reader.reads(&reply, "that was our mistake.");
    reader.put_caret(&reply, 0);
    let words = "I am so sorry, that was our mistake.";
    write(&display, "I am so sorry, ");
    reader.reads(&reply, words);
    assert!(reader.is_focused(&reply));
    reader.press("Send");
    // First it is told that she is writing, and then what she writes.
    assert!(reader.hear().ends_with("is writing"));
    let second = reader.hear();
    assert_ne!(first, second);
    reader.find("own reply", |node| node.role == LABEL && node.name.ends_with(words));

    // Who ends a screen reader and starts it again while the window sleeps finds everything again.
    let before = names(&reader.tree().unwrap());
    reader.is_on(false);
    sleep(Duration::from_millis(500));
    assert_eq!(reader.tree().unwrap().len(), 0, "nobody listens");
    reader.is_on(true);
    reader.find_named(LABEL, &second);
    assert_eq!(names(&reader.tree().unwrap()), before);

    // And with somebody listening it sleeps too.
    sleep(Duration::from_secs(2));
    let before = ticks(&window.0);
    sleep(Duration::from_secs(3));
    let spent = ticks(&window.0) - before;
    assert!(spent <= 1, "{spent} ticks in 3 s");
    assert_eq!(window.close(), "", "a normal run is quiet");
}
