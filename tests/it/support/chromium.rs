//! A real browser without a window, spoken to in its own protocol: JSON messages, each ended by a zero byte, through two
//! pipes that it takes as its files 3 and 4.

use std::collections::VecDeque;
use std::fs::{File, OpenOptions, remove_dir_all};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::scratch;

/// No answer takes longer, on a machine that does other things as well.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits for two frames.
pub const SETTLED: &str = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

/// A browser with one empty page, ended with the test.
pub struct Chromium {
    process: Child,
    folder: PathBuf,
    commands: File,
    messages: Receiver<Value>,
    events: VecDeque<Value>,
    session: Option<String>,
    last: u64,
}

impl Chromium {
    /// `None`, with the reason printed, where there is no browser. Where `COMPOSURE_REQUIRE_ALL` is set, as in CI, that is a
    /// failure.
    pub fn start() -> Option<Self> {
        let Some(program) = program() else {
            let reason = "there is no Unix with a chromium, chromium-browser or google-chrome";
            assert!(std::env::var_os("COMPOSURE_REQUIRE_ALL").is_none(), "{reason}");
            // Past the harness, which swallows what passing tests print.
            let _ = writeln!(std::io::stderr(), "skipped: {reason}");
            return None;
        };
        let folder = own_folder();
        let pipes = ["commands", "messages"].map(|name| folder.join(name));
        assert!(Command::new("mkfifo").args(&pipes).status().expect("mkfifo starts").success());
        let process = launch(program, &folder, &pipes);
        // Opened for both ways, so that opening does not wait for a browser that may never come.
        let open =
            |path: &Path| OpenOptions::new().read(true).write(true).open(path).expect("the pipe is there");
        let commands = open(&pipes[0]);
        let messages = listen(open(&pipes[1]));
        let mut browser =
            Self { process, folder, commands, messages, events: VecDeque::new(), session: None, last: 0 };
        browser.attach();
        Some(browser)
    }

    /// Opens a page of its own and listens to everything that happens in it.
    fn attach(&mut self) {
        let target = self.call("Target.createTarget", json!({ "url": "about:blank" }));
        let attached =
            self.call("Target.attachToTarget", json!({ "targetId": target["targetId"], "flatten": true }));
        self.session = Some(attached["sessionId"].as_str().expect("a session has an id").to_owned());
        for domain in ["Page", "Runtime", "Log", "Network", "Security", "Audits", "Accessibility", "DOM"] {
            self.call(&format!("{domain}.enable"), json!({}));
        }
    }

