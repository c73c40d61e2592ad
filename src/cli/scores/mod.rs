//! `composure scores`: attempts looked up, compared, checked and handed on.

mod board;
mod change;
mod compare;
mod list;
mod show;
mod transfer;
mod verify;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::{Failure, keep};
use crate::comparison::By;
use crate::comparison::words::{counted, points};
use crate::records::{Filter, Listed, Options, Recorder, Records, Store, StoreError, Who};
use crate::settings::Settings;

#[derive(Debug, Args)]
pub struct ScoresArguments {
    /// Where attempts are kept: a file, or a team's postgres://USER@HOST/DATABASE. Otherwise a file in the data folder.
    #[arg(long, global = true, value_name = "URL")]
    store: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List attempts, the newest first: your own practice too.
    List(list::ListArguments),
    /// Compare people, cohorts or scenarios: first and best apart, with intervals.
    Board(board::BoardArguments),
    /// How one comes along, or how two compare over the scenarios that both tried.
    Compare(compare::CompareArguments),
    /// The debrief of an attempt.
    Show(show::ShowArguments),
    /// Hand on what others may see: signed records, a table, or a page.
    Export(transfer::ExportArguments),
    /// Take in records that another store has exported.
    Import(transfer::ImportArguments),
    /// Play every attempt again and check the chain.
    Verify(verify::VerifyArguments),
    /// Let others see a practice attempt.
    Share(change::ShareArguments),
    /// Give an attempt a trainer's scores; the machine's stay visible.
    Override(change::OverrideArguments),
    /// Remove what is recorded of a person.
    Forget(change::ForgetArguments),
}

/// Runs the command.
pub fn run(arguments: &ScoresArguments) -> Result<(), Failure> {
    let may_create = matches!(arguments.command, Command::Import(_));
    let asked = Options { store: arguments.store.clone(), must_exist: !may_create, ..Options::default() };
    let options = Settings::open().0.complete(asked);
    // What waits for this store is taken in before anything is looked up.
    let mut recorder = Recorder::at_once(options)?;
    keep::tell(&mut recorder);
    let Some(records) = recorder.records() else { return Ok(()) };
    // So is what waits here for the team. Where it cannot go, only what needs no team goes on.
    if let Err(error) = records.follow() {
        let needs_no_team = matches!(arguments.command, Command::Share(_) | Command::Show(_));
        if !needs_no_team && !matches!(error, StoreError::Forked { .. }) {
            return Err(error.into());
        }
        eprintln!("composure: {error}");
    }
    match &arguments.command {
        Command::List(list) => list::run(records, list),
        Command::Board(board) => board::run(records, board),
        Command::Compare(compare) => compare::run(records, compare),
        Command::Show(show) => show::run(records, show),
        Command::Export(export) => transfer::export(records, export),
        Command::Import(import) => transfer::import(records, import),
        Command::Verify(verify) => verify::run(records, verify),
        Command::Share(share) => change::share(records, share),
        Command::Override(given) => change::override_scores(records, given),
        Command::Forget(forget) => change::forget(records, forget),
    }
}

/// What waits here for the team goes to it; where it cannot, that is said, and it follows later.
fn follow(records: &mut Records) {
    if let Err(error) = records.follow() {
        eprintln!("composure: {error}");
    }
}

/// How a command prints what it has to tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Shape {
    #[default]
    Text,
    Json,
    Csv,
    Html,
}

impl Shape {
    /// What a command cannot print, as a failure that says what it can.
    fn refuse(self, command: &str, can: &str) -> Failure {
        let name = self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned());
        Failure::Usage(format!("`scores {command}` does not come as {name}; it comes as {can}"))
    }
}

/// Which attempts.
#[derive(Clone, Debug, Default, Args)]
struct FilterArguments {
    /// Only this person.
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// Only this cohort.
    #[arg(long, value_name = "NAME")]
    cohort: Option<String>,
    /// Only this scenario, by its id.
    #[arg(long, value_name = "ID")]
    scenario: Option<String>,
    /// Only from this day on, as 2026-11-22.
    #[arg(long, value_name = "DAY", value_parser = day)]
    since: Option<Date>,
    /// Only until this day, it included.
    #[arg(long, value_name = "DAY", value_parser = day)]
    until: Option<Date>,
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day is written as 2026-11-22".to_owned())
}

impl FilterArguments {
    fn filter(&self, chosen: bool) -> Filter {
        let begins = |day: Date| {
            let midnight = day.to_zoned(TimeZone::system());
            midnight.map_or(0, |midnight: Zoned| midnight.timestamp().as_millisecond())
        };
        Filter {
            chosen,
            person: self.person.as_deref().map(tidy),
            cohort: self.cohort.as_deref().map(tidy),
            scenario: self.scenario.clone(),
            since: self.since.map(begins),
            until: self.until.map(|day| day.tomorrow().map_or(i64::MAX, begins)),
        }
    }

    /// What was filtered, in sentences.
    fn lines(&self, chosen: bool) -> Vec<String> {
        let mut lines = vec![counted(chosen).to_owned()];
        let only = [("person", &self.person), ("cohort", &self.cohort), ("scenario", &self.scenario)];
        lines.extend(
            only.into_iter().filter_map(|(what, name)| Some(format!("Only the {what} {}.", name.as_ref()?))),
        );
        lines.extend(self.since.map(|day| format!("From {day} on.")));
        lines.extend(self.until.map(|day| format!("Until {day}.")));
        if self.since.is_some() {
            lines.push("A first attempt before that day is not counted again by a later one.".to_owned());
        }
        lines
    }
}

/// A name as it is kept, so that it is found however it was typed.
fn tidy(name: &str) -> String {
    Who::new(name, "").person
}

/// What the rows of a board are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ByArgument {
    #[default]
    Person,
    Cohort,
    Scenario,
}

impl From<ByArgument> for By {
    fn from(by: ByArgument) -> Self {
        match by {
            ByArgument::Person => By::Person,
            ByArgument::Cohort => By::Cohort,
            ByArgument::Scenario => By::Scenario,
        }
    }
}

/// The attempt whose id begins so.
fn find(store: &mut Store, id: &str) -> Result<Listed, Failure> {
    let id = id.to_ascii_lowercase();
    if id.len() < 4 || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let what = format!(
            "`{id}` is no attempt; give at least four signs of its id, as `composure scores list` shows it"
        );
        return Err(Failure::Unknown(what));
    }
    let mut found = store.find(&id)?;
    match (found.pop(), found.is_empty()) {
        (Some(attempt), true) => Ok(attempt),
        (None, _) => Err(Failure::Unknown(format!("no attempt has an id that begins with `{id}`"))),
        (Some(_), false) => Err(Failure::Unknown(format!(
            "several attempts have ids that begin with `{id}`; give more of it"
        ))),
    }
}

/// A time as people read it, in the zone of this machine.
fn local(at: i64) -> String {
    Timestamp::from_millisecond(at).map_or_else(
        |_| "?".to_owned(),
        |at| at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string(),
    )
}
