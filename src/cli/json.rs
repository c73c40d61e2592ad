//! The JSON shapes that other programs read. Fields may be added, none renamed.

use serde::Serialize;
use serde_json::{Value, json};

use crate::comparison::{Board, Column, Estimate, Row, Versus};
use crate::debrief::{self, Compared, Said, Way};
use crate::playtest::{self, Regret, Verdict};
use crate::records::{self, Listed, TrainersView};
use crate::rubric::{Evidence, PerDimension};
use crate::scenario::{EndingKind, Mood};
use crate::scoring::{Adjustment, Finding, Receipt, Scores};
use crate::session::{Mode, Session};
use crate::text::Span;

/// A whole conversation: `play --format json`.
#[derive(Debug, Serialize)]
pub struct Played<'a> {
    scenario: &'a str,
    scenario_hash: &'a str,
    rubric_hash: &'a str,
    scorer: u32,
    seed: u64,
    mode: Mode,
    turns: Vec<PlayedTurn<'a>>,
    scores: Scores,
    ending: PlayedEnding<'a>,
    passed: bool,
    last_words: &'a str,
    receipt: String,
    /// Ways that were taken back, beside the one that was gone instead; left out where none was.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    branches: Vec<PlayedBranch>,
}

#[derive(Debug, Serialize)]
struct PlayedBranch {
    /// The reply at which they part, from 0.
    at: usize,
    taken_back: PlayedWay,
    instead: PlayedWay,
    sentence: String,
}

#[derive(Debug, Serialize)]
struct PlayedWay {
    reply: Option<PlayedSaid>,
    /// `None` where it is not over.
    ending: Option<&'static str>,
    scores: Scores,
}

#[derive(Debug, Serialize)]
struct PlayedSaid {
    text: String,
    scores: Scores,
    mood: Mood,
}

fn branch(compared: Compared) -> PlayedBranch {
    let way = |way: Way| PlayedWay {
        reply: way.reply.map(|Said { text, scores, mood }| PlayedSaid { text, scores, mood }),
        ending: way.ending.map(EndingKind::key),
        scores: way.scores,
    };
    let Compared { at, taken_back, instead, sentence } = compared;
    PlayedBranch { at, taken_back: way(taken_back), instead: way(instead), sentence }
}

#[derive(Debug, Serialize)]
struct PlayedTurn<'a> {
    turn: &'a str,
    customer: &'a str,
    reply: &'a str,
    scores: &'a Scores,
    findings: Vec<PlayedFinding<'a>>,
    adjustments: Vec<PlayedAdjustment>,
    mood: Mood,
    answered: Vec<&'a str>,
    /// What the reply cost against the best still within reach; only where options were chosen.
    regret: Option<PlayedRegret>,
}

#[derive(Debug, Serialize)]
struct PlayedRegret {
    best_before: PlayedBest,
    best_after: PlayedBest,
    points: i32,
    ranks: usize,
    exact: bool,
}

#[derive(Debug, Serialize)]
struct PlayedBest {
    kind: &'static str,
    points: i32,
}

fn regret(regret: &Regret) -> PlayedRegret {
    let best = |verdict: &Verdict| PlayedBest { kind: verdict.kind.key(), points: verdict.points() };
    PlayedRegret {
        best_before: best(&regret.before),
        best_after: best(&regret.after),
        points: regret.points(),
        ranks: regret.ranks(),
        exact: regret.exact,
    }
}

#[derive(Debug, Serialize)]
struct PlayedFinding<'a> {
    behaviour: &'a str,
    dimension: &'static str,
    points: i32,
    span: Option<Span>,
    note: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct PlayedAdjustment {
    dimension: &'static str,
    points: i32,
    reason: &'static str,
}

#[derive(Debug, Serialize)]
struct PlayedEnding<'a> {
    id: &'a str,
    kind: &'a str,
}

/// The shape of a conversation. The same one gives the same bytes, so the id it happens to be kept under is not in it.
pub fn played(session: &Session) -> Played<'_> {
    let file = &session.scenario().file;
    let (id, kind) = session.ending();
    let ending = PlayedEnding { id, kind: kind.key() };
    let regrets = playtest::regrets(session);
    let turns = session.steps().iter().enumerate().map(|(index, step)| PlayedTurn {
        regret: regrets.get(index).map(regret),
        turn: &file.turns[step.turn].id,
        customer: &step.customer,
        reply: &step.reply,
        scores: &step.receipt.scores,
        findings: findings(&step.receipt),
        adjustments: step.receipt.adjustments.iter().map(adjustment).collect(),
        mood: step.mood,
        answered: step.facts.answers.iter().map(|index| file.concerns[index].id.as_str()).collect(),
    });
    Played {
        scenario: &file.id,
        scenario_hash: &session.scenario().hash,
        rubric_hash: session.rubric().hash(),
        scorer: crate::scoring::SCORER_VERSION,
        seed: session.seed(),
        mode: session.mode(),
        turns: turns.collect(),
        scores: session.scores(),
        ending,
        passed: session.passed(),
        last_words: session.line(),
        receipt: session.receipt(),
        branches: debrief::compared(session).into_iter().map(branch).collect(),
    }
}

