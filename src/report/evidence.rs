//! A reply with its evidence: the words cut where a claim begins or ends, and a line for every claim.

use serde::Serialize;

use super::words;
use crate::debrief;
use crate::rubric::{BehaviourId, Dimension, Evidence, Rubric};
use crate::scoring::{Finding, Note, Reason, Receipt, Scores};
use crate::text::Span;

/// Words with what was found in them.
#[derive(Debug, Serialize)]
pub struct Marked {
    /// The words, in order; together they are the whole text.
    pub runs: Vec<Run>,
    /// What counted, in the order of the text, what is absent last.
    pub claims: Vec<Claim>,
    /// Why some of what was found added nothing, and what was added or taken besides, in words.
    pub asides: Vec<String>,
    /// The score in each dimension that was rated.
    pub scores: Vec<Rated>,
}

/// Words on which the same claims rest.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    text: String,
    /// The dimension whose soft colour is behind them: the longest claim's.
    soft: Option<&'static str>,
    /// One line under them for each claim.
    lines: Vec<Line>,
    /// Numbers of the claims that end here.
    ends: Vec<usize>,
}

/// A line under words.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Line {
    dimension: &'static str,
    helped: bool,
    /// 0 is nearest to the words.
    level: usize,
}

/// Something that was found and counted.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// Its number in the text; none for what is absent.
    number: Option<usize>,
    title: String,
    helped: bool,
    /// What it is worth, the weightiest first; never empty.
    points: Vec<Worth>,
}

/// Points in one dimension.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Worth {
    dimension: &'static str,
    name: &'static str,
    points: String,
}

/// A score in one dimension.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Rated {
    dimension: &'static str,
    name: &'static str,
    score: u8,
}

/// A claim on words, before they are cut.
struct Mark {
    span: Span,
    number: usize,
    dimension: Dimension,
    helped: bool,
    level: usize,
}

impl Marked {
    /// A reply with its receipt.
    pub fn new(rubric: &Rubric, text: &str, receipt: &Receipt) -> Self {
        let (claims, marks) = claims(rubric, receipt);
        Self {
            runs: runs(text, &marks),
            claims,
            asides: asides(rubric, receipt),
            scores: rated(&receipt.scores),
        }
    }
}

/// The score in each dimension that was rated.
pub fn rated(scores: &Scores) -> Vec<Rated> {
    let rated = |dimension: Dimension| {
        let score = (*scores.get(dimension))?;
        Some(Rated { dimension: dimension.key(), name: dimension.name(), score })
    };
    Dimension::ALL.into_iter().filter_map(rated).collect()
}

