//! What is probably not meant in a scenario that can be played: one rule a file, each with a stable code.
//!
//! Three tiers: rules that only read the file, rules that score its replies, rules that play it.
//!
//! Architecture invariant: pure; rules look and tell, they change nothing.

mod case;
mod reach;
mod rules;
mod settings;
mod texts;

use crate::rubric::Rubric;
use crate::scenario::Scenario;
use crate::source::{Diagnostic, NodeId, Outline, Path, Severity};

pub use case::Case;
pub use reach::{Reach, Truth};
pub use rules::RULES;
pub use settings::{Level, Settings};

/// How much a rule needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The file alone.
    File,
    /// The scores of its replies.
    Scored,
    /// Simulated trainees.
    Played,
}

/// A rule. Its code never gets another meaning.
#[derive(Debug)]
pub struct Rule {
    /// Stable, such as `L003`.
    pub code: &'static str,
    /// The same for people, such as `rule-never-holds`; settings take either.
    pub name: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// How much it matters, unless a project says otherwise.
    pub severity: Severity,
    /// How much it needs.
    pub tier: Tier,
    /// What it means, why it matters, what to do, and where it is only an approximation.
    pub explanation: &'static str,
    /// Fields of a scenario that has the problem; the others are those of [`Rule::example`].
    pub bad: &'static str,
    /// The same without it.
    pub good: &'static str,
    /// Looks and tells.
    pub check: fn(&Case<'_>, &mut Report<'_>),
}

/// Where a rule tells what it finds.
#[derive(Debug)]
pub struct Report<'a> {
    scenario: &'a Scenario,
    code: &'static str,
    severity: Severity,
    problems: Vec<Diagnostic>,
}

impl Report<'_> {
    /// A problem with the value at the end of a path.
    pub fn at(&mut self, path: &Path, message: impl Into<String>, help: impl Into<Option<&'static str>>) {
        self.with_help(path, message, help.into().map(str::to_owned));
    }

    /// The same with help that depends on the place.
    pub fn with_help(&mut self, path: &Path, message: impl Into<String>, help: Option<String>) {
        let origin = &self.scenario.origin;
        self.problems.push(origin.problem(path, self.code, self.severity, message, help));
    }
}

/// The rule of a code or a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(name) || rule.name == name)
}

/// Everything that the rules up to a tier find in a scenario, in the order of the text.
pub fn lint(scenario: &Scenario, rubric: &Rubric, settings: &Settings, tier: Tier) -> Vec<Diagnostic> {
    let case = Case::new(scenario, rubric);
    let mut problems = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.tier <= tier) {
        if let Some(severity) = settings.severity(rule) {
            let mut report = Report { scenario, code: rule.code, severity, problems: Vec::new() };
            (rule.check)(&case, &mut report);
            problems.append(&mut report.problems);
        }
    }
    problems.sort();
    problems
}

/// The fields of an example that do not matter to a rule: those of the file that `composure new scenario` writes.
const TEMPLATE: &str = include_str!("../../assets/start/scenario.ron");

impl Rule {
    /// A whole scenario that shows an example: the fields given, and those of a small sound scenario for the others.
    pub fn example(fields: &str) -> String {
        let inside = |text: &str| -> Vec<(String, String)> {
            let (outline, _) = Outline::scan("", text.to_owned());
            let fields = outline.root().map(|root| outline.children(root).collect::<Vec<_>>());
            let field =
                |&id: &NodeId| Some((outline.field_name(id)?.to_owned(), outline.slice(id).to_owned()));
            fields.unwrap_or_default().iter().filter_map(field).collect()
        };
        let own = inside(&format!("({fields})"));
        let rest = inside(TEMPLATE);
        let rest = rest.iter().filter(|(name, _)| own.iter().all(|(other, _)| other != name));
        let lines: Vec<String> =
            rest.chain(&own).map(|(name, value)| format!("    {name}: {value},\n")).collect();
        format!("(\n{})\n", lines.concat())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::rubric;
    use crate::scenario::{self, Shared};

    fn codes(fields: &str) -> BTreeSet<&'static str> {
        let text = Rule::example(fields);
        let rubric = rubric::standard();
        let (scenario, problems) = scenario::read("example.ron", text.as_bytes(), &Shared::default(), rubric);
        let scenario = scenario.unwrap_or_else(|| panic!("{problems:#?}\n{text}"));
        lint(&scenario, rubric, &Settings::default(), Tier::Played)
            .iter()
            .map(|problem| problem.code)
            .collect()
    }

    #[test]
    fn every_rule_finds_its_bad_example_and_not_its_good_one() {
        for rule in RULES {
            assert!(codes(rule.bad).contains(rule.code), "{} does not find its bad example", rule.name);
            assert!(!codes(rule.good).contains(rule.code), "{} finds its good example", rule.name);
        }
    }

    #[test]
    fn the_template_is_without_problems() {
        assert_eq!(codes(""), BTreeSet::new());
    }

    #[test]
    fn codes_and_names_are_distinct_and_in_order() {
        let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), RULES.len());
        assert!(RULES.windows(2).all(|pair| pair[0].code < pair[1].code));
    }
}
