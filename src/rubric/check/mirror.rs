//! `Mirror(least: 2)`: the customer's own details given back, in the agent's own sentence. A reply that repeats the
//! message word for word is a parrot and mirrors nothing.

use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mirror {
    /// How many different details one sentence must give back.
    pub least: usize,
}

impl Mirror {
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Evidence> {
        let (text, details) = (reading.text, &reading.customer.details);
        if details.is_empty() || details.copied_by(text) {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut given: Vec<(usize, &str)> = Vec::new();
        for sentence in text.sentences() {
            given.clear();
            for at in sentence.words.clone() {
                given.extend(details.given_back(text.folded(at)).map(|detail| (at, detail)));
            }
            if let (Some(&(first, _)), Some(&(last, _))) = (given.first(), given.last()) {
                given.sort_unstable_by_key(|&(_, detail)| detail);
                given.dedup_by_key(|&mut (_, detail)| detail);
                if given.len() >= self.least {
                    found.push(Evidence::At(text.span_of(first..last + 1)));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn two_details() {
        let look_for = r#"Mirror(least: 2)"#;
        for (reply, words) in [
            ("Both engineers missed it.", &["engineers missed"][..]),
            ("The engineers.", &[][..]),
            ("Monday, 2 of them.", &["Monday, 2"][..]),
        ] {
            assert_eq!(found(look_for, "Two engineers missed the Monday slot.", reply), words, "{reply}");
        }
    }
}
