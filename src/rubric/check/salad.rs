//! `Salad(least: 5, words: 3)`: scraps in a row instead of sentences, "sorry, understand, so frustrating, deeply sorry".
//! Words that only stand beside each other say nothing, however warm each of them is.

use std::ops::Range;

use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;
use crate::text::{Break, Text};

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Salad {
    /// How many scraps in a row are a salad.
    pub least: usize,
    /// How many words a scrap has at the most.
    pub words: usize,
}

impl Salad {
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Evidence> {
        let text = reading.text;
        let mut found = Vec::new();
        for sentence in text.sentences() {
            let scraps = scraps(text, sentence.words.clone());
            let mut at = 0;
            while at < scraps.len() {
                let run = scraps[at..].iter().take_while(|scrap| scrap.len() <= self.words).count();
                let words: usize = scraps[at..at + run].iter().map(ExactSizeIterator::len).sum();
                // A list inside a real sentence is a list.
                if run >= self.least && words * 4 >= sentence.words.len() * 3 {
                    found.push(Evidence::At(text.span_of(scraps[at].start..scraps[at + run - 1].end)));
                }
                at += run.max(1);
            }
        }
        found
    }
}

/// The words of a sentence between one comma and the next.
fn scraps(text: &Text, sentence: Range<usize>) -> Vec<Range<usize>> {
    let starts =
        sentence.clone().filter(|&at| at == sentence.start || text.words()[at].before >= Break::Comma);
    let mut bounds: Vec<usize> = starts.collect();
    bounds.push(sentence.end);
    bounds.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn scraps() {
        let look_for = r#"Salad(least: 4, words: 2)"#;
        for (reply, words) in [
            ("Sorry, so sorry, care, trust.", &["Sorry, so sorry, care, trust"][..]),
            ("Sorry, I will call you about the parcel.", &[][..]),
        ] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }
}
