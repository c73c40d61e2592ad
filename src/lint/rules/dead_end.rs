//! L002: a turn from which no ending can be reached.

use crate::lint::Truth;
use crate::lint::{Case, Report, Rule, Tier};
use crate::scenario::Target;
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L002",
    name: "dead-end",
    title: "a turn from which no ending can be reached",
    severity: Severity::Error,
    tier: Tier::File,
    explanation: "Whoever comes here talks for ever: every way on leads to turns from which no ending follows. Lead a rule to an ending. A way out that only an interrupt gives counts.",
    bad: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(go: "second")]),
    (id: "second", says: ["And now?"], options: [(text: "It leaves tonight.", why: "Says when.", expect: ())], next: [(go: "second")]),
]"#,
    good: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(go: "second")]),
    (id: "second", says: ["And now?"], options: [(text: "It leaves tonight.", why: "Says when.", expect: ())], next: [(go: "pleased")]),
]"#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let script = &case.scenario.script;
    let mut leads_out = vec![false; script.turns.len()];
    let mut grew = true;
    while grew {
        grew = false;
        for (index, turn) in script.turns.iter().enumerate().filter(|(index, _)| case.reach().reaches(*index))
        {
            let mut rules = script.interrupts.iter().chain(&turn.rules);
            let out = rules.any(|rule| {
                case.reach().after_reply(index, &rule.when) != Some(Truth::Never)
                    && match rule.target {
                        Target::Ending(_) => true,
                        Target::Turn(next) => leads_out[next],
                    }
            });
            if out && !leads_out[index] {
                leads_out[index] = true;
                grew = true;
            }
        }
    }
    for (index, turn) in case.scenario.file.turns.iter().enumerate() {
        if case.reach().reaches(index) && !leads_out[index] {
            let path = Path::root().field("turns").index(index).field("next");
            report.at(
                &path,
                format!("from the turn `{}` no ending can be reached", turn.id),
                "lead one of its rules to an ending",
            );
        }
    }
}
