//! `composure playtest`: whether scenarios test skill.

use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;
use serde::Serialize;

use super::terminal::{Paint, plain, print};
use super::{Failure, Format, check};
use crate::library;
use crate::playtest::{self, Item, Played, Report, Trial, Way};
use crate::rubric::Dimension;
use crate::scenario::Scenario;
use crate::scoring::Scores;

#[derive(Debug, Args)]
pub struct PlaytestArguments {
    /// Scenario files, or folders of them.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Attempts of each player in each way of playing.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    runs: u32,
    /// What phrasing and chance are drawn from.
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// How to print the reports.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// A folder with a rubric pack; may be given several times.
    #[arg(long, value_name = "DIR")]
    rubric: Vec<PathBuf>,
}

/// Runs the command.
pub fn run(arguments: &PlaytestArguments) -> Result<(), Failure> {
    let (rubric, packs) = library::open_rubric(&arguments.rubric)?;
    check::refuse_broken(&packs)?;
    let trial = Trial { runs: arguments.runs, seed: arguments.seed };
    let mut sound = true;
    let mut reports = Vec::new();
    for path in &scenarios(&arguments.files)? {
        let scenario = check::read_scenario(path, &rubric)?;
        let began = Instant::now();
        let mut bar = Bar::new(&scenario.file.id);
        let report = playtest::playtest(&scenario, &rubric, trial, &mut |done| bar.show(done));
        bar.clear();
        sound &= report.passes().next().is_none();
        match arguments.format {
            Format::Text => print(&text(&scenario, &report, began.elapsed()))?,
            Format::Json => {
                let report = serde_json::to_value(json(&scenario, &report));
                reports.push(report.expect("plain data serialises"));
            }
        }
    }
    if arguments.format == Format::Json {
        let json = serde_json::to_string_pretty(&reports).expect("plain data serialises");
        print(&(json + "\n"))?;
    }
    if sound { Ok(()) } else { Err(Failure::ProblemsFound) }
}

/// The files named, and those of the folders named.
fn scenarios(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in named {
        if path.is_dir() {
            files.extend(library::scenario_files(path)?.paths);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

/// A bar on a terminal, for what takes longer than a second.
struct Bar {
    name: String,
    began: Instant,
    shown: Option<u32>,
}

impl Bar {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), began: Instant::now(), shown: None }
    }

    fn show(&mut self, thousandths: u32) {
        let percent = thousandths.min(1000) / 10;
        let due = self.began.elapsed() > Duration::from_secs(1) && self.shown != Some(percent);
        if due && std::io::stderr().is_terminal() {
            let full = (percent / 4) as usize;
            eprint!("\r{}  [{}{}] {percent:>3} %", self.name, "=".repeat(full), " ".repeat(25 - full));
            let _ = std::io::stderr().flush();
            self.shown = Some(percent);
        }
    }

    fn clear(&self) {
        if self.shown.is_some() {
            eprint!("\r{}\r", " ".repeat(self.name.chars().count() + 40));
        }
    }
}

fn text(scenario: &Scenario, report: &Report, took: Duration) -> String {
    let paint = Paint::stdout();
    let mut text = format!("{}\n", paint.strong(&plain(&scenario.file.title)));
    if let Some(outlook) = &report.guided {
        let exact = if outlook.exact { "every way followed" } else { "not every way could be followed" };
        text += &format!(
            "Guided: {} replies tried, {exact}; the longest way has {} replies.\n",
            outlook.tried, outlook.longest
        );
        text += &format!("  best    {}\n", way(scenario, &outlook.best));
        text += &format!("  worst   {}\n", way(scenario, &outlook.worst));
        text += &format!(
            "  chance  passes {} of 1000, {} points on average\n",
            outlook.chance.passes, outlook.chance.points
        );
    }
    text += &format!(
        "\n  {:<24} {:>6}  {:>12}   won settled unres. escal. lost  never\n",
        "player", "passes", "E   O   D"
    );
    for played in &report.players {
        text += &row(played, report.gets_through(played));
    }
    text += &format!("\n  {:<24} {:>22}   {:>22}\n", "turn", "chosen", "typed");
    text +=
        &format!("  {:<24} {:>10} {:>11}   {:>10} {:>11}\n", "", "mean", "separates", "mean", "separates");
    for (index, turn) in scenario.file.turns.iter().enumerate() {
        let (chosen, typed) = (report.chosen[index], report.typed[index]);
        text += &format!(
            "  {:<24} {:>10} {:>11}   {:>10} {:>11}\n",
            turn.id,
            mean(chosen),
            separates(chosen),
            mean(typed),
            separates(typed)
        );
    }
    text += &format!("\n{} replies in {} ms. ", report.turns, took.as_millis());
    let through: Vec<String> = report
        .passes()
        .map(|played| format!("{} ({})", played.player.key(), way_of_playing(played.typing)))
        .collect();
    text += &match through.as_slice() {
        [] => "Nobody passes without skill.".to_owned(),
        through => paint.strong(&format!("Passed without skill by {}.", through.join(", "))),
    };
    if !report.is_ranked() {
        text += " The honest players do not come out in the order of their skill.";
    }
    text + "\n\n"
}

