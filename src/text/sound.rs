//! Whether a pattern can be looked for: everything that can be wrong with one, found without building anything.

use super::pattern::{Part, PatternError, Step, WIDEST_GAP, parse};

/// More ways through one pattern than this are refused.
const MOST_WAYS: usize = 1000;

/// Whether a pattern can be looked for, given the classes there are. Everything that can be wrong with one is found
/// here, without building anything.
///
/// # Errors
/// What is wrong with it.
pub fn sound(source: &str, has_class: &dyn Fn(&str) -> bool) -> Result<(), PatternError> {
    if is_plainly_sound(source, has_class) {
        return Ok(());
    }
    sound_parts(&parse(source)?, has_class)
}

/// Whether one look over the letters shows that a pattern is sound, as it does for nearly all: words, classes, gaps
/// between them, brackets with words in them. What it does not accept may be sound all the same.
fn is_plainly_sound(source: &str, has_class: &dyn Fn(&str) -> bool) -> bool {
    let bytes = source.as_bytes();
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'\'';
    // A word that must be there has been seen; something must follow, since a gap came last; optional brackets.
    let (mut required, mut gap, mut optional) = (false, false, 0);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let end = match byte {
            b' ' | b'#' => at + 1,
            b'{' => match bytes[at..].iter().position(|&byte| byte == b'}') {
                Some(end) if has_class(source[at + 1..at + end].trim()) => at + end + 1,
                _ => return false,
            },
            b'(' | b'[' => {
                let close = if byte == b'(' { b')' } else { b']' };
                let Some(end) = bytes[at..].iter().position(|&byte| byte == close) else { return false };
                let mut alternatives = bytes[at + 1..at + end].split(|&byte| byte == b'|');
                if !alternatives.all(is_plain_run) {
                    return false;
                }
                at + end + 1
            }
            b'.' if required => {
                let dots = bytes[at..].iter().take_while(|&&byte| byte == b'.').count();
                let digits = bytes[at + dots..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                if digits > 1 {
                    return false;
                }
                at + dots + digits
            }
            _ if is_word(byte) => {
                let end = at + bytes[at..].iter().take_while(|&&byte| is_word(byte) || byte == b'~').count();
                if !is_plain_word(&bytes[at..end]) {
                    return false;
                }
                end
            }
            _ => return false,
        };
        match byte {
            b' ' => {}
            b'.' => gap = true,
            b'[' => optional += 1,
            _ => (required, gap) = (true, false),
        }
        at = end;
    }
    required && !gap && optional <= 6
}

/// Words between blanks. A verb's forms beside another word make a way each; those are left to be counted.
fn is_plain_run(words: &[u8]) -> bool {
    let verb_and_more = words.contains(&b'~') && words.contains(&b' ');
    let mut parted = words.split(|&byte| byte == b' ').filter(|word| !word.is_empty()).peekable();
    !verb_and_more && parted.peek().is_some() && parted.all(is_plain_word)
}

/// A word in letters and digits, perhaps with apostrophes inside, perhaps with `~` behind it.
fn is_plain_word(word: &[u8]) -> bool {
    let stem = word.strip_suffix(b"~").unwrap_or(word);
    let letter = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    stem.first().is_some_and(letter)
        && stem.last().is_some_and(letter)
        && stem.iter().all(|byte| letter(byte) || *byte == b'\'')
}

/// [`sound`] for a pattern that has been parsed.
pub(super) fn sound_parts(parts: &[Part<'_>], has_class: &dyn Fn(&str) -> bool) -> Result<(), PatternError> {
    let ends = walk(vec![Stand::Start], parts, has_class)?;
    if ends.contains(&Stand::Start) || ends.contains(&Stand::Anchored) {
        return Err(PatternError::Optional);
    }
    if ends.contains(&Stand::Gap) { Err(PatternError::Loose) } else { Ok(()) }
}

/// Where a way through a pattern stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// Before everything.
    Start,
    /// Behind `^` or `<`, before any word.
    Anchored,
    /// Behind a word.
    Word,
    /// Behind `...`.
    Gap,
    /// Behind `$` or `>`.
    End,
}