/// An attempt of a list.
pub fn listed(attempt: &Listed) -> Value {
    json!({
        "attempt": attempt.id,
        "person": attempt.person,
        "cohort": attempt.cohort,
        "scenario": attempt.scenario,
        "title": attempt.title,
        "mode": attempt.mode,
        "began": records::moment(attempt.began_at),
        "ended": attempt.ended_at.map(records::moment),
        "replies": attempt.replies,
        "hints": attempt.hints,
        "ending": {"id": attempt.ending, "kind": attempt.kind},
        "passed": attempt.passed,
        "scores": attempt.scores,
        "trainer": attempt.overridden.as_ref().map(trainer),
        "relative": columns(|column| json!(attempt.relative.get(column))),
        "shared": attempt.shared,
        "counted": attempt.counted,
        "nth": attempt.nth,
        "scenario_hash": attempt.scenario_hash,
        "rubric_hash": attempt.rubric_hash,
        "scorer": attempt.scorer,
        "receipt": attempt.receipt,
    })
}

/// A trainer's scores.
pub fn trainer(view: &TrainersView) -> Value {
    json!({"scores": view.scores, "reason": view.reason, "name": view.trainer})
}

/// A board. Relative figures in thousandths: 0 is chance, 1,000 the best way.
pub fn board(board: &Board) -> Value {
    let row = |row: &Row| {
        json!({
            "name": row.name,
            "cohort": row.cohort,
            "rank": row.rank,
            "level_with": row.level_with,
            "attempts": row.attempts,
            "not_finished": row.abandoned,
            "overridden": row.overridden,
            "first": columns(|column| estimate(row.means.first.get(column))),
            "best": columns(|column| estimate(row.means.best.get(column))),
            "mean": columns(|column| estimate(row.means.mean.get(column))),
            "spread": row.spread,
            "gap": estimate(&row.gap),
        })
    };
    json!({"by": board.by.name().to_lowercase(), "rows": board.rows.iter().map(row).collect::<Vec<_>>()})
}

/// Two compared: what the one is ahead by.
pub fn versus(one: &str, other: &str, versus: &Versus) -> Value {
    json!({
        "names": [one, other],
        "scenarios": versus.scenarios,
        "ahead": {
            "first": columns(|column| estimate(versus.ahead.first.get(column))),
            "best": columns(|column| estimate(versus.ahead.best.get(column))),
            "mean": columns(|column| estimate(versus.ahead.mean.get(column))),
        },
    })
}

fn columns(value: impl Fn(Column) -> Value) -> Value {
    Value::Object(Column::ALL.map(|column| (column.key().to_owned(), value(column))).into_iter().collect())
}

fn estimate(estimate: &Option<Estimate>) -> Value {
    json!(estimate.map(|found| json!({"mean": found.mean, "margin": found.margin, "count": found.count})))
}

fn findings(receipt: &Receipt) -> Vec<PlayedFinding<'_>> {
    receipt.findings.iter().map(finding).collect()
}

fn finding(finding: &Finding) -> PlayedFinding<'_> {
    PlayedFinding {
        behaviour: finding.behaviour.as_str(),
        dimension: finding.dimension.key(),
        points: finding.points,
        span: span(finding.evidence),
        note: finding.note.map(crate::scoring::Note::sentence),
    }
}

fn adjustment(adjustment: &Adjustment) -> PlayedAdjustment {
    PlayedAdjustment {
        dimension: adjustment.dimension.key(),
        points: adjustment.points,
        reason: adjustment.reason.sentence(),
    }
}

fn span(evidence: Evidence) -> Option<Span> {
    match evidence {
        Evidence::At(span) => Some(span),
        Evidence::Absent => None,
    }
}

/// One line of `score --format jsonl`.
#[derive(Debug, Serialize)]
pub struct ScoredLine {
    /// As it came in.
    pub id: serde_json::Value,
    /// Always numbers: the base where nothing was found.
    #[serde(flatten)]
    pub scores: PerDimension<u8>,
    /// How often each behaviour was found, by id and by family.
    pub behaviours: std::collections::BTreeMap<String, u32>,
    /// All evidence, in the order of the text.
    pub spans: Vec<Span>,
    /// Why the reply was not scored, if it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}
