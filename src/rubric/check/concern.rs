//! `Concern()`: the reply answers something the customer still waits for. Which words answer it, the scenario says.

use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concern {}

impl Concern {
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Evidence> {
        reading.answers.iter().map(|answer| Evidence::At(answer.span)).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn what_the_scenario_says() {
        let look_for = r#"Concern()"#;
        for (reply, words) in [("By six.", &["By"][..]), ("At six.", &["At"][..])] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }
}
