//! `Phrase(any: ["i am [so] sorry"], unless: ["if you"])`: certain words, not denied, and none of `unless` in the
//! same sentence.

use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;
use crate::text::{Hit, SetId};

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, bound = "P: Deserialize<'de> + Default")]
pub struct Phrase<P> {
    /// Any of these patterns.
    pub any: P,
    /// Patterns that void it when they match in the same sentence.
    #[serde(default)]
    pub unless: P,
    /// Patterns that void it wherever in the reply they match: the way that is shown two sentences after the no.
    #[serde(default)]
    pub unless_anywhere: P,
    /// Which matches count.
    #[serde(default)]
    pub denial: Denial,
}

/// Whether a match inside a denial counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Denial {
    /// `I understand` counts, `I don't understand` does not.
    #[default]
    Affirmed,
    /// Only `I don't understand` counts.
    Denied,
    /// Both count.
    Either,
}

impl Denial {
    pub(super) fn admits(self, hit: &Hit) -> bool {
        match self {
            Denial::Affirmed => !hit.denied,
            Denial::Denied => hit.denied,
            Denial::Either => true,
        }
    }
}

impl<P> Phrase<P> {
    pub(super) fn map<Q, E>(&self, make: &mut impl FnMut(&P) -> Result<Q, E>) -> Result<Phrase<Q>, E> {
        Ok(Phrase {
            any: make(&self.any)?,
            unless: make(&self.unless)?,
            unless_anywhere: make(&self.unless_anywhere)?,
            denial: self.denial,
        })
    }
}

impl Phrase<SetId> {
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Evidence> {
        if reading.hits.of(self.unless_anywhere).iter().any(|void| !void.denied) {
            return Vec::new();
        }
        let voids = reading.hits.of(self.unless);
        reading
            .hits
            .of(self.any)
            .iter()
            .filter(|hit| self.denial.admits(hit) && !in_sentence_of(reading, voids, hit))
            .map(|hit| at(reading, hit))
            .collect()
    }
}

/// Whether one of these matches stands in the sentence of another. Matches are in the order of the text.
pub(super) fn in_sentence_of(reading: &Reading<'_>, matches: &[Hit], hit: &Hit) -> bool {
    let words = reading.text.words();
    let sentence = |hit: &Hit| words[hit.start as usize].sentence;
    let at = matches.partition_point(|other| sentence(other) < sentence(hit));
    matches.get(at).is_some_and(|other| sentence(other) == sentence(hit))
}

/// The evidence of a match.
pub(super) fn at(reading: &Reading<'_>, hit: &Hit) -> Evidence {
    Evidence::At(reading.text.span_of(hit.start as usize..hit.end as usize))
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn any_and_unless() {
        let look_for = r#"Phrase(any: ["on us"], unless: ["drinks"])"#;
        for (reply, words) in [
            ("That is on us.", &["on us"][..]),
            ("The drinks are on us.", &[][..]),
            ("That is not on us.", &[][..]),
            (r#"They wrote "on us" here."#, &[][..]),
        ] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }

    #[test]
    fn denied_or_either() {
        let look_for = r#"Phrase(any: ["a problem"], denial: Denied)"#;
        for (reply, words) in
            [("That is not a problem.", &["a problem"][..]), ("That is a problem.", &[][..])]
        {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }

    #[test]
    fn unless_anywhere() {
        let look_for = r#"Phrase(any: ["we can not"], unless_anywhere: ["what i can"])"#;
        for (reply, words) in
            [("We can't. Good day.", &["We can't"][..]), ("We can't. What I can do is wait.", &[][..])]
        {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }
}
