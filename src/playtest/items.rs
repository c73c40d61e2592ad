//! What each turn tells about skill: how hard it is, and how well it separates those who do well elsewhere.

use crate::rubric::Dimension;
use crate::scoring::Scores;

/// What a turn tells, over many attempts of players of different skill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Attempts that came to the turn.
    pub attempts: u32,
    /// The mean of the rated scores of the replies there, 0 to 100: the lower, the harder.
    pub mean: u32,
    /// Correlation, in thousandths, between the score at this turn and the mean score at the other turns of the same
    /// attempt. `None` where all scores are the same or too few came by.
    pub discrimination: Option<i32>,
}

/// Fewer attempts tell nothing.
const FEWEST: i128 = 20;

/// Sums for one turn; whole numbers, so that the figures are the same on every machine.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    count: i128,
    x: i128,
    y: i128,
    xx: i128,
    yy: i128,
    xy: i128,
    visits: u32,
    total: i128,
}

/// Collects attempts.
#[derive(Debug)]
pub(super) struct Items {
    turns: Vec<Sums>,
}

impl Items {
    pub fn new(turns: usize) -> Self {
        Self { turns: vec![Sums::default(); turns] }
    }

    /// Takes in one attempt: its replies by turn, with their scores.
    pub fn add(&mut self, replies: &[(usize, Scores)]) {
        let scores: Vec<i128> = replies.iter().map(|(_, scores)| mean(scores)).collect();
        let all: i128 = scores.iter().sum();
        for ((turn, _), &score) in replies.iter().zip(&scores) {
            let sums = &mut self.turns[*turn];
            sums.visits += 1;
            sums.total += score;
            if scores.len() < 2 {
                continue;
            }
            let rest = (all - score) / (scores.len() as i128 - 1);
            sums.count += 1;
            sums.x += score;
            sums.y += rest;
            sums.xx += score * score;
            sums.yy += rest * rest;
            sums.xy += score * rest;
        }
    }

    pub fn finish(&self) -> Vec<Item> {
        self.turns.iter().map(Sums::item).collect()
    }
}

impl Sums {
    fn item(&self) -> Item {
        let visits = i128::from(self.visits.max(1));
        // In tenths of a point until here.
        let mean = ((self.total + visits * 5) / (visits * 10)) as u32;
        let covariance = self.count * self.xy - self.x * self.y;
        let (x, y) = (self.count * self.xx - self.x * self.x, self.count * self.yy - self.y * self.y);
        let discrimination = (self.count >= FEWEST && x > 0 && y > 0)
            .then(|| {
                (covariance * 1000 / ((x as u128).isqrt() as i128 * (y as u128).isqrt() as i128).max(1))
                    as i32
            })
            .map(|thousandths| thousandths.clamp(-1000, 1000));
        Item { attempts: self.visits, mean, discrimination }
    }
}

/// The mean of the rated scores, in tenths; neutral where nothing is rated.
fn mean(scores: &Scores) -> i128 {
    let rated: Vec<i128> =
        Dimension::ALL.iter().filter_map(|&dimension| *scores.get(dimension)).map(i128::from).collect();
    if rated.is_empty() { 500 } else { rated.iter().sum::<i128>() * 10 / rated.len() as i128 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::PerDimension;

    fn scores(score: u8) -> Scores {
        PerDimension::from_fn(|_| Some(score))
    }

    #[test]
    fn a_turn_that_follows_skill_separates_and_a_coin_does_not() {
        let mut items = Items::new(3);
        for attempt in 0..100u8 {
            let skill = 30 + attempt / 2;
            let coin = if attempt % 2 == 0 { 20 } else { 80 };
            items.add(&[(0, scores(skill)), (1, scores(skill + 1)), (2, scores(coin))]);
        }
        let found = items.finish();
        assert!(found[2].discrimination.unwrap().abs() < 100, "{found:?}");
        assert!(found[0].discrimination.unwrap() > 300, "{found:?}");
        assert_eq!((found[2].attempts, found[2].mean), (100, 50));
        assert_eq!(Items::new(1).finish()[0].discrimination, None);
    }
}
