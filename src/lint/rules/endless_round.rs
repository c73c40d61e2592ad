//! L005: replies that do nothing go round for ever.

use crate::lint::{Case, Report, Rule, Tier};
use crate::scenario::{Ask, Gauge, Target};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L005",
    name: "endless-round",
    title: "replies that do nothing go round for ever",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "Whoever is not understood comes back to the same turns again and again: the rules without conditions lead in a circle, and no interrupt for lost patience or for the number of replies breaks it. A turn all of whose rules lead back to it is told in any case. Let something give way: `(when: [Replies(8)], go: ...)` or `(when: [Below(Patience, 10)], go: ...)`.",
    bad: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(when: [AtLeast(Ownership, 60)], go: "pleased"), (go: "opening")]),
]"#,
    good: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(when: [AtLeast(Ownership, 60)], go: "pleased"), (when: [Replies(5)], go: "gone"), (go: "opening")]),
]"#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let script = &case.scenario.script;
    for (index, turn) in script.turns.iter().enumerate() {
        if turn.rules.iter().all(|rule| rule.target == Target::Turn(index)) {
            let path = Path::root().field("turns").index(index).field("next");
            report.at(&path, "whatever is said here, the same turn comes again", "let a rule lead on");
        }
    }
    let wears_out = |asks: &[Ask]| {
        !asks.is_empty()
            && asks.iter().all(|ask| match ask {
                Ask::Replies(_) => true,
                Ask::Not(inner) => matches!(**inner, Ask::AtLeast(Gauge::Patience | Gauge::Trust, _)),
                _ => false,
            })
    };
    if script.interrupts.iter().any(|interrupt| wears_out(&interrupt.when)) {
        return;
    }
    // Where a reply leads that makes no condition hold; nowhere further if the turn gives way in time.
    let idle = |turn: usize| match script.turns[turn].rules.last()?.target {
        Target::Turn(next) if !script.turns[turn].rules.iter().any(|rule| wears_out(&rule.when)) => {
            Some(next)
        }
        _ => None,
    };
    for (index, turn) in case.scenario.file.turns.iter().enumerate() {
        let mut at = index;
        let mut round = std::iter::from_fn(|| {
            at = idle(at)?;
            Some(at)
        });
        if case.reach().reaches(index) && round.by_ref().take(script.turns.len()).any(|next| next == index) {
            let path = Path::root().field("turns").index(index).field("next");
            let message = format!("replies that do nothing come back to the turn `{}` for ever", turn.id);
            report.at(&path, message, "add a rule for `Replies(n)`, or an interrupt for lost patience");
        }
    }
}
