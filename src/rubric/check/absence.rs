//! `Absence(of: ["names-the-feeling", ..])`: none of some other behaviours was shown. `Absence(raising: Ownership)`: none
//! that is worth anything in a dimension. Found once, without a place.

use serde::Deserialize;

use super::Evidence;
use crate::rubric::compile::Others;
use crate::rubric::{Dimension, Reading};

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// Behaviours, any of which is enough.
    #[serde(default)]
    pub of: Vec<String>,
    /// A dimension; whatever raises it is enough.
    #[serde(default)]
    pub raising: Option<Dimension>,
    /// A reply of fewer words is not yet held to it.
    #[serde(default)]
    pub from_words: usize,
}

impl Absence {
    pub(super) fn find(&self, reading: &Reading<'_>, others: &Others<'_>) -> Vec<Evidence> {
        let words = reading.text.words().len();
        let shown = self.of.iter().any(|id| others.of(id).next().is_some())
            || self.raising.is_some_and(|dimension| others.raises(dimension));
        if words > 0 && words >= self.from_words && !shown { vec![Evidence::Absent] } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn of_others() {
        let look_for = r#"Absence(of: ["regrets"], from_words: 2)"#;
        for (reply, words) in [("So sorry.", &[][..]), ("So it is.", &["-"][..]), ("So.", &[][..])] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }

    #[test]
    fn of_all_that_raises() {
        let look_for = r#"Absence(raising: Empathy)"#;
        for (reply, words) in [("So sorry.", &[][..]), ("So it is.", &["-"][..])] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }
}
