//! `Length(over: 90)`: more words than anybody upset will read; the evidence is what lies beyond. `Length(under: 8)`: hardly
//! a word for somebody who wrote in trouble; the evidence is all there is.

use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Length {
    /// The most words that are not yet too many.
    pub over: usize,
    /// The fewest words that are enough.
    pub under: usize,
}

impl Default for Length {
    fn default() -> Self {
        Self { over: usize::MAX, under: 0 }
    }
}

impl Length {
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Evidence> {
        let count = reading.text.words().len();
        if count > self.over {
            vec![Evidence::At(reading.text.span_of(self.over..count))]
        } else if (1..self.under).contains(&count) {
            vec![Evidence::At(reading.text.span_of(0..count))]
        } else {
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn too_many_and_too_few() {
        let look_for = r#"Length(over: 5)"#;
        for (reply, words) in [("One two three four five six.", &["six"][..]), ("One two.", &[][..])] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }

    #[test]
    fn too_few() {
        let look_for = r#"Length(under: 3)"#;
        for (reply, words) in [("Two words.", &["Two words"][..]), ("Now three words.", &[][..])] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }
}
