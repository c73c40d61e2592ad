//! `composure scores share`, `override` and `forget`.

use std::io::{self, IsTerminal as _};

use clap::{ArgGroup, Args};

use super::super::Failure;
use super::super::terminal::{plain, print, read_line};
use super::{find, follow, tidy};
use crate::records::{Records, TrainersView, now};
use crate::rubric::PerDimension;

#[derive(Debug, Args)]
pub struct ShareArguments {
    /// The attempt, by at least four signs of its id.
    id: String,
}

/// Runs `share`.
pub fn share(records: &mut Records, arguments: &ShareArguments) -> Result<(), Failure> {
    let attempt = find(records.local(), &arguments.id)?;
    let id = attempt.id.short().to_owned();
    if attempt.ended_at.is_none() {
        return Err(Failure::Unknown(format!(
            "the attempt {id} has not ended, so there is nothing to share yet"
        )));
    }
    if attempt.is_open() {
        return print(&format!("Others can see the attempt {id} already.\n"));
    }
    records.share(&attempt)?;
    follow(records);
    // One in which replies were taken back, or none was given, is seen and not counted.
    let count = if find(records.local(), &attempt.id.0)?.counted { "count" } else { "do not count" };
    print(&format!("Others can see the attempt {id} now, with every word of it; boards {count} it.\n"))
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("scores").args(["empathy", "ownership", "deescalation"]).multiple(true).required(true))]
pub struct OverrideArguments {
    /// The attempt, by at least four signs of its id.
    id: String,
    /// The trainer's score for empathy, 0 to 100.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=100))]
    empathy: Option<u8>,
    /// The trainer's score for ownership, 0 to 100.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=100))]
    ownership: Option<u8>,
    /// The trainer's score for de-escalation, 0 to 100.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=100))]
    deescalation: Option<u8>,
    /// Why; it is shown beside the scores.
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// The trainer.
    #[arg(long = "as", value_name = "NAME", default_value = "a trainer")]
    trainer: String,
}

/// Runs `override`.
pub fn override_scores(records: &mut Records, arguments: &OverrideArguments) -> Result<(), Failure> {
    let reason = arguments.reason.trim();
    if reason.is_empty() {
        return Err(Failure::Usage("a trainer's scores need a reason: --reason TEXT".to_owned()));
    }
    let attempt = find(records.shared_store()?, &arguments.id)?;
    let id = attempt.id.short().to_owned();
    if attempt.ended_at.is_none() {
        return Err(Failure::Unknown(format!("the attempt {id} has not ended, so it has no scores yet")));
    }
    let OverrideArguments { empathy, ownership, deescalation, .. } = *arguments;
    let view = TrainersView {
        scores: PerDimension { empathy, ownership, deescalation },
        reason: reason.to_owned(),
        trainer: arguments.trainer.trim().to_owned(),
        at: now(),
    };
    records.override_scores(&attempt, &view)?;
    follow(records);
    print(&format!("The attempt {id} has the trainer's scores now; the machine's stay beside them.\n"))
}

#[derive(Debug, Args)]
pub struct ForgetArguments {
    /// The name that their attempts go by.
    name: String,
    /// Do not ask; what is removed cannot be brought back.
    #[arg(long)]
    yes: bool,
}

/// Runs `forget`.
pub fn forget(records: &mut Records, arguments: &ForgetArguments) -> Result<(), Failure> {
    let name = plain(&tidy(&arguments.name));
    if !arguments.yes && io::stdin().is_terminal() {
        print(&format!(
            "Everything recorded of {name} goes for good, whoever else goes by that name. Type yes: "
        ))?;
        if read_line(&mut io::stdin().lock())?.is_none_or(|line| line.trim() != "yes") {
            return print("Nothing was removed.\n");
        }
    }
    match records.forget(&arguments.name)? {
        0 => Err(Failure::Unknown(format!("nothing is recorded of `{name}`"))),
        count => print(&format!(
            "{count} entries of {name} are gone; the links of the chain stay. What was exported before is not in our hands.\n"
        )),
    }
}
