//! L028: goodwill that nothing can be spent on.

use crate::lint::{Case, Report, Rule, Tier};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L028",
    name: "goodwill-unspendable",
    title: "goodwill that nothing can be spent on",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "The policy sets goodwill aside, and nothing in `may` costs anything. Give an allowance `costs` or `up_to`, and `given_by` words.",
    bad: r#"brief: (company: "Kiln & Table", role: "the agent", situation: "Broken.", policy: (goodwill: (budget: 30)))"#,
    good: r#"brief: (company: "Kiln & Table", role: "the agent", situation: "Broken.", policy: (goodwill: (budget: 30), may: [(text: "Take something off.", given_by: ["off the (price|bill)"], up_to: 30)]))"#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let policy = &case.scenario.file.brief.policy;
    if policy.goodwill.is_some() && policy.may.iter().all(|may| may.costs == 0 && may.up_to.is_none()) {
        let path = Path::root().field("brief").field("policy").field("goodwill");
        report.at(&path, "nothing in `may` costs anything", "give an allowance `costs` or `up_to`");
    }
}
