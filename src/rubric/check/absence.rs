//! `Absence(of: ["names-the-feeling", ..])`: none of some other behaviours was shown. Found once, without a place.

use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// Behaviours, any of which is enough.
    pub of: Vec<String>,
    /// A reply of fewer words is not yet held to it.
    #[serde(default)]
    pub from_words: usize,
}

impl Absence {
    pub(super) fn find(
        &self,
        reading: &Reading<'_>,
        others: &dyn Fn(&str) -> Vec<Evidence>,
    ) -> Vec<Evidence> {
        let words = reading.text.words().len();
        let missing = words > 0 && words >= self.from_words && self.of.iter().all(|id| others(id).is_empty());
        if missing { vec![Evidence::Absent] } else { Vec::new() }
    }
}
