//! One spelling for words that mean the same: case, apostrophes, British and American, chat shorthand.
//!
//! Patterns and texts go through the same folding, so a rule may be coarser than English is: `promise` becomes
//! `promize` on both sides and nobody sees it.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

/// Contractions written without their apostrophe, and chat shorthand. What is another word
/// without its apostrophe is left to [`super::apostrophe`].
const SHORTHAND: &[(&str, &str, &str)] = &[
    ("arent", "are", "not"),
    ("cannot", "can", "not"),
    ("cant", "can", "not"),
    ("couldnt", "could", "not"),
    ("didnt", "did", "not"),
    ("doesnt", "does", "not"),
    ("dont", "do", "not"),
    ("gonna", "going", "to"),
    ("hadnt", "had", "not"),
    ("hasnt", "has", "not"),
    ("havent", "have", "not"),
    ("heres", "here", "is"),
    ("hes", "he", "is"),
    ("im", "i", "am"),
    ("isnt", "is", "not"),
    ("itll", "it", "will"),
    ("ive", "i", "have"),
    ("lemme", "let", "me"),
    ("shes", "she", "is"),
    ("shouldnt", "should", "not"),
    ("thats", "that", "is"),
    ("theres", "there", "is"),
    ("theyll", "they", "will"),
    ("theyre", "they", "are"),
    ("theyve", "they", "have"),
    ("ud", "you", "would"),
    ("ull", "you", "will"),
    ("wanna", "want", "to"),
    ("wasnt", "was", "not"),
    ("werent", "were", "not"),
    ("weve", "we", "have"),
    ("whats", "what", "is"),
    ("wont", "will", "not"),
    ("wouldnt", "would", "not"),
    ("wudnt", "would", "not"),
    ("youd", "you", "would"),
    ("youll", "you", "will"),
    ("youre", "you", "are"),
    ("youve", "you", "have"),
];

