//! `Question(open: true, about: [..])`: a question, open or closed, about certain things or about anything.

use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;
use crate::text::{SetId, Text};

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, bound = "P: Deserialize<'de> + Default")]
pub struct Question<P> {
    /// Must it leave the answer open (what, how, which ...)?
    #[serde(default)]
    pub open: bool,
    /// Patterns, one of which must stand in the question.
    pub about: P,
    /// Patterns that void it in the same question.
    #[serde(default)]
    pub unless: P,
}

impl<P> Question<P> {
    pub(super) fn map<Q, E>(&self, make: &mut impl FnMut(&P) -> Result<Q, E>) -> Result<Question<Q>, E> {
        Ok(Question { open: self.open, about: make(&self.about)?, unless: make(&self.unless)? })
    }
}

impl Question<SetId> {
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Evidence> {
        let text = reading.text;
        let holds = |set, words: &std::ops::Range<usize>| {
            let hits = reading.hits.of(set);
            let first = hits.partition_point(|hit| (hit.start as usize) < words.start);
            hits.get(first).is_some_and(|hit| words.contains(&(hit.start as usize)))
        };
        text.sentences()
            .iter()
            .filter(|sentence| sentence.question && !sentence.words.is_empty())
            .filter(|sentence| !text.words()[sentence.words.start].quoted)
            .filter(|sentence| !self.open || sentence.words.clone().any(|at| opens(text, at)))
            .filter(|sentence| holds(self.about, &sentence.words) && !holds(self.unless, &sentence.words))
            .map(|sentence| Evidence::At(text.span_of(sentence.words.clone())))
            .collect()
    }
}

fn opens(text: &Text, index: usize) -> bool {
    matches!(text.folded(index), "what" | "how" | "which" | "when" | "where" | "who" | "why")
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn about_and_open() {
        let look_for = r#"Question(open: true, about: ["help"])"#;
        for (reply, words) in [
            ("What would help?", &["What would help"][..]),
            ("Does it help?", &[][..]),
            ("That will help.", &[][..]),
        ] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }

    #[test]
    fn without_its_mark() {
        let look_for = r#"Question(about: ["call"])"#;
        for (reply, words) in [("shall i call you", &["shall i call you"][..]), ("i shall call you", &[][..])]
        {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }
}
