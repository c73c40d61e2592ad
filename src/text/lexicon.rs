//! The words that patterns know, as small numbers, and the words that are nearly one of them.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

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
    ids: HashMap<Box<str>, WordId, FixedState>,
    words: Vec<Box<str>>,
    /// Made when the first unknown word asks for it.
    nearly: OnceLock<Nearly>,
    /// Real words that must not be read as a misspelt cue.
    protected: HashMap<Box<str>, (), FixedState>,
}

/// Cue words shorter than this are never guessed.
const SHORTEST_CUE: usize = 5;

/// Longer words are no slips of anything.
const LONGEST_SLIP: usize = 20;

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
        self.protected.insert(word.into(), ());
    }

    /// How many words it knows.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The number of every word of a text.
    pub fn ids(&self, text: &Text) -> Vec<WordId> {
        (0..text.words().len()).map(|index| self.look_up(text.folded(index))).collect()
    }

    fn look_up(&self, word: &str) -> WordId {
        match self.ids.get(word) {
            Some(&id) => id,
            None => self.mend(word).unwrap_or(WordId::UNKNOWN),
        }
    }

    fn mend(&self, word: &str) -> Option<WordId> {
        let mendable = (SHORTEST_CUE - 1..=LONGEST_SLIP).contains(&word.len())
            && word.bytes().all(|letter| letter.is_ascii_lowercase());
        if !mendable {
            return None;
        }
        // Two words one slip apart share a form with one letter left out; the slip itself is checked afterwards.
        let nearly = self.nearly.get_or_init(|| Nearly::of(&self.words));
        let slip = |id: &WordId| is_slip(word, &self.words[id.index()]);
        let found = forms(word).find_map(|form| nearly.of_form(form).iter().copied().find(slip))?;
        (!self.is_protected(word)).then_some(found)
    }

    fn is_protected(&self, word: &str) -> bool {
        let stem = |end: &str| word.strip_suffix(end).is_some_and(|stem| self.protected.contains_key(stem));
        self.protected.contains_key(word) || ["s", "ed", "d", "ing", "ly", "er"].into_iter().any(stem)
    }
}

/// The cue words by what is left of them when one letter is left out.
#[derive(Clone, Debug)]
struct Nearly {
    words: HashMap<u64, Vec<WordId>, FixedState>,
    /// A bit for every key, so that most words are told apart without a look into the table.
    seen: Vec<u64>,
}

impl Nearly {
    /// Of this many bits, about one in ten is set by a rubric's five thousand cue words.
    const BITS: u64 = 1 << 19;

    fn of(words: &[Box<str>]) -> Self {
        let mut nearly = Nearly { words: HashMap::default(), seen: vec![0; (Self::BITS / 64) as usize] };
        for (index, word) in words.iter().enumerate() {
            if (SHORTEST_CUE..=LONGEST_SLIP + 1).contains(&word.len()) && word.is_ascii() {
                for form in forms(word) {
                    nearly.words.entry(form).or_default().push(WordId(index as u32));
                    let bit = form % Self::BITS;
                    nearly.seen[(bit / 64) as usize] |= 1 << (bit % 64);
                }
            }
        }
        nearly
    }

    fn of_form(&self, form: u64) -> &[WordId] {
        let bit = form % Self::BITS;
        if self.seen[(bit / 64) as usize] >> (bit % 64) & 1 == 0 {
            return &[];
        }
        self.words.get(&form).map_or(&[], Vec::as_slice)
    }
}

/// Numbers for the word and for the word with each letter but the first left out once. Only numbers: two words with the
/// same one are compared letter by letter afterwards.
fn forms(word: &str) -> impl Iterator<Item = u64> {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    let bytes = word.as_bytes();
    let mut ends = [0u64; LONGEST_SLIP + 2];
    let mut powers = [1u64; LONGEST_SLIP + 2];
    for at in (0..bytes.len()).rev() {
        let behind = bytes.len() - 1 - at;
        ends[at] = ends[at + 1].wrapping_add(u64::from(bytes[at]).wrapping_mul(powers[behind]));
        powers[behind + 1] = powers[behind].wrapping_mul(BASE);
    }
    let whole = ends[0];
    let length = bytes.len();
    let mut head = 0u64;
    let without = (0..length).filter_map(move |at| {
        // `head` is the number of the letters before `at`, as if nothing followed.
        let form = head.wrapping_mul(powers[length - 1 - at]).wrapping_add(ends[at + 1]);
        head = head.wrapping_mul(BASE).wrapping_add(u64::from(word.as_bytes()[at]));
        (at > 0).then_some(mixed(form))
    });
    std::iter::once(mixed(whole)).chain(without)
}

/// Spreads a number over all its bits.
fn mixed(number: u64) -> u64 {
    (number ^ (number >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 7
}

/// Whether `written` is `meant` with one slip of the kinds that are forgiven.
fn is_slip(written: &str, meant: &str) -> bool {
    let wrong_letter = written.len() == meant.len() && strsim::hamming(written, meant) == Ok(1);
    written.as_bytes()[0] == meant.as_bytes()[0]
        && (!wrong_letter || meant.len() >= 7)
        && strsim::osa_distance(written, meant) == 1
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
