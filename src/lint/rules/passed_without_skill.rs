//! L018: a player without skill passes.

use crate::lint::{Case, Report, Rule, Tier};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L018",
    name: "passed-without-skill",
    title: "a player without skill passes",
    severity: Severity::Error,
    tier: Tier::Played,
    explanation: "Simulated trainees who always take the first, the last or the longest option, choose by chance, apologise in every reply, repeat the customer's words, string good words together or brush the customer off play it 60 times each, choosing and typing; one of them passes at least one attempt in twenty. A pass there means nothing. `composure playtest FILE` shows who and how. Let the rules that lead to good endings ask for what the scenario trains.",
    bad: r#"turns: [(id: "opening", says: ["It came in two halves. It was a present."], options: [(text: "I'm sorry, we packed that badly, and I'll send another one today.", why: "Acts.", expect: (empathy: Good, ownership: Good, deescalation: Good)), (text: "Oh no, a present. I'm sorry, that was our mistake, I'll send a new one today.", why: "Acts.", expect: (empathy: Good, ownership: Good, deescalation: Good))], next: [(when: [Below(Trust, 20)], go: "gone"), (when: [Below(Anger, 5)], go: "unsure"), (go: "pleased")])]"#,
    good: r#""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    for played in case.played().passes() {
        let how = if played.typing { "typing" } else { "choosing" };
        let message =
            format!("`{}` passes {} of {} attempts, {how}", played.player.key(), played.passed, played.runs);
        report.at(
            &Path::root().field("turns"),
            message,
            "see `composure playtest`; let the good endings ask for more",
        );
    }
}
