//! L025: a language in which nothing can be scored.

use crate::lint::{Case, Report, Rule, Tier};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L025",
    name: "language-without-rubric",
    title: "a language in which nothing can be scored",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "The rubric reads English. A scenario in another language plays, but its replies score 50 whatever they say. Write it in English, or wait for a rubric in that language.",
    bad: r#"language: "de""#,
    good: r#"language: "en-GB""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let language = &case.scenario.file.language;
    if language != "en" && !language.starts_with("en-") {
        let message = format!("there is no rubric for the language `{language}`");
        report.at(
            &Path::root().field("language"),
            message,
            "replies are read as English; write `en` if they are",
        );
    }
}
