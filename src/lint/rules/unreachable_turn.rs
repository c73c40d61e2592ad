//! L001: a turn that no conversation comes to.

use crate::lint::{Case, Report, Rule, Tier};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L001",
    name: "unreachable-turn",
    title: "a turn that no conversation comes to",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "No way leads here from the first turn: no rule names it, or those that do can never hold, or stand at turns that are unreachable themselves. Lead a rule here or take the turn out. What is told is certain; a turn that only very unlikely replies lead to is not told.",
    bad: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(go: "pleased")]),
    (id: "second", says: ["And now?"], options: [(text: "It leaves tonight.", why: "Says when.", expect: ())], next: [(go: "pleased")]),
]"#,
    good: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(go: "second")]),
    (id: "second", says: ["And now?"], options: [(text: "It leaves tonight.", why: "Says when.", expect: ())], next: [(go: "pleased")]),
]"#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    for (index, turn) in case.scenario.file.turns.iter().enumerate() {
        if !case.reach().reaches(index) {
            let path = Path::root().field("turns").index(index).field("id");
            report.at(
                &path,
                format!("no conversation comes to the turn `{}`", turn.id),
                "lead a rule to it, or take it out",
            );
        }
    }
}
