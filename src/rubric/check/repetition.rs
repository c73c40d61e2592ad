//! `Repetition(of: ["apologises"], more_than: 2)`: another behaviour once too often, earlier replies counted in.

use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;
use crate::rubric::compile::Others;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repetition {
    /// The behaviours counted together.
    pub of: Vec<String>,
    /// The most that is not yet too often, in one reply.
    pub more_than: usize,
    /// The most over the whole conversation, where apologies of earlier replies count in.
    #[serde(default)]
    pub more_than_in_all: Option<usize>,
}

impl Repetition {
    pub(super) fn find(&self, reading: &Reading<'_>, others: &Others<'_>) -> Vec<Evidence> {
        let mut found: Vec<Evidence> = self.of.iter().flat_map(|id| others.of(id)).collect();
        found.sort_unstable();
        let here = found.len();
        let in_all = here + usize::from(reading.history.apologies);
        let too_often =
            here > self.more_than || here > 0 && self.more_than_in_all.is_some_and(|most| in_all > most);
        if too_often { found.last().map(|&last| vec![last]).unwrap_or_default() } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn once_too_often() {
        let look_for = r#"Repetition(of: ["regrets"], more_than: 1)"#;
        for (reply, words) in [("Sorry. So sorry.", &["sorry"][..]), ("Sorry.", &[][..])] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }
}
