//! L011: a flag that is asked for and never set.

use crate::lint::{Case, Report, Rule, Tier};
use crate::source::Severity;
use std::collections::BTreeSet;

use crate::scenario::Condition;
use crate::source;

/// See the module.
pub const RULE: Rule = Rule {
    code: "L011",
    name: "flag-never-set",
    title: "a flag that is asked for and never set",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "No rule, interrupt or memory has it in `set`, so the condition never holds (or, under `Not`, always). A different spelling where it is set is the usual reason.",
    bad: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(when: [Not(Flag("told"))], go: "pleased"), (when: [Below(Trust, 20)], go: "unsure"), (go: "gone")]),
]"#,
    good: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(when: [Flag("told")], go: "gone"), (when: [Below(Empathy, 40)], go: "opening", set: ["told"]), (when: [Below(Trust, 20)], go: "unsure"), (go: "pleased")]),
]"#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let file = &case.scenario.file;
    let set: BTreeSet<&str> = file.flags_set().collect();
    for (place, conditions) in file.condition_lists() {
        for (index, condition) in conditions.iter().enumerate() {
            condition.each(&mut |condition| {
                if let Condition::Flag(flag) = condition
                    && !set.contains(flag.as_str())
                {
                    let near = source::nearest(flag, set.iter().copied())
                        .map(|near| format!("did you mean `{near}`?"));
                    let path = place.path().field("when").index(index);
                    report.with_help(&path, format!("nothing ever sets the flag `{flag}`"), near);
                }
            });
        }
    }
}
