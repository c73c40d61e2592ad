//! The scenarios that ship inside the program.

use std::sync::LazyLock;

use super::{Scenario, read};
use crate::rubric;

/// The files of the shipped scenarios: path and content.
pub const EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/scenarios.rs"));

/// The shipped scenarios, read at their first use.
pub fn shipped() -> &'static [Scenario] {
    static SHIPPED: LazyLock<Vec<Scenario>> = LazyLock::new(|| {
        EMBEDDED.iter().filter_map(|(path, bytes)| read(path, bytes, rubric::standard()).0).collect()
    });
    &SHIPPED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_scenario_is_without_problems() {
        for (path, bytes) in EMBEDDED {
            let (scenario, problems) = read(path, bytes, rubric::standard());
            assert!(problems.is_empty(), "{path}: {problems:#?}");
            assert!(scenario.is_some());
        }
    }
}
