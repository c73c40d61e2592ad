//! The little language in which rubrics and scenarios write down what to look for.
//!
//! ```text
//! i {will} ... {remedy}     words; a class in braces; ... is a gap of up to four words in the same sentence
//! i ...2 call               a gap of up to two
//! (so|very|truly) sorry     one of several
//! i am [so|really] sorry    an optional word, or one of several
//! ^sorry  sorry$            the sentence begins or ends here
//! <no  no>                  the clause begins or ends here
//! within # hours            # is a number, in digits
//! send~ it                  any form of the verb
//! i will * it               * is any one word
//! i will !{vague}           any one word but those of the class
//! i have *ed                any one word that ends so
//! ```

use std::borrow::Cow;
use std::iter::Peekable;
use std::vec::IntoIter;

use thiserror::Error;

use super::inflect::verb_forms;

/// What is wrong with a pattern, in the author's words.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PatternError {
    /// Nothing in it.
    #[error("the pattern is empty; write at least one word")]
    Empty,
    /// A bracket without its partner.
    #[error("`{0}` has no partner in the pattern")]
    Unbalanced(char),
    /// A class that no file defines.
    #[error("there is no word class `{{{0}}}`")]
    UnknownClass(String),
    /// It begins or ends with `...`, or begins with any word, and would be tried everywhere; or something stands before
    /// its beginning or behind its end.
    #[error(
        "a pattern begins with a word, a class or a number, and nothing stands before `^` and `<` or behind `...`, `$` and `>`"
    )]
    Loose,
    /// It may match no word at all.
    #[error("every part of the pattern is optional, so it would match anything; make one word required")]
    Optional,
    /// A gap that reaches further than anybody's sentence.
    #[error("a gap is {WIDEST_GAP} words at most")]
    TooWide,
    /// `~` without a verb before it.
    #[error("`~` stands right behind a verb; write the verbs out, as in `(send~|post~)`")]
    Tilde,
    /// More ways through it than is sensible.
    #[error("there are more than {0} ways through the pattern; split it or use a word class")]
    TooMany(usize),
}

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Step(Step<'a>),
    /// One of several sequences.
    OneOf(Vec<Vec<Part<'a>>>),
    /// One of several sequences, or nothing.
    Optional(Vec<Vec<Part<'a>>>),
}

/// What one part asks of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step<'a> {
    Word(Cow<'a, str>),
    /// One of several words or runs of words.
    OneOf(Vec<Vec<Cow<'a, str>>>),
    Class(&'a str),
    Number,
    /// Any one word.
    Any,
    /// Any one word that is no member of the class.
    Not(&'a str),
    /// Any one word with this ending.
    Ending(&'a str),
    Gap(u8),
    Begin,
    BeginClause,
    End,
    EndClause,
}

const WIDEST_GAP: u8 = 12;

/// The parts of a pattern, in order.
pub(super) fn parse(source: &str) -> Result<Vec<Part<'_>>, PatternError> {
    let mut tokens = tokens(source).into_iter().peekable();
    let parts = sequence(&mut tokens)?;
    match tokens.next() {
        Some(Token::Close(bracket)) => Err(PatternError::Unbalanced(bracket)),
        Some(_) => Err(PatternError::Unbalanced('|')),
        None if parts.is_empty() => Err(PatternError::Empty),
        None => Ok(parts),
    }
}

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
                let inside = &bytes[at + 1..at + end];
                let words = inside.split(|&byte| byte == b'|');
                // A verb's forms beside another word make a way each; those are left to be counted.
                let plain = |words: &[u8]| {
                    let verb_and_more = words.contains(&b'~') && words.contains(&b' ');
                    !verb_and_more
                        && words.split(|&byte| byte == b' ').any(|word| !word.is_empty())
                        && words
                            .split(|&byte| byte == b' ')
                            .all(|word| word.is_empty() || is_plain_word(word))
                };
                if !words.into_iter().all(plain) {
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

#[derive(Debug)]
enum Token<'a> {
    Step(Step<'a>),
    Open(char),
    Close(char),
    Or,
}

fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = source.trim_start();
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '(' | '[' => push(&mut tokens, Token::Open(first), 1),
            ')' | ']' => push(&mut tokens, Token::Close(first), 1),
            '|' => push(&mut tokens, Token::Or, 1),
            '^' => push(&mut tokens, Token::Step(Step::Begin), 1),
            '$' => push(&mut tokens, Token::Step(Step::End), 1),
            '#' => push(&mut tokens, Token::Step(Step::Number), 1),
            '<' => push(&mut tokens, Token::Step(Step::BeginClause), 1),
            '>' => push(&mut tokens, Token::Step(Step::EndClause), 1),
            '*' => {
                let end = 1 + word_end(&rest[1..]);
                let ending = &rest[1..end];
                let step = if ending.is_empty() { Step::Any } else { Step::Ending(ending) };
                push(&mut tokens, Token::Step(step), end)
            }
            '!' if rest[1..].starts_with('{') => {
                let end = rest.find('}').unwrap_or(rest.len());
                let name = rest[2..end].trim();
                push(&mut tokens, Token::Step(Step::Not(name)), (end + 1).min(rest.len()))
            }
            '{' => {
                let end = rest.find('}').unwrap_or(rest.len());
                push(&mut tokens, Token::Step(Step::Class(rest[1..end].trim())), (end + 1).min(rest.len()))
            }
            '.' => {
                let dots = rest.len() - rest.trim_start_matches('.').len();
                let digits =
                    rest[dots..].len() - rest[dots..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let width =
                    if digits == 0 { 4 } else { rest[dots..dots + digits].parse().unwrap_or(u8::MAX) };
                push(&mut tokens, Token::Step(Step::Gap(width)), dots + digits)
            }
            _ => {
                let end = word_end(rest).max(first.len_utf8());
                word(&mut tokens, &rest[..end]);
                end
            }
        };
        rest = rest[taken..].trim_start();
    }
    tokens
}

/// Where the word at the beginning ends. A stop between digits belongs to it: `201.40`.
fn word_end(rest: &str) -> usize {
    let digit = |at: Option<u8>| at.is_some_and(|byte| byte.is_ascii_digit());
    let bytes = rest.as_bytes();
    let ends = |(at, c): &(usize, char)| {
        let decimal =
            *c == '.' && *at > 0 && digit(bytes.get(at - 1).copied()) && digit(bytes.get(at + 1).copied());
        !decimal && (c.is_whitespace() || "()[]|{}^$#.<>*!".contains(*c))
    };
    rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at)
}

fn push<'a>(tokens: &mut Vec<Token<'a>>, token: Token<'a>, taken: usize) -> usize {
    tokens.push(token);
    taken
}

/// A word of the pattern goes through the same reading as a text, so that `don't` and `do not` are one pattern.
fn word<'a>(tokens: &mut Vec<Token<'a>>, raw: &'a str) {
    let mut push = |word| tokens.push(Token::Step(Step::Word(word)));
    if raw.trim_end_matches('~').contains('~') || raw.ends_with("~~") {
        // No verb has such a form; that is what `sound` tells.
        tokens.push(Token::Step(Step::OneOf(vec![vec![Cow::Borrowed("")]])));
    } else if let Some(verb) = raw.strip_suffix('~') {
        let folded = |mut form: String| {
            super::fold::fold(&mut form, 0);
            vec![Cow::Owned(form)]
        };
        let forms = verb_forms(&verb.to_lowercase()).into_iter().map(folded).collect();
        tokens.push(Token::Step(Step::OneOf(forms)));
    } else if raw.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\'') {
        let mut word = raw.to_owned();
        let tail = super::fold::fold(&mut word, 0);
        push(if word == raw { Cow::Borrowed(raw) } else { Cow::Owned(word) });
        tail.into_iter().for_each(|(tail, _)| push(Cow::Borrowed(tail)));
    } else {
        let text = super::Text::read(raw);
        (0..text.words().len()).for_each(|index| push(Cow::Owned(text.folded(index).to_owned())));
    }
}

