//! L023: a line that names a real company.

use std::collections::HashSet;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::lint::texts::texts;
use crate::lint::{Case, Report, Rule, Tier};
use crate::source::Severity;

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
    static KNOWN: LazyLock<HashSet<&str, FixedState>> = LazyLock::new(|| NAMES.lines().collect());
    for (path, text) in texts(&case.scenario.file) {
        for word in capitalised(text).filter(|word| KNOWN.contains(word)) {
            report.at(&path.path(), format!("`{word}` is a real company"), "make a company up");
        }
    }
}

/// Words with a capital in them: every name has one, and most words have none.
fn capitalised(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80;
    let mut from = 0;
    std::iter::from_fn(move || {
        let capital = from + bytes[from..].iter().position(u8::is_ascii_uppercase)?;
        let start =
            bytes[from..capital].iter().rposition(|byte| !is_word(byte)).map_or(from, |at| from + at + 1);
        let end =
            bytes[capital..].iter().position(|byte| !is_word(byte)).map_or(bytes.len(), |at| capital + at);
        from = end;
        Some(&text[start..end])
    })
}

/// One name a line, as it is written.
const NAMES: &str = include_str!("../../../assets/lint/companies.txt");
