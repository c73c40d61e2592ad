//! `composure stats`: how much there is.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::keep::KeepArguments;
use super::terminal::print;
use super::{Failure, Format};
use crate::library::{self, Library};
use crate::records::{Options, Records};

#[derive(Debug, Args)]
pub struct StatsArguments {
    /// A folder with more scenarios; may be given several times.
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
    /// A folder with a rubric pack; may be given several times.
    #[arg(long, value_name = "DIR")]
    rubric: Vec<PathBuf>,
    #[command(flatten)]
    keep: KeepArguments,
    /// How to print it.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the command.
pub fn run(arguments: &StatsArguments) -> Result<(), Failure> {
    let (rubric, _) = library::open_rubric(&arguments.rubric)?;
    let library = Library::open(&arguments.scenarios, &rubric)?;
    let turns: usize = library.scenarios.iter().map(|scenario| scenario.file.turns.len()).sum();
    let endings: usize = library.scenarios.iter().map(|scenario| scenario.file.endings.len()).sum();
    let behaviours = rubric.behaviours().count();
    let examples: usize = rubric.behaviours().map(|(_, found)| found.hits.len() + found.misses.len()).sum();
    let mut records = Records::open(&Options { must_exist: true, ..arguments.keep.options() })?;
    let counts = records.shared_store()?.counts()?;
    match arguments.format {
        Format::Json => {
            let library = json!({
                "scenarios": library.scenarios.len(), "turns": turns, "endings": endings,
                "broken": library.broken().count()
            });
            let rubric = json!({"behaviours": behaviours, "examples": examples});
            print(&format!("{:#}\n", json!({"library": library, "rubric": rubric, "store": counts})))
        }
        Format::Text => print(&format!(
            "library  {} scenarios, {turns} turns, {endings} endings, {} broken files\n\
             rubric   {behaviours} behaviours, {examples} examples\n\
             store    {} attempts ended, {} not ended, {} people, {} entries, {} desks\n",
            library.scenarios.len(),
            library.broken().count(),
            counts.ended,
            counts.open,
            counts.people,
            counts.links,
            counts.desks
        )),
    }
}
