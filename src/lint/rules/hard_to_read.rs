//! L024: a text that is harder to read than it need be.

use crate::lint::texts::texts;
use crate::lint::{Case, Report, Rule, Tier};
use crate::source::Severity;
use crate::text::Text;

/// See the module.
pub const RULE: Rule = Rule {
    code: "L024",
    name: "hard-to-read",
    title: "a text that is harder to read than it need be",
    severity: Severity::Note,
    tier: Tier::File,
    explanation: "Sentences of more than 42 words, or whose words have more than 6 letters in the mean (from ten words on), in the brief, the policy, a customer's line or an option that the author thinks good. A trainee reads under pressure, and a customer more so. Split the sentence, take shorter words.",
    bad: r#"summary: "Correspondence concerning international reimbursement procedures necessitates supplementary documentation regarding identification alongside registration numbers.""#,
    good: r#""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    for (path, text) in texts(&case.scenario.file) {
        let read = Text::read(text);
        for sentence in read.sentences() {
            let words = &read.words()[sentence.words.clone()];
            let letters: usize = words.iter().map(|word| (word.span.end - word.span.start) as usize).sum();
            let heavy = words.len() >= 10 && letters > words.len() * MOST_LETTERS;
            if heavy || words.len() > MOST_WORDS {
                let message = if heavy {
                    "a sentence here has many long words".to_owned()
                } else {
                    format!("a sentence here has {} words", words.len())
                };
                report.at(&path, message, "split it, or take shorter words");
            }
        }
    }
}

/// Words in a sentence that is easily read.
const MOST_WORDS: usize = 42;
/// Letters of a word, in the mean.
const MOST_LETTERS: usize = 6;