/// Parts up to a closing bracket, a bar or the end.
fn sequence<'a>(tokens: &mut Peekable<IntoIter<Token<'a>>>) -> Result<Vec<Part<'a>>, PatternError> {
    let mut parts = Vec::new();
    while let Some(token) = tokens.next_if(|token| matches!(token, Token::Step(_) | Token::Open(_))) {
        match token {
            Token::Step(step) => parts.push(Part::Step(step)),
            Token::Open(bracket) => parts.push(bracketed(tokens, bracket)?),
            Token::Or | Token::Close(_) => {}
        }
    }
    Ok(parts)
}

/// What stands between a bracket and its partner.
fn bracketed<'a>(
    tokens: &mut Peekable<IntoIter<Token<'a>>>,
    bracket: char,
) -> Result<Part<'a>, PatternError> {
    let partner = if bracket == '(' { ')' } else { ']' };
    let mut runs = Vec::new();
    let mut alternatives = Vec::new();
    loop {
        let mut alternative = sequence(tokens)?;
        // Alternatives that are nothing but words become one step, so that they do not multiply.
        match alternative.as_mut_slice() {
            [Part::Step(Step::OneOf(forms))] => runs.append(forms),
            parts
                if !parts.is_empty()
                    && parts.iter().all(|part| matches!(part, Part::Step(Step::Word(_)))) =>
            {
                runs.push(alternative.into_iter().filter_map(one_word).collect());
            }
            _ => alternatives.push(alternative),
        }
        match tokens.next() {
            Some(Token::Or) => {}
            Some(Token::Close(close)) if close == partner => break,
            _ => return Err(PatternError::Unbalanced(bracket)),
        }
    }
    if !runs.is_empty() {
        alternatives.push(vec![Part::Step(Step::OneOf(runs))]);
    }
    Ok(if bracket == '(' { Part::OneOf(alternatives) } else { Part::Optional(alternatives) })
}

