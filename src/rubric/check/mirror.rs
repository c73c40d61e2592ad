//! `Mirror(least: 2)`: the customer's own details given back, near one another. A reply that repeats the
//! message word for word is a parrot and mirrors nothing.

use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mirror {
    /// How many different details must stand together.
    pub least: usize,
    /// In so many words of one sentence. A sentence can be long where somebody leaves out the stops.
    #[serde(default = "usual_stretch")]
    pub within: usize,
}

fn usual_stretch() -> usize {
    12
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
                let Some(detail) = details.given_back(text.folded(at)) else { continue };
                given.retain(|&(earlier, other)| other != detail && earlier + self.within > at);
                given.push((at, detail));
                if given.len() >= self.least {
                    found.push(Evidence::At(text.span_of(given[0].0..at + 1)));
                    given.clear();
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
