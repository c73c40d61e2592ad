//! L003: a rule that can never hold.

use crate::lint::Truth;
use crate::lint::{Case, Report, Rule, Tier};
use crate::scenario::Place;
use crate::source::Severity;

/// See the module.
pub const RULE: Rule = Rule {
    code: "L003",
    name: "rule-never-holds",
    title: "a rule that can never hold",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "Its conditions exclude each other, or ask for something that cannot be so by then: a flag that nothing on any way here sets, a concern that has not been raised, a promise that has not fallen due, a score in a dimension that the turn does not call for, more replies than any way here has. What is told is certain.",
    bad: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(when: [Flag("told")], go: "gone"), (go: "pleased")]),
]"#,
    good: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(when: [Flag("told")], go: "pleased"), (when: [Below(Empathy, 40)], go: "opening", set: ["told"]), (go: "gone")]),
]"#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    for (place, _) in case.scenario.file.condition_lists() {
        let truth = match place {
            Place::Rule { turn, rule } => {
                case.reach().after_reply(turn, &case.scenario.script.turns[turn].rules[rule].when)
            }
            Place::Interrupt(index) => never_anywhere(case, index),
            Place::Line { .. } | Place::LastWords { .. } => None,
        };
        if truth == Some(Truth::Never) {
            report.at(
                &place.path().field("when"),
                "this rule can never hold",
                "look at its conditions together, and at what can have happened by then",
            );
        }
    }
}

/// An interrupt that holds at no turn.
fn never_anywhere(case: &Case<'_>, index: usize) -> Option<Truth> {
    let asks = &case.scenario.script.interrupts[index].when;
    let turns = 0..case.scenario.script.turns.len();
    let possible =
        turns.filter_map(|turn| case.reach().after_reply(turn, asks)).any(|truth| truth != Truth::Never);
    (!possible).then_some(Truth::Never)
}
