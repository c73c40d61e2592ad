//! The words that patterns know, as small numbers, and the words that are nearly one of them.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::Text;

/// A word of a [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub(super) u32);

impl WordId {
    /// A word that no pattern knows.
    pub const UNKNOWN: WordId = WordId(u32::MAX);

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Words to numbers. A misspelt cue word is read as the cue word: a letter missing, one too many, two neighbours swapped
/// or, in words of seven letters and more, one wrong; the first letter right; and only when the word as written is none
/// of the lexicon's own nor one of its protected words. Short words with one letter changed are mostly other words
/// (story, sorry), so there that slip is not forgiven.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    ids: HashMap<Box<str>, WordId>,
    words: Vec<Box<str>>,
    /// Shortened forms of all cue words, made when the first unknown word asks for them.
    nearly: OnceLock<HashMap<Box<str>, Vec<WordId>>>,
    protected: HashSet<Box<str>>,
}

/// Cue words shorter than this are never guessed.
const SHORTEST_CUE: usize = 5;

impl Lexicon {
    /// The number of a word, given if it has none yet. `word` is folded already.
    pub fn intern(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = WordId(self.words.len() as u32);
        self.ids.insert(word.into(), id);
        self.words.push(word.into());
        self.nearly.take();
        id
    }

    /// A real word that must not be read as a misspelt cue.
    pub fn protect(&mut self, word: &str) {
        self.protected.insert(word.into());
    }

    /// How many words it knows.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    fn nearly(&self) -> &HashMap<Box<str>, Vec<WordId>> {
        self.nearly.get_or_init(|| {
            let mut nearly: HashMap<Box<str>, Vec<WordId>> = HashMap::new();
            for (index, word) in self.words.iter().enumerate() {
                if word.len() >= SHORTEST_CUE && word.is_ascii() {
                    let id = WordId(index as u32);
                    nearly.entry(word.clone()).or_default().push(id);
                    for shorter in without_one(word) {
                        nearly.entry(shorter.into()).or_default().push(id);
                    }
                }
            }
            nearly
        })
    }

    /// The number of every word of a text.
    pub fn ids(&self, text: &Text) -> Vec<WordId> {
        (0..text.words().len()).map(|index| self.look_up(text.folded(index))).collect()
    }

    fn look_up(&self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        self.mend(word).unwrap_or(WordId::UNKNOWN)
    }

    fn mend(&self, word: &str) -> Option<WordId> {
        let mendable = (SHORTEST_CUE - 1..=20).contains(&word.len())
            && word.bytes().all(|letter| letter.is_ascii_lowercase())
            && !self.protected.contains(word)
            && !self.is_form_of_protected(word);
        if !mendable {
            return None;
        }
        // Two words one slip apart share a form with one letter left out; the slip itself is checked afterwards.
        let nearly = self.nearly();
        let candidates = |form: &str| {
            let known = nearly.get(form).map_or(&[][..], Vec::as_slice);
            known.iter().copied().find(|&id| is_slip(word, &self.words[id.index()]))
        };
        candidates(word).or_else(|| without_one(word).iter().find_map(|shorter| candidates(shorter)))
    }

    fn is_form_of_protected(&self, word: &str) -> bool {
        ["s", "ed", "d", "ing", "ly", "er"]
            .iter()
            .any(|end| word.strip_suffix(end).is_some_and(|stem| self.protected.contains(stem)))
    }
}

/// The word with each letter but the first left out once.
fn without_one(word: &str) -> Vec<String> {
    (1..word.len())
        .map(|at| {
            let mut shorter = String::with_capacity(word.len());
            shorter.push_str(&word[..at]);
            shorter.push_str(&word[at + 1..]);
            shorter
        })
        .collect()
}

/// Whether `written` is `meant` with one slip of the kinds that are forgiven.
fn is_slip(written: &str, meant: &str) -> bool {
    let wrong_letter = written.len() == meant.len() && strsim::hamming(written, meant) == Ok(1);
    (!wrong_letter || meant.len() >= 7) && strsim::osa_distance(written, meant) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(word: &str) -> Option<&'static str> {
        let cues = ["sorry", "refund", "understand", "there"];
        let mut lexicon = Lexicon::default();
        let ids: Vec<WordId> = cues.iter().map(|cue| lexicon.intern(cue)).collect();
        lexicon.protect("fund");
        lexicon.protect("refined");
        let id = lexicon.look_up(word);
        ids.iter().position(|&known| known == id).map(|at| cues[at])
    }

    #[test]
    fn one_slip_is_forgiven() {
        for (slip, meant) in [
            ("sory", "sorry"),
            ("sorrry", "sorry"),
            ("refudn", "refund"),
            ("refnd", "refund"),
            ("understnad", "understand"),
            ("understabd", "understand"),
        ] {
            assert_eq!(read_as(slip), Some(meant));
        }
    }

    #[test]
    fn other_words_stay_other_words() {
        for word in ["fund", "refined", "story", "worry", "where", "thunder", "serry", "sroyr"] {
            assert_eq!(read_as(word), None, "{word}");
        }
    }
}
