//! `Mirror(least: 2)`: the customer's own details given back, in the agent's own sentence. A reply that repeats the
//! message word for word is a parrot and mirrors nothing.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::Evidence;
use crate::rubric::Reading;
use crate::text::Text;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mirror {
    /// How many different details one sentence must give back.
    pub least: usize,
}

/// Words of four letters and more that carry no detail of their own.
const EMPTY: &[&str] = &[
    "about", "after", "again", "been", "before", "being", "could", "does", "doing", "done", "down", "even",
    "ever", "every", "from", "gets", "going", "have", "here", "into", "just", "know", "like", "made", "make",
    "many", "more", "most", "much", "need", "never", "once", "only", "other", "over", "people", "please",
    "really", "said", "same", "should", "some", "still", "such", "sure", "take", "tell", "than", "thank",
    "thanks", "that", "their", "them", "then", "there", "these", "they", "thing", "things", "this", "time",
    "told", "under", "upon", "very", "want", "was", "well", "were", "what", "when", "where", "which",
    "while", "will", "with", "would", "your", "yours", "sorry", "help", "service", "company", "customer",
];

/// Small numbers in words and in figures are one detail.
const NUMBERS: &[(&str, &str)] = &[
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("fifteen", "15"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("hundred", "100"),
    ("second", "2nd"),
    ("third", "3rd"),
    ("fourth", "4th"),
    ("fifth", "5th"),
];

/// As many words in a row as make a copy and no longer a paraphrase.
const PARROTED: usize = 9;

impl Mirror {
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Evidence> {
        let details = details(&reading.customer.text);
        if details.is_empty() || parrots(reading.text, &reading.customer.text) {
            return Vec::new();
        }
        let text = reading.text;
        let mut found = Vec::new();
        for sentence in text.sentences() {
            let mirrored: Vec<usize> =
                sentence.words.clone().filter(|&at| details.contains(stem(text.folded(at)))).collect();
            let different: BTreeSet<&str> = mirrored.iter().map(|&at| stem(text.folded(at))).collect();
            if different.len() >= self.least
                && let (Some(&first), Some(&last)) = (mirrored.first(), mirrored.last())
            {
                found.push(Evidence::At(text.span_of(first..last + 1)));
            }
        }
        found
    }
}

/// Whether the reply takes up at least one of the customer's details.
pub(super) fn shares_a_detail(reply: &Text, customer: &Text) -> bool {
    let details = details(customer);
    (0..reply.words().len()).any(|at| details.contains(stem(reply.folded(at))))
}

fn details(text: &Text) -> BTreeSet<&str> {
    (0..text.words().len()).map(|at| text.folded(at)).filter(|word| is_detail(word)).map(stem).collect()
}

fn is_detail(word: &str) -> bool {
    let number = word.starts_with(|first: char| first.is_ascii_digit());
    number
        || NUMBERS.iter().any(|(spelled, _)| *spelled == word)
        || word.chars().count() >= 4 && !EMPTY.contains(&word)
}

/// Plural and past endings off, no more: `engineers` meets `engineer`, `waited` meets `waiting`; `two` meets `2`.
fn stem(word: &str) -> &str {
    if let Some((_, figure)) = NUMBERS.iter().find(|(spelled, _)| *spelled == word) {
        return figure;
    }
    for ending in ["ing", "ed", "es", "s"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= 4
        {
            return stem;
        }
    }
    word
}

/// Whether the reply holds a run of the customer's own words too long to be a paraphrase.
fn parrots(reply: &Text, customer: &Text) -> bool {
    let words = |text: &Text| -> Vec<String> {
        (0..text.words().len()).map(|at| text.folded(at).to_owned()).collect()
    };
    let (reply, customer) = (words(reply), words(customer));
    let runs: BTreeSet<&[String]> = customer.windows(PARROTED).collect();
    reply.windows(PARROTED).any(|run| runs.contains(run))
}
