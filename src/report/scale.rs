//! Where things stand across a chart: in percent of its width, so that a chart fits every page and its type keeps its size.

use serde::{Serialize, Serializer};

/// A place across a chart, in thousandths of a percent of its width: 0 at the left, 100,000 at the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Across(u32);

impl Across {
    /// Part `of` a whole, from 0 to the whole; a whole of 0 is all left.
    pub fn part(of: usize, whole: usize) -> Self {
        let thousandths = (of.min(whole) * 100_000).checked_div(whole).unwrap_or(0);
        Self(thousandths as u32)
    }
}

impl Serialize for Across {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}.{:03}%", self.0 / 1000, self.0 % 1000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_in_percent() {
        let written = |of, whole| serde_json::to_value(Across::part(of, whole)).unwrap();
        assert_eq!(written(0, 3), "0.000%");
        assert_eq!(written(1, 3), "33.333%");
        assert_eq!(written(7, 3), "100.000%");
        assert_eq!(written(1, 0), "0.000%");
    }
}