/// Where every way stands after these parts.
fn walk(
    from: Vec<Stand>,
    parts: &[Part<'_>],
    has_class: &dyn Fn(&str) -> bool,
) -> Result<Vec<Stand>, PatternError> {
    let mut ways = from;
    for part in parts {
        match part {
            Part::Step(Step::Gap(width)) if *width > WIDEST_GAP => return Err(PatternError::TooWide),
            Part::Step(Step::OneOf(forms))
                if forms.iter().any(|run| run.iter().any(|form| form.is_empty())) =>
            {
                return Err(PatternError::Tilde);
            }
            Part::Step(step) => {
                if let Step::Class(name) | Step::Not(name) = step
                    && !has_class(name)
                {
                    return Err(PatternError::UnknownClass((*name).to_owned()));
                }
                for way in &mut ways {
                    *way = way.after(step)?;
                }
            }
            Part::OneOf(alternatives) | Part::Optional(alternatives) => {
                let mut next = Vec::with_capacity(ways.len() * 2);
                for parts in alternatives {
                    next.append(&mut walk(ways.clone(), parts, has_class)?);
                }
                if let Part::Optional(_) = part {
                    next.append(&mut ways);
                }
                ways = next;
            }
        }
        if ways.len() > MOST_WAYS {
            return Err(PatternError::TooMany(MOST_WAYS));
        }
    }
    Ok(ways)
}

impl Stand {
    fn after(self, step: &Step<'_>) -> Result<Self, PatternError> {
        match (self, step) {
            (Stand::Start, Step::Begin | Step::BeginClause) => Ok(Stand::Anchored),
            (Stand::Word | Stand::Gap, Step::End | Step::EndClause) => Ok(Stand::End),
            (Stand::Word | Stand::Gap, Step::Gap(_)) => Ok(Stand::Gap),
            (Stand::End, _)
            | (_, Step::Begin | Step::BeginClause | Step::End | Step::EndClause)
            | (Stand::Start | Stand::Anchored, Step::Any | Step::Not(_) | Step::Ending(_) | Step::Gap(_)) => {
                Err(PatternError::Loose)
            }
            _ => Ok(Stand::Word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_plainly_sound_is_sound() {
        let known = |class: &str| class == "will";
        let patterns = [
            "sorry",
            "i {will} ...2 call~ you",
            "[so] sorry",
            "[so]",
            "so ...",
            "... so",
            "so ...2 [very]",
            "(a|b) c",
            "(a|) c",
            "(a|(b c)) d",
            "{no} a",
            "a {will",
            "~",
            "a # b",
            "^a",
            "a.b",
            "[a] ...2 b",
            "a ...3 (b|c d) [e]",
            "",
            "  ",
            "a-b",
            "()",
            "a )",
        ];
        for pattern in patterns {
            let slow = parse(pattern).and_then(|parts| sound_parts(&parts, &known));
            if is_plainly_sound(pattern, &known) {
                assert_eq!(slow, Ok(()), "{pattern}");
            }
        }
        for plain in ["i {will} ...2 call~ you", "[so] sorry", "(a|b) c", "a ...3 (b|c d) [e]", "a # b"] {
            assert!(is_plainly_sound(plain, &known), "{plain}");
        }
    }

    #[test]
    fn any_letters_that_are_plainly_sound_are_sound() {
        use rand::{RngExt as _, SeedableRng as _};
        let letters: Vec<char> = "aab'-~ ~  ()[]||..3{}#^$<>*".chars().collect();
        let mut chance = rand_pcg::Pcg32::seed_from_u64(7);
        let mut plain = 0;
        for _ in 0..200_000 {
            let length = chance.random_range(0..14);
            let pattern: String =
                (0..length).map(|_| letters[chance.random_range(0..letters.len() as u32) as usize]).collect();
            if is_plainly_sound(&pattern, &|_| false) {
                plain += 1;
                let slow = parse(&pattern).and_then(|parts| sound_parts(&parts, &|_| false));
                assert_eq!(slow, Ok(()), "{pattern}");
            }
        }
        assert!(plain > 500, "{plain}");
    }
}
