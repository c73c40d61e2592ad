//! `Readability(letters: 600, words: 34)`: a sentence of longer words, or of more words, than an upset reader takes in.
//! Letters are the mean over the sentence's words in hundredths, from ten words on; the evidence is the sentence.

use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;
use crate::text::Sentence;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Readability {
    /// The most letters of a word that is easily read, in the mean, in hundredths: `600` for 6.
    pub letters: usize,
    /// The most words of a sentence that is easily read.
    pub words: usize,
}

impl Default for Readability {
    fn default() -> Self {
        Self { letters: usize::MAX, words: usize::MAX }
    }
}

/// A mean over fewer words says nothing.
const LEAST_WORDS: usize = 10;

impl Readability {
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Evidence> {
        let text = reading.text;
        let heavy = |sentence: &&Sentence| {
            let words = &text.words()[sentence.words.clone()];
            let letters: usize = words.iter().map(|word| (word.span.end - word.span.start) as usize).sum();
            let long_words =
                words.len() >= LEAST_WORDS && letters * 100 > self.letters.saturating_mul(words.len());
            (long_words || words.len() > self.words) && !words.iter().any(|word| word.quoted)
        };
        let heavy = text.sentences().iter().filter(heavy);
        heavy.map(|sentence| Evidence::At(text.span_of(sentence.words.clone()))).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn long_words() {
        let look_for = r#"Readability(letters: 600)"#;
        for (reply, words) in [
            (
                "Correspondence concerning international reimbursement procedures necessitates supplementary documentation regarding identification alongside registration numbers.",
                &[
                    "Correspondence concerning international reimbursement procedures necessitates supplementary documentation regarding identification alongside registration numbers",
                ][..],
            ),
            ("We send the money back to you now, and you will see it on Monday.", &[][..]),
        ] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }

    #[test]
    fn long_sentences() {
        let look_for = r#"Readability(words: 4)"#;
        for (reply, words) in [
            ("Short one. Here are five more words.", &["Here are five more words"][..]),
            ("Short one.", &[][..]),
        ] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }
}
