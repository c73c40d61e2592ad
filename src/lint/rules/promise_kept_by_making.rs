//! L030: words that make a promise keep it too.

use crate::lint::{Case, Report, Rule, Tier};
use crate::rubric::Answer;
use crate::source::{Path, Severity};
use crate::text::Span;

/// See the module.
pub const RULE: Rule = Rule {
    code: "L030",
    name: "promise-kept-by-making",
    title: "words that make a promise keep it too",
    severity: Severity::Note,
    tier: Tier::Scored,
    explanation: "One of the author's replies both makes the promise and has the words of `kept_by`: \"I will ring you when it is ready\" has \"it is ready\". Then promising again, when it is due, counts as keeping it. Let `kept_by` begin where the news begins, as in `<it is ready`, or ask for words that a promise has not.",
    bad: r#"promises: [(id: "send", text: "You said you would send one.", made_by: ["i will send another"], kept_by: ["send another"])]"#,
    good: r#"promises: [(id: "send", text: "You said you would send one.", made_by: ["i will send another"], kept_by: ["have sent another"])]"#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    for (index, promise) in case.scenario.file.promises.iter().enumerate() {
        // Where it is due, one reply may well keep it and promise more.
        let turns = case.replies().iter().zip(&case.scenario.script.turns);
        let elsewhere = turns.filter(|(_, turn)| !turn.due.has(index)).flat_map(|(replies, _)| replies);
        let both = elsewhere.into_iter().find(|reply| {
            // A reply may tell the news in one sentence and promise more in the next; the same words may not do both.
            let of = |answers: &[Answer]| -> Vec<Span> {
                answers.iter().filter(|answer| answer.index == index).map(|answer| answer.span).collect()
            };
            let kept = of(&reply.heard.kept);
            of(&reply.heard.promised).iter().any(|made| kept.iter().any(|kept| kept.overlaps(*made)))
        });
        if let Some(reply) = both {
            let path = Path::root().field("promises").index(index).field("kept_by");
            let message = format!("“{}” makes the promise `{}` and keeps it", reply.text, promise.id);
            report.at(&path, message, "let `kept_by` ask for words that a promise has not");
        }
    }
}