/// One claim for each behaviour and place, and one mark for each claim on words.
fn claims(rubric: &Rubric, receipt: &Receipt) -> (Vec<Claim>, Vec<Mark>) {
    let mut places: Vec<(&BehaviourId, Evidence)> = Vec::new();
    let counted = || receipt.findings.iter().filter(|finding| finding.points != 0);
    for finding in counted() {
        let place = (&finding.behaviour, finding.evidence);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let mut claims = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    for (behaviour, evidence) in places {
        let mut worth: Vec<&Finding> =
            counted().filter(|f| f.behaviour == *behaviour && f.evidence == evidence).collect();
        worth.sort_by_key(|finding| -finding.points.abs());
        let (dimension, helped) = (worth[0].dimension, worth[0].points > 0);
        let number = match evidence {
            Evidence::At(span) => {
                let level = level(&marks, span);
                let number = marks.len() + 1;
                marks.push(Mark { span, number, dimension, helped, level });
                Some(number)
            }
            Evidence::Absent => None,
        };
        let title = words::capital(&debrief::title(rubric, behaviour));
        claims.push(Claim { number, title, helped, points: worth.into_iter().map(Worth::of).collect() });
    }
    (claims, marks)
}

impl Worth {
    fn of(finding: &Finding) -> Self {
        Self {
            dimension: finding.dimension.key(),
            name: finding.dimension.name(),
            points: words::signed(finding.points),
        }
    }
}

/// The line nearest to the words that no earlier mark on some of them has taken.
fn level(marks: &[Mark], span: Span) -> usize {
    let taken = |level: usize| marks.iter().any(|mark| mark.level == level && mark.span.overlaps(span));
    (0..marks.len()).find(|&level| !taken(level)).unwrap_or(marks.len())
}

/// The text, cut wherever a mark begins or ends. Marks beyond the text are cut off with it.
fn runs(text: &str, marks: &[Mark]) -> Vec<Run> {
    let letters: Vec<char> = text.chars().collect();
    let end = |place: u32| (place as usize).min(letters.len());
    let mut cuts: Vec<usize> =
        marks.iter().flat_map(|mark| [end(mark.span.start), end(mark.span.end)]).collect();
    cuts.extend([0, letters.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let run = |cut: &[usize]| {
        let (from, to) = (cut[0], cut[1]);
        let here = || marks.iter().filter(|mark| end(mark.span.start) <= from && to <= end(mark.span.end));
        // Of two as long, the first keeps the words.
        let longest = here().max_by_key(|mark| (mark.span.len(), std::cmp::Reverse(mark.number)));
        let line = |mark: &Mark| Line {
            dimension: mark.dimension.key(),
            helped: mark.helped,
            level: mark.level.min(3),
        };
        Run {
            text: letters[from..to].iter().collect(),
            soft: longest.map(|mark| mark.dimension.key()),
            lines: here().map(line).collect(),
            ends: here().filter(|mark| end(mark.span.end) == to).map(|mark| mark.number).collect(),
        }
    };
    cuts.windows(2).map(run).collect()
}

/// Why some of what was found added nothing, with its titles; then each reason for an adjustment, with its points.
fn asides(rubric: &Rubric, receipt: &Receipt) -> Vec<String> {
    let mut noted: Vec<(Note, Vec<String>)> = Vec::new();
    for (note, finding) in receipt.findings.iter().filter_map(|finding| Some((finding.note?, finding))) {
        let title = debrief::title(rubric, &finding.behaviour);
        match noted.iter_mut().find(|(other, _)| *other == note) {
            Some((_, titles)) if titles.contains(&title) => {}
            Some((_, titles)) => titles.push(title),
            None => noted.push((note, vec![title])),
        }
    }
    let mut reasons: Vec<(Reason, Vec<String>)> = Vec::new();
    for adjustment in &receipt.adjustments {
        let points = format!("{} {}", adjustment.dimension.name(), words::signed(adjustment.points));
        match reasons.iter_mut().find(|(reason, _)| *reason == adjustment.reason) {
            Some((_, all)) => all.push(points),
            None => reasons.push((adjustment.reason, vec![points])),
        }
    }
    let told =
        |sentence: &str, what: &[String]| format!("{}: {}.", words::capital(sentence), what.join(", "));
    let notes = noted.iter().map(|(note, titles)| told(note.sentence(), titles));
    let reasons = reasons.iter().map(|(reason, points)| told(reason.sentence(), points));
    notes.chain(reasons).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric;
    use crate::scoring::Adjustment;

    fn finding(behaviour: &str, dimension: Dimension, points: i32, at: (u32, u32)) -> Finding {
        Finding {
            behaviour: BehaviourId::from(behaviour.to_owned()),
            dimension,
            points,
            evidence: Evidence::At(Span::new(at.0, at.1)),
            note: (points == 0).then_some(Note::Again),
        }
    }

    fn marked(text: &str, findings: Vec<Finding>) -> Marked {
        Marked::new(rubric::standard(), text, &Receipt { findings, ..Receipt::default() })
    }

    fn texts(marked: &Marked) -> Vec<(&str, usize, &[usize])> {
        marked.runs.iter().map(|run| (run.text.as_str(), run.lines.len(), run.ends.as_slice())).collect()
    }

    #[test]
    fn words_claimed_twice_are_cut_and_get_two_lines() {
        use Dimension::{Empathy, Ownership};
        let marked = marked(
            "äöü bcd ef",
            vec![finding("x", Empathy, 8, (0, 7)), finding("y", Ownership, -3, (4, 10))],
        );
        assert_eq!(texts(&marked), [("äöü ", 1, &[][..]), ("bcd", 2, &[1]), (" ef", 1, &[2])]);
        assert_eq!(marked.runs[1].soft, Some("empathy"), "of two as long the first keeps the words");
        let levels: Vec<_> = marked.runs[1].lines.iter().map(|line| (line.level, line.helped)).collect();
        assert_eq!(levels, [(0, true), (1, false)]);
    }

    #[test]
    fn a_behaviour_in_two_dimensions_is_one_claim() {
        use Dimension::{Deescalation, Empathy};
        let findings = vec![finding("x", Deescalation, 3, (0, 2)), finding("x", Empathy, 8, (0, 2))];
        let marked = marked("ab", findings);
        assert_eq!(marked.claims.len(), 1);
        let points: Vec<_> = marked.claims[0].points.iter().map(|worth| worth.points.as_str()).collect();
        assert_eq!(points, ["+8", "+3"]);
        assert_eq!(marked.runs[0].lines.len(), 1);
    }

    #[test]
    fn evidence_beyond_the_text_is_cut_off() {
        let marked = marked("ab", vec![finding("x", Dimension::Empathy, 8, (1, 90))]);
        assert_eq!(texts(&marked), [("a", 0, &[][..]), ("b", 1, &[1])]);
    }

    #[test]
    fn what_adds_nothing_is_told_once_and_has_no_mark() {
        let hint = |dimension| Adjustment { dimension, reason: Reason::Hints, points: -3 };
        let receipt = Receipt {
            findings: vec![
                finding("x", Dimension::Empathy, 0, (0, 1)),
                finding("x", Dimension::Ownership, 0, (0, 1)),
            ],
            adjustments: vec![hint(Dimension::Empathy), hint(Dimension::Deescalation)],
            ..Receipt::default()
        };
        let marked = Marked::new(rubric::standard(), "ab", &receipt);
        assert_eq!(texts(&marked), [("ab", 0, &[][..])]);
        assert!(marked.claims.is_empty());
        assert_eq!(
            marked.asides,
            [
                "Counted already; saying it again adds nothing: x.",
                "Hints taken: Empathy −3, De-escalation −3."
            ]
        );
    }
}
