//! L015: the best option is nearly always the longest.

use crate::lint::case::told_apart;
use crate::lint::{Case, Report, Rule, Tier};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L015",
    name: "cue-longest",
    title: "the best option is nearly always the longest",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "Whoever has noticed that need not read. At three of four turns or more (from four turns with a best option on), the longest option is one that the author thinks best. Let a weak option be the longest now and then: people who have nothing to say often say it at length.",
    bad: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "It happens.", why: "So.", expect: (ownership: Weak)), (text: "I'll send you another one today and write to you when it has left", why: "So.", expect: (ownership: Good))], next: [(go: "b")]),
    (id: "b", says: ["And now?"], options: [(text: "I'll send you another one today and write to you when it has left", why: "So.", expect: (ownership: Good)), (text: "It happens.", why: "So.", expect: (ownership: Weak))], next: [(go: "c")]),
    (id: "c", says: ["Really?"], options: [(text: "It happens.", why: "So.", expect: (ownership: Weak)), (text: "I'll send you another one today and write to you when it has left", why: "So.", expect: (ownership: Good))], next: [(go: "d")]),
    (id: "d", says: ["Sure?"], options: [(text: "I'll send you another one today and write to you when it has left", why: "So.", expect: (ownership: Good)), (text: "It happens.", why: "So.", expect: (ownership: Weak))], next: [(when: [Below(Trust, 20)], go: "gone"), (when: [Below(Anger, 20)], go: "unsure"), (go: "pleased")]),
]"#,
    good: super::NO_CUE,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let told: Vec<(usize, Vec<usize>)> = told_apart(case);
    let longest = |turn: usize| {
        let options = &case.scenario.file.turns[turn].options;
        (0..options.len()).max_by_key(|&index| options[index].text.chars().count())
    };
    let hits = told
        .iter()
        .filter(|(turn, best)| longest(*turn).is_some_and(|longest| best.contains(&longest)))
        .count();
    if told.len() >= 4 && hits * 4 >= told.len() * 3 {
        let message = format!("the longest option is a best one at {hits} of {} turns", told.len());
        report.at(&Path::root().field("turns"), message, "let a weak option be the longest now and then");
    }
}
