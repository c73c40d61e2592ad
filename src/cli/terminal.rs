//! Standard streams: colour only where somebody sees it, no half lines.

use std::io::{self, IsTerminal as _, Write as _};

use super::Failure;

/// Whether to colour what goes to standard output.
pub fn colour() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Writes text to standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Failure::Stream { what: "cannot write to standard output", error })
}

/// One line without its end; `None` at the end of input. Bytes that are no UTF-8 become replacement characters.
pub fn read_line(input: &mut dyn io::BufRead) -> Result<Option<String>, Failure> {
    let mut bytes = Vec::new();
    let count = input
        .read_until(b'\n', &mut bytes)
        .map_err(|error| Failure::Stream { what: "cannot read standard input", error })?;
    if count == 0 {
        return Ok(None);
    }
    while bytes.last().is_some_and(|&last| last == b'\n' || last == b'\r') {
        bytes.pop();
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// A style that is used only on a terminal.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    on: bool,
}

impl Paint {
    /// For standard output as it is now.
    pub fn stdout() -> Self {
        Self { on: colour() }
    }

    /// Bold.
    pub fn strong(self, text: &str) -> String {
        self.wrap("1", text)
    }

    /// Less prominent.
    pub fn quiet(self, text: &str) -> String {
        self.wrap("2", text)
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// Text that came from outside, without the control characters that would move the cursor or recolour the terminal.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

/// As [`plain`], in one line: somebody's name must not look like a line of its own.
pub fn line(text: &str) -> String {
    plain(text).replace('\n', " ")
}
