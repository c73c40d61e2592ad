//! L014: two options that the scorer cannot tell apart.

use crate::lint::case::distance;
use crate::lint::{Case, Report, Rule, Tier};
use crate::source::Severity;

/// See the module.
pub const RULE: Rule = Rule {
    code: "L014",
    name: "options-alike",
    title: "two options that the scorer cannot tell apart",
    severity: Severity::Warning,
    tier: Tier::Scored,
    explanation: "The author thinks one clearly better, and the scorer gives both the same, within 2 points in every dimension. Choosing well earns nothing then. Say more plainly in the words what makes the one better.",
    bad: r#"turns: [(id: "opening", says: ["It came broken."], options: [(text: "Okay.", why: "Cold.", expect: (empathy: Weak, ownership: Weak)), (text: "Right.", why: "Warm, it is thought.", expect: (empathy: Good, ownership: Good))], next: [(when: [Below(Trust, 20)], go: "gone"), (when: [Below(Anger, 20)], go: "unsure"), (go: "pleased")])]"#,
    good: r#""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    for replies in case.replies() {
        let options: Vec<_> = replies.iter().filter(|reply| reply.is_option).collect();
        for (index, one) in options.iter().enumerate() {
            for (number, other) in options.iter().enumerate().skip(index + 1) {
                let meant = one.expect.worth().abs_diff(other.expect.worth()) >= 2;
                if meant && distance(&one.scores, &other.scores) <= 2 {
                    let message =
                        format!("the scorer cannot tell option {} from option {}", index + 1, number + 1);
                    report.at(
                        &other.path.field("text"),
                        message,
                        "say more plainly what makes one of them better",
                    );
                }
            }
        }
    }
}
