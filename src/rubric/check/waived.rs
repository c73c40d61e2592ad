//! `Waived(by: ["it is not ...1", "{thing} (is|was) fine"])`: the reply takes up what the customer has just said is not the
//! matter, and nothing of what is. `by` matches in the customer's message; the clause it matches in is waived.

use std::collections::HashSet;

use foldhash::fast::FixedState;
use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;
use crate::text::SetId;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, bound = "P: Deserialize<'de> + Default")]
pub struct Waived<P> {
    /// Patterns over the customer's message.
    pub by: P,
}

impl<P> Waived<P> {
    pub(super) fn map<Q, E>(&self, make: &mut impl FnMut(&P) -> Result<Q, E>) -> Result<Waived<Q>, E> {
        Ok(Waived { by: make(&self.by)? })
    }
}

impl Waived<SetId> {
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Evidence> {
        let customer = reading.customer;
        let hits = customer.hits.of(self.by);
        if hits.is_empty() {
            return Vec::new();
        }
        let said = &customer.text;
        let clauses: HashSet<u32, FixedState> = hits
            .iter()
            .flat_map(|hit| hit.start..hit.end)
            .map(|at| said.words()[at as usize].clause)
            .collect();
        let details = |waived: bool| -> HashSet<&str, FixedState> {
            let of_part =
                said.words().iter().enumerate().filter(|(_, word)| clauses.contains(&word.clause) == waived);
            of_part.filter_map(|(at, _)| customer.details.given_back(said.folded(at))).collect()
        };
        let (waived, open) = (details(true), details(false));
        let text = reading.text;
        let mut first = None;
        for at in 0..text.words().len() {
            if let Some(detail) = customer.details.given_back(text.folded(at)) {
                if open.contains(detail) {
                    return Vec::new();
                }
                if waived.contains(detail) && !text.is_denied(at) {
                    first = first.or(Some(at));
                }
            }
        }
        first.map(|at| Evidence::At(text.span_of(at..at + 1))).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn what_is_not_the_matter() {
        let look_for = r#"Waived(by: ["it is not", "be~ fine"])"#;
        for (reply, words) in [
            ("I'm glad to move your room.", &["room"][..]),
            ("That noise again, in your room.", &[][..]),
            ("Sleep well.", &[][..]),
        ] {
            assert_eq!(
                found(look_for, "The room was fine. It's the noise, all night.", reply),
                words,
                "{reply}"
            );
        }
    }
}
