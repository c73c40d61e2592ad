//! Apostrophes that a hurried writer left out where the rest is another word: `ill ring you`, `its been a week`,
//! `id like`, `were sending`. Only the neighbours can tell.

/// The two words that `word` was meant as. `before` is the word before it in its clause, `after` the one that follows
/// without a break.
pub(super) fn restored(
    before: Option<&str>,
    word: &str,
    after: &str,
) -> Option<(&'static str, &'static str)> {
    match word {
        "ill"
            if !before.is_some_and(makes_ill)
                && !matches!(
                    after,
                    "health" | "and" | "with" | "will" | "or" | "for" | "since" | "in" | "at" | "from"
                ) =>
        {
            Some(("i", "will"))
        }
        "its" if follows_it_is(after) => Some(("it", "is")),
        "lets" if before.is_none() => Some(("let", "us")),
        "id" if follows_would(after) => Some(("i", "would")),
        "were"
            if before.is_none_or(joins)
                && (after.ends_with("ing") || matches!(after, "not" | "so" | "sorry")) =>
        {
            Some(("we", "are"))
        }
        "well" if before.is_none_or(joins) && follows_will(after) => Some(("we", "will")),
        _ => None,
    }
}

/// Whether [`restored`] has anything to say about a word.
pub(super) fn is_ambiguous(word: &str) -> bool {
    matches!(word, "ill" | "its" | "lets" | "id" | "were" | "well")
}

fn makes_ill(word: &str) -> bool {
    matches!(
        word,
        "am" | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "feel"
            | "feeling"
            | "felt"
            | "fall"
            | "fell"
            | "fallen"
            | "get"
            | "got"
            | "getting"
            | "very"
            | "so"
            | "really"
            | "too"
            | "seriously"
            | "terminally"
            | "critically"
            | "taken"
            | "took"
            | "an"
            | "the"
            | "of"
            | "look"
            | "looked"
            | "looking"
            | "made"
            | "your"
            | "her"
            | "his"
            | "my"
    )
}

fn joins(word: &str) -> bool {
    matches!(word, "and" | "but" | "so" | "because" | "that" | "then" | "if" | "while" | "what" | "sorry")
}

fn follows_it_is(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "not"
            | "been"
            | "my"
            | "our"
            | "your"
            | "so"
            | "no"
            | "now"
            | "on"
            | "in"
            | "at"
            | "just"
            | "only"
            | "all"
            | "very"
            | "really"
            | "too"
            | "going"
            | "gone"
            | "still"
            | "here"
            | "there"
            | "fine"
            | "okay"
            | "ready"
            | "sorted"
            | "because"
            | "hard"
            | "awful"
            | "horrible"
            | "understandable"
            | "clear"
            | "quite"
            | "that"
            | "what"
    )
}

fn follows_would(word: &str) -> bool {
    matches!(
        word,
        "be" | "like"
            | "love"
            | "have"
            | "want"
            | "say"
            | "rather"
            | "also"
            | "really"
            | "prefer"
            | "feel"
            | "hate"
            | "ask"
            | "suggest"
            | "been"
            | "never"
            | "just"
    )
}

fn follows_will(word: &str) -> bool {
    matches!(
        word,
        "be" | "get"
            | "make"
            | "send"
            | "call"
            | "ring"
            | "have"
            | "do"
            | "put"
            | "refund"
            | "sort"
            | "look"
            | "let"
            | "keep"
            | "find"
            | "give"
            | "also"
            | "come"
            | "go"
            | "take"
            | "see"
            | "text"
            | "email"
            | "fix"
            | "check"
            | "replace"
            | "need"
            | "pay"
            | "cover"
            | "stay"
            | "start"
            | "try"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_decide() {
        for (before, word, after, meant) in [
            (None, "ill", "ring", Some(("i", "will"))),
            (Some("was"), "ill", "last", None),
            (Some("though"), "its", "been", Some(("it", "is"))),
            (Some("lost"), "its", "label", None),
            (None, "were", "sending", Some(("we", "are"))),
            (Some("things"), "were", "going", None),
            (None, "well", "send", Some(("we", "will"))),
            (Some("as"), "well", "send", None),
            (None, "id", "like", Some(("i", "would"))),
            (Some("photo"), "id", "card", None),
        ] {
            assert_eq!(restored(before, word, after), meant, "{before:?} {word} {after}");
        }
    }
}
