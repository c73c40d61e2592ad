//! `composure check`: every problem of scenarios and rubric packs.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::Failure;
use super::terminal::{colour, print};
use crate::library::{self, Checked, SharedFolders, Unreadable};
use crate::rubric::{self, Rubric};
use crate::scenario::{self, Scenario};
use crate::source::{self, Diagnostic};

#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Scenario files, folders of them, or rubric packs (folders with behaviours in them).
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// How to print the problems.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

/// Runs the command.
pub fn run(arguments: &CheckArguments) -> Result<(), Failure> {
    let mut checked = Vec::new();
    let mut count = 0usize;
    for path in &arguments.paths {
        count += check(path, &mut checked)?;
    }
    let problems: Vec<&Diagnostic> = checked.iter().flat_map(|file| &file.problems).collect();
    match arguments.format {
        Format::Json => {
            let json = serde_json::to_string_pretty(&problems).expect("plain data serialises");
            print(&(json + "\n"))?;
        }
        Format::Text => {
            for file in &checked {
                print(&source::render(&file.problems, &file.text, colour()))?;
            }
            let files = plural(count, "file");
            let verdict = if problems.is_empty() {
                "no problems".to_owned()
            } else {
                plural(problems.len(), "problem")
            };
            print(&format!("{files} checked, {verdict}\n"))?;
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Failure::ProblemsFound) }
}

/// Checks a file, a folder of scenarios or a pack; returns how many files it was.
fn check(path: &Path, checked: &mut Vec<Checked>) -> Result<usize, Unreadable> {
    if !path.is_dir() {
        check_scenario(path, checked)?;
        return Ok(1);
    }
    let files = library::ron_files(path)?;
    if is_pack(path, &files) {
        checked.extend(library::open_rubric(&[path.to_owned()])?.1);
    } else {
        let found = library::scenario_files(path)?;
        for file in &found.paths {
            check_scenario(file, checked)?;
        }
        checked.extend(found.refused);
    }
    Ok(files.len())
}

/// A rubric pack has its behaviours or word classes in folders of these names, or one of the files that say what it does
/// to others.
fn is_pack(folder: &Path, files: &[PathBuf]) -> bool {
    const PARTS: [&str; 5] = ["classes", "empathy", "ownership", "deescalation", "values"];
    const FILES: [&str; 2] = ["pack.ron", "points.ron"];
    files.iter().any(|file| {
        let inside = file.strip_prefix(folder).unwrap_or(file);
        FILES.iter().any(|name| inside.as_os_str() == *name)
            || inside
                .components()
                .next()
                .is_some_and(|first| PARTS.iter().any(|part| first.as_os_str() == *part))
    })
}

fn check_scenario(path: &Path, checked: &mut Vec<Checked>) -> Result<(), Unreadable> {
    let bytes = library::read_limited(path)?;
    let name = path.display().to_string();
    let mut folders = SharedFolders::default();
    let (_, problems) = scenario::read(&name, &bytes, folders.beside(path, checked), rubric::standard());
    if !problems.is_empty() {
        checked.push(Checked { path: name, text: String::from_utf8_lossy(&bytes).into_owned(), problems });
    }
    Ok(())
}

/// Reads one scenario that a command needs; its problems go to standard error.
pub fn read_scenario(path: &Path, rubric: &Rubric) -> Result<Scenario, Failure> {
    let bytes = library::read_limited(path)?;
    let mut folders = SharedFolders::default();
    let mut broken = Vec::new();
    let shared = folders.beside(path, &mut broken);
    let (scenario, problems) = scenario::read(&path.display().to_string(), &bytes, shared, rubric);
    for file in broken {
        eprint!("{}", source::render(&file.problems, &file.text, false));
    }
    scenario.ok_or_else(|| {
        eprint!("{}", source::render(&problems, &String::from_utf8_lossy(&bytes), false));
        Failure::ProblemsFound
    })
}

/// Ends a command that was given a broken rubric pack; the problems go to standard error.
pub fn refuse_broken(packs: &[Checked]) -> Result<(), Failure> {
    let broken: Vec<&Checked> = packs.iter().filter(|pack| pack.is_broken()).collect();
    for pack in &broken {
        eprint!("{}", source::render(&pack.problems, &pack.text, false));
    }
    if broken.is_empty() { Ok(()) } else { Err(Failure::ProblemsFound) }
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
