//! The little language in which rubrics and scenarios write down what to look for.
//!
//! ```text
//! i {will} ... {remedy}     words; a class in braces; ... is a gap of up to four words in the same sentence
//! i ...2 call               a gap of up to two
//! (so|very|truly) sorry     one of several
//! i am [so|really] sorry    an optional word, or one of several
//! ^sorry  sorry$            the sentence begins or ends here
//! within # hours            # is a number, in digits
//! send~ it                  any form of the verb
//! ```

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
    /// It begins or ends with `...`, which would match anywhere.
    #[error("a pattern cannot begin or end with `...`; put a word before and after the gap")]
    LooseGap,
    /// It may match no word at all.
    #[error("every part of the pattern is optional, so it would match anything; make one word required")]
    Optional,
    /// More spellings than is sensible.
    #[error("the pattern stands for more than {0} spellings; split it or use a word class")]
    TooMany(usize),
}

/// One step of an expanded pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Word(String),
    Class(String),
    /// One of several plain words or runs of words: a class without a name.
    OneOf(Vec<Vec<String>>),
    Number,
    Gap(u8),
    Begin,
    End,
}

/// A pattern stands for at most this many sequences; more is a sign that a class is wanted.
const MOST_EXPANSIONS: usize = 400;
const WIDEST_GAP: u8 = 12;

/// Every sequence of steps that the pattern stands for.
pub(super) fn expand(source: &str) -> Result<Vec<Vec<Step>>, PatternError> {
    let tokens = tokens(source);
    let mut at = 0;
    let sequences = alternatives(&tokens, &mut at, None)?;
    if let Some(Token::Close(bracket)) = tokens.get(at) {
        return Err(PatternError::Unbalanced(*bracket));
    }
    if tokens.is_empty() {
        return Err(PatternError::Empty);
    }
    for sequence in &sequences {
        let needs_word =
            |step: &Step| matches!(step, Step::Word(_) | Step::Class(_) | Step::OneOf(_) | Step::Number);
        if !sequence.iter().any(needs_word) {
            return Err(PatternError::Optional);
        }
        let loose = |step: Option<&Step>| matches!(step, Some(Step::Gap(_)));
        if loose(sequence.first()) || loose(sequence.last()) {
            return Err(PatternError::LooseGap);
        }
    }
    Ok(sequences)
}

#[derive(Debug)]
enum Token {
    Step(Step),
    Forms(String),
    Open(char),
    Close(char),
    Or,
}

fn tokens(source: &str) -> Vec<Token> {
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
            '{' => {
                let end = rest.find('}').unwrap_or(rest.len());
                push(
                    &mut tokens,
                    Token::Step(Step::Class(rest[1..end].trim().to_owned())),
                    (end + 1).min(rest.len()),
                )
            }
            '.' => {
                let dots = rest.len() - rest.trim_start_matches('.').len();
                let digits =
                    rest[dots..].len() - rest[dots..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let width = rest[dots..dots + digits].parse().unwrap_or(4).min(WIDEST_GAP);
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
        !decimal && (c.is_whitespace() || "()[]|{}^$#.".contains(*c))
    };
    rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at)
}

fn push(tokens: &mut Vec<Token>, token: Token, taken: usize) -> usize {
    tokens.push(token);
    taken
}

/// A word of the pattern goes through the same reading as a text, so that `don't` and `do not` are one pattern.
fn word(tokens: &mut Vec<Token>, raw: &str) {
    if let Some(verb) = raw.strip_suffix('~') {
        tokens.push(Token::Forms(verb.to_lowercase()));
        return;
    }
    let lower = raw.to_lowercase().replace('’', "'");
    if lower.chars().all(|c| c.is_alphanumeric() || c == '\'') {
        let folded = super::fold::fold(lower);
        tokens.push(Token::Step(Step::Word(folded.word)));
        tokens.extend(folded.tail.map(|(tail, _)| Token::Step(Step::Word(tail.to_owned()))));
        return;
    }
    let text = super::Text::read(raw);
    for index in 0..text.words().len() {
        tokens.push(Token::Step(Step::Word(text.folded(index).to_owned())));
    }
}

fn alternatives(
    tokens: &[Token],
    at: &mut usize,
    open: Option<char>,
) -> Result<Vec<Vec<Step>>, PatternError> {
    let mut all = Vec::new();
    loop {
        all.append(&mut sequence(tokens, at)?);
        match tokens.get(*at) {
            Some(Token::Or) if open.is_some() => *at += 1,
            Some(Token::Or) => return Err(PatternError::Unbalanced('|')),
            _ => return Ok(all),
        }
    }
}

