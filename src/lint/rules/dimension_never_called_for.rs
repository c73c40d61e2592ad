//! L012: a dimension that no turn calls for.

use crate::lint::{Case, Report, Rule, Tier};
use crate::rubric::Dimension;
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L012",
    name: "dimension-never-called-for",
    title: "a dimension that no turn calls for",
    severity: Severity::Note,
    tier: Tier::File,
    explanation: "Every turn leaves it out in `calls_for`, so the attempt has no score in it. That may be meant; say so to whoever compares scores, or leave `calls_for` out somewhere.",
    bad: r#"turns: [
    (id: "opening", says: ["It came broken."], calls_for: [Ownership, Deescalation], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(when: [Below(Trust, 20)], go: "gone"), (when: [Below(Anger, 20)], go: "unsure"), (go: "pleased")]),
]"#,
    good: r#""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    for dimension in Dimension::ALL {
        let called = |turn: usize| *case.scenario.calls_for(turn).get(dimension);
        if !(0..case.scenario.file.turns.len()).any(called) {
            let message = format!("no turn calls for {}", dimension.name().to_lowercase());
            report.at(
                &Path::root().field("turns"),
                message,
                "leave `calls_for` out of a turn where it counts",
            );
        }
    }
}
