//! The words, texts, numbers and brackets of a RON text, and what is wrong with how they are written.

use std::ops::Range;

use super::diagnostic::Flaw;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Open(char),
    Close(char),
    Comma,
    Colon,
    Text,
    Bytes,
    Char,
    Number,
    Word,
    /// Something that has no place in RON.
    Junk,
    End,
}

/// A token with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub(super) token: Token,
    pub(super) span: Range<usize>,
    /// Already complained about.
    pub(super) flawed: bool,
}

/// Reads tokens one after the other.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// What was wrong so far.
    pub(super) flaws: Vec<Flaw>,
    /// Set where the rest of the text cannot be told apart any more.
    pub(super) lost: bool,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Self { text, at, flaws: Vec::new(), lost: false }
    }

    pub(super) fn next(&mut self) -> Lexeme {
        self.skip_space();
        let start = self.at;
        let Some(c) = self.peek() else { return self.token(Token::End, start) };
        match c {
            '(' | '[' | '{' => self.take(c, Token::Open(c)),
            ')' | ']' | '}' => self.take(c, Token::Close(c)),
            ',' => self.take(c, Token::Comma),
            ':' => self.take(c, Token::Colon),
            '"' => self.text(Token::Text),
            '\'' => self.character(),
            '“' | '”' | '„' | '«' => self.curly_text(),
            '0'..='9' => self.number(),
            '+' | '-' | '.' if self.starts_number() => self.number(),
            'b' if self.rest().starts_with("b\"") => {
                self.at += 1;
                self.text(Token::Bytes)
            }
            'b' if self.rest().starts_with("b'") => self.byte(),
            'r' if raw_hashes(self.rest(), 1).is_some() => self.raw_text(1, Token::Text),
            'b' if self.rest().starts_with("br") && raw_hashes(self.rest(), 2).is_some() => {
                self.raw_text(2, Token::Bytes)
            }
            _ if begins_word(c) => self.word(),
            _ => self.take(c, Token::Junk),
        }
    }

    /// The next character that is neither space nor comment, without moving.
    pub(super) fn peek_significant(&self) -> Option<char> {
        let mut ahead = Lexer::new(self.text, self.at);
        ahead.skip_space();
        ahead.peek()
    }

    /// Moves on to a later byte.
    pub(super) fn jump(&mut self, to: usize) {
        self.at = to.clamp(self.at, self.text.len());
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    pub(super) fn skip_space(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(is_space);
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with("//") {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("/*") {
                self.block_comment();
            } else {
                return;
            }
        }
    }

    fn block_comment(&mut self) {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        while self.at < bytes.len() {
            match &bytes[self.at..] {
                [b'/', b'*', ..] => (depth, self.at) = (depth + 1, self.at + 2),
                [b'*', b'/', ..] => (depth, self.at) = (depth - 1, self.at + 2),
                _ => self.at += 1,
            }
            if depth == 0 {
                return;
            }
        }
        self.lose(start..start + 2, "this comment is never closed", "end it with `*/`");
    }

    /// Text in quotation marks; the cursor stands on the opening one.
    fn text(&mut self, token: Token) -> Lexeme {
        let open = self.at;
        let start = if token == Token::Bytes { open - 1 } else { open };
        let Some(end) = closing_quote(self.text, open + 1) else { return self.unclosed_text(start) };
        let after = self.text[end..].chars().next();
        let many_lines = self.text[open..end].contains('\n');
        let runs_on = after.is_some_and(|c| c.is_alphanumeric() || c == '"');
        if many_lines && (runs_on || !self.is_followed_well(end)) {
            return self.unclosed_text(start);
        }
        if runs_on {
            return self.inner_quote(start, end);
        }
        self.at = end;
        let mut lexeme = self.token(token, start);
        lexeme.flawed = self.text[start..end].contains('\\') && !self.escapes_hold(token, start..end);
        lexeme
    }

    /// Text with a quotation mark inside that ends it too early, as in `"she said "no" to me"`.
    fn inner_quote(&mut self, start: usize, end: usize) -> Lexeme {
        let line_end = self.line_end(end);
        let closers = self.text[end..line_end].match_indices('"').map(|(at, _)| end + at + 1);
        let closing = closers.into_iter().find(|&at| self.is_followed_well(at));
        let Some(closing) = closing else { return self.unclosed_text(start) };
        let flaw = Flaw::new("S004", end - 1..end, "this quotation mark ends the text too early")
            .help("write \\\" for a quotation mark inside a text");
        self.flaws.push(flaw);
        self.at = closing;
        Lexeme { flawed: true, ..self.token(Token::Text, start) }
    }

    /// Text that is not closed: it is taken to end with its line, if what follows looks like RON.
    fn unclosed_text(&mut self, start: usize) -> Lexeme {
        let line_end = self.line_end(start);
        let line = self.text[start..line_end].trim_end();
        let span = start..start + line.len().min(60);
        let span = span.start..self.text.floor_char_boundary(span.end);
        self.flaws.push(
            Flaw::new("S014", span, "this text is never closed").help("end it with a quotation mark: \""),
        );
        self.at = start + line.trim_end_matches(',').len();
        let lexeme = Lexeme { flawed: true, ..self.token(Token::Text, start) };
        if !looks_like_ron(&self.text[line_end..]) {
            self.lost = true;
        }
        lexeme
    }

    fn raw_text(&mut self, prefix: usize, token: Token) -> Lexeme {
        let start = self.at;
        let hashes = raw_hashes(self.rest(), prefix).unwrap_or(0);
        let open = start + prefix + hashes + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        match self.text[open..].find(&close) {
            Some(at) => self.at = open + at + close.len(),
            None => self.lose(start..open, "this text is never closed", &format!("end it with `{close}`")),
        }
        self.token(token, start)
    }

    /// Text in curly quotation marks, as word processors write them.
    fn curly_text(&mut self) -> Lexeme {
        let start = self.at;
        let line_end = self.line_end(start);
        let first = self.peek().map_or(1, char::len_utf8);
        let rest = &self.text[start + first..line_end];
        let closers = rest.match_indices(['“', '”', '"', '»']).map(|(at, c)| start + first + at + c.len());
        self.at = closers
            .into_iter()
            .find(|&at| self.is_followed_well(at))
            .unwrap_or(start + first + rest.trim_end().trim_end_matches(',').len());
        let flaw = Flaw::new("S004", start..start + first, "text stands between straight quotation marks")
            .help("write \" in place of the curly quotation marks");
        self.flaws.push(flaw);
        Lexeme { flawed: true, ..self.token(Token::Text, start) }
    }

    /// One character in single quotation marks, or text that somebody put into them.
    fn character(&mut self) -> Lexeme {
        let start = self.at;
        let inside = &self.text[start + 1..];
        let length = match inside.chars().next() {
            Some('\\') => escaped_length(inside),
            Some(c) => Some(c.len_utf8()),
            None => None,
        };
        if let Some(length) = length.filter(|&length| inside[length..].starts_with('\'')) {
            self.at = start + 1 + length + 1;
            let flawed = inside.starts_with('\\') && !self.escapes_hold(Token::Char, start..self.at);
            return Lexeme { flawed, ..self.token(Token::Char, start) };
        }
        let inside = &self.text[start + 1..self.line_end(start)];
        let closers = inside.match_indices('\'').map(|(at, _)| start + 1 + at + 1);
        let closing = closers.into_iter().find(|&at| self.is_followed_well(at));
        self.at = closing.unwrap_or(start + 1 + inside.trim_end().trim_end_matches(',').len());
        let flaw = Flaw::new("S004", start..start + 1, "text stands between double quotation marks")
            .help("write \" in place of '");
        self.flaws.push(flaw);
        Lexeme { flawed: true, ..self.token(Token::Text, start) }
    }

    fn byte(&mut self) -> Lexeme {
        self.at += 1;
        let start = self.at;
        let inner = self.character();
        Lexeme { token: Token::Number, span: start - 1..inner.span.end, flawed: inner.flawed }
    }

    fn number(&mut self) -> Lexeme {
        let start = self.at;
        let mut previous = '\0';
        let mut length = 0;
        for c in self.rest().chars() {
            let sign = matches!(c, '+' | '-') && (length == 0 || matches!(previous, 'e' | 'E' | '.'));
            let range = c == '=' && previous == '.';
            if !(sign || range || c == '_' || c == '.' || c.is_ascii_alphanumeric()) {
                break;
            }
            previous = c;
            length += c.len_utf8();
        }
        self.at += length;
        let mut lexeme = self.token(Token::Number, start);
        lexeme.flawed = self.is_no_number(start..self.at);
        lexeme
    }

    /// Complains about a number that is none, or is not finite.
    fn is_no_number(&mut self, span: Range<usize>) -> bool {
        let number = &self.text[span.clone()];
        if number.contains("..") {
            return false;
        }
        let bare = number.trim_start_matches(['+', '-']);
        let infinite = ron::from_str::<f64>(number).is_ok_and(|value| !value.is_finite());
        if infinite || is_not_finite(bare) {
            self.flaws.push(not_finite(number, span));
            return true;
        }
        let whole = ron::from_str::<i64>(number).is_ok() || ron::from_str::<u64>(number).is_ok();
        if whole || ron::from_str::<f64>(number).is_ok() || ron::from_str::<ron::Value>(number).is_ok() {
            return false;
        }
        let too_large = bare.bytes().all(|b| b.is_ascii_digit() || b == b'_');
        let (code, message, help) = if too_large {
            ("S008", format!("the number {number} is too large"), "write a smaller number")
        } else {
            (
                "S004",
                format!("`{number}` is no number"),
                "if it is meant as text, write it in quotation marks",
            )
        };
        self.flaws.push(Flaw::new(code, span, message).help(help));
        true
    }

    fn word(&mut self) -> Lexeme {
        let start = self.at;
        let raw = self.rest().strip_prefix("r#").is_some_and(|rest| rest.starts_with(continues_raw_word));
        if raw {
            self.at += 2;
        }
        let rest = self.rest();
        let end = rest.find(|c| !(continues_word(c) || raw && continues_raw_word(c)));
        self.at += end.unwrap_or(rest.len());
        self.token(Token::Word, start)
    }

    /// Complains about the first bad escape of a text.
    fn escapes_hold(&mut self, token: Token, span: Range<usize>) -> bool {
        let slice = &self.text[span.clone()];
        let result = match token {
            Token::Text => ron::from_str::<String>(slice).map(drop),
            Token::Char => ron::from_str::<char>(slice).map(drop),
            _ => ron::from_str::<ron::Value>(slice).map(drop),
        };
        let Err(error) = result else { return true };
        let (line, column) = (error.span.end.line, error.span.end.col);
        let end = super::lines::Lines::new(slice).byte(slice, line, column).clamp(1, slice.len());
        let end = slice.ceil_char_boundary(end);
        let start = slice[..end].rfind('\\').unwrap_or(0);
        let flaw = Flaw::new(
            "S004",
            span.start + start..span.start + end.max(start + 1),
            "a backslash begins a special character here, and this is none",
        );
        self.flaws
            .push(flaw.help("write \\\\ for a backslash, \\n for a new line, \\\" for a quotation mark"));
        false
    }

    /// Whether what stands after a value, on the same line, may stand there.
    fn is_followed_well(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start_matches([' ', '\t', '\r']);
        rest.is_empty() || rest.starts_with([',', ')', ']', '}', ':', '\n', '/'])
    }

    fn line_end(&self, from: usize) -> usize {
        self.text[from..].find('\n').map_or(self.text.len(), |at| from + at)
    }

    fn starts_number(&self) -> bool {
        let mut rest = self.rest().trim_start_matches(['+', '-']);
        rest = rest.strip_prefix('.').unwrap_or(rest);
        rest.starts_with(|c: char| c.is_ascii_digit() || c == '.') || is_not_finite(leading_word(rest))
    }

    fn lose(&mut self, span: Range<usize>, message: &str, help: &str) {
        self.flaws.push(Flaw::new("S014", span, message).help(help));
        self.lost = true;
        self.at = self.text.len();
    }

    fn take(&mut self, c: char, token: Token) -> Lexeme {
        let start = self.at;
        self.at += c.len_utf8();
        self.token(token, start)
    }

    fn token(&self, token: Token, start: usize) -> Lexeme {
        Lexeme { token, span: start..self.at, flawed: false }
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }
}

