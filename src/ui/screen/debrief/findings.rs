//! Findings as the debrief shows them: marks in the text, one line for each behaviour and dimension, and a quieter
//! line for what was found and added nothing.

use crate::rubric::{BehaviourId, Dimension, Evidence, Rubric};
use crate::scoring::{Finding, Note, Reason, Receipt};
use crate::ui::screen::mark;
use crate::ui::widgets::{EvidenceMark, signed};

/// What one behaviour was worth in one dimension of one reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it counts.
    pub dimension: Dimension,
    /// Title, and how often if more than once.
    pub words: String,
    /// All its points.
    pub points: i32,
}

/// The words that count, the weightiest first, so that their colour is the one that shows.
pub fn marks(receipt: &Receipt) -> Vec<EvidenceMark> {
    let mut counted: Vec<&Finding> = receipt.findings.iter().filter(|finding| finding.points != 0).collect();
    counted.sort_by_key(|finding| -finding.points.abs());
    let mark = |finding: &Finding| match finding.evidence {
        Evidence::At(span) => Some(EvidenceMark {
            range: span.start as usize..span.end as usize,
            mark: mark(finding.dimension),
            helped: finding.points > 0,
        }),
        Evidence::Absent => None,
    };
    counted.into_iter().filter_map(mark).collect()
}

/// What counted, in the order of the text, the same behaviour in the same dimension only once.
pub fn lines(rubric: &Rubric, receipt: &Receipt) -> Vec<Line> {
    let mut groups: Vec<(&BehaviourId, Dimension, i32, u32)> = Vec::new();
    for finding in receipt.findings.iter().filter(|finding| finding.points != 0) {
        let known = |group: &&mut (&BehaviourId, Dimension, i32, u32)| {
            group.0 == &finding.behaviour && group.1 == finding.dimension
        };
        match groups.iter_mut().find(known) {
            Some(group) => (group.2, group.3) = (group.2 + finding.points, group.3 + 1),
            None => groups.push((&finding.behaviour, finding.dimension, finding.points, 1)),
        }
    }
    let line = |(behaviour, dimension, points, times)| Line {
        dimension,
        words: often(&crate::debrief::title(rubric, behaviour), times),
        points,
    };
    groups.into_iter().map(line).collect()
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
    use crate::rubric;
    use crate::scoring::Adjustment;
    use crate::text::Span;

    fn finding(behaviour: &str, dimension: Dimension, points: i32, at: (u32, u32)) -> Finding {
        Finding {
            behaviour: BehaviourId(behaviour.to_owned()),
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
    fn a_behaviour_has_one_line_in_each_dimension() {
        let lines = lines(rubric::standard(), &receipt());
        let told: Vec<(&str, i32)> = lines.iter().map(|line| (line.words.as_str(), line.points)).collect();
        assert_eq!(told, [("x", 3), ("x, twice", 16)]);
    }

    #[test]
    fn what_adds_nothing_is_told_once_and_has_no_mark() {
        let asides = asides(rubric::standard(), &receipt());
        let again = format!("x: {}", Note::Again.sentence());
        assert_eq!(asides, [again, "hints taken: Empathy −3, De-escalation −3".to_owned()]);
        let marks = marks(&receipt());
        assert_eq!(marks.len(), 3);
        assert_eq!(marks[2].range, 0..5, "the lighter claim on the same words comes last");
    }
}
