//! How well scores agree with labels.

use std::collections::BTreeMap;

use super::{Item, Label};
use crate::rubric::{Band, Dimension, PerDimension, Rubric};
use crate::scoring::{self, BASE, Context};

/// The better reply of a contrast must score so many points above the other.
pub const MARGIN: i32 = 5;

/// Two replies that mean the same may differ by so many points.
pub const TOLERANCE: i32 = 3;

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// That hold.
    pub held: usize,
    /// In all.
    pub count: usize,
}

impl Share {
    fn add(&mut self, holds: bool) {
        self.held += usize::from(holds);
        self.count += 1;
    }

    /// From 0 to 1; 1 where there is nothing to hold.
    pub fn value(self) -> f64 {
        if self.count == 0 { 1.0 } else { self.held as f64 / self.count as f64 }
    }
}

/// Agreement with marks in one dimension.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Graded {
    /// Spearman's rank correlation of score and mark.
    pub rho: f64,
    /// Quadratic weighted kappa of the score's band and the rounded mark.
    pub kappa: f64,
    /// Pairs of replies to one customer, at least a mark apart, that the scores put in the same order.
    pub in_group: Share,
}

/// Everything measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measures {
    /// Contrast and invariance by kind.
    pub kinds: BTreeMap<String, Share>,
    /// Contrast by dimension.
    pub contrast: PerDimension<Share>,
    /// All invariance pairs.
    pub invariance: Share,
    /// Marks by dimension.
    pub graded: PerDimension<Graded>,
    /// How many replies have marks.
    pub replies: usize,
    /// Pairs of marks of one reply that differ by 2 or more between two dimensions, and whose scores differ the same way.
    pub separation: Share,
}

/// Scores every reply and holds the scores against the labels.
pub fn measure(rubric: &Rubric, items: &[Item]) -> Measures {
    let mut measures = Measures::default();
    let mut marked: Vec<(&str, PerDimension<f64>, PerDimension<i32>)> = Vec::new();
    for item in items {
        let scores = |reply: &str| scores(rubric, &item.context, reply);
        match &item.label {
            Label::Contrast(pair, dimension) => {
                let [better, worse] = pair.replies.each_ref().map(|reply| *scores(reply).get(*dimension));
                let holds = better - worse >= MARGIN;
                measures.kinds.entry(pair.kind.clone()).or_default().add(holds);
                measures.contrast.get_mut(*dimension).add(holds);
            }
            Label::Invariance(pair) => {
                let [one, other] = pair.replies.each_ref().map(|reply| scores(reply));
                let differs =
                    |dimension: &Dimension| (one.get(*dimension) - other.get(*dimension)).abs() > TOLERANCE;
                let holds = !Dimension::ALL.iter().any(differs);
                measures.kinds.entry(pair.kind.clone()).or_default().add(holds);
                measures.invariance.add(holds);
            }
            Label::Graded { group, reply, marks } => marked.push((group, *marks, scores(reply))),
        }
    }
    measures.replies = marked.len();
    for (_, marks, scores) in &marked {
        for (one, other) in [(0, 1), (0, 2), (1, 2)].map(|(a, b)| (Dimension::ALL[a], Dimension::ALL[b])) {
            let apart = marks.get(one) - marks.get(other);
            if apart.abs() >= 2.0 {
                measures.separation.add(f64::from(scores.get(one) - scores.get(other)) * apart > 0.0);
            }
        }
    }
    measures.graded = PerDimension::from_fn(|dimension| {
        let replies: Vec<(&str, f64, i32)> = marked
            .iter()
            .map(|(group, marks, scores)| (*group, *marks.get(dimension), *scores.get(dimension)))
            .collect();
        graded(&replies)
    });
    measures
}

fn scores(rubric: &Rubric, context: &str, reply: &str) -> PerDimension<i32> {
    let customer = rubric.customer(context);
    let receipt = scoring::score(rubric, reply, &Context::of(&customer));
    PerDimension::from_fn(|dimension| receipt.scores.get(dimension).map_or(BASE, i32::from))
}

fn graded(replies: &[(&str, f64, i32)]) -> Graded {
    let marks: Vec<f64> = replies.iter().map(|reply| reply.1).collect();
    let scores: Vec<f64> = replies.iter().map(|reply| f64::from(reply.2)).collect();
    let mut in_group = Share::default();
    for (index, one) in replies.iter().enumerate() {
        for other in replies[index + 1..].iter().filter(|other| other.0 == one.0) {
            let apart = one.1 - other.1;
            if apart.abs() >= 1.0 {
                in_group.add(f64::from(one.2 - other.2) * apart > 0.0);
            }
        }
    }
    let bands: Vec<(usize, usize)> = replies
        .iter()
        .map(|&(_, mark, score)| (Band::of(score.clamp(0, 100) as u8) as usize, (mark + 0.5) as usize))
        .collect();
    Graded { rho: correlation(&ranks(&marks), &ranks(&scores)), kappa: kappa(&bands), in_group }
}

/// Ranks from 0; equal values share the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut first = 0;
    for run in order.chunk_by(|&a, &b| values[a] == values[b]) {
        for &index in run {
            ranks[index] = first as f64 + (run.len() - 1) as f64 / 2.0;
        }
        first += run.len();
    }
    ranks
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (mean_a, mean_b) = (mean(a), mean(b));
    let sum = |x: &[f64], mx: f64, y: &[f64], my: f64| -> f64 {
        x.iter().zip(y).map(|(x, y)| (x - mx) * (y - my)).sum()
    };
    let spread = (sum(a, mean_a, a, mean_a) * sum(b, mean_b, b, mean_b)).sqrt();
    if spread > 0.0 { sum(a, mean_a, b, mean_b) / spread } else { 0.0 }
}

/// Quadratic weighted kappa of two ratings on five levels.
fn kappa(pairs: &[(usize, usize)]) -> f64 {
    let weight = |a: usize, b: usize| (a as f64 - b as f64).powi(2);
    let observed: f64 = pairs.iter().map(|&(a, b)| weight(a, b)).sum::<f64>() / pairs.len() as f64;
    let expected: f64 =
        pairs.iter().flat_map(|&(a, _)| pairs.iter().map(move |&(_, b)| weight(a, b))).sum::<f64>()
            / (pairs.len() as f64).powi(2);
    if expected > 0.0 { 1.0 - observed / expected } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        // Spearman with ties: 0.9487 by hand; kappa of a perfect and of a reversed rating.
        let rho = correlation(&ranks(&[1.0, 2.0, 3.0, 4.0]), &ranks(&[10.0, 20.0, 20.0, 40.0]));
        assert!((rho - 0.948_683).abs() < 1e-5, "{rho}");
        let same: Vec<(usize, usize)> = (0..5).map(|level| (level, level)).collect();
        let turned: Vec<(usize, usize)> = (0..5).map(|level| (level, 4 - level)).collect();
        assert!((kappa(&same) - 1.0).abs() < 1e-9);
        assert!((kappa(&turned) + 1.0).abs() < 1e-9);
    }
}