    /// Calls a method of the protocol and waits for its answer; an error of the browser fails the test.
    #[track_caller]
    pub fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.last += 1;
        let mut message = json!({ "id": self.last, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.commands.write_all(&bytes).expect("the browser reads its commands");
        let deadline = Instant::now() + PATIENCE;
        loop {
            let mut answer = self.message(deadline, method);
            if answer["id"] == json!(self.last) {
                assert!(answer.get("error").is_none(), "{method}: {}", answer["error"]);
                return answer["result"].take();
            }
            self.events.push_back(answer);
        }
    }

    #[track_caller]
    fn message(&mut self, deadline: Instant, waiting_for: &str) -> Value {
        let left = deadline.saturating_duration_since(Instant::now());
        let message = self.messages.recv_timeout(left);
        message.unwrap_or_else(|_| panic!("the browser does not answer: {waiting_for}"))
    }

    /// Opens a file, waits until it is shown, and gives every event on the way.
    pub fn open(&mut self, page: &Path) -> Vec<Value> {
        self.events.clear();
        let url = format!("file://{}", page.display());
        let opened = self.call("Page.navigate", json!({ "url": url }));
        assert!(opened.get("errorText").is_none(), "{url}: {}", opened["errorText"]);
        let deadline = Instant::now() + PATIENCE;
        while !self.events.iter().any(|event| event["method"] == "Page.loadEventFired") {
            let event = self.message(deadline, "Page.loadEventFired");
            self.events.push_back(event);
        }
        // Two frames on, all that the page would do by itself has been done.
        self.evaluate(SETTLED);
        self.events.drain(..).collect()
    }

    /// The value of an expression in the page; the page's own policy does not bind it.
    #[track_caller]
    pub fn evaluate(&mut self, expression: &str) -> Value {
        let parameters = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let mut answer = self.call("Runtime.evaluate", parameters);
        assert!(answer.get("exceptionDetails").is_none(), "{}", answer["exceptionDetails"]);
        answer["result"]["value"].take()
    }

    /// Gives the page this width in points.
    pub fn resize(&mut self, width: u32) {
        let size = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", size);
    }

    /// Shows the page for `screen` or `print`, in `light` or `dark`.
    pub fn show_as(&mut self, media: &str, scheme: &str) {
        let feature = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.call("Emulation.setEmulatedMedia", json!({ "media": media, "features": feature }));
    }

    /// The whole page as a picture.
    pub fn picture(&mut self) -> Vec<u8> {
        let shot = self.call("Page.captureScreenshot", json!({ "captureBeyondViewport": true }));
        decoded(shot["data"].as_str().expect("a picture has data"))
    }

    /// The page as it is printed.
    pub fn printed(&mut self) -> Vec<u8> {
        let printed =
            self.call("Page.printToPDF", json!({ "printBackground": false, "preferCSSPageSize": true }));
        decoded(printed["data"].as_str().expect("a document has data"))
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // Asked first, so that it takes the processes that it started with it.
        let close = json!({ "id": self.last + 1, "method": "Browser.close" }).to_string() + "\0";
        let _ = self.commands.write_all(close.as_bytes());
        let deadline = Instant::now() + Duration::from_secs(5);
        while matches!(self.process.try_wait(), Ok(None)) && Instant::now() < deadline {
            sleep(Duration::from_millis(20));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = remove_dir_all(&self.folder);
    }
}

/// The first browser on the path; none where there are no named pipes to speak to it through.
fn program() -> Option<&'static str> {
    let runs = |name: &&str| {
        let version =
            Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        version.is_ok_and(|status| status.success())
    };
    ["chromium", "chromium-browser", "google-chrome"].into_iter().filter(|_| cfg!(unix)).find(runs)
}

/// A folder for one browser: its pipes, its profile.
fn own_folder() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = scratch(&format!("chromium-{}-{number}", std::process::id()));
    remove_dir_all(&folder).expect("it was just made");
    std::fs::create_dir_all(folder.join("profile")).expect("the target folder can be written");
    folder
}

fn launch(program: &str, folder: &Path, pipes: &[PathBuf; 2]) -> Child {
    // Only a shell gives a program the files 3 and 4 without unsafe code.
    let script = r#"in=$1 out=$2; shift 2; exec "$@" 3<"$in" 4>"$out""#;
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    let options = [
        "--headless",
        // Its own sandbox refuses to run for root, as whom tests run in containers.
        "--no-sandbox",
        "--remote-debugging-pipe",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-extensions",
        "--no-first-run",
        "--no-default-browser-check",
        "--hide-scrollbars",
        "--force-color-profile=srgb",
        &profile,
        "about:blank",
    ];
    Command::new("sh")
        .args(["-c", script, "sh"])
        .args(pipes)
        .arg(program)
        .args(options)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell starts")
}

/// Reads messages until the pipe ends. The thread ends with the test's process at the latest.
fn listen(pipe: File) -> Receiver<Value> {
    let (sender, receiver) = channel();
    spawn(move || {
        let mut pipe = BufReader::new(pipe);
        let mut bytes = Vec::new();
        while pipe.read_until(0, &mut bytes).is_ok_and(|count| count > 0) {
            bytes.pop();
            let Ok(message) = serde_json::from_slice(&bytes) else { break };
            bytes.clear();
            if sender.send(message).is_err() {
                break;
            }
        }
    });
    receiver
}

/// Bytes from their base64.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0);
    for letter in text.bytes().take_while(|letter| *letter != b'=') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            _ => 63,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    bytes
}
