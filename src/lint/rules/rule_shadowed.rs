//! L004: a rule behind one that holds whenever it would.

use crate::lint::reach::all_imply;
use crate::lint::{Case, Report, Rule, Tier};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L004",
    name: "rule-shadowed",
    title: "a rule behind one that holds whenever it would",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "Rules are tried in order and the first that holds wins. An earlier rule of the turn, or an interrupt, asks for less than this one, so this one never has its turn. Move it up, or make the earlier one ask for more. What is told is certain.",
    bad: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(when: [AtLeast(Trust, 40)], go: "pleased"), (when: [AtLeast(Trust, 70)], go: "unsure"), (go: "gone")]),
]"#,
    good: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(when: [AtLeast(Trust, 70)], go: "pleased"), (when: [AtLeast(Trust, 40)], go: "unsure"), (go: "gone")]),
]"#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let script = &case.scenario.script;
    for (number, interrupt) in script.interrupts.iter().enumerate() {
        let earlier = &script.interrupts[..number];
        if let Some(earlier) = earlier.iter().position(|earlier| all_imply(&interrupt.when, &earlier.when)) {
            let path = Path::root().field("interrupts").index(number);
            let message = format!("interrupt {} holds whenever this one would", earlier + 1);
            report.at(&path, message, "move this one up, or let the earlier one ask for more");
        }
    }
    for (index, turn) in script.turns.iter().enumerate() {
        for (number, rule) in turn.rules.iter().enumerate() {
            let path = Path::root().field("turns").index(index).field("next").index(number);
            let earlier =
                turn.rules[..number].iter().position(|earlier| all_imply(&rule.when, &earlier.when));
            if let Some(earlier) = earlier {
                let message = format!("rule {} of this turn holds whenever this one would", earlier + 1);
                report.at(&path, message, "move this one up, or let the earlier one ask for more");
            } else if script.interrupts.iter().any(|interrupt| all_imply(&rule.when, &interrupt.when)) {
                report.at(
                    &path,
                    "an interrupt holds whenever this rule would",
                    "let the interrupt ask for more",
                );
            }
        }
    }
}