/// Whether a word stands for no finite number.
pub(super) fn is_not_finite(word: &str) -> bool {
    matches!(word, "inf" | "NaN" | "inff32" | "inff64" | "NaNf32" | "NaNf64")
}

pub(super) fn not_finite(number: &str, span: Range<usize>) -> Flaw {
    Flaw::new("S011", span, format!("`{number}` is not a finite number")).help("write an ordinary number")
}

fn leading_word(text: &str) -> &str {
    &text[..text.find(|c| !continues_word(c)).unwrap_or(text.len())]
}

/// The number of `#` before the quotation mark of a raw text that begins after `prefix` bytes.
fn raw_hashes(rest: &str, prefix: usize) -> Option<usize> {
    let after = rest.get(prefix..)?;
    let unhashed = after.trim_start_matches('#');
    unhashed.starts_with('"').then(|| after.len() - unhashed.len())
}

/// The byte after the quotation mark that closes a text.
fn closing_quote(text: &str, from: usize) -> Option<usize> {
    let mut bytes = text.as_bytes()[from..].iter().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'"' => return Some(from + at + 1),
            _ => {}
        }
    }
    None
}

/// The length of an escape at the start of the inside of a character: up to the closing mark.
fn escaped_length(inside: &str) -> Option<usize> {
    inside.char_indices().skip(2).take(10).find(|&(_, c)| c == '\'').map(|(at, _)| at)
}

/// Whether a text, after a line that was cut off, goes on as RON does.
fn looks_like_ron(rest: &str) -> bool {
    let mut lexer = Lexer::new(rest, 0);
    lexer.skip_space();
    match lexer.peek() {
        None | Some('"' | '(' | ')' | '[' | ']' | '{' | '}' | '0'..='9') => true,
        Some(c) if begins_word(c) => {
            lexer.word();
            lexer.skip_space();
            lexer.rest().starts_with([':', '('])
        }
        Some(_) => false,
    }
}

/// What `ron` skips as white space.
pub(super) fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'
            | '\n'
            | '\r'
            | '\x0B'
            | '\x0C'
            | '\u{85}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

/// Generous beyond ASCII; what is no identifier there, `ron` says.
fn begins_word(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

fn continues_word(c: char) -> bool {
    c == '_'
        || c.is_alphanumeric()
        || (!c.is_ascii() && !is_space(c) && !matches!(c, '“' | '”' | '„' | '«' | '»'))
}

fn continues_raw_word(c: char) -> bool {
    matches!(c, '.' | '+' | '-') || continues_word(c)
}
