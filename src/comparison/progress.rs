//! How somebody comes along.

use std::collections::BTreeMap;

use super::estimate::{Estimate, Sums};

/// A stretch of time, and what was earned in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// As people read it; periods come in its order.
    pub name: String,
    /// Overall values of the attempts in it, in thousandths.
    pub overall: Estimate,
}

/// Attempts by period: the period's name, and the overall value.
pub fn progress(attempts: impl IntoIterator<Item = (String, i32)>) -> Vec<Period> {
    let mut periods: BTreeMap<String, Sums> = BTreeMap::new();
    for (name, value) in attempts {
        periods.entry(name).or_default().add(value);
    }
    periods.into_iter().filter_map(|(name, sums)| Some(Period { name, overall: sums.estimate()? })).collect()
}
