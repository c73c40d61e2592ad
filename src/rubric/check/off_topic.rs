//! `OffTopic(topics: [["suitcase", "luggage"], ["parcel", "courier"]], beside: ["sorry", ..])`: the reply feels for a trouble
//! the customer never mentioned, and takes up nothing of what they did say. That is worse than no warmth at all.

use serde::Deserialize;

use super::{Evidence, phrase};
use crate::rubric::Reading;
use crate::text::{Hit, SetId};

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, bound = "P: Deserialize<'de> + Default")]
pub struct OffTopic<P> {
    /// One list of patterns for each topic.
    pub topics: Vec<P>,
    /// Patterns, one of which must stand in the topic's sentence: what makes it the trouble and not a word in passing.
    pub beside: P,
}

impl<P> OffTopic<P> {
    pub(super) fn map<Q, E>(&self, make: &mut impl FnMut(&P) -> Result<Q, E>) -> Result<OffTopic<Q>, E> {
        Ok(OffTopic {
            topics: self.topics.iter().map(&mut *make).collect::<Result<_, E>>()?,
            beside: make(&self.beside)?,
        })
    }
}

impl OffTopic<SetId> {
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Evidence> {
        let customer = reading.customer;
        let theirs = |set: SetId| !customer.hits.of(set).is_empty();
        let ours = |set: SetId| !reading.hits.of(set).is_empty();
        let shared = self.topics.iter().any(|&topic| theirs(topic) && ours(topic));
        if customer.text.words().is_empty() || shared || customer.details.touched_by(reading.text) {
            return Vec::new();
        }
        let foreign = self.topics.iter().filter(|&&topic| !theirs(topic));
        let beside = reading.hits.of(self.beside);
        let felt = |hit: &&Hit| phrase::in_sentence_of(reading, beside, hit);
        let first =
            foreign.flat_map(|&topic| reading.hits.of(topic)).filter(felt).min_by_key(|hit| hit.start);
        first.map(|hit| phrase::at(reading, hit)).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn a_topic_of_its_own() {
        let look_for = r#"OffTopic(topics: [["luggage"], ["parcel"]], beside: ["hard"])"#;
        for (reply, words) in [
            ("Lost luggage is hard.", &[][..]),
            ("Missing luggage is hard.", &["luggage"][..]),
            ("Missing luggage.", &[][..]),
        ] {
            assert_eq!(found(look_for, "The nurse lost my letter.", reply), words, "{reply}");
        }
    }
}
