//! `composure score`: replies from standard input, scored.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use serde::Deserialize;

use super::json::ScoredLine;
use super::terminal::{Paint, plain, print, read_line};
use super::{Failure, check};
use crate::library;
use crate::lint::Reach;
use crate::rubric::{Band, Dimension, Evidence, PerDimension, Rubric};
use crate::scenario::{Scenario, spoken};
use crate::scoring::{self, BASE, Context, Finding, Receipt};
use crate::session::Counting;
use crate::text::{Span, Text};

#[derive(Debug, Args)]
pub struct ScoreArguments {
    /// `text` scores all of standard input as one reply and draws the evidence; `jsonl` scores one JSON object a line.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Score against a turn of this scenario: its customer's line, concerns and policy.
    #[arg(long, value_name = "FILE", requires = "turn")]
    scenario: Option<PathBuf>,
    /// The turn's id.
    #[arg(long, value_name = "ID", requires = "scenario")]
    turn: Option<String>,
    /// A folder with a rubric pack; may be given several times.
    #[arg(long, value_name = "DIR")]
    rubric: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Jsonl,
}

/// One line of input.
#[derive(Debug, Deserialize)]
struct Item {
    #[serde(default)]
    id: serde_json::Value,
    #[serde(default)]
    context: String,
    reply: String,
}

/// What replies are scored against.
struct Scorer {
    rubric: Arc<Rubric>,
    turn: Option<(Arc<Scenario>, usize)>,
}

/// Runs the command.
pub fn run(arguments: &ScoreArguments) -> Result<(), Failure> {
    let (rubric, packs) = library::open_rubric(&arguments.rubric)?;
    check::refuse_broken(&packs)?;
    let turn = match (&arguments.scenario, &arguments.turn) {
        (Some(path), Some(turn)) => Some(turn_of(path, turn, &rubric)?),
        _ => None,
    };
    let scorer = Scorer { rubric, turn };
    match arguments.format {
        Format::Text => scorer.text(),
        Format::Jsonl => scorer.lines(),
    }
}

fn turn_of(path: &std::path::Path, id: &str, rubric: &Rubric) -> Result<(Arc<Scenario>, usize), Failure> {
    let scenario = check::read_scenario(path, rubric)?;
    match scenario.file.turns.iter().position(|turn| turn.id == id) {
        Some(turn) => Ok((Arc::new(scenario), turn)),
        None => {
            let ids: Vec<&str> = scenario.file.turns.iter().map(|turn| turn.id.as_str()).collect();
            Err(Failure::Unknown(format!(
                "there is no turn `{id}` in {}; it has {}",
                path.display(),
                ids.join(", ")
            )))
        }
    }
}

impl Scorer {
    fn score(&self, context: &str, reply: &str) -> Receipt {
        let text = Text::read(reply);
        let Some((scenario, turn)) = &self.turn else {
            let customer = self.rubric.customer(context);
            return scoring::score_text(&self.rubric, &text, &Context::of(&customer));
        };
        let said = &scenario.file.turns[*turn];
        let message = if context.is_empty() { said.says.first().map_or("", String::as_str) } else { context };
        let phrase = |name| scenario.file.customer.voice.get(name)?.first().map(String::as_str);
        let customer = self.rubric.customer(&spoken(message, phrase));
        let heard = scenario.listening(&self.rubric).hear(&text);
        let state = Reach::of(scenario).everything_open(*turn);
        let counting = Counting::of(scenario, &state, &heard);
        counting.weigh(scenario, &self.rubric, &state, &customer, (&text, &heard, 0)).0
    }

