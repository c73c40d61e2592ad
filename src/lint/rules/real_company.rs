//! L023: a line that names a real company.

use crate::lint::texts::texts;
use crate::lint::{Case, Report, Rule, Tier};
use crate::source::Severity;
use crate::text::Text;

/// See the module.
pub const RULE: Rule = Rule {
    code: "L023",
    name: "real-company",
    title: "a line that names a real company",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "Scenarios are about made-up companies: a real one dates, and may mind. The list is short and holds names that are no ordinary words; a name that is not on it is not told.",
    bad: r#"title: "A parcel from Amazon""#,
    good: r#"title: "A parcel from the Amazonas province""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    for (path, text) in texts(&case.scenario.file) {
        let read = Text::read(text);
        let words: Vec<char> = text.chars().collect();
        for word in read.words() {
            let written: String = words[word.span.start as usize..word.span.end as usize].iter().collect();
            if NAMES.lines().any(|name| name == written) {
                let message = format!("`{written}` is a real company");
                report.at(&path, message, "make a company up");
            }
        }
    }
}

/// One name a line, as it is written.
const NAMES: &str = include_str!("../../../assets/lint/companies.txt");