fn one_word(part: Part<'_>) -> Option<Cow<'_, str>> {
    match part {
        Part::Step(Step::Word(word)) => Some(word),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(parts: &[Part<'_>]) -> String {
        let all =
            |list: &[Vec<Part<'_>>]| list.iter().map(|parts| draw(parts)).collect::<Vec<_>>().join(" / ");
        let one = |part: &Part<'_>| match part {
            Part::OneOf(list) => format!("({})", all(list)),
            Part::Optional(list) => format!("[{}]", all(list)),
            Part::Step(step) => match step {
                Step::Word(word) => word.to_string(),
                Step::OneOf(runs) => runs.iter().map(|run| run.join("_")).collect::<Vec<_>>().join("|"),
                Step::Class(class) => format!("{{{class}}}"),
                Step::Number => "#".into(),
                Step::Any => "*".into(),
                Step::Not(class) => format!("!{{{class}}}"),
                Step::Ending(ending) => format!("*{ending}"),
                Step::BeginClause => "<".into(),
                Step::EndClause => ">".into(),
                Step::Gap(width) => format!("...{width}"),
                Step::Begin => "^".into(),
                Step::End => "$".into(),
            },
        };
        parts.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn parts() {
        for (source, parts) in [
            ("I am [so|very] sorry", "i am [so|very] sorry"),
            ("sent 201.40", "sent 201.40"),
            ("(can't|won't) ...2 {remedy}", "(can_not|will_not) ...2 {remedy}"),
            ("^send~ # now$", "^ send|sends|sent|sending # now $"),
            ("(by #|by noon|today) it", "(by # / by_noon|today) it"),
            ("[{day}] (we|i (can|could))", "[{day}] (i (can|could) / we)"),
            ("<i have *ed !{part} *>", "< i have *ed !{part} * >"),
        ] {
            assert_eq!(parse(source).map(|parts| draw(&parts)), Ok(parts.to_owned()), "{source}");
        }
    }

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

    #[test]
    fn mistakes_are_named() {
        for (source, error) in [
            ("", PatternError::Empty),
            ("(so sorry", PatternError::Unbalanced('(')),
            ("so sorry]", PatternError::Unbalanced(']')),
            ("so|sorry", PatternError::Unbalanced('|')),
        ] {
            assert_eq!(parse(source), Err(error), "{source}");
        }
    }
}
