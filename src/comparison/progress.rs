//! How somebody comes along.

use std::collections::BTreeMap;

use super::estimate::{Estimate, Sums};

/// A stretch of time, and what was earned in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// As people read it; periods come in its order.
    pub name: String,
    /// How many attempts.
    pub attempts: usize,
    /// The mean over the scenarios that were played in it: each counts once, as everywhere.
    pub overall: Estimate,
}

/// Attempts by period: the period's name, the scenario, and the overall value in thousandths.
pub fn progress(attempts: impl IntoIterator<Item = (String, String, i32)>) -> Vec<Period> {
    let mut periods: BTreeMap<String, BTreeMap<String, Sums>> = BTreeMap::new();
    for (name, scenario, value) in attempts {
        periods.entry(name).or_default().entry(scenario).or_default().add(value);
    }
    let period = |(name, scenarios): (String, BTreeMap<String, Sums>)| {
        let attempts = scenarios.values().map(|sums| sums.count as usize).sum();
        let overall = scenarios.values().filter_map(Sums::mean).collect::<Sums>().estimate()?;
        Some(Period { name, attempts, overall })
    };
    periods.into_iter().filter_map(period).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_played_over_and_over_counts_once() {
        let attempt = |period: &str, scenario: &str, value| (period.to_owned(), scenario.to_owned(), value);
        let periods = progress([
            attempt("2026-11", "a", 900),
            attempt("2026-11", "a", 700),
            attempt("2026-11", "b", 200),
            attempt("2026-10", "b", 100),
        ]);
        assert_eq!(
            periods.iter().map(|period| period.name.as_str()).collect::<Vec<_>>(),
            ["2026-10", "2026-11"]
        );
        assert_eq!((periods[1].attempts, periods[1].overall.count, periods[1].overall.mean), (3, 2, 500));
        assert_eq!(periods[0].overall.margin, None);
    }
}
