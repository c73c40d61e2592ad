//! L009: a promise that nobody holds anybody to.

use crate::lint::{Case, Report, Rule, Tier};
use crate::scenario::{Bits, Condition};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L009",
    name: "promise-never-due",
    title: "a promise that nobody holds anybody to",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "No turn that can be reached has it in `due`, so it is never kept and never broken, or no rule and no line asks what became of it. Add it to the `due` of the turn at which the customer would remember it, and ask `Kept(..)` or `Broken(..)` there.",
    bad: r#"promises: [(id: "write", text: "You said you would write.", made_by: ["i will write"])]"#,
    good: r#"promises: [(id: "write", text: "You said you would write.", made_by: ["i will write"])],
turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(when: [Below(Empathy, 40)], go: "gone"), (go: "second")]),
    (id: "second", says: ["It is Friday."], due: ["write"], options: [(text: "It leaves tonight.", why: "Says when.", expect: ())], next: [(when: [Broken("write")], go: "gone"), (go: "pleased")]),
]"#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let file = &case.scenario.file;
    let turns = 0..file.turns.len();
    let due = turns.filter(|&turn| case.reach().reaches(turn));
    let due = due.fold(Bits::NONE, |all, turn| all.with(case.scenario.script.turns[turn].due));
    for (index, promise) in file.promises.iter().enumerate() {
        let mut asked = false;
        file.conditions().for_each(|condition| {
            condition.each(&mut |condition| {
                asked |=
                    matches!(condition, Condition::Kept(id) | Condition::Broken(id) if *id == promise.id);
            });
        });
        let path = Path::root().field("promises").index(index).field("id");
        if !due.has(index) {
            let help =
                format!("add `due: [\"{}\"]` to the turn at which the customer remembers it", promise.id);
            report.with_help(&path, format!("the promise `{}` never falls due", promise.id), Some(help));
        } else if !asked {
            let help = format!("ask `Kept(\"{0}\")` or `Broken(\"{0}\")` somewhere", promise.id);
            report.with_help(
                &path,
                format!("nothing asks what became of the promise `{}`", promise.id),
                Some(help),
            );
        }
    }
}
