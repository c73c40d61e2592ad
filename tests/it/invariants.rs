//! What must never appear where: the house's architecture, held by reading the sources.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::root;

/// Modules that read no clock, no file and no global randomness.
const PURE: [&str; 11] = [
    "text",
    "source",
    "rubric",
    "scoring",
    "scenario",
    "session",
    "playtest",
    "lint",
    "debrief",
    "comparison",
    "report",
];
/// Everything that must build without a window.
const CORE: [&str; 14] = [
    "text",
    "source",
    "rubric",
    "scoring",
    "scenario",
    "session",
    "playtest",
    "lint",
    "debrief",
    "comparison",
    "report",
    "library",
    "records",
    "cli",
];

fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}

/// The code of a file without comments, documentation and tests.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let tests = text.find("#[cfg(test)]").unwrap_or(text.len());
    text[..tests].lines().filter(|line| !line.trim_start().starts_with("//"))
}

#[track_caller]
fn absent(modules: &[&str], words: &[&str]) {
    for module in modules {
        for (path, text) in sources(&root().join("src").join(module)) {
            for line in code(&text) {
                for word in words {
                    assert!(!line.contains(word), "{}: `{word}` has no place here: {line}", path.display());
                }
            }
        }
    }
}

#[test]
fn the_core_knows_no_window() {
    absent(&CORE, &["bevy", "egui"]);
}

#[test]
fn pure_modules_read_no_clock_file_or_chance() {
    let words = [
        "SystemTime",
        "Instant",
        "std::fs",
        "std::env",
        "std::io",
        "println!",
        "rand::rng",
        "thread_rng",
        "StdRng",
        "env::var",
    ];
    absent(&PURE, &words);
}

#[test]
fn no_float_decides_anything() {
    absent(
        &[
            "text",
            "rubric",
            "scoring",
            "scenario",
            "session",
            "playtest",
            "lint",
            "debrief",
            "comparison",
            "report",
        ],
        &["f32", "f64"],
    );
}

#[test]
fn features_are_named_only_where_modules_are_declared() {
    for (path, text) in sources(&root().join("src")) {
        let lines: Vec<&str> = code(&text).map(str::trim).collect();
        for (index, _) in lines.iter().enumerate().filter(|(_, line)| line.contains("feature = ")) {
            let next = lines[index + 1..].iter().find(|line| !line.starts_with("#["));
            let declares = next.is_some_and(|line| line.starts_with("mod ") || line.starts_with("pub mod "));
            assert!(declares, "{} names a feature, and not to declare a module", path.display());
        }
    }
}

#[test]
fn modules_know_only_those_above_them() {
    // In the order in which data flows; `source` serves all that read files.
    let order = [
        "text",
        "source",
        "rubric",
        "scoring",
        "scenario",
        "session",
        "playtest",
        "lint",
        "debrief",
        "comparison",
        "report",
        "library",
        "records",
        "cli",
        "ui",
        "game",
    ];
    for (index, module) in order.iter().enumerate() {
        let folder = root().join("src").join(module);
        if !folder.is_dir() {
            continue;
        }
        for (path, text) in sources(&folder) {
            for line in code(&text) {
                for below in &order[index + 1..] {
                    assert!(
                        !line.contains(&format!("crate::{below}::")),
                        "{} knows `{below}`: {line}",
                        path.display()
                    );
                }
            }
        }
    }
}
