//! What a scenario allows, so that scores in different scenarios can be compared.

use serde::{Deserialize, Serialize};

use super::estimate::rounded;
use crate::playtest::{Stage, search};
use crate::rubric::{Dimension, PerDimension, Rubric};
use crate::scenario::Scenario;
use crate::scoring::Scores;
use crate::session::{Setting, Tally};

/// What blind chance and the best way through the options earn in a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Yardstick {
    /// Mean scores of somebody who picks options blindly.
    pub chance: Scores,
    /// Scores of the best way: the best kind of ending, then the most points.
    pub best: Scores,
}

/// One search tries no more replies than this; nobody should wait long at the end of a conversation. What is found by then
/// holds.
const MOST_TRIED: u64 = 500_000;

/// No relative value lies further out, in thousandths: a scenario whose chance and best lie close together must not
/// outweigh the others.
const FURTHEST: i128 = 2_000;

impl Yardstick {
    /// Follows every way through the scenario's options. `None` where none leads to an ending.
    pub fn of(scenario: &Scenario, rubric: &Rubric, setting: Setting) -> Option<Self> {
        let mut stage = Stage::new(scenario, rubric, setting.seed, setting.memory);
        let opening = stage.opening();
        let outlook = search(&mut stage, opening, Tally::default(), MOST_TRIED, &mut |_| {})?;
        Some(Self { chance: outlook.chance.scores, best: outlook.best.verdict.scores })
    }

    /// Scores in thousandths of the way from chance (0) to best (1,000). A dimension is left out where it was not rated,
    /// or where chance earns as much as the best way.
    pub fn relative(&self, scores: &Scores) -> Columns<Option<i32>> {
        let dimensions = PerDimension::from_fn(|dimension| {
            let of = |scores: &Scores| scores.get(dimension).map(i128::from);
            let (score, chance, best) = (of(scores)?, of(&self.chance)?, of(&self.best)?);
            let way = best - chance;
            (way > 0)
                .then(|| rounded((score - chance) * 1000, way).clamp(-FURTHEST, FURTHEST))
                .map(|value| value as i32)
        });
        let rated = Dimension::ALL.iter().filter_map(|&dimension| *dimensions.get(dimension));
        let (sum, count) = rated.fold((0, 0), |(sum, count), value| (sum + i128::from(value), count + 1));
        Columns { all: (count > 0).then(|| rounded(sum, count) as i32), dimensions }
    }
}

/// A value for an attempt as a whole, and one for each dimension.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns<T> {
    /// As a whole.
    pub all: T,
    /// For each dimension.
    pub dimensions: PerDimension<T>,
}

/// Which of the four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// As a whole.
    All,
    /// One dimension.
    Of(Dimension),
}

impl Column {
    /// All four, in the order in which they are always shown.
    pub const ALL: [Column; 4] = [
        Column::All,
        Column::Of(Dimension::Empathy),
        Column::Of(Dimension::Ownership),
        Column::Of(Dimension::Deescalation),
    ];

    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            Column::All => "Overall",
            Column::Of(dimension) => dimension.name(),
        }
    }

    /// As programs read it.
    pub fn key(self) -> &'static str {
        match self {
            Column::All => "overall",
            Column::Of(dimension) => dimension.key(),
        }
    }
}

impl<T> Columns<T> {
    /// The value that `make` gives for each column.
    pub fn from_fn(mut make: impl FnMut(Column) -> T) -> Self {
        Self {
            all: make(Column::All),
            dimensions: PerDimension::from_fn(|dimension| make(Column::Of(dimension))),
        }
    }

    /// The value of one column.
    pub fn get(&self, column: Column) -> &T {
        match column {
            Column::All => &self.all,
            Column::Of(dimension) => self.dimensions.get(dimension),
        }
    }

    /// The value of one column, to change.
    pub fn get_mut(&mut self, column: Column) -> &mut T {
        match column {
            Column::All => &mut self.all,
            Column::Of(dimension) => self.dimensions.get_mut(dimension),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::shipped;

    fn scores(empathy: u8, ownership: u8, deescalation: Option<u8>) -> Scores {
        PerDimension { empathy: Some(empathy), ownership: Some(ownership), deescalation }
    }

    #[test]
    fn chance_is_nothing_and_the_best_way_is_all() {
        let yardstick = Yardstick { chance: scores(40, 50, Some(30)), best: scores(90, 80, Some(30)) };
        let relative = yardstick.relative(&scores(65, 50, Some(90)));
        assert_eq!(
            relative.dimensions,
            PerDimension { empathy: Some(500), ownership: Some(0), deescalation: None }
        );
        assert_eq!(relative.all, Some(250));
        assert_eq!(yardstick.relative(&scores(15, 95, None)).dimensions.empathy, Some(-500));
        assert_eq!(yardstick.relative(&scores(15, 95, None)).dimensions.ownership, Some(1500));
    }

    #[test]
    fn every_shipped_scenario_leaves_room_between_chance_and_best() {
        for scenario in shipped() {
            let yardstick = Yardstick::of(scenario, crate::rubric::standard(), Setting::default()).unwrap();
            for dimension in Dimension::ALL {
                let room = yardstick.best.get(dimension).zip(*yardstick.chance.get(dimension));
                assert!(
                    room.is_none_or(|(best, chance)| best >= chance + 10),
                    "{}: {dimension}: chance and best lie too close together: {yardstick:?}",
                    scenario.file.id
                );
            }
        }
    }
}
