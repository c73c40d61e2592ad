//! What the customer told: the words and figures of a message that a reply can give back.

use std::collections::HashSet;
use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;

use crate::text::Text;

/// The details of one message, read once for all replies to it.
#[derive(Clone, Debug, Default)]
pub struct Details {
    stems: HashSet<Box<str>, FixedState>,
    /// Runs of words of the message, by number, each as long as a copy.
    runs: HashSet<u64, FixedState>,
}

/// Words of three letters and more that carry no detail of their own.
const EMPTY: &[&str] = &[
    "act", "add", "ago", "all", "and", "any", "are", "ask", "ate", "bad", "big", "bit", "but", "can", "day",
    "did", "due", "end", "far", "few", "for", "get", "god", "got", "had", "has", "her", "him", "his", "how",
    "its", "let", "lot", "may", "new", "nor", "not", "now", "off", "old", "one", "our", "out", "own", "per",
    "put", "ran", "run", "sat", "saw", "say", "see", "set", "she", "sir", "sit", "the", "too", "top", "try",
    "two", "use", "via", "was", "way", "who", "why", "won", "yes", "yet", "you", "came", "come", "fault",
    "gone", "issue", "leave", "left", "matter", "nothing", "problem", "trouble", "went", "world", "about",
    "after", "again", "been", "before", "being", "could", "does", "doing", "done", "down", "even", "ever",
    "every", "from", "gets", "going", "have", "here", "into", "just", "know", "like", "made", "make", "many",
    "more", "most", "much", "need", "never", "once", "only", "other", "over", "people", "please", "really",
    "said", "same", "should", "some", "still", "such", "sure", "take", "tell", "than", "thank", "thanks",
    "that", "their", "them", "then", "there", "these", "they", "thing", "things", "this", "time", "told",
    "under", "upon", "very", "want", "was", "well", "were", "what", "when", "where", "which", "while",
    "will", "with", "would", "your", "yours", "sorry", "help", "service", "company", "customer",
];

/// As many words in a row as make a copy and no longer a paraphrase.
const COPIED: usize = 9;

impl Details {
    /// Of a message.
    pub fn of(text: &Text) -> Self {
        let words = (0..text.words().len()).map(|at| text.folded(at));
        Self {
            stems: words.filter(|word| is_detail(word)).map(|word| stem(word).into()).collect(),
            runs: runs(text).collect(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty()
    }

    /// The detail that a word gives back, in its plainest form.
    pub fn given_back<'a>(&self, word: &'a str) -> Option<&'a str> {
        let stem = stem(word);
        self.stems.contains(stem).then_some(stem)
    }

    /// Whether a reply takes up at least one of them.
    pub fn touched_by(&self, reply: &Text) -> bool {
        (0..reply.words().len()).any(|at| self.given_back(reply.folded(at)).is_some())
    }

    /// Whether a reply holds a run of the customer's own words too long to be a paraphrase.
    pub fn copied_by(&self, reply: &Text) -> bool {
        !self.runs.is_empty() && runs(reply).any(|run| self.runs.contains(&run))
    }
}

fn is_detail(word: &str) -> bool {
    figure(word).is_some()
        || word.starts_with(|first: char| first.is_ascii_digit())
        || word.chars().count() >= 3 && !EMPTY.contains(&word)
}

/// Small numbers in words and in figures are one detail.
fn figure(word: &str) -> Option<&'static str> {
    Some(match word {
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        "ten" => "10",
        "eleven" => "11",
        "twelve" => "12",
        "fifteen" => "15",
        "twenty" => "20",
        "thirty" => "30",
        "forty" => "40",
        "fifty" => "50",
        "sixty" => "60",
        "hundred" => "100",
        "second" => "2nd",
        "third" => "3rd",
        "fourth" => "4th",
        "fifth" => "5th",
        _ => return None,
    })
}

/// Plural and past endings off, no more: `engineers` meets `engineer`, `waited` meets `waiting`; `two` meets `2`.
fn stem(word: &str) -> &str {
    if let Some(figure) = figure(word) {
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

/// A number for every run of [`COPIED`] words.
fn runs(text: &Text) -> impl Iterator<Item = u64> {
    let hash = FixedState::default();
    let words: Vec<u64> = (0..text.words().len()).map(|at| hash.hash_one(text.folded(at))).collect();
    let starts = 0..(words.len() + 1).saturating_sub(COPIED);
    starts.map(move |start| {
        let run = &words[start..start + COPIED];
        run.iter().fold(0u64, |all, word| all.rotate_left(7).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_are_given_back_in_other_forms() {
        let details = Details::of(&Text::read("I waited for two engineers and nobody came on the 14th."));
        for (word, given) in [
            ("waiting", true),
            ("2", true),
            ("engineer", true),
            ("14th", true),
            ("nobody", true),
            ("came", false),
            ("on", false),
        ] {
            assert_eq!(details.given_back(word).is_some(), given, "{word}");
        }
    }

    #[test]
    fn a_copy_is_no_paraphrase() {
        let message = "I waited in all of Thursday and half of Friday for the fridge.";
        let details = Details::of(&Text::read(message));
        assert!(details.copied_by(&Text::read(message)));
        assert!(!details.copied_by(&Text::read("All of Thursday and half of Friday, for a fridge.")));
    }
}
