//! Evidence as it is drawn in a text.

use crate::rubric::Evidence;
use crate::scoring::{Finding, Receipt};
use crate::ui::screen::mark;
use crate::ui::widgets::EvidenceMark;

/// One mark for each behaviour and place, in the dimension where it counts most: three lines under the same words would
/// say no more than one. The weightiest come first, so that their colour is the one that shows.
pub fn marks(receipt: &Receipt) -> Vec<EvidenceMark> {
    let mut counted: Vec<&Finding> = receipt.findings.iter().filter(|finding| finding.points != 0).collect();
    counted.sort_by_key(|finding| -finding.points.abs());
    let mut kept: Vec<&Finding> = Vec::new();
    for finding in counted {
        let known =
            |other: &&Finding| other.behaviour == finding.behaviour && other.evidence == finding.evidence;
        if !kept.iter().any(known) {
            kept.push(finding);
        }
    }
    let drawn = |finding: &Finding| match finding.evidence {
        Evidence::At(span) => Some(EvidenceMark {
            range: span.start as usize..span.end as usize,
            mark: mark(finding.dimension),
            helped: finding.points > 0,
        }),
        Evidence::Absent => None,
    };
    kept.into_iter().filter_map(drawn).collect()
}
