//! `Readability(letters: 540, sentence: 34)`: longer words or longer sentences than an upset reader takes in. Letters are
//! the mean over all words of the reply in hundredths, from twelve words on; the evidence is the longest sentence.

use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;
use crate::text::Sentence;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Readability {
    /// The most letters of a word that is easily read, in the mean, in hundredths: `540` for 5.4.
    pub letters: usize,
    /// The most words of a sentence that is easily read.
    pub sentence: usize,
}

impl Default for Readability {
    fn default() -> Self {
        Self { letters: usize::MAX, sentence: usize::MAX }
    }
}

/// A mean over fewer words says nothing.
const LEAST_WORDS: usize = 12;

impl Readability {
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Evidence> {
        let text = reading.text;
        let words = text.words().iter().filter(|word| !word.number && !word.quoted);
        let (count, letters) = words
            .fold((0, 0), |(count, letters), word| (count + 1, letters + (word.span.end - word.span.start) as usize));
        let Some(longest) = text.sentences().iter().max_by_key(|sentence| sentence.words.len()) else {
            return Vec::new();
        };
        let long_words = count >= LEAST_WORDS && letters * 100 > self.letters.saturating_mul(count);
        let long_sentence = longest.words.len() > self.sentence;
        let at = |sentence: &Sentence| Evidence::At(text.span_of(sentence.words.clone()));
        (long_words || long_sentence).then(|| at(longest)).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn long_words() {
        let look_for = r#"Readability(letters: 600)"#;
        for (reply, words) in [
            ("Correspondence concerning international reimbursement procedures necessitates supplementary documentation regarding identification alongside registration numbers.", &["Correspondence concerning international reimbursement procedures necessitates supplementary documentation regarding identification alongside registration numbers"][..]),
            ("We send the money back to you now, and you will see it on Monday.", &[][..]),
        ] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }

    #[test]
    fn long_sentences() {
        let look_for = r#"Readability(sentence: 4)"#;
        for (reply, words) in [
            ("Short one. Here are five more words.", &["Here are five more words"][..]),
        ] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }
}
