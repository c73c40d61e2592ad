//! What trainees think of their own conversations: before they see the scores, and after.

use serde::{Deserialize, Serialize};

use crate::rubric::Dimension;
use crate::scoring::Scores;

/// The most characters of a note, and of a suggestion.
pub const LONGEST_REFLECTION: usize = 4_000;

/// What a trainee thinks of a conversation of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reflection {
    /// The scores that they expected before they saw any, 0 to 100; `None` where they skipped it.
    pub predicted: Scores,
    /// What they take with them. Nobody else sees it.
    pub note: String,
    /// What the team could do better (P5).
    pub suggestion: String,
}

impl Reflection {
    /// As it is kept: scores of at most 100, texts without blank space around them and of at most
    /// [`LONGEST_REFLECTION`] characters.
    pub fn tidied(&self) -> Self {
        let text = |text: &str| {
            let short: String = text.trim().chars().take(LONGEST_REFLECTION).collect();
            short.trim_end().to_owned()
        };
        Self {
            predicted: bounded(&self.predicted),
            note: text(&self.note),
            suggestion: text(&self.suggestion),
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Predicted scores within 0 to 100.
pub fn bounded(predicted: &Scores) -> Scores {
    Scores::from_fn(|dimension| predicted.get(dimension).map(|score| score.min(100)))
}

/// How far a prediction lies from the scores: the mean distance in points, rounded half up, over the dimensions that have
/// both; `None` where none has.
pub fn misjudged(predicted: &Scores, scored: &Scores) -> Option<u8> {
    let distance = |dimension| Some((*predicted.get(dimension))?.abs_diff((*scored.get(dimension))?));
    let distances: Vec<u32> = Dimension::ALL.into_iter().filter_map(distance).map(u32::from).collect();
    let (sum, count) = (distances.iter().sum::<u32>(), distances.len() as u32);
    // The mean of distances between scores is a score.
    (count > 0).then(|| ((2 * sum + count) / (2 * count)) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prediction_is_judged_where_it_can_be() {
        let scores = |empathy, ownership, deescalation| Scores { empathy, ownership, deescalation };
        let scored = scores(Some(50), None, Some(81));
        assert_eq!(misjudged(&scores(Some(60), Some(10), Some(80)), &scored), Some(6), "10 and 1, half up");
        assert_eq!(misjudged(&scores(Some(100), None, None), &scored), Some(50));
        assert_eq!(misjudged(&scores(None, Some(10), None), &scored), None);
    }

    #[test]
    fn what_is_kept_is_in_bounds() {
        let predicted = Scores { empathy: Some(255), ..Scores::default() };
        let long = format!(" {} ", "é".repeat(LONGEST_REFLECTION + 9));
        let kept = Reflection { predicted, note: long, suggestion: " \n ".into() }.tidied();
        assert_eq!((kept.predicted.empathy, kept.note.chars().count()), (Some(100), LONGEST_REFLECTION));
        assert_eq!((kept.suggestion.as_str(), &kept), ("", &kept.tidied()));
        assert!(!kept.is_empty() && Reflection::default().is_empty());
    }
}
