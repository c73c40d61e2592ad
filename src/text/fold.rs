//! One spelling for words that mean the same: case, apostrophes, British and American, chat shorthand.
//!
//! Patterns and texts go through the same folding, so a rule may be coarser than English is: `promise` becomes
//! `promize` on both sides and nobody sees it.

/// A word after folding, and whether a contraction hid a second word in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Folded<'a> {
    /// The word itself, lower case, straight apostrophes, one spelling.
    pub word: String,
    /// `will` of `I'll`, with where it starts in the raw word (bytes).
    pub tail: Option<(&'a str, usize)>,
}

/// Contractions written without their apostrophe, and chat shorthand. `ill`, `well`, `wont` and `were` are words
/// of their own and stay.
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
    ("im", "i", "am"),
    ("isnt", "is", "not"),
    ("itll", "it", "will"),
    ("ive", "i", "have"),
    ("shouldnt", "should", "not"),
    ("thats", "that", "is"),
    ("theres", "there", "is"),
    ("theyre", "they", "are"),
    ("theyve", "they", "have"),
    ("ud", "you", "would"),
    ("ull", "you", "will"),
    ("wasnt", "was", "not"),
    ("werent", "were", "not"),
    ("weve", "we", "have"),
    ("whats", "what", "is"),
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

/// Folds one raw word. `buffer` is the word in lower case with straight apostrophes.
pub(super) fn fold(lower: String) -> Folded<'static> {
    if let Some(at) = lower.find('\'') {
        return contraction(lower, at);
    }
    if let Ok(found) = SHORTHAND.binary_search_by_key(&lower.as_str(), |entry| entry.0) {
        let (raw, head, tail) = SHORTHAND[found];
        return Folded { word: head.to_owned(), tail: Some((tail, head.len().min(raw.len() - 1))) };
    }
    Folded { word: spelling(lower), tail: None }
}

fn contraction(lower: String, at: usize) -> Folded<'static> {
    let (head, tail) = lower.split_at(at);
    let whole = |word: &str| Folded { word: spelling(word.to_owned()), tail: None };
    let two =
        |word: &str, second, place| Folded { word: spelling(word.to_owned()), tail: Some((second, place)) };
    if tail == "'t" && head.ends_with('n') {
        let stem = match head {
            "can" => "can",
            "won" => "will",
            "shan" => "shall",
            "ain" => "is",
            other => &other[..other.len() - 1],
        };
        let place = if head == "can" { at } else { at - 1 };
        return two(stem, "not", place.max(1));
    }
    match tail {
        "'ll" => two(head, "will", at),
        "'re" => two(head, "are", at),
        "'ve" => two(head, "have", at),
        "'m" => two(head, "am", at),
        "'d" => two(head, "would", at),
        "'s" if head == "let" => two(head, "us", at),
        "'s" if BEFORE_IS.contains(&head) => two(head, "is", at),
        // A possessive, or a plural's apostrophe: the owner is the word.
        "'s" | "'" => whole(head),
        _ => whole(&lower.replace('\'', "")),
    }
}

/// One spelling for British and American forms. See the module's note on coarseness.
pub(super) fn spelling(mut word: String) -> String {
    if let Ok(found) = ONE_WORD.binary_search_by_key(&word.as_str(), |entry| entry.0) {
        return ONE_WORD[found].1.to_owned();
    }
    if word.len() < 6 || !word.is_ascii() {
        return word;
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
    if let Some((from, to)) = SUFFIXES.iter().find(|(from, _)| word.ends_with(from)) {
        word.truncate(word.len() - from.len());
        word.push_str(to);
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(SHORTHAND.is_sorted_by_key(|entry| entry.0));
        assert!(ONE_WORD.is_sorted_by_key(|entry| entry.0));
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
            assert_eq!(fold(british.into()).word, fold(american.into()).word);
        }
    }

    #[test]
    fn short_words_keep_their_meaning() {
        for (one, other) in [("four", "for"), ("hour", "hor"), ("your", "yor")] {
            assert_ne!(fold(one.into()).word, fold(other.into()).word);
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
            let folded = fold(raw.into());
            assert_eq!((folded.word.as_str(), folded.tail.map(|t| t.0)), (head, Some(tail)), "{raw}");
        }
        assert_eq!(fold("marta's".into()), Folded { word: "marta".into(), tail: None });
    }
}
