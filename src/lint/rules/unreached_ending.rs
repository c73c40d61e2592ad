//! L006: an ending that no conversation comes to.

use crate::lint::{Case, Report, Rule, Tier};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L006",
    name: "unreached-ending",
    title: "an ending that no conversation comes to",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "No rule leads here, or those that do can never hold. Nobody will ever see it. Lead a rule here or take it out. What is told is certain.",
    bad: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(go: "pleased")]),
]"#,
    good: r#""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    for (index, ending) in case.scenario.file.endings.iter().enumerate() {
        if !case.reach().ends(index) {
            let path = Path::root().field("endings").index(index).field("id");
            report.at(
                &path,
                format!("no conversation comes to the ending `{}`", ending.id),
                "lead a rule to it, or take it out",
            );
        }
    }
}
