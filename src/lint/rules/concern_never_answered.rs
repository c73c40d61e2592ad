//! L008: a concern that none of the author's replies answers.

use crate::lint::{Case, Report, Rule, Tier};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L008",
    name: "concern-never-answered",
    title: "a concern that none of the author's replies answers",
    severity: Severity::Warning,
    tier: Tier::Scored,
    explanation: "It is raised, and no option and no labelled reply from there on has the words of `answered_by`. Either the patterns are too narrow for the author's own words, or there is no good way to answer. Write how one would answer into an option or a labelled reply, and let the patterns find it.",
    bad: r#"concerns: [(id: "new", asks: "Can I have a whole one?", answered_by: ["we can swap it"]), (id: "when", asks: "When?", answered_by: ["friday"]), (id: "halves", asks: "Must I send it back?", answered_by: ["keep it"])]"#,
    good: r#""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let replies = case.replies();
    for (index, concern) in case.scenario.file.concerns.iter().enumerate() {
        let open = |turn: usize| case.reach().reaches(turn) && case.reach().raised(turn).has(index);
        let turns: Vec<usize> = (0..replies.len()).filter(|&turn| open(turn)).collect();
        let answered = |turn: &usize| {
            replies[*turn].iter().any(|reply| reply.heard.concerns.iter().any(|answer| answer.index == index))
        };
        if !turns.is_empty() && !turns.iter().any(answered) {
            let path = Path::root().field("concerns").index(index).field("answered_by");
            let message = format!("no option or labelled reply answers `{}`", concern.id);
            report.at(&path, message, "widen the patterns until they find the author's own answers");
        }
    }
}