/// Chat shorthand and spellings that no rule reaches.
const ONE_WORD: &[(&str, &str)] = &[
    ("apologise", "apologize"),
    ("bc", "because"),
    ("cheque", "check"),
    ("cheques", "checks"),
    ("cos", "because"),
    ("cuz", "because"),
    ("defence", "defense"),
    ("grey", "gray"),
    ("jewellery", "jewelry"),
    ("learnt", "learned"),
    ("licence", "license"),
    ("mum", "mom"),
    ("ok", "okay"),
    ("pls", "please"),
    ("plz", "please"),
    ("practise", "practice"),
    ("practised", "practiced"),
    ("practising", "practicing"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("r", "are"),
    ("sry", "sorry"),
    ("thx", "thanks"),
    ("u", "you"),
    ("ur", "your"),
    ("whilst", "while"),
    ("ye", "you"),
    ("yr", "your"),
];

/// Words after which `'s` is `is` and not a possessive.
const BEFORE_IS: &[&str] = &[
    "everyone",
    "everything",
    "he",
    "here",
    "how",
    "it",
    "nobody",
    "nothing",
    "she",
    "somebody",
    "someone",
    "something",
    "that",
    "there",
    "what",
    "where",
    "who",
    "why",
];

/// What the two tables say about a word that has no apostrophe.
#[derive(Clone, Copy)]
enum Entry {
    One(&'static str),
    Two(&'static str, &'static str),
}

static TABLE: LazyLock<HashMap<&str, Entry, FixedState>> = LazyLock::new(|| {
    let one = ONE_WORD.iter().map(|&(raw, word)| (raw, Entry::One(word)));
    let two = SHORTHAND.iter().map(|&(raw, head, tail)| (raw, Entry::Two(head, tail)));
    one.chain(two).collect()
});

/// Letters of the longest entry in [`TABLE`].
const LONGEST_ENTRY: usize = 10;

/// Folds the word that stands in `words` from the byte `from` to the end, in lower case and with straight
/// apostrophes. Where a contraction hides a second word, gives that word and the byte of the raw word where it starts.
pub(super) fn fold(words: &mut String, from: usize) -> Option<(&'static str, usize)> {
    if let Some(at) = words[from..].find('\'') {
        return contraction(words, from, at);
    }
    let raw = &words[from..];
    let entry = if raw.len() <= LONGEST_ENTRY { TABLE.get(raw).copied() } else { None };
    match entry {
        Some(Entry::One(word)) => {
            words.truncate(from);
            words.push_str(word);
            None
        }
        Some(Entry::Two(head, tail)) => {
            let place = head.len().min(raw.len() - 1);
            words.truncate(from);
            words.push_str(head);
            Some((tail, place))
        }
        None => {
            spell(words, from);
            None
        }
    }
}

fn contraction(words: &mut String, from: usize, at: usize) -> Option<(&'static str, usize)> {
    let (head, tail) = words[from..].split_at(at);
    if tail == "'t" && head.ends_with('n') {
        let stem = match head {
            "can" => Some("can"),
            "won" => Some("will"),
            "shan" => Some("shall"),
            "ain" => Some("is"),
            _ => None,
        };
        let place = if head == "can" { at } else { at - 1 };
        words.truncate(from + at - 1);
        if let Some(stem) = stem {
            words.truncate(from);
            words.push_str(stem);
        }
        return Some(("not", place.max(1)));
    }
    let second = match tail {
        "'ll" => Some("will"),
        "'re" => Some("are"),
        "'ve" => Some("have"),
        "'m" => Some("am"),
        "'d" => Some("would"),
        "'s" if head == "let" => Some("us"),
        "'s" if BEFORE_IS.contains(&head) => Some("is"),
        _ => None,
    };
    match (second, tail) {
        (Some(_), _) => words.truncate(from + at),
        // A possessive, or a plural's apostrophe: the owner is the word.
        (None, "'s" | "'") => words.truncate(from + at),
        (None, _) => {
            let joined = words[from..].replace('\'', "");
            words.truncate(from);
            words.push_str(&joined);
        }
    }
    // What is left has no apostrophe; a second word inside it is one too many to tell apart.
    let _ = fold(words, from);
    second.map(|word| (word, at))
}

/// One spelling for British and American forms. See the module's note on coarseness.
fn spell(words: &mut String, from: usize) {
    let word = &words[from..];
    if word.len() < 6 || !word.is_ascii() {
        return;
    }
    const SUFFIXES: &[(&str, &str)] = &[
        ("isation", "ization"),
        ("isations", "izations"),
        ("ise", "ize"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ising", "izing"),
        ("yse", "yze"),
        ("ysed", "yzed"),
        ("ysing", "yzing"),
        ("our", "or"),
        ("ours", "ors"),
        ("oured", "ored"),
        ("ouring", "oring"),
        ("ourable", "orable"),
        ("ourhood", "orhood"),
        ("lled", "led"),
        ("lling", "ling"),
        ("llation", "lation"),
        ("tre", "ter"),
        ("tres", "ters"),
        ("ogue", "og"),
    ];
    if let Some((suffix, other)) = SUFFIXES.iter().find(|(suffix, _)| word.ends_with(suffix)) {
        words.truncate(words.len() - suffix.len());
        words.push_str(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The folded word, and the second one where a contraction hid it.
    fn folded(raw: &str) -> (String, Option<&'static str>) {
        let mut word = raw.to_owned();
        let tail = fold(&mut word, 0);
        (word, tail.map(|(tail, _)| tail))
    }

    #[test]
    fn tables_are_sorted() {
        assert!(SHORTHAND.is_sorted_by_key(|entry| entry.0));
        assert!(ONE_WORD.is_sorted_by_key(|entry| entry.0));
        let longest = SHORTHAND.iter().map(|entry| entry.0).chain(ONE_WORD.iter().map(|entry| entry.0));
        assert_eq!(longest.map(str::len).max(), Some(LONGEST_ENTRY));
    }

    #[test]
    fn two_spellings_fold_to_one() {
        for (british, american) in [
            ("apologise", "apologize"),
            ("organised", "organized"),
            ("behaviour", "behavior"),
            ("neighbourhood", "neighborhood"),
            ("cancelled", "canceled"),
            ("travelling", "traveling"),
            ("cancellation", "cancelation"),
            ("centre", "center"),
            ("cheque", "check"),
            ("analysed", "analyzed"),
        ] {
            assert_eq!(folded(british), folded(american));
        }
    }

    #[test]
    fn short_words_keep_their_meaning() {
        for (one, other) in [("four", "for"), ("hour", "hor"), ("your", "yor")] {
            assert_ne!(folded(one), folded(other));
        }
    }

    #[test]
    fn contractions_come_apart() {
        for (raw, head, tail) in [
            ("i'll", "i", "will"),
            ("won't", "will", "not"),
            ("can't", "can", "not"),
            ("isn't", "is", "not"),
            ("that's", "that", "is"),
            ("dont", "do", "not"),
            ("let's", "let", "us"),
        ] {
            assert_eq!(folded(raw), (head.to_owned(), Some(tail)), "{raw}");
        }
        assert_eq!(folded("marta's"), ("marta".to_owned(), None));
    }
}
