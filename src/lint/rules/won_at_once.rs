//! L020: one reply wins everything.

use crate::lint::{Case, Report, Rule, Tier};
use crate::scenario::{EndingKind, Target};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L020",
    name: "won-at-once",
    title: "one reply wins everything",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "From the first turn a rule leads straight to an ending that is won over or settled. A conversation that one reply wins tests one reply. Let something follow. A scenario of a single turn is left alone.",
    bad: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(when: [Below(Trust, 20)], go: "gone"), (when: [Below(Anger, 20)], go: "second"), (go: "pleased")]),
    (id: "second", says: ["And now?"], options: [(text: "It leaves tonight.", why: "Says when.", expect: ())], next: [(go: "unsure")]),
]"#,
    good: r#""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let file = &case.scenario.file;
    if file.turns.len() < 2 {
        return;
    }
    for (number, rule) in case.scenario.script.turns[0].rules.iter().enumerate() {
        let Target::Ending(ending) = rule.target else { continue };
        if matches!(file.endings[ending].kind, EndingKind::WonOver | EndingKind::Settled) {
            let path = Path::root().field("turns").index(0).field("next").index(number).field("go");
            report.at(
                &path,
                "the first reply may win everything",
                "let the customer ask for more before they are won",
            );
        }
    }
}
