//! What can be done on a screen, in words and with keys: the palette searches it, help lists it, the desk hears its keys.

use egui::{Key, Modifiers};

use super::Action;

/// Something that can be done now.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// What it does: "Rewind to an earlier reply".
    pub words: String,
    /// The keys that do it, if there are any.
    pub keys: Option<Keys>,
    /// What it does.
    pub action: Action,
}

/// A key with what is held down beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keys {
    /// Held down.
    pub modifiers: Modifiers,
    /// Pressed.
    pub key: Key,
    /// As people read it: "Ctrl+K".
    pub words: &'static str,
}

impl Keys {
    /// A key with Ctrl held down.
    pub const fn ctrl(key: Key, words: &'static str) -> Self {
        Self { modifiers: Modifiers::CTRL, key, words }
    }

    /// A key alone.
    pub const fn alone(key: Key, words: &'static str) -> Self {
        Self { modifiers: Modifiers::NONE, key, words }
    }
}

impl Command {
    /// One without keys.
    pub fn new(words: impl Into<String>, action: Action) -> Self {
        Self { words: words.into(), keys: None, action }
    }

    /// Keys that do the same.
    pub fn on(mut self, keys: Keys) -> Self {
        self.keys = Some(keys);
        self
    }
}

/// The commands that answer to what was typed, the nearest first: every word must be there, and words that begin a command
/// or a word of it come before those in the middle of one.
pub fn found<'a>(commands: &'a [Command], typed: &str) -> Vec<&'a Command> {
    let typed = typed.to_lowercase();
    let wanted: Vec<&str> = typed.split_whitespace().collect();
    let rank = |command: &&'a Command| {
        let words = command.words.to_lowercase();
        let of = |wanted: &&str| match words.find(wanted) {
            None => None,
            Some(0) => Some(0),
            Some(at) => Some(if words[..at].ends_with(char::is_alphanumeric) { 2 } else { 1 }),
        };
        wanted.iter().map(of).sum::<Option<u32>>()
    };
    let mut found: Vec<(u32, &Command)> =
        commands.iter().filter_map(|command| rank(&command).map(|rank| (rank, command))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, command)| command).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_with_the_words_comes_first() {
        let all: Vec<Command> = ["Read the folders again", "Theme: Dark", "Add a reading", "Rewind"]
            .into_iter()
            .map(|words| Command::new(words, Action::Close))
            .collect();
        let words =
            |typed| -> Vec<String> { found(&all, typed).into_iter().map(|c| c.words.clone()).collect() };
        assert_eq!(words("re"), ["Read the folders again", "Rewind", "Add a reading"]);
        assert_eq!(words("dark THEME"), ["Theme: Dark"]);
        assert_eq!(words("  ").len(), 4);
        assert!(words("xyz").is_empty());
    }
}
