//! How a reply moves the customer.

use crate::rubric::Dimension;
use crate::scenario::{Mood, Temperament};
use crate::scoring::{BASE, Scores};

/// The mood after a reply. Anger follows de-escalation twice as much as empathy, trust follows ownership twice as
/// much as empathy, patience runs down with every turn and comes back a little when things move.
pub(super) fn after(before: Mood, temperament: &Temperament, scores: Scores, answered: usize) -> Mood {
    let above_base = |dimension| scores.get(dimension).map_or(0, |score| i32::from(score) - BASE);
    let empathy = above_base(Dimension::Empathy);
    let ownership = above_base(Dimension::Ownership);
    let calm = above_base(Dimension::Deescalation);
    let answered = i32::try_from(answered).unwrap_or(i32::MAX).min(3);

    let heat = -(empathy + 2 * calm) / 4 - 2 * answered;
    let anger = percent(heat, if heat > 0 { temperament.flares } else { temperament.forgives });
    let trust = percent((empathy + 2 * ownership) / 4 + 2 * answered, temperament.trusts);
    let patience = (ownership + calm) / 6 + 3 * answered - i32::from(temperament.waits);
    Mood {
        anger: moved(before.anger, anger),
        trust: moved(before.trust, trust),
        patience: moved(before.patience, patience),
    }
}

/// Trust that a kept promise brings, before temperament.
const KEPT: i32 = 8;
/// Trust that a broken one costs, and half of it in anger, before temperament.
const BROKEN: i32 = 20;

/// The mood after promises that fell due. A word kept is noticed; a word broken is remembered.
pub(super) fn after_promises(before: Mood, temperament: &Temperament, kept: usize, broken: usize) -> Mood {
    let count = |promises: usize| i32::try_from(promises).unwrap_or(i32::MAX).min(3);
    let trust = percent(KEPT * count(kept) - BROKEN * count(broken), temperament.trusts);
    let anger = percent(BROKEN / 2 * count(broken), temperament.flares);
    Mood { anger: moved(before.anger, anger), trust: moved(before.trust, trust), patience: before.patience }
}

fn percent(points: i32, share: u8) -> i32 {
    points * i32::from(share) / 100
}

fn moved(value: u8, by: i32) -> u8 {
    (i32::from(value) + by).clamp(0, 100) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::PerDimension;

    fn moved_by(scores: [u8; 3]) -> [i32; 3] {
        let scores = PerDimension {
            empathy: Some(scores[0]),
            ownership: Some(scores[1]),
            deescalation: Some(scores[2]),
        };
        let before = Mood { anger: 50, trust: 50, patience: 50 };
        let after = after(before, &Temperament::default(), scores, 0);
        [after.anger, after.trust, after.patience].map(|value| i32::from(value) - 50)
    }

    #[test]
    fn a_civil_nothing_costs_only_patience() {
        assert_eq!(moved_by([50, 50, 50]), [0, 0, -4]);
    }

    #[test]
    fn good_calms_and_bad_inflames() {
        assert_eq!(moved_by([70, 70, 70]), [-15, 15, 2]);
        assert_eq!(moved_by([30, 30, 30]), [15, -15, -10]);
    }

    #[test]
    fn the_scale_ends() {
        let scores = PerDimension { empathy: Some(0), ownership: Some(0), deescalation: Some(0) };
        let worst = Mood { anger: 99, trust: 3, patience: 2 };
        assert_eq!(
            after(worst, &Temperament::default(), scores, 0),
            Mood { anger: 100, trust: 0, patience: 0 }
        );
    }

    #[test]
    fn a_promise_is_remembered() {
        let before = Mood { anger: 50, trust: 50, patience: 50 };
        let after = |kept, broken| after_promises(before, &Temperament::default(), kept, broken);
        assert_eq!(after(0, 0), before);
        assert_eq!(after(1, 0), Mood { trust: 58, ..before });
        assert_eq!(after(0, 1), Mood { anger: 60, trust: 30, ..before });
    }
}
