//! `Policy()`: the reply promises or grants what the scenario's policy forbids.

use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {}

impl Policy {
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Evidence> {
        reading.breaches.iter().map(|breach| Evidence::At(breach.span)).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn what_the_scenario_says() {
        let look_for = r#"Policy()"#;
        for (reply, words) in [("By six.", &["By"][..]), ("At six.", &["At"][..])] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }
}
