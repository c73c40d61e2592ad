//! L021: a reply that uses what is private.

use crate::lint::{Case, Report, Rule, Tier};
use crate::source::{Path, Severity};
/// See the module.
pub const RULE: Rule = Rule {
    code: "L021",
    name: "private-fact-repeated",
    title: "a reply that uses what is private",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "`private` says what is known and better not used, and an option that the author thinks good, or the words that answer a concern, have a telling word of it. The trainee would be rewarded for prying. Take the word out, or out of `private`.",
    bad: r#"customer: (name: "Ines Falk", private: ["Ordered from the maternity range in spring."]), concerns: [(id: "new", asks: "Can I have a whole one?", answered_by: ["another", "the maternity order"]), (id: "when", asks: "When?", answered_by: ["friday", "thursday"]), (id: "halves", asks: "Must I send it back?", answered_by: ["keep it", "keep the halves"])]"#,
    good: r#""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let file = &case.scenario.file;
    if file.customer.private.is_empty() {
        return;
    }
    let private: Vec<&str> = file.customer.private.iter().flat_map(|fact| telling(fact)).collect();
    // What the customer says themself is no secret.
    let said = |word: &str| {
        let usual = file.turns.iter().flat_map(|turn| &turn.says);
        let special = file.turns.iter().flat_map(|turn| &turn.says_when).flat_map(|special| &special.says);
        let reactions = file.turns.iter().flat_map(|turn| &turn.next).flat_map(|rule| &rule.reaction);
        let mut lines = usual.chain(special).chain(reactions);
        lines.any(|line| telling(line).any(|said| said.eq_ignore_ascii_case(word)))
    };
    let mut look = |path: &dyn Fn() -> Path, text: &str| {
        let is_private = |word: &&str| private.iter().any(|known| known.eq_ignore_ascii_case(word));
        if let Some(word) = telling(text).find(|word| is_private(word) && !said(word)) {
            let message = format!("`{}` is from what is private", word.to_lowercase());
            report.at(&path(), message, "say it without, or take it out of `private`");
        }
    };
    for (index, concern) in file.concerns.iter().enumerate() {
        for (number, pattern) in concern.answered_by.iter().enumerate() {
            let place = || Path::root().field("concerns").index(index).field("answered_by").index(number);
            look(&place, pattern);
        }
    }
    for (index, turn) in file.turns.iter().enumerate() {
        let good = turn.options.iter().enumerate().filter(|(_, option)| option.expect.worth() > 0);
        for (number, option) in good {
            let place =
                || Path::root().field("turns").index(index).field("options").index(number).field("text");
            look(&place, &option.text);
        }
    }
}

/// Words that tell something: longer ones, without those that any sentence about an order has.
fn telling(text: &str) -> impl Iterator<Item = &str> {
    const USUAL: [&str; 28] = [
        "about", "account", "after", "again", "always", "asked", "before", "called", "customer", "every",
        "first", "month", "months", "never", "order", "ordered", "orders", "other", "phone", "since",
        "still", "their", "there", "today", "twice", "which", "years", "would",
    ];
    let usual = |word: &&str| USUAL.iter().any(|usual| usual.eq_ignore_ascii_case(word));
    text.split(|letter: char| !letter.is_alphanumeric()).filter(move |word| word.len() >= 5 && !usual(word))
}
