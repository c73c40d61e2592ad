//! Adding up the scores of a conversation.

use crate::rubric::{Band, Dimension, PerDimension};
use crate::scenario::EndingKind;
use crate::scoring::Scores;

/// Sums of scores over the replies that rated each dimension.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tally {
    sum: PerDimension<u32>,
    count: PerDimension<u32>,
}

impl Tally {
    /// Takes in the scores of one more reply.
    pub fn add(&mut self, scores: &Scores) {
        for dimension in Dimension::ALL {
            if let Some(score) = *scores.get(dimension) {
                *self.sum.get_mut(dimension) += u32::from(score);
                *self.count.get_mut(dimension) += 1;
            }
        }
    }

    /// Rounded mean per dimension, half up; `None` where no reply rated it.
    pub fn scores(&self) -> Scores {
        PerDimension::from_fn(|dimension| {
            let (sum, count) = (*self.sum.get(dimension), *self.count.get(dimension));
            // The mean of numbers up to 100 fits.
            (count > 0).then(|| ((2 * sum + count) / (2 * count)) as u8)
        })
    }
}

/// Whether an attempt is passed: an ending won over or settled, every rated score at least good, and nothing critical.
pub fn passes(kind: EndingKind, scores: &Scores, failed_by: Option<usize>) -> bool {
    let good = |dimension| scores.get(dimension).is_none_or(|score| Band::of(score) >= Band::Good);
    matches!(kind, EndingKind::Settled | EndingKind::WonOver)
        && Dimension::ALL.into_iter().all(good)
        && failed_by.is_none()
}
