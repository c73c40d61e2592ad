//! L029: a customer who takes up nothing.

use crate::lint::{Case, Report, Rule, Tier};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L029",
    name: "reaction-missing",
    title: "a customer who takes up nothing",
    severity: Severity::Note,
    tier: Tier::File,
    explanation: "More than half of the rules that lead from a turn to another have no `reaction`, so the customer goes on as if the reply had not been said. A sentence that takes it up makes the conversation alive.",
    bad: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(when: [Below(Trust, 20)], go: "gone"), (when: [Below(Anger, 20)], go: "unsure"), (when: [AtLeast(Ownership, 60)], go: "second"), (when: [AtLeast(Empathy, 60)], go: "second"), (when: [AtLeast(Deescalation, 60)], go: "second"), (go: "second")]),
    (id: "second", says: ["And now?"], options: [(text: "It leaves tonight.", why: "Says when.", expect: ())], next: [(go: "pleased")]),
]"#,
    good: r#""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let file = &case.scenario.file;
    let onwards = file.turns.iter().flat_map(|turn| &turn.next);
    let onwards: Vec<_> = onwards.filter(|rule| file.turns.iter().any(|turn| turn.id == rule.go)).collect();
    let silent = onwards.iter().filter(|rule| rule.reaction.is_empty()).count();
    if onwards.len() >= 4 && silent * 2 > onwards.len() {
        let message = format!("{silent} of {} rules that lead on have no reaction", onwards.len());
        report.at(
            &Path::root().field("turns"),
            message,
            "let the customer take up what was said: `reaction: [\"...\"]`",
        );
    }
}
