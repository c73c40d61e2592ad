//! L027: more skill does not earn more.

use crate::lint::{Case, Report, Rule, Tier};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L027",
    name: "skill-does-not-pay",
    title: "more skill does not earn more",
    severity: Severity::Warning,
    tier: Tier::Played,
    explanation: "Three honest simulated trainees of low, middling and high skill pick or type the author's replies by the author's bands. Here they do not come out in that order, in points and in passes. The scorer and the rules reward something else than the author's bands; `composure playtest FILE` shows what.",
    bad: r#"turns: [(id: "opening", says: ["It came in two halves. It was a present."], options: [(text: "Okay.", why: "Thought to be best.", expect: (empathy: Excellent, ownership: Excellent, deescalation: Excellent)), (text: "I'm sorry, we packed that badly, and I'll send another one today.", why: "Thought to be bad.", expect: (empathy: Harmful, ownership: Harmful, deescalation: Harmful))], next: [(when: [Below(Trust, 20)], go: "gone"), (when: [Below(Anger, 5)], go: "unsure"), (go: "pleased")])]"#,
    good: r#""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    if case
        .scenario
        .file
        .turns
        .iter()
        .all(|turn| turn.options.iter().all(|option| option.expect.worth() == 0))
    {
        return;
    }
    if !case.played().is_ranked() {
        let message = "the honest players do not come out in the order of their skill";
        report.at(&Path::root().field("turns"), message, "see `composure playtest` for who earns what");
    }
}