    /// What in a reply touches something the scenario knows, a line each.
    fn heard(&self, reply: &str) -> String {
        let Some((scenario, _)) = &self.turn else { return String::new() };
        let heard = scenario.listening(&self.rubric).hear(&Text::read(reply));
        let file = &scenario.file;
        let policy = &file.brief.policy;
        let named = |id: &str, text: &str| if id.is_empty() { text.to_owned() } else { id.to_owned() };
        let mut lines = Vec::new();
        lines.extend(heard.concerns.iter().map(|a| format!("answers     {}", file.concerns[a.index].id)));
        lines.extend(heard.promised.iter().map(|a| format!("promises    {}", file.promises[a.index].id)));
        lines.extend(heard.kept.iter().map(|a| format!("keeps       {}", file.promises[a.index].id)));
        lines.extend(heard.sent.iter().map(|a| format!("sends       {}", file.brief.articles[a.index].id)));
        lines.extend(heard.given.iter().map(|given| {
            let may = &policy.may[given.answer.index];
            let beyond = if given.too_much { ", more than is allowed" } else { "" };
            format!("gives       {} for {}{beyond}", named(&may.id, &may.text), given.costs)
        }));
        lines.extend(heard.breaches.iter().map(|a| {
            let rule = &policy.may_not[a.index];
            format!("breaks      {}", named(&rule.id, &rule.text))
        }));
        lines.iter().map(|line| format!("  {}\n", plain(line))).collect()
    }

    fn lines(&self) -> Result<(), Failure> {
        let mut input = io::stdin().lock();
        let mut out = io::BufWriter::new(io::stdout().lock());
        let mut unread = 0usize;
        let mut number = 0usize;
        while let Some(line) = read_line(&mut input)? {
            number += 1;
            if line.trim().is_empty() {
                continue;
            }
            match serde_json::from_str::<Item>(&line) {
                Ok(item) => {
                    let row = serde_json::to_string(&self.row(item)).expect("plain data serialises");
                    let written = writeln!(out, "{row}");
                    written.map_err(|error| Failure::Stream {
                        what: "cannot write to standard output",
                        error,
                    })?;
                }
                Err(error) => {
                    unread += 1;
                    eprintln!("composure: line {number} is not a reply to score: {error}");
                }
            }
        }
        out.flush().map_err(|error| Failure::Stream { what: "cannot write to standard output", error })?;
        if unread == 0 { Ok(()) } else { Err(Failure::InputInPart) }
    }

    fn row(&self, item: Item) -> ScoredLine {
        let receipt = self.score(&item.context, &item.reply);
        let mut behaviours = BTreeMap::new();
        for (id, &count) in &receipt.shown {
            behaviours.insert(id.as_str().to_owned(), count);
            if let Some(family) = self.rubric.get(id.as_str()).and_then(|behaviour| behaviour.family.clone())
                && family != id.as_str()
            {
                *behaviours.entry(family).or_insert(0) += count;
            }
        }
        let mut spans: Vec<Span> =
            receipt.findings.iter().filter_map(|finding| place(finding.evidence)).collect();
        spans.sort_unstable();
        spans.dedup();
        let error =
            Text::read(&item.reply).words().is_empty().then(|| "there is no word in the reply".to_owned());
        let scores = PerDimension::from_fn(|dimension| receipt.scores.get(dimension).unwrap_or(BASE as u8));
        ScoredLine { id: item.id, scores, behaviours, spans, error }
    }

    fn text(&self) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes)
            .map_err(|error| Failure::Stream { what: "cannot read standard input", error })?;
        let reply = String::from_utf8_lossy(&bytes);
        let receipt = self.score("", reply.trim_end());
        print(&(draw(&self.rubric, reply.trim_end(), &receipt) + &self.heard(reply.trim_end())))
    }
}

fn place(evidence: Evidence) -> Option<Span> {
    match evidence {
        Evidence::At(span) => Some(span),
        Evidence::Absent => None,
    }
}

/// The reply with carets under its evidence, then the scores and what they are the sum of.
pub fn draw(rubric: &Rubric, reply: &str, receipt: &Receipt) -> String {
    let paint = Paint::stdout();
    let claims = claims(receipt);
    let mut drawn = String::new();
    let mut start = 0u32;
    for line in reply.split('\n') {
        let end = start + line.chars().count() as u32;
        for (from, part) in wrapped(line, 96) {
            let (from, to) = (start + from, start + from + part.chars().count() as u32);
            drawn += &format!("  {}\n", plain(part));
            for (claim, span) in claims.iter().filter_map(|claim| Some((claim, place(claim[0].evidence)?))) {
                if span.start < to && span.end > from {
                    drawn += &carets(rubric, claim, span, (from, to), paint);
                }
            }
        }
        start = end + 1;
    }
    drawn.push('\n');
    for dimension in Dimension::ALL {
        drawn += &sum(rubric, receipt, dimension, paint);
    }
    drawn
}

