//! Running the program, and a browser.

pub mod chromium;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// The program's output and exit status for these arguments and this standard input, at a home where nothing was kept yet.
pub fn composure(arguments: &[&str], input: impl AsRef<[u8]>) -> Output {
    let home = Home::new();
    composure_at(&home.0, arguments, input)
}

/// As [`composure`], at this home.
pub fn composure_at(home: &Path, arguments: &[&str], input: impl AsRef<[u8]>) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_composure"))
        .args(arguments)
        .env("COMPOSURE_HOME", home)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that ends without reading all of its input closes the pipe; that is its right.
    let _ = child.stdin.take().expect("it was piped").write_all(input.as_ref());
    child.wait_with_output().expect("the program ends")
}

/// A folder of its own, gone at the end of the test.
pub struct Home(pub PathBuf);

impl Home {
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("home-{}-{number}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("the target folder can be written");
        Self(folder)
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Standard output as text.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("standard output is UTF-8")
}

/// Standard error as text.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The exit status; never a signal.
pub fn status(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("ended by a signal: {}", stderr(output)))
}

/// An empty folder of this test run, by name.
pub fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

/// A file in a folder of its own.
pub fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = scratch("files").join(name);
    std::fs::write(&path, content).expect("the target folder can be written");
    path
}

/// The root of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