fn sequence(tokens: &[Token], at: &mut usize) -> Result<Vec<Vec<Step>>, PatternError> {
    let mut sequences: Vec<Vec<Step>> = vec![Vec::new()];
    while let Some(token) = tokens.get(*at) {
        match token {
            Token::Step(step) => {
                *at += 1;
                sequences.iter_mut().for_each(|sequence| sequence.push(step.clone()));
            }
            Token::Forms(verb) => {
                *at += 1;
                let forms = verb_forms(verb).into_iter().map(|form| vec![form]).collect();
                sequences.iter_mut().for_each(|sequence| sequence.push(Step::OneOf(Vec::clone(&forms))));
            }
            Token::Open(bracket) => {
                *at += 1;
                let mut inner = alternatives(tokens, at, Some(*bracket))?;
                let partner = if *bracket == '(' { ')' } else { ']' };
                match tokens.get(*at) {
                    Some(Token::Close(close)) if *close == partner => *at += 1,
                    _ => return Err(PatternError::Unbalanced(*bracket)),
                }
                inner = gather(inner);
                if *bracket == '[' {
                    inner.push(Vec::new());
                }
                sequences = product(&sequences, &inner)?;
            }
            Token::Or | Token::Close(_) => break,
        }
    }
    Ok(sequences)
}

/// Alternatives that are nothing but words become one step, so that they do not multiply.
fn gather(alternatives: Vec<Vec<Step>>) -> Vec<Vec<Step>> {
    let plain = |sequence: &Vec<Step>| {
        !sequence.is_empty() && sequence.iter().all(|step| matches!(step, Step::Word(_)))
    };
    let (words, mut others): (Vec<_>, Vec<_>) = alternatives.into_iter().partition(plain);
    match words.len() {
        0 => {}
        1 => others.extend(words),
        _ => {
            let spell = |step| if let Step::Word(word) = step { word } else { String::new() };
            let members = words.into_iter().map(|run| run.into_iter().map(spell).collect()).collect();
            others.push(vec![Step::OneOf(members)]);
        }
    }
    others
}

fn product(heads: &[Vec<Step>], tails: &[Vec<Step>]) -> Result<Vec<Vec<Step>>, PatternError> {
    if heads.len() * tails.len() > MOST_EXPANSIONS {
        return Err(PatternError::TooMany(MOST_EXPANSIONS));
    }
    Ok(heads.iter().flat_map(|head| tails.iter().map(move |tail| [head.as_slice(), tail].concat())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(source: &str) -> Vec<String> {
        let spell = |step: &Step| match step {
            Step::Word(word) => word.clone(),
            Step::Class(class) => format!("{{{class}}}"),
            Step::OneOf(runs) => runs.iter().map(|run| run.join("_")).collect::<Vec<_>>().join("|"),
            Step::Number => "#".into(),
            Step::Gap(width) => format!("...{width}"),
            Step::Begin => "^".into(),
            Step::End => "$".into(),
        };
        expand(source)
            .expect("a sound pattern")
            .iter()
            .map(|s| s.iter().map(spell).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn plain_alternatives_are_one_step() {
        assert_eq!(spelled("I am [so|very] sorry"), ["i am so|very sorry", "i am sorry"]);
        assert_eq!(spelled("sent 201.40"), ["sent 201.40"]);
        assert_eq!(spelled("(can't|won't) ...2 {remedy}"), ["can_not|will_not ...2 {remedy}"]);
        assert_eq!(spelled("^send~ # now$"), ["^ send|sends|sent|sending # now $"]);
    }

    #[test]
    fn other_alternatives_multiply() {
        assert_eq!(spelled("(by #|by noon|today) it"), ["by # it", "by_noon|today it"]);
        assert_eq!(
            spelled("[{day}] (we|i (can|could))"),
            ["{day} i can|could", "{day} we", "i can|could", "we"]
        );
    }

    #[test]
    fn mistakes_are_named() {
        for (source, error) in [
            ("", PatternError::Empty),
            ("(so sorry", PatternError::Unbalanced('(')),
            ("so sorry]", PatternError::Unbalanced(']')),
            ("... sorry", PatternError::LooseGap),
            ("[so]", PatternError::Optional),
        ] {
            assert_eq!(expand(source), Err(error), "{source}");
        }
    }
}
