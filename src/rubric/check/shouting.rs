//! `Shouting(hurried: ["sorry"])`: capitals or rows of exclamation marks. One emphasised word, or an abbreviation, is no
//! shout, and two marks behind a word of hurry are none.

use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;
use crate::text::{SetId, Span};

/// More marks in a row are a shout in any hurry.
const HURRY: u32 = 2;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, bound = "P: Deserialize<'de> + Default")]
pub struct Shouting<P> {
    /// Patterns that make two marks behind their sentence a hurry, where they aren't denied.
    #[serde(default)]
    pub hurried: P,
}

impl<P> Shouting<P> {
    pub(super) fn map<Q, E>(&self, make: &mut impl FnMut(&P) -> Result<Q, E>) -> Result<Shouting<Q>, E> {
        Ok(Shouting { hurried: make(&self.hurried)? })
    }
}

impl Shouting<SetId> {
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
        let rows =
            reading.text.screams().iter().filter(|&&row| row.len() > HURRY || !self.in_a_hurry(reading, row));
        found.extend(rows.map(|&row| Evidence::At(row)));
        found.sort_unstable();
        found
    }

    fn in_a_hurry(&self, reading: &Reading<'_>, row: Span) -> bool {
        let words = reading.text.words();
        let before = words.partition_point(|word| word.span.end <= row.start);
        let mut hurried = reading.hits.of(self.hurried).iter().filter(|hit| !hit.denied);
        words[..before]
            .last()
            .is_some_and(|last| hurried.any(|hit| words[hit.start as usize].sentence == last.sentence))
    }
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn capitals_and_marks() {
        let look_for = r#"Shouting(hurried: ["sorry"])"#;
        for (reply, words) in [
            ("DO NOT write!", &["DO NOT"][..]),
            ("Well!!", &["!!"][..]),
            ("Sorry!!", &[][..]),
            ("Sorry!!!", &["!!!"][..]),
            ("Not sorry!!", &["!!"][..]),
            ("Sorry. Well!!", &["!!"][..]),
            ("The TV is on!", &[][..]),
        ] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }
}
