//! `composure scores verify`.

use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::super::terminal::{line, print};
use super::super::{Failure, Format};
use crate::library::Library;
use crate::records::{Mismatch, Named, Records, Rescored, Verified, Witness};
use crate::rubric::{self, Dimension};
use crate::scoring::{SCORER_VERSION, Scores};

#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// A folder with more scenarios, to tell which have changed; may be given several times.
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
    /// How to print what was found.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the command.
pub fn run(records: &mut Records, arguments: &VerifyArguments) -> Result<(), Failure> {
    let library = Library::open(&arguments.scenarios, rubric::standard())?;
    let hashes: BTreeMap<&str, &str> = library
        .scenarios
        .iter()
        .map(|scenario| (scenario.file.id.as_str(), scenario.hash.as_str()))
        .collect();
    let own = if records.has_team() { Vec::new() } else { vec![records.desk().id.clone()] };
    let seen = std::io::stderr().is_terminal();
    let mut progress = |count: u64| {
        if seen && count.is_multiple_of(100) {
            eprint!("\r{count} attempts played again");
            let _ = std::io::stderr().flush();
        }
    };
    let today = |id: &str| hashes.get(id).map(|hash| (*hash).to_owned());
    let found =
        records.shared_store()?.verify(&mut Witness { own: &own, today: &today, progress: &mut progress })?;
    if seen {
        eprint!("\r\u{1b}[K");
    }
    match arguments.format {
        Format::Text => print(&text(&found))?,
        Format::Json => print(&format!("{:#}\n", json(&found)))?,
    }
    if found.mismatches.is_empty() { Ok(()) } else { Err(Failure::ProblemsFound) }
}

fn text(found: &Verified) -> String {
    let mut text = String::new();
    for mismatch in &found.mismatches {
        text += &format!("mismatch: {}: {}\n", subject(mismatch), line(&mismatch.what));
    }
    for Rescored { named, scorer, then, now } in &found.rescored {
        text += &format!(
            "re-scored: {}: version {scorer} of the scorer gave {}, version {SCORER_VERSION} gives {}\n",
            name(named),
            three(then),
            three(now)
        );
    }
    for named in &found.changed {
        text +=
            &format!("note: {}: the scenario has changed since; played again as it was then\n", name(named));
    }
    for (desk, number) in &found.clocks {
        text += &format!("note: entry {number} of desk {desk}: its clock was set back before it\n");
    }
    if found.absent > 0 {
        let count = found.absent;
        text +=
            &format!("note: {count} entries that others may see never came here; their desks have them\n");
    }
    text += &format!(
        "{} attempts played again, {} entries of the chains checked, {} forgotten: {}\n",
        found.attempts,
        found.links,
        found.forgotten,
        match found.mismatches.len() {
            0 => "everything holds".to_owned(),
            1 => "1 mismatch".to_owned(),
            count => format!("{count} mismatches"),
        }
    );
    text
}

fn subject(mismatch: &Mismatch) -> String {
    match (&mismatch.attempt, &mismatch.place) {
        (Some(named), _) => name(named),
        (None, Some((desk, number))) => format!("entry {number} of desk {desk}"),
        (None, None) => "what is looked up".to_owned(),
    }
}

fn name(named: &Named) -> String {
    let id = named.attempt.get(..8).unwrap_or(&named.attempt);
    line(&format!("attempt {id} of {} in {}", named.person, named.scenario))
}

fn three(scores: &Scores) -> String {
    let score = |dimension| scores.get(dimension).map_or("-".to_owned(), |score: u8| score.to_string());
    Dimension::ALL.map(score).join("/")
}

fn json(found: &Verified) -> serde_json::Value {
    let rescored = |rescored: &Rescored| {
        json!({
            "attempt": rescored.named, "scorer": rescored.scorer, "then": rescored.then, "now": rescored.now
        })
    };
    json!({
        "links": found.links,
        "attempts": found.attempts,
        "forgotten": found.forgotten,
        "absent": found.absent,
        "clocks": found.clocks,
        "mismatches": found.mismatches,
        "rescored": found.rescored.iter().map(rescored).collect::<Vec<_>>(),
        "changed": found.changed,
    })
}
