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

pub(super) const WIDEST_GAP: u8 = 12;

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
