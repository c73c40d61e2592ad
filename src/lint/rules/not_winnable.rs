//! L019: no choice of options passes.

use crate::lint::{Case, Report, Rule, Tier};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L019",
    name: "not-winnable",
    title: "no choice of options passes",
    severity: Severity::Error,
    tier: Tier::Played,
    explanation: "Every way through the options was followed, and none ends won over or settled with all scores at 60 or more. Nobody can pass it guided, at least with the customer's first phrasing, which is the one that is tried. Look at the best way in `composure playtest FILE`. Where there were too many ways to follow them all, nothing is told.",
    bad: r#"turns: [(id: "opening", says: ["It came broken."], options: [(text: "Okay.", why: "Cold.", expect: (empathy: Weak, ownership: Weak)), (text: "You should have packed it away.", why: "Blames her.", expect: (empathy: Harmful, ownership: Weak))], next: [(when: [Below(Trust, 20)], go: "gone"), (when: [Below(Anger, 20)], go: "unsure"), (go: "pleased")])]"#,
    good: r#""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let Some(outlook) = &case.played().guided else {
        let message = "no choice of options comes to an ending";
        report.at(&Path::root().field("turns"), message, "let a rule that an option reaches lead to one");
        return;
    };
    if outlook.exact && !outlook.best.verdict.passed {
        let best = &outlook.best.verdict;
        let message = format!(
            "no choice of options passes; the best ends {} with {} points",
            best.kind.name().to_lowercase(),
            best.points()
        );
        report.at(
            &Path::root().field("turns"),
            message,
            "see `composure playtest` for the best way there is",
        );
    }
}