fn way(scenario: &Scenario, way: &Way) -> String {
    let ending = &scenario.file.endings[way.verdict.ending];
    let options: Vec<String> = way.options.iter().map(|option| (option + 1).to_string()).collect();
    let passed = if way.verdict.passed { ", a pass" } else { "" };
    format!("{} ({}{passed}), {} points: {}", ending.kind, ending.id, way.verdict.points(), options.join(" "))
}

fn way_of_playing(typing: bool) -> &'static str {
    if typing { "typing" } else { "choosing" }
}

fn row(played: &Played, through: bool) -> String {
    let name = format!("{}, {}", played.player.key(), way_of_playing(played.typing));
    let mark = if through { "!" } else { " " };
    let score = |dimension| played.scores.get(dimension).map_or("-".to_owned(), |score| score.to_string());
    let [won, settled, unresolved, escalated, lost, never] = played.endings;
    format!(
        "{mark} {name:<32} {:>5} {:>4} {:>3} {:>3}  {won:>5} {settled:>7} {unresolved:>6} {escalated:>6} {lost:>4} {never:>6}\n",
        format!("{} %", played.passed * 100 / played.runs.max(1)),
        score(Dimension::Empathy),
        score(Dimension::Ownership),
        score(Dimension::Deescalation),
    )
}

fn mean(item: Item) -> String {
    if item.attempts == 0 { "-".to_owned() } else { item.mean.to_string() }
}

fn separates(item: Item) -> String {
    item.discrimination.map_or("-".to_owned(), |thousandths| {
        let sign = if thousandths < 0 { "-" } else { "" };
        format!("{sign}0.{:02}", thousandths.abs().min(999) / 10)
    })
}

#[derive(Serialize)]
struct JsonReport<'a> {
    scenario: &'a str,
    best: Option<JsonWay<'a>>,
    worst: Option<JsonWay<'a>>,
    chance: Option<JsonChance>,
    exact: bool,
    players: BTreeMap<&'static str, BTreeMap<&'static str, JsonPlayed>>,
    passes: Vec<String>,
    ranked: bool,
    turns: Vec<JsonTurn<'a>>,
}

#[derive(Serialize)]
struct JsonWay<'a> {
    ending: &'a str,
    kind: &'static str,
    passed: bool,
    scores: Scores,
    points: i32,
    options: Vec<usize>,
}

#[derive(Serialize)]
struct JsonChance {
    passes_per_thousand: u32,
    points: i32,
}

#[derive(Serialize)]
struct JsonPlayed {
    runs: u32,
    passed: u32,
    scores: Scores,
    endings: BTreeMap<&'static str, u32>,
}

#[derive(Serialize)]
struct JsonTurn<'a> {
    turn: &'a str,
    chosen: JsonItem,
    typed: JsonItem,
}

#[derive(Serialize)]
struct JsonItem {
    attempts: u32,
    mean: u32,
    discrimination_thousandths: Option<i32>,
}

fn json<'a>(scenario: &'a Scenario, report: &Report) -> JsonReport<'a> {
    let way = |way: &Way| {
        let ending = &scenario.file.endings[way.verdict.ending];
        JsonWay {
            ending: &ending.id,
            kind: ending.kind.key(),
            passed: way.verdict.passed,
            scores: way.verdict.scores,
            points: way.verdict.points(),
            options: way.options.iter().map(|option| option + 1).collect(),
        }
    };
    let mut players: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for played in &report.players {
        let names = ["won_over", "settled", "unresolved", "escalated", "lost", "never"];
        let endings = names.into_iter().zip(played.endings).filter(|(_, count)| *count > 0).collect();
        let told = JsonPlayed { runs: played.runs, passed: played.passed, scores: played.scores, endings };
        players.entry(played.player.key()).or_default().insert(way_of_playing(played.typing), told);
    }
    let item = |item: Item| JsonItem {
        attempts: item.attempts,
        mean: item.mean,
        discrimination_thousandths: item.discrimination,
    };
    JsonReport {
        scenario: &scenario.file.id,
        best: report.guided.as_ref().map(|outlook| way(&outlook.best)),
        worst: report.guided.as_ref().map(|outlook| way(&outlook.worst)),
        chance: report.guided.as_ref().map(|outlook| JsonChance {
            passes_per_thousand: outlook.chance.passes,
            points: outlook.chance.points,
        }),
        exact: report.guided.as_ref().is_some_and(|outlook| outlook.exact),
        players,
        passes: report
            .passes()
            .map(|played| format!("{}, {}", played.player.key(), way_of_playing(played.typing)))
            .collect(),
        ranked: report.is_ranked(),
        turns: scenario
            .file
            .turns
            .iter()
            .enumerate()
            .map(|(index, turn)| JsonTurn {
                turn: &turn.id,
                chosen: item(report.chosen[index]),
                typed: item(report.typed[index]),
            })
            .collect(),
    }
}
