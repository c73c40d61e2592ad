//! L026: a principle that decides nothing here.

use crate::lint::{Case, Report, Rule, Tier};
use crate::rubric::Principle;
use crate::scenario::{Condition, Gauge};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L026",
    name: "trains-unasked",
    title: "a principle that decides nothing here",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "`trains` names a principle, and no rule, interrupt or critical behaviour asks for anything of it: no behaviour of that principle, no promise, no goodwill, no article. Then it makes no difference whether it is shown. Ask for it on the way to an ending, or take it out of `trains`. Whether what is asked for truly stands for the principle is the author's to judge.",
    bad: r#"trains: [D1, D2, A1]"#,
    good: r#""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let file = &case.scenario.file;
    for (index, &principle) in file.trains.iter().enumerate() {
        let mut asked = file.critical.iter().any(|id| shows(case, id, principle));
        file.conditions().for_each(|condition| {
            condition.each(&mut |condition| asked |= asks_for(case, condition, principle));
        });
        if !asked {
            let path = Path::root().field("trains").index(index);
            let message = format!("nothing here asks for {} ({})", principle.id(), principle.title());
            report.at(&path, message, "ask for it on the way to an ending, or take it out");
        }
    }
}

fn shows(case: &Case<'_>, behaviour: &str, principle: Principle) -> bool {
    case.rubric.get(behaviour).is_some_and(|behaviour| behaviour.principles.contains(&principle))
}

/// Whether a condition may stand for a principle.
fn asks_for(case: &Case<'_>, condition: &Condition, principle: Principle) -> bool {
    use Principle::{
        A1, A2, A3, C2, D1, D2, D3, D4, D5, D7, N2, N3, N4, N5, P1, P2, P3, P4, P6, P7, P8, P9, P10, R2, R3,
    };
    let one_of = |principles: &[Principle]| principles.contains(&principle);
    match condition {
        Condition::Shows(id) | Condition::Lacks(id) => shows(case, id, principle),
        Condition::ShowsAny(ids) => ids.iter().any(|id| shows(case, id, principle)),
        Condition::Answers(_) | Condition::Answered(_) | Condition::Open(_) | Condition::AllAnswered => {
            one_of(&[D3, D5, D7, N4, P1, P4, P6, P7])
        }
        Condition::AnsweredAhead(_) => one_of(&[C2, D7, P4]),
        Condition::Promises(_) | Condition::Promised(_) | Condition::Kept(_) | Condition::Broken(_) => {
            one_of(&[D2, D4, N2, P7, R3])
        }
        Condition::BrokePolicy | Condition::Breaks(_) | Condition::Broke(_) => one_of(&[N2, R2, P10, A1]),
        Condition::Gave(_) | Condition::Spent(_) | Condition::OverBudget => one_of(&[P3, P9, R2, R3, D7, D3]),
        Condition::Sent(_) => one_of(&[P1, P2, N3]),
        Condition::Flag(_) => one_of(&[P8, P7]),
        Condition::AtLeast(gauge, _) | Condition::Below(gauge, _) => match gauge {
            Gauge::Empathy => principle == D1,
            Gauge::Ownership => principle == D2,
            Gauge::Deescalation => principle == N5,
            Gauge::Anger => one_of(&[A2, N5]),
            Gauge::Trust => one_of(&[A2, R3, P8]),
            Gauge::Patience => principle == A3,
        },
        Condition::Replies(_) | Condition::All(_) | Condition::Any(_) | Condition::Not(_) => false,
    }
}