/// Pieces of a line of at most so many characters, cut at blanks, each with where it starts.
fn wrapped(line: &str, width: usize) -> Vec<(u32, &str)> {
    let mut pieces = Vec::new();
    let (mut rest, mut start) = (line, 0u32);
    loop {
        let cut = match rest.char_indices().nth(width) {
            None => rest.len(),
            Some((limit, _)) => rest[..limit].rfind(' ').map_or(limit, |blank| blank + 1),
        };
        pieces.push((start, &rest[..cut]));
        start += rest[..cut].chars().count() as u32;
        rest = &rest[cut..];
        if rest.is_empty() {
            return pieces;
        }
    }
}

/// Findings that count, together where one behaviour counts in several dimensions for the same words.
fn claims(receipt: &Receipt) -> Vec<Vec<&Finding>> {
    let mut claims: Vec<Vec<&Finding>> = Vec::new();
    for finding in receipt.findings.iter().filter(|finding| finding.points != 0) {
        let same = |claim: &&mut Vec<&Finding>| {
            claim[0].behaviour == finding.behaviour && claim[0].evidence == finding.evidence
        };
        match claims.iter_mut().find(same) {
            Some(claim) => claim.push(finding),
            None => claims.push(vec![finding]),
        }
    }
    claims
}

/// `^` under what helped and `~` under what hurt, from `from` up to `to`; the name stands where the evidence ends.
fn carets(rubric: &Rubric, claim: &[&Finding], span: Span, (from, to): (u32, u32), paint: Paint) -> String {
    let (start, end) = (span.start.max(from), span.end.min(to));
    let hurts = claim.iter().map(|finding| finding.points).sum::<i32>() < 0;
    let mark = if hurts { "~" } else { "^" };
    let line = format!("{}{}", " ".repeat((start - from) as usize), mark.repeat((end - start) as usize));
    if span.end > to {
        return format!("  {line}\n");
    }
    let title = rubric.get(claim[0].behaviour.as_str()).map_or("", |behaviour| behaviour.title.as_str());
    let points = claim
        .iter()
        .map(|finding| format!("{} {}", finding.dimension.name().to_lowercase(), signed(finding.points)));
    let label = format!("{title}: {}", points.collect::<Vec<_>>().join(", "));
    format!("  {line} {}\n", paint.quiet(&label))
}

fn sum(rubric: &Rubric, receipt: &Receipt, dimension: Dimension, paint: Paint) -> String {
    let Some(score) = *receipt.scores.get(dimension) else {
        return format!("{:<14} not called for here\n", dimension.name());
    };
    let mut drawn =
        paint.strong(&format!("{:<14} {score:>3}  {}", dimension.name(), Band::of(score).name())) + "\n";
    drawn += &format!("               {BASE:>3}  a civil reply\n");
    for finding in
        receipt.findings.iter().filter(|finding| finding.dimension == dimension && finding.points != 0)
    {
        let title = rubric.get(finding.behaviour.as_str()).map_or("", |behaviour| behaviour.title.as_str());
        let absent = if finding.evidence == Evidence::Absent { " (by what is not there)" } else { "" };
        drawn += &format!("               {:>3}  {title}{absent}\n", signed(finding.points));
    }
    for adjustment in receipt.adjustments.iter().filter(|adjustment| adjustment.dimension == dimension) {
        drawn +=
            &format!("               {:>3}  {}\n", signed(adjustment.points), adjustment.reason.sentence());
    }
    drawn
}

fn signed(points: i32) -> String {
    if points < 0 { format!("\u{2212}{}", -points) } else { format!("+{points}") }
}
