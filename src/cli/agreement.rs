//! `composure agreement`: how the scorer does on labelled replies, and points fitted to them.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use atomic_write_file::AtomicWriteFile;
use clap::Args;

use super::terminal::{Paint, print};
use super::{Failure, check};
use crate::agreement::{self, Change, Item, Measures, Part, Share};
use crate::library::{self, Unreadable};
use crate::rubric::{Dimension, Points, Rubric};

#[derive(Debug, Args)]
pub struct AgreementArguments {
    /// Labelled replies, as JSON Lines, instead of those that ship; may be given several times.
    #[arg(long, value_name = "FILE")]
    items: Vec<PathBuf>,
    /// A folder with a rubric pack; may be given several times.
    #[arg(long, value_name = "DIR")]
    rubric: Vec<PathBuf>,
    /// Fit the behaviours' points to the part of the replies that may be fitted to, and tell what would change.
    #[arg(long)]
    fit: bool,
    /// Write the fitted points into the `points.ron` of the last rubric pack.
    #[arg(long, requires_all = ["fit", "rubric"])]
    write: bool,
}

/// Runs the command.
pub fn run(arguments: &AgreementArguments) -> Result<(), Failure> {
    let (rubric, packs) = library::open_rubric(&arguments.rubric)?;
    check::refuse_broken(&packs)?;
    let items = if arguments.items.is_empty() { agreement::shipped() } else { read(&arguments.items)? };
    for part in [Part::Fit, Part::Check] {
        let of_part: Vec<Item> = items.iter().filter(|item| item.part == part).cloned().collect();
        if !of_part.is_empty() {
            print(&table(part, &agreement::measure(&rubric, &of_part)))?;
        }
    }
    if arguments.fit {
        fit(arguments, &rubric, &items)?;
    }
    Ok(())
}

fn read(paths: &[PathBuf]) -> Result<Vec<Item>, Failure> {
    let mut items = Vec::new();
    for path in paths {
        let text = fs::read_to_string(path).map_err(|error| Unreadable { path: path.clone(), error })?;
        let name = path.display().to_string();
        items.extend(agreement::read(&name, &text, None).map_err(|(line, error)| {
            Failure::Input(format!("{name}, line {line}, is no labelled reply: {error}"))
        })?);
    }
    Ok(items)
}

fn table(part: Part, measures: &Measures) -> String {
    let purpose = match part {
        Part::Fit => "points were fitted to these replies",
        Part::Check => "held back: nothing was fitted to these",
    };
    let mut text = Paint::stdout().strong(&format!("{}: {purpose}", part.name())) + "\n\n";
    let share =
        |share: Share| format!("{:>4} of {:>4}  {:>5.1} %", share.held, share.count, share.value() * 100.0);
    if !measures.kinds.is_empty() {
        let width = measures.kinds.keys().map(String::len).max().unwrap_or(0).max(24);
        for (kind, &held) in &measures.kinds {
            text += &format!("  {kind:width$}  {}\n", share(held));
        }
        let contrast = Dimension::ALL.map(|dimension| (dimension, *measures.contrast.get(dimension)));
        let mut all = Share::default();
        for (dimension, held) in contrast {
            text += &format!("  {:width$}  {}\n", format!("contrast, {}", dimension.name()), share(held));
            all = Share { held: all.held + held.held, count: all.count + held.count };
        }
        text += &format!("  {:width$}  {}\n", "contrast, all", share(all));
        text += &format!("  {:width$}  {}\n\n", "invariance", share(measures.invariance));
    }
    if measures.replies > 0 {
        text += &format!(
            "  {} graded replies           rho   kappa   pairs in the right order\n",
            measures.replies
        );
        for dimension in Dimension::ALL {
            let graded = measures.graded.get(dimension);
            let (rho, kappa, name) = (graded.rho, graded.kappa, dimension.name());
            text += &format!("  {name:26} {rho:5.2}   {kappa:5.2}   {}\n", share(graded.in_group));
        }
        text += &format!("  {:26} {:15} {}\n\n", "separation", "", share(measures.separation));
    }
    text
}

fn fit(arguments: &AgreementArguments, rubric: &Rubric, items: &[Item]) -> Result<(), Failure> {
    let changes = agreement::fit(rubric, items).map_err(|error| Failure::Input(error.to_string()))?;
    let mut text = Paint::stdout().strong("points that fit better") + "\n\n";
    for change in &changes {
        text += &format!(
            "  {:32} {}  ->  {}\n",
            change.behaviour.as_str(),
            written(change.given),
            written(change.fitted)
        );
    }
    if changes.is_empty() {
        text += "  none: the points are as good as the labels can tell\n";
    }
    print(&text)?;
    match arguments.rubric.last() {
        Some(pack) if arguments.write => write(pack, &changes),
        _ => Ok(()),
    }
}

/// As in a rubric's files.
fn written(points: Points) -> String {
    let part = |dimension: Dimension| format!("{}: {}", dimension.key(), points.get(dimension));
    let parts: Vec<String> =
        Dimension::ALL.into_iter().filter(|&dimension| points.get(dimension) != 0).map(part).collect();
    format!("({})", parts.join(", "))
}

/// Puts the fitted points beside the pack's behaviours, whose files stay as their author wrote them.
fn write(pack: &Path, changes: &[Change]) -> Result<(), Failure> {
    let path = pack.join("points.ron");
    let line =
        |change: &Change| format!("    {:?}: {},\n", change.behaviour.as_str(), written(change.fitted));
    let lines: String = changes.iter().map(line).collect();
    let text = format!("// Written by `composure agreement --fit --write`.\n{{\n{lines}}}\n");
    let saved = AtomicWriteFile::open(&path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.commit()
    });
    saved.map_err(|error| Failure::Stream { what: "cannot write points.ron into the pack", error })?;
    print(&format!("\n{} holds the points of {} behaviours\n", path.display(), changes.len()))
}
