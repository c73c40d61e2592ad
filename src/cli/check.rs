//! `composure check`: every problem of scenarios and rubric packs.

use std::path::{Path, PathBuf};

use clap::Args;

use super::terminal::{colour, print};
use super::{Failure, Format};
use crate::library::{self, Checked, Checker, SharedFolders, Unreadable};
use crate::lint::Tier;
use crate::rubric::Rubric;
use crate::scenario::{self, Scenario};
use crate::source::{self, Diagnostic, Severity};

#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Scenario files, folders of them, or rubric packs (folders with behaviours in them).
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// How to print the problems.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Only what the files show by themselves: nothing is scored and nothing is played.
    #[arg(long)]
    quick: bool,
    /// A folder with a rubric pack that the scenarios ask for; may be given several times.
    #[arg(long, value_name = "DIR")]
    rubric: Vec<PathBuf>,
}

/// Runs the command.
pub fn run(arguments: &CheckArguments) -> Result<(), Failure> {
    let tier = if arguments.quick { Tier::File } else { Tier::Played };
    let (rubric, packs) = library::open_rubric(&arguments.rubric)?;
    refuse_broken(&packs)?;
    let mut checker = Checker::new(&rubric, tier);
    for path in &arguments.paths {
        check(path, &mut checker)?;
    }
    let (count, checked) = checker.finish();
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
            print(&format!("{} checked, {}\n", plural(count, "file"), verdict(&problems)))?;
        }
    }
    // A note is worth knowing and nothing to mend.
    let sound = problems.iter().all(|problem| problem.severity == Severity::Note);
    if sound { Ok(()) } else { Err(Failure::ProblemsFound) }
}

fn verdict(problems: &[&Diagnostic]) -> String {
    let notes = problems.iter().filter(|problem| problem.severity == Severity::Note).count();
    let found = match problems.len() - notes {
        0 => "no problems".to_owned(),
        count => plural(count, "problem"),
    };
    if notes == 0 { found } else { format!("{found}, {}", plural(notes, "note")) }
}

/// Checks a file, a folder of scenarios or a pack.
fn check(path: &Path, checker: &mut Checker<'_>) -> Result<(), Unreadable> {
    if let Some(shared) = library::shared_folder(path) {
        checker.shared(&shared);
        return Ok(());
    }
    if !path.is_dir() {
        return checker.file(path);
    }
    let files = library::ron_files(path)?;
    if is_pack(path, &files) { checker.pack(path, files.len()) } else { checker.folder(path) }
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
