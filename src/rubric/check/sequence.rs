//! `Sequence(first: [..], then: [..], within: Sentence)`: one thing after another, `sorry ... but`.

use serde::Deserialize;

use super::Evidence;
use super::phrase::{Denial, in_sentence_of};
use crate::rubric::Reading;
use crate::text::{Hit, SetId};

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, bound = "P: Deserialize<'de> + Default")]
pub struct Sequence<P> {
    /// What comes first, affirmed.
    pub first: P,
    /// What follows.
    pub then: P,
    /// How near.
    #[serde(default)]
    pub within: Within,
    /// Which matches of `then` count.
    #[serde(default)]
    pub denial: Denial,
    /// Patterns that void it when they match in the sentence of `then`.
    #[serde(default)]
    pub unless: P,
}

/// How near two things must stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Within {
    /// In one clause.
    Clause,
    /// In one sentence.
    #[default]
    Sentence,
    /// In one sentence or the next.
    NextSentence,
    /// Anywhere later in the reply.
    Reply,
}

impl<P> Sequence<P> {
    pub(super) fn map<Q, E>(&self, make: &mut impl FnMut(&P) -> Result<Q, E>) -> Result<Sequence<Q>, E> {
        Ok(Sequence {
            first: make(&self.first)?,
            then: make(&self.then)?,
            within: self.within,
            denial: self.denial,
            unless: make(&self.unless)?,
        })
    }
}

impl Sequence<SetId> {
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Evidence> {
        let firsts = reading.hits.of(self.first);
        let voids = reading.hits.of(self.unless);
        let mut found = Vec::new();
        for then in reading.hits.of(self.then).iter().filter(|hit| self.denial.admits(hit)) {
            if in_sentence_of(reading, voids, then) {
                continue;
            }
            // The nearest one before; what is too far away has only farther ones before it.
            let earlier = &firsts[..firsts.partition_point(|first| first.start < then.start)];
            let mut near = earlier.iter().rev().take_while(|first| self.is_near(reading, first, then));
            if let Some(first) = near.find(|first| !first.denied && first.end <= then.start) {
                found.push(Evidence::At(
                    reading.text.span_of(first.start as usize..then.end.max(first.end) as usize),
                ));
            }
        }
        found
    }

    fn is_near(&self, reading: &Reading<'_>, first: &Hit, then: &Hit) -> bool {
        let words = reading.text.words();
        let (one, other) = (&words[first.start as usize], &words[then.start as usize]);
        match self.within {
            Within::Clause => one.clause == other.clause,
            Within::Sentence => one.sentence == other.sentence,
            Within::NextSentence => other.sentence - one.sentence.min(other.sentence) <= 1,
            Within::Reply => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn in_order_and_near() {
        let look_for = r#"Sequence(first: ["sorry"], then: ["but"], within: Sentence)"#;
        for (reply, words) in
            [("Sorry, but no.", &["Sorry, but"][..]), ("But sorry.", &[][..]), ("Sorry. But no.", &[][..])]
        {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }

    #[test]
    fn the_nearest_first() {
        let look_for = r#"Sequence(first: ["ask"], then: ["answer"], within: Reply)"#;
        for (reply, words) in [("Ask. Ask. I answer.", &["Ask. I answer"][..]), ("Answer. Ask.", &[][..])] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }
}
