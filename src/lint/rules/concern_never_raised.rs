//! L007: a concern that nobody raises.

use crate::lint::{Case, Report, Rule, Tier};
use crate::scenario::Bits;
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L007",
    name: "concern-never-raised",
    title: "a concern that nobody raises",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "No turn that can be reached has it in `raises`, so the trainee never sees it and nobody waits for it. Add it to the turn where the customer asks.",
    bad: r#"concerns: [(id: "new", asks: "Can I have a whole one?", answered_by: ["another"]), (id: "when", asks: "When?", answered_by: ["friday"]), (id: "halves", asks: "Must I send it back?", answered_by: ["keep it"]), (id: "cost", asks: "What does it cost?", answered_by: ["nothing"])]"#,
    good: r#""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let turns = 0..case.scenario.script.turns.len();
    let raised = turns.filter(|&turn| case.reach().reaches(turn));
    let raised = raised.fold(Bits::NONE, |all, turn| all.with(case.scenario.script.turns[turn].raises));
    for (index, concern) in case.scenario.file.concerns.iter().enumerate() {
        if !raised.has(index) {
            let path = Path::root().field("concerns").index(index).field("id");
            let help = format!("add `raises: [\"{}\"]` to the turn where the customer asks it", concern.id);
            report.with_help(&path, format!("nobody raises the concern `{}`", concern.id), Some(help));
        }
    }
}
