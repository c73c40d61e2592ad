//! `Length(over: 160)`: more words than anybody upset will read. The evidence is what lies beyond.

use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Length {
    /// The most words that are not yet too many.
    pub over: usize,
}

impl Length {
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Evidence> {
        let count = reading.text.words().len();
        if count <= self.over {
            return Vec::new();
        }
        vec![Evidence::At(reading.text.span_of(self.over..count))]
    }
}
