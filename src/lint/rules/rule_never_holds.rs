//! L003: a rule that can never hold.

use crate::lint::Truth;
use crate::lint::{Case, Report, Rule, Tier};
use crate::scenario::{Ask, Place};
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
    let script = &case.scenario.script;
    for (place, _) in case.scenario.file.condition_lists() {
        let culprit = match place {
            Place::Rule { turn, rule } => {
                let never = |asks: &[Ask]| case.reach().after_reply(turn, asks) == Some(Truth::Never);
                culprit(&script.turns[turn].rules[rule].when, &never)
            }
            Place::Interrupt(index) => {
                culprit(&script.interrupts[index].when, &|asks| never_anywhere(case, asks))
            }
            Place::Line { .. } | Place::LastWords { .. } => None,
        };
        if let Some(culprit) = culprit {
            let path = place.path().field("when").index(culprit);
            let help = "look at it beside those before it, and at what can have happened by then";
            report.at(&path, "with this condition the rule can never hold", help);
        }
    }
}

/// The first condition that makes a list impossible, by itself or beside those before it.
fn culprit(asks: &[Ask], never: &dyn Fn(&[Ask]) -> bool) -> Option<usize> {
    // Nearly every list is possible as a whole, and needs no second look.
    if !never(asks) {
        return None;
    }
    (0..asks.len()).find(|&last| never(&asks[..=last]))
}

/// Whether conditions of an interrupt hold at no turn.
fn never_anywhere(case: &Case<'_>, asks: &[Ask]) -> bool {
    let turns = 0..case.scenario.script.turns.len();
    let mut truths = turns.filter_map(|turn| case.reach().after_reply(turn, asks));
    truths.all(|truth| truth == Truth::Never)
}
