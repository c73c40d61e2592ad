//! Findings as the debrief shows them: one line for each behaviour, and a quieter line for what was found and added
//! nothing.

use crate::rubric::{BehaviourId, Dimension, Rubric};
use crate::scoring::{Note, Reason, Receipt};
use crate::ui::widgets::signed;

/// What one behaviour was worth in one reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Title, and how often if more than once.
    pub words: String,
    /// All its points in each dimension where it counts, the weightiest first; never empty.
    pub points: Vec<(Dimension, i32)>,
}

/// What counted, in the order of the text, each behaviour once.
pub fn lines(rubric: &Rubric, receipt: &Receipt) -> Vec<Line> {
    let counted = || receipt.findings.iter().filter(|finding| finding.points != 0);
    let mut order: Vec<&BehaviourId> = Vec::new();
    for finding in counted() {
        if !order.contains(&&finding.behaviour) {
            order.push(&finding.behaviour);
        }
    }
    let line = |behaviour: &BehaviourId| {
        let of = |dimension| counted().filter(move |f| f.behaviour == *behaviour && f.dimension == dimension);
        let mut points: Vec<(Dimension, i32)> = Dimension::ALL
            .into_iter()
            .map(|dimension| (dimension, of(dimension).map(|f| f.points).sum()))
            .collect();
        points.retain(|(_, points)| *points != 0);
        points.sort_by_key(|(_, points)| -points.abs());
        let times = Dimension::ALL.into_iter().map(|dimension| of(dimension).count()).max().unwrap_or(0);
        Line { words: often(&crate::debrief::title(rubric, behaviour), times as u32), points }
    };
    order.into_iter().map(line).filter(|line| !line.points.is_empty()).collect()
}

/// What was found and added nothing, and what was added or taken besides, in words.
pub fn asides(rubric: &Rubric, receipt: &Receipt) -> Vec<String> {
    let mut noted: Vec<(&BehaviourId, Note)> = Vec::new();
    for finding in &receipt.findings {
        let aside = finding.note.map(|note| (&finding.behaviour, note));
        noted.extend(aside.filter(|aside| !noted.contains(aside)));
    }
    let note = |(behaviour, note): (&BehaviourId, Note)| {
        format!("{}: {}", crate::debrief::title(rubric, behaviour), note.sentence())
    };
    noted.into_iter().map(note).chain(adjustments(receipt)).collect()
}

/// Each reason once, with the dimensions and their points.
fn adjustments(receipt: &Receipt) -> Vec<String> {
    let mut reasons: Vec<(Reason, Vec<String>)> = Vec::new();
    for adjustment in &receipt.adjustments {
        let points = format!("{} {}", adjustment.dimension.name(), signed(adjustment.points));
        match reasons.iter_mut().find(|(reason, _)| *reason == adjustment.reason) {
            Some((_, all)) => all.push(points),
            None => reasons.push((adjustment.reason, vec![points])),
        }
    }
    reasons
        .into_iter()
        .map(|(reason, points)| format!("{}: {}", reason.sentence(), points.join(", ")))
        .collect()
}

/// A title, and how often where it is more than once.
pub fn often(title: &str, times: u32) -> String {
    match times {
        0 | 1 => title.to_owned(),
        2 => format!("{title}, twice"),
        _ => format!("{title}, {times} times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::{self, Evidence};
    use crate::scoring::{Adjustment, Finding};
    use crate::text::Span;
    use crate::ui::screen::marks::marks;

    fn finding(behaviour: &str, dimension: Dimension, points: i32, at: (u32, u32)) -> Finding {
        Finding {
            behaviour: BehaviourId::from(behaviour.to_owned()),
            dimension,
            points,
            evidence: Evidence::At(Span::new(at.0, at.1)),
            note: (points == 0).then_some(Note::Again),
        }
    }

    fn receipt() -> Receipt {
        use Dimension::{Deescalation, Empathy};
        let findings = vec![
            finding("x", Deescalation, 3, (0, 5)),
            finding("x", Empathy, 8, (0, 5)),
            finding("x", Empathy, 8, (9, 12)),
            finding("x", Empathy, 0, (20, 22)),
            finding("x", Deescalation, 0, (20, 22)),
        ];
        let hint = |dimension| Adjustment { dimension, reason: Reason::Hints, points: -3 };
        let adjustments = vec![hint(Empathy), hint(Deescalation)];
        Receipt { findings, adjustments, ..Receipt::default() }
    }

    #[test]
    fn a_behaviour_has_one_line() {
        use Dimension::{Deescalation, Empathy};
        let lines = lines(rubric::standard(), &receipt());
        assert_eq!(
            lines,
            [Line { words: "x, twice".into(), points: vec![(Empathy, 16), (Deescalation, 3)] }]
        );
    }

    #[test]
    fn what_adds_nothing_is_told_once_and_has_no_mark() {
        let asides = asides(rubric::standard(), &receipt());
        let again = format!("x: {}", Note::Again.sentence());
        assert_eq!(asides, [again, "hints taken: Empathy −3, De-escalation −3".to_owned()]);
        let ranges: Vec<_> = marks(&receipt()).into_iter().map(|mark| mark.range).collect();
        assert_eq!(ranges, [0..5, 9..12], "one mark a place, in the dimension where it counts most");
    }
}
