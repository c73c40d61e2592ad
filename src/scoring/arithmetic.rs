//! From findings to one score: saturating, nothing counted twice, every step a line of the receipt.

use super::{Adjustment, Finding, HINT_COST, Note, Reason, Receipt};
use crate::rubric::{Dimension, Evidence, Points, Rubric};

/// A civil reply that does nothing either way.
pub const BASE: i32 = 50;

/// What raises a score counts in full up to here and half beyond. Three good things said well should reach the top
/// band; ten should not be needed, and must not help much.
pub const FULL_VALUE: i32 = 32;

/// The most that warm words are worth beside a brush-off.
pub const SPOILED_VALUE: i32 = 2;

/// Rates one dimension and writes its lines into the receipt.
pub(super) fn rate(
    rubric: &Rubric,
    dimension: Dimension,
    found: &[(usize, Vec<Evidence>)],
    points: impl Fn(usize) -> Points,
    hints: u8,
    receipt: &mut Receipt,
) {
    let findings = count(rubric, dimension, found, points);
    let raised: i32 = findings.iter().map(|finding| finding.points.max(0)).sum();
    let lowered: i32 = findings.iter().map(|finding| finding.points.min(0)).sum();
    let spoiled = found.iter().any(|(index, _)| rubric.behaviour(*index).spoils.contains(&dimension));
    let mut adjust = |reason, points: i32| {
        if points != 0 {
            receipt.adjustments.push(Adjustment { dimension, reason, points });
        }
        points
    };
    let worth = if spoiled {
        raised + adjust(Reason::Spoiled, raised.min(SPOILED_VALUE) - raised)
    } else {
        raised + adjust(Reason::Saturated, -((raised - FULL_VALUE).max(0) / 2))
    };
    let sum = BASE + worth + lowered + adjust(Reason::Hints, -HINT_COST * i32::from(hints));
    let score = sum + adjust(Reason::EndOfScale, sum.clamp(0, 100) - sum);
    *receipt.scores.get_mut(dimension) = u8::try_from(score).ok();
    receipt.findings.extend(findings);
}

/// Every finding of the dimension with the points that it really adds.
fn count(
    rubric: &Rubric,
    dimension: Dimension,
    found: &[(usize, Vec<Evidence>)],
    points_of: impl Fn(usize) -> Points,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, evidence) in found {
        let behaviour = rubric.behaviour(*index);
        let points = points_of(*index).get(dimension);
        if points == 0 {
            continue;
        }
        for (occurrence, &evidence) in evidence.iter().enumerate() {
            let again = occurrence >= usize::from(behaviour.counts);
            findings.push(Finding {
                behaviour: rubric.id(*index).clone(),
                dimension,
                points: if again { 0 } else { points },
                evidence,
                note: again.then_some(Note::Again),
            });
        }
    }
    // The finding worth most claims its words first; ties go by place and name, so that nothing depends on file order.
    findings.sort_by(|a, b| {
        (-a.points.abs(), a.evidence, &a.behaviour).cmp(&(-b.points.abs(), b.evidence, &b.behaviour))
    });
    for index in 1..findings.len() {
        let (earlier, later) = findings.split_at_mut(index);
        let this = &mut later[0];
        if this.points != 0 && earlier.iter().any(|other| claims(other, this)) {
            this.points = 0;
            this.note = Some(Note::SameWords);
        }
    }
    findings
}

/// Whether one finding already counts for words of the other, in the same direction.
fn claims(one: &Finding, other: &Finding) -> bool {
    let same_direction = one.points.signum() == other.points.signum();
    match (one.evidence, other.evidence) {
        (Evidence::At(here), Evidence::At(there)) => same_direction && here.overlaps(there),
        _ => false,
    }
}
