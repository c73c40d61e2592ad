//! `composure scores compare`: one over time, or two over what both tried.

use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::json;

use super::super::Failure;
use super::super::terminal::{Paint, plain, print};
use super::board::with_margin;
use super::list::fitted;
use super::{ByArgument, FilterArguments, Shape, points, tidy};
use crate::comparison::{Column, Columns, Estimate, Means, Period, Versus, progress};
use crate::records::{ByScenario, ListFilter, Records};
use crate::source;

#[derive(Debug, Args)]
pub struct CompareArguments {
    /// One name for how they come along, two to compare them.
    #[arg(value_name = "NAME", num_args = 1..=2, required = true)]
    names: Vec<String>,
    /// Whether the names are people or cohorts.
    #[arg(long, value_enum, default_value_t)]
    by: ByArgument,
    /// Conversations with chosen replies instead of typed ones.
    #[arg(long)]
    chosen: bool,
    #[command(flatten)]
    filter: FilterArguments,
    /// text or json.
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
}

/// Runs the command.
pub fn run(records: &mut Records, arguments: &CompareArguments) -> Result<(), Failure> {
    if arguments.by == ByArgument::Scenario {
        let what =
            "people and cohorts are compared; `scores board --by scenario` shows scenarios side by side";
        return Err(Failure::Usage(what.to_owned()));
    }
    if matches!(arguments.format, Shape::Csv | Shape::Html) {
        return Err(arguments.format.refuse("compare", "text or json"));
    }
    let names: Vec<String> = arguments.names.iter().map(|name| tidy(name)).collect();
    let mut found = Vec::new();
    for name in &names {
        found.push(look_up(records, arguments, name)?);
    }
    match names.as_slice() {
        [one, other] => {
            let filter = arguments.filter.filter(arguments.chosen);
            let versus = records.shared_store()?.versus(arguments.by.into(), one, other, &filter)?;
            against(arguments, one, other, &versus)
        }
        [one, ..] => along(records, arguments, one, &found[0]),
        [] => Ok(()),
    }
}

fn look_up(
    records: &mut Records,
    arguments: &CompareArguments,
    name: &str,
) -> Result<Vec<ByScenario>, Failure> {
    let filter = arguments.filter.filter(arguments.chosen);
    let store = records.shared_store()?;
    let found = store.by_scenario(arguments.by.into(), name, &filter)?;
    if !found.is_empty() {
        return Ok(found);
    }
    let board = store.board(arguments.by.into(), &filter)?;
    let near = source::nearest(name, board.rows.iter().map(|row| row.name.as_str()));
    let help = match near {
        Some(near) => format!("did you mean `{}`?", plain(near)),
        None => "`composure scores board` shows who has".to_owned(),
    };
    Err(Failure::Unknown(format!("`{}` has no attempts that count; {help}", plain(name))))
}

