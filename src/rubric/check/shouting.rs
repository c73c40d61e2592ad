//! `Shouting()`: capitals or rows of exclamation marks. One emphasised word, or an abbreviation, is no shout.

use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shouting {}

impl Shouting {
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Evidence> {
        let words = reading.text.words();
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let run = words[at..].iter().take_while(|word| word.shouted && !word.quoted).count();
            if run >= 2 {
                found.push(Evidence::At(reading.text.span_of(at..at + run)));
            }
            at += run.max(1);
        }
        found.extend(reading.text.screams().iter().map(|&scream| Evidence::At(scream)));
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn capitals_and_marks() {
        let look_for = r#"Shouting()"#;
        for (reply, words) in
            [("DO NOT write!", &["DO NOT"][..]), ("Well!!", &["!!"][..]), ("The TV is on!", &[][..])]
        {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }
}
