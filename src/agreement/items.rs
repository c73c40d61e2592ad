//! Labelled replies, as JSON Lines.

use serde::Deserialize;

use crate::rubric::{Dimension, PerDimension};

/// The labelled set that ships inside the program: name and content.
const SHIPPED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/labelled.rs"));

/// What a labelled reply may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Points may be fitted to it.
    Fit,
    /// It only checks.
    Check,
}

impl Part {
    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            Part::Fit => "fit",
            Part::Check => "check",
        }
    }
}

/// One labelled item.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The file it comes from.
    pub source: String,
    /// What the customer said; empty where it does not matter.
    pub context: String,
    /// What it may be used for.
    pub part: Part,
    /// The replies and what is known of them.
    pub label: Label,
}

/// What is known of one reply or two.
#[derive(Clone, Debug, PartialEq)]
pub enum Label {
    /// The first reply must score at least [`super::measures::MARGIN`] above the second in the dimension.
    Contrast(Pair, Dimension),
    /// No score may differ by more than [`super::measures::TOLERANCE`].
    Invariance(Pair),
    /// Marks from 0 to 4, the mean where there were several raters; replies of one group answer one customer.
    Graded {
        /// The customer.
        group: String,
        /// The reply.
        reply: String,
        /// Its marks.
        marks: PerDimension<f64>,
    },
}

/// Two replies to one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What the pair is about: `plain`, `negation`, `typo` ...
    pub kind: String,
    /// The two replies.
    pub replies: [String; 2],
}

/// One line of a file.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Line {
    Contrast {
        kind: String,
        dimension: Dimension,
        #[serde(default)]
        context: String,
        better: String,
        worse: String,
    },
    Invariance {
        kind: String,
        #[serde(default)]
        context: String,
        a: String,
        b: String,
    },
    Graded {
        group: String,
        #[serde(default)]
        context: String,
        reply: String,
        ratings: PerDimension<Marks>,
    },
}

/// The mark of one rater, or those of several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Marks {
    One(f64),
    Several(Vec<f64>),
}

impl Marks {
    fn mean(&self) -> Option<f64> {
        let marks = match self {
            Marks::One(mark) => std::slice::from_ref(mark),
            Marks::Several(marks) => marks,
        };
        let sound = !marks.is_empty() && marks.iter().all(|mark| (0.0..=4.0).contains(mark));
        sound.then(|| marks.iter().sum::<f64>() / marks.len() as f64)
    }
}

/// Reads a file of labelled replies. Without a part given, about every second customer (by a hash of the group or the
/// customer's words) is held back for checking.
///
/// # Errors
/// The number of the first line that is no labelled reply, from 1, and why.
pub fn read(source: &str, text: &str, part: Option<Part>) -> Result<Vec<Item>, (usize, String)> {
    let mut items = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line = serde_json::from_str(line).map_err(|error| (index + 1, error.to_string()))?;
        items.push(
            item(source, line, part)
                .ok_or_else(|| (index + 1, "a mark is a number from 0 to 4".to_owned()))?,
        );
    }
    Ok(items)
}

fn item(source: &str, line: Line, part: Option<Part>) -> Option<Item> {
    let by_hash = |key: &str| match blake3::hash(key.as_bytes()).as_bytes()[0] % 2 {
        0 => Part::Fit,
        _ => Part::Check,
    };
    let source = source.to_owned();
    Some(match line {
        Line::Contrast { kind, dimension, context, better, worse } => Item {
            source,
            part: part.unwrap_or_else(|| by_hash(&context)),
            context,
            label: Label::Contrast(Pair { kind, replies: [better, worse] }, dimension),
        },
        Line::Invariance { kind, context, a, b } => Item {
            source,
            part: part.unwrap_or_else(|| by_hash(&context)),
            context,
            label: Label::Invariance(Pair { kind, replies: [a, b] }),
        },
        Line::Graded { group, context, reply, ratings } => {
            let mean = |marks: &Marks| marks.mean();
            let marks = PerDimension {
                empathy: mean(&ratings.empathy)?,
                ownership: mean(&ratings.ownership)?,
                deescalation: mean(&ratings.deescalation)?,
            };
            Item {
                source,
                part: part.unwrap_or_else(|| by_hash(&group)),
                context,
                label: Label::Graded { group, reply, marks },
            }
        }
    })
}

/// The labelled set that ships inside the program.
pub fn shipped() -> Vec<Item> {
    let mut items = Vec::new();
    for (name, bytes) in SHIPPED {
        let part = if name.starts_with("fit/") { Part::Fit } else { Part::Check };
        let text = std::str::from_utf8(bytes).expect("the shipped set is UTF-8");
        items.extend(read(name, text, Some(part)).expect("a test reads the shipped set"));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_set_has_both_parts_of_every_sort() {
        let items = shipped();
        for part in [Part::Fit, Part::Check] {
            let of = |label: fn(&Label) -> bool| {
                items.iter().filter(|i| i.part == part && label(&i.label)).count()
            };
            assert!(of(|label| matches!(label, Label::Contrast(..))) > 100);
            assert!(of(|label| matches!(label, Label::Invariance(_))) > 20);
            assert!(of(|label| matches!(label, Label::Graded { .. })) > 100);
        }
    }

    #[test]
    fn a_line_that_is_no_label_is_told_by_its_number() {
        let good = r#"{"group":"g","context":"c","reply":"r","ratings":{"empathy":1,"ownership":[2,3],"deescalation":0}}"#;
        for bad in [r#"{"reply":"r"}"#, "{", &good.replace(":1,", ":5,")] {
            assert_eq!(
                read("f", &format!("{good}\n\n{bad}\n"), None).map_err(|(line, _)| line),
                Err(3),
                "{bad}"
            );
        }
    }
}
