//! L024: a text that is harder to read than it need be.

use crate::lint::texts::texts;
use crate::lint::{Case, Report, Rule, Tier};
use crate::source::Severity;

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
    // A shorter text has neither so many words nor ten such long ones.
    for (path, text) in
        texts(&case.scenario.file).filter(|(spot, text)| !spot.weak && text.len() > 10 * MOST_LETTERS)
    {
        sentences(text, &mut |words, letters| {
            let heavy = words >= 10 && letters > words * MOST_LETTERS;
            if heavy || words > MOST_WORDS {
                let message = if heavy {
                    "a sentence here has many long words".to_owned()
                } else {
                    format!("a sentence here has {words} words")
                };
                report.at(&path.path(), message, "split it, or take shorter words");
            }
        });
    }
}

/// Tells the words, and the letters in all of them, of every sentence. A stop inside a number or a name ends no sentence
/// for a reader; here it only makes one shorter. One pass over the bytes, since every text of every file comes by here.
fn sentences(text: &str, tell: &mut dyn FnMut(usize, usize)) {
    let (mut words, mut letters, mut in_word) = (0, 0, false);
    for byte in text.bytes() {
        match byte {
            b'.' | b'!' | b'?' | b':' | b';' | b'\n' => {
                tell(words, letters);
                (words, letters, in_word) = (0, 0, false);
            }
            b'\'' | b'-' => {}
            // Dashes and curly marks are no letters.
            0xe2 => {}
            // The first byte of a letter counts; the others of a longer one go with it.
            _ if byte.is_ascii_alphanumeric() || byte >= 0xc0 => {
                words += usize::from(!in_word);
                letters += 1;
                in_word = true;
            }
            0x80.. => {}
            _ => in_word = false,
        }
    }
    tell(words, letters);
}

/// Words in a sentence that is easily read.
const MOST_WORDS: usize = 42;
/// Letters of a word, in the mean.
const MOST_LETTERS: usize = 6;
