//! L010: a flag that is set and never asked for.

use crate::lint::{Case, Report, Rule, Tier};
use crate::source::{Path, Severity};
use std::collections::BTreeSet;

use crate::scenario::Condition;
use crate::source;

/// See the module.
pub const RULE: Rule = Rule {
    code: "L010",
    name: "flag-never-read",
    title: "a flag that is set and never asked for",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "Nothing ever asks for it, so setting it does nothing. Ask for it, or take it out. A different spelling where it is asked for is the usual reason.",
    bad: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(when: [Below(Empathy, 40)], go: "gone", set: ["coldly"]), (when: [Below(Trust, 20)], go: "unsure"), (go: "pleased")]),
]"#,
    good: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(when: [Flag("coldly")], go: "gone"), (when: [Below(Empathy, 40)], go: "opening", set: ["coldly"]), (when: [Below(Trust, 20)], go: "unsure"), (go: "pleased")]),
]"#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let file = &case.scenario.file;
    let mut read = BTreeSet::new();
    file.conditions().for_each(|condition| {
        condition.each(&mut |condition| {
            if let Condition::Flag(flag) = condition {
                read.insert(flag.as_str());
            }
        });
    });
    for (path, flag) in places(case) {
        if !read.contains(flag) {
            let help = match source::nearest(flag, read.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("ask `Flag(\"{flag}\")` somewhere, or take it out"),
            };
            report.with_help(&path, format!("nothing asks for the flag `{flag}`"), Some(help));
        }
    }
}

/// Every flag that is set, with its place.
fn places<'a>(case: &Case<'a>) -> Vec<(Path, &'a str)> {
    let file = &case.scenario.file;
    let mut places = Vec::new();
    let mut list = |path: Path, flags: &'a [String]| {
        places.extend(
            flags.iter().enumerate().map(|(index, flag)| (path.field("set").index(index), flag.as_str())),
        );
    };
    for (turn, content) in file.turns.iter().enumerate() {
        for (rule, content) in content.next.iter().enumerate() {
            list(Path::root().field("turns").index(turn).field("next").index(rule), &content.set);
        }
    }
    for (index, interrupt) in file.interrupts.iter().enumerate() {
        list(Path::root().field("interrupts").index(index), &interrupt.set);
    }
    for (index, memory) in file.returns.iter().flat_map(|returns| &returns.remembers).enumerate() {
        list(Path::root().field("returns").field("remembers").index(index), &memory.set);
    }
    places
}
