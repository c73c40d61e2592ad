//! L016: the best option is nearly always at the same place.

use crate::lint::case::told_apart;
use crate::lint::{Case, Report, Rule, Tier};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L016",
    name: "cue-place",
    title: "the best option is nearly always at the same place",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "Whoever has noticed that need not read. At three of four turns or more (from four turns with a best option on), an option at one and the same place is a best one. Change the order.",
    bad: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "It happens now and then, and nobody can do much about it.", why: "So.", expect: (ownership: Weak)), (text: "Hm.", why: "So.", expect: (ownership: Weak)), (text: "I'll send one today.", why: "So.", expect: (ownership: Good))], next: [(go: "b")]),
    (id: "b", says: ["And now?"], options: [(text: "It happens now and then, and nobody can do much about it.", why: "So.", expect: (ownership: Weak)), (text: "Hm.", why: "So.", expect: (ownership: Weak)), (text: "I'll send one today.", why: "So.", expect: (ownership: Good))], next: [(go: "c")]),
    (id: "c", says: ["Really?"], options: [(text: "It happens now and then, and nobody can do much about it.", why: "So.", expect: (ownership: Weak)), (text: "Hm.", why: "So.", expect: (ownership: Weak)), (text: "I'll send one today.", why: "So.", expect: (ownership: Good))], next: [(go: "d")]),
    (id: "d", says: ["Sure?"], options: [(text: "It happens now and then, and nobody can do much about it.", why: "So.", expect: (ownership: Weak)), (text: "Hm.", why: "So.", expect: (ownership: Weak)), (text: "I'll send one today.", why: "So.", expect: (ownership: Good))], next: [(when: [Below(Trust, 20)], go: "gone"), (when: [Below(Anger, 20)], go: "unsure"), (go: "pleased")]),
]"#,
    good: super::NO_CUE,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let told = told_apart(case);
    for place in 0..8 {
        let hits = told.iter().filter(|(_, best)| best.contains(&place)).count();
        if told.len() >= 4 && hits * 4 >= told.len() * 3 {
            let message = format!("option {} is a best one at {hits} of {} turns", place + 1, told.len());
            report.at(&Path::root().field("turns"), message, "change the order of the options");
        }
    }
}