/// How one comes along: scenario by scenario, and month by month.
fn along(
    records: &mut Records,
    arguments: &CompareArguments,
    name: &str,
    scenarios: &[ByScenario],
) -> Result<(), Failure> {
    let mut filter = arguments.filter.filter(arguments.chosen);
    match arguments.by {
        ByArgument::Cohort => filter.cohort = Some(name.to_owned()),
        ByArgument::Person | ByArgument::Scenario => filter.person = Some(name.to_owned()),
    }
    let attempts = records.shared_store()?.list(&ListFilter { filter, counted: true, newest: None })?;
    let asked = attempts.iter().filter(|attempt| attempt.chosen == arguments.chosen);
    let months = progress(asked.filter_map(|attempt| {
        Some((month(attempt.ended_at?), attempt.scenario.clone(), attempt.relative.all?))
    }));
    if arguments.format == Shape::Json {
        let scenarios: Vec<_> =
            scenarios.iter().map(|(id, means)| json!({"scenario": id, "figures": figures(means)})).collect();
        let months: Vec<_> = months
            .iter()
            .map(|Period { name, attempts, overall }| {
                json!({
                    "month": name, "attempts": attempts, "scenarios": overall.count, "mean": overall.mean,
                    "margin": overall.margin
                })
            })
            .collect();
        let told = json!({"name": name, "scenarios": scenarios, "months": months});
        return print(&format!("{told:#}\n"));
    }
    let paint = Paint::stdout();
    let mut text = paint.strong(&format!("\n{}\n", plain(name)));
    text +=
        &paint.strong(&format!("\n{}  {:>6} {:>6} {:>6}\n", fitted("scenario", 24), "first", "best", "mean"));
    for (scenario, means) in scenarios {
        let [first, best, mean] = [means.first.all, means.best.all, means.mean.all].map(shown);
        text += &format!("{}  {first:>6} {best:>6} {mean:>6}\n", fitted(scenario, 24));
    }
    text += &paint.strong(&format!("\n{:<24}  {:>8}  {:>10}\n", "month", "attempts", "mean"));
    for Period { name, attempts, overall } in &months {
        text += &format!("{name:<24}  {attempts:>8}  {:>10}\n", with_margin(Some(overall)));
    }
    text += &paint
        .quiet("\n0 is chance in a scenario, 100 the best way through its options; ± is a 95 % interval.\n");
    print(&text)
}

fn month(at: i64) -> String {
    Timestamp::from_millisecond(at)
        .map_or_else(|_| "?".to_owned(), |at| at.to_zoned(TimeZone::system()).strftime("%Y-%m").to_string())
}

fn shown(value: Option<i32>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| points(value).to_string())
}

fn figures(means: &Means<Option<i32>>) -> serde_json::Value {
    let columns = |columns: &Columns<Option<i32>>| {
        let pairs = Column::ALL.map(|column| (column.key().to_owned(), json!(columns.get(column))));
        serde_json::Value::Object(pairs.into_iter().collect())
    };
    json!({"first": columns(&means.first), "best": columns(&means.best), "mean": columns(&means.mean)})
}

/// Two over the scenarios that both tried.
fn against(arguments: &CompareArguments, one: &str, other: &str, versus: &Versus) -> Result<(), Failure> {
    if arguments.format == Shape::Json {
        let told = super::super::json::versus(one, other, versus);
        return print(&(serde_json::to_string_pretty(&told).expect("plain data serialises") + "\n"));
    }
    let paint = Paint::stdout();
    let (one, other) = (plain(one), plain(other));
    let mut text = paint.strong(&format!("\n{one} less {other}, over {}\n", scenarios(versus.scenarios)));
    if versus.scenarios == 0 {
        return print(&(text + "They have no scenario in common, so nothing can be said.\n"));
    }
    text += &paint.strong(&format!("\n{:<14}  {:>10} {:>10} {:>10}\n", "", "first", "best", "mean"));
    for column in Column::ALL {
        let of = |columns: &Columns<Option<Estimate>>| with_margin(columns.get(column).as_ref());
        let [first, best, mean] = [&versus.ahead.first, &versus.ahead.best, &versus.ahead.mean].map(of);
        text += &format!("{:<14}  {first:>10} {best:>10} {mean:>10}\n", column.name());
    }
    let interval = versus.ahead.first.all.as_ref().and_then(Estimate::interval);
    text += &match interval {
        Some((low, _)) if low > 0 => format!("\nOn first attempts {one} is ahead.\n"),
        Some((_, high)) if high < 0 => format!("\nOn first attempts {other} is ahead.\n"),
        Some(_) => "\nOn first attempts neither is ahead: the interval holds 0.\n".to_owned(),
        None if arguments.by == ByArgument::Cohort => {
            "\nOne person says nothing about the others of a cohort.\n".to_owned()
        }
        None => "\nOne scenario in common says nothing about others.\n".to_owned(),
    };
    print(&text)
}

fn scenarios(count: usize) -> String {
    match count {
        1 => "the one scenario that both tried".to_owned(),
        count => format!("the {count} scenarios that both tried"),
    }
}
