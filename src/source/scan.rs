//! From tokens to an [`Outline`], without recursion and past mistakes.

use std::collections::BTreeMap;
use std::ops::Range;

use ron::extensions::Extensions;

use super::diagnostic::Flaw;
use super::lexer::{Lexeme, Lexer, Token, is_not_finite, not_finite};
use super::load::MAX_PROBLEMS;
use super::outline::{Kind, Label, MAX_DEPTH, MAX_NODES, Node, NodeId, Outline, plain_name};

/// What a scan found.
pub(super) struct Scan {
    pub(super) outline: Outline,
    pub(super) flaws: Vec<Flaw>,
    /// Whether the structure can be trusted in spite of the flaws.
    pub(super) sound: bool,
}

/// Outlines a text.
pub(super) fn scan(text: String) -> Scan {
    let source = text.clone();
    let mut scanner = Scanner::new(&source, Outline::empty(text));
    scanner.attributes();
    while !scanner.done {
        scanner.step();
    }
    let Scanner { outline, lexer, mut flaws, sound, .. } = scanner;
    let sound = sound && !lexer.lost;
    flaws.extend(lexer.flaws);
    flaws.sort_by_key(|flaw| (flaw.span.start, flaw.span.end));
    flaws.truncate(MAX_PROBLEMS);
    Scan { outline, flaws, sound }
}

/// A bracket that is still open.
struct Frame {
    node: NodeId,
    open: char,
    open_span: Range<usize>,
    /// A value has just ended; only a comma or the closing bracket may follow.
    after_value: bool,
    /// Where the last value ended.
    last_end: usize,
    last_was_word: bool,
    /// What was read before a value: a field name or a key.
    label: Label,
    label_span: Range<usize>,
    label_repeats: bool,
    /// It has been said already that this bracket lacks its closing one.
    accused: bool,
    first_name: Option<Range<usize>>,
    first_nameless: Option<Range<usize>>,
    names: BTreeMap<String, usize>,
}

struct Scanner<'a> {
    text: &'a str,
    lexer: Lexer<'a>,
    outline: Outline,
    frames: Vec<Frame>,
    flaws: Vec<Flaw>,
    sound: bool,
    done: bool,
    root_end: Option<usize>,
    /// A bracket whose closing one stands in another column: probably the one that lacks its own.
    suspect: Option<Range<usize>>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, outline: Outline) -> Self {
        Self {
            text,
            lexer: Lexer::new(text, 0),
            outline,
            frames: Vec::new(),
            flaws: Vec::new(),
            sound: true,
            done: false,
            root_end: None,
            suspect: None,
        }
    }

    /// `#![enable(...)]` at the top, which `ron` reads itself.
    fn attributes(&mut self) {
        self.lexer.skip_space();
        if !self.text[self.lexer.position()..].starts_with('#') {
            return;
        }
        match ron::Deserializer::from_str(self.text) {
            Ok(deserializer) => {
                self.outline.extensions = deserializer.extensions();
                self.lexer.jump(self.text.len() - deserializer.remainder().len());
            }
            Err(error) => {
                self.outline.extensions = Extensions::empty();
                let start = self.lexer.position();
                let line_end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
                let flaw = Flaw::new(
                    "S004",
                    start..line_end,
                    format!("this attribute is not understood: {}", error.code),
                );
                self.flaws.push(flaw.help("leave the line out, or write #![enable(implicit_some)]"));
                self.lexer.jump(line_end);
            }
        }
    }

    fn step(&mut self) {
        let lexeme = self.lexer.next();
        if self.flaws.len() + self.lexer.flaws.len() >= MAX_PROBLEMS {
            self.stop();
            return;
        }
        match lexeme.token {
            Token::End if self.lexer.lost => self.stop(),
            Token::End => self.end(),
            _ if self.frames.is_empty() && self.root_end.is_some() => self.trailing(lexeme),
            Token::Close(close) => self.close(close, lexeme),
            Token::Comma => self.comma(lexeme),
            Token::Colon => self.colon(lexeme),
            Token::Junk => self.junk(lexeme),
            _ => self.value(lexeme),
        }
        if self.lexer.lost {
            self.stop();
        }
    }

    /// Gives up on the rest; what is open is left as it stands.
    fn stop(&mut self) {
        self.sound = false;
        self.done = true;
        let end = self.lexer.position();
        while let Some(frame) = self.frames.pop() {
            self.finish(frame, end);
        }
    }

    fn end(&mut self) {
        self.done = true;
        if self.frames.is_empty() {
            if self.outline.root().is_none() && self.flaws.is_empty() && self.lexer.flaws.is_empty() {
                let help = "copy a file that works and change it";
                self.flaws.push(
                    Flaw::new("S002", 0..0, "this file holds nothing but space or comments").help(help),
                );
            }
            return;
        }
        self.sound = false;
        let suspect = self.suspect.take();
        let alone = self.frames.len() == 1;
        let end = self.text.trim_end().len();
        for frame in std::mem::take(&mut self.frames).into_iter().rev() {
            let span = suspect.clone().filter(|_| alone).unwrap_or(frame.open_span.clone());
            self.never_closed(&frame, span);
            self.finish(frame, end);
        }
    }

    fn trailing(&mut self, lexeme: Lexeme) {
        if self.sound {
            let flaw = Flaw::new("S016", lexeme.span, "the file should end here, but something follows");
            self.flaws
                .push(flaw.help("remove what follows, or look for a closing bracket too many before it"));
        }
        self.stop();
    }

    fn comma(&mut self, lexeme: Lexeme) {
        let Some(frame) = self.frames.last_mut() else {
            let flaw = Flaw::new("S004", lexeme.span, "a comma cannot stand here");
            self.flaws.push(flaw.help("begin the file with an opening bracket: ("));
            self.stop();
            return;
        };
        if frame.after_value {
            frame.after_value = false;
        } else if frame.label != Label::None {
            self.no_value(lexeme.span.start);
        } else {
            self.flaws
                .push(Flaw::new("S004", lexeme.span, "there is a comma too many here").help("remove it"));
        }
    }

    /// A field name or a key stands without its value.
    fn no_value(&mut self, at: usize) {
        let Some(frame) = self.frames.last() else { return };
        let span = frame.label_span.clone();
        let name = &self.text[span.clone()];
        let flaw = Flaw::new("S004", span, format!("the value of `{name}` is missing"));
        self.flaws.push(flaw.help("write a value after the colon, or leave the whole field out"));
        let node = self.outline.add(Node::new(Kind::Missing, at..at).flawed(true));
        self.attach(node, at..at);
    }

    fn colon(&mut self, lexeme: Lexeme) {
        let Some(frame) = self.frames.last_mut() else {
            self.flaws.push(Flaw::new("S004", lexeme.span, "a colon cannot stand here"));
            self.stop();
            return;
        };
        let flaw = Flaw::new("S004", lexeme.span, "a colon cannot stand here");
        let help = match frame.open {
            '[' => "a list holds values without names; names stand in round brackets: (name: value)",
            _ => "a colon stands between a name and its value; text with a colon needs quotation marks",
        };
        self.flaws.push(flaw.help(help));
        frame.after_value = false;
    }

    fn junk(&mut self, lexeme: Lexeme) {
        let c = &self.text[lexeme.span.clone()];
        if c == ";" && self.frames.last().is_some_and(|frame| frame.after_value) {
            let flaw = Flaw::new("S004", lexeme.span.clone(), "a semicolon cannot stand here");
            self.flaws.push(flaw.help("write a comma"));
            self.comma(lexeme);
            return;
        }
        if self.unquoted(lexeme.span.start) {
            return;
        }
        // What was no UTF-8 has been reported already.
        if c != "\u{fffd}" {
            let flaw = Flaw::new("S004", lexeme.span.clone(), format!("`{c}` cannot stand here"));
            self.flaws.push(flaw.help("if it is part of a text, write the text in quotation marks"));
        }
        self.lexer.jump(self.clause_end(lexeme.span.end));
        if self.frames.is_empty() {
            self.stop();
            return;
        }
        if !self.frames.last().is_some_and(|frame| frame.after_value) {
            let node = self.outline.add(Node::new(Kind::Missing, lexeme.span.clone()).flawed(true));
            self.attach(node, lexeme.span);
            self.after_value(false);
        }
    }

    /// Bare words where text should be, as in `title: Late gift`; the words after the first are here.
    fn unquoted(&mut self, start: usize) -> bool {
        let Some(frame) = self.frames.last() else { return false };
        let gap = &self.text[frame.last_end.min(start)..start];
        if !(frame.after_value && frame.last_was_word) || gap.contains('\n') {
            return false;
        }
        let last = self.outline_last();
        let word_start = last.map_or(start, |node| self.outline.node(node).span().start);
        let end = self.clause_end(start);
        let words = self.text[word_start..end].trim_end();
        let flaw = Flaw::new("S004", word_start..word_start + words.len(), "text stands in quotation marks");
        let help = (words.len() < 60).then(|| format!("write \"{}\"", words.replace('"', "\\\"")));
        self.flaws.push(Flaw { help, ..flaw });
        if let Some(node) = last {
            self.outline.mark_flawed(node);
        }
        self.lexer.jump(end);
        self.after_value(false);
        true
    }

    /// Where the words of something that is no RON end: before the comma, bracket or line end.
    fn clause_end(&self, from: usize) -> usize {
        let rest = &self.text[from..];
        from + rest.find([',', ')', ']', '}', '\n']).unwrap_or(rest.len())
    }

    fn outline_last(&self) -> Option<NodeId> {
        self.outline.children(self.frames.last()?.node).last()
    }
}

/// Values and their names.
impl Scanner<'_> {
    fn value(&mut self, lexeme: Lexeme) {
        if self.outline.is_full() {
            let message = format!("this file holds more than {MAX_NODES} values");
            self.flaws.push(Flaw::new("S003", lexeme.span, message).help("split it into several files"));
            self.stop();
            return;
        }
        let word = lexeme.token == Token::Word;
        let named = matches!(lexeme.token, Token::Word | Token::Text) && self.next_is_colon(word);
        if self.frames.last().is_some_and(|frame| frame.after_value) {
            if !named && !matches!(lexeme.token, Token::Open(_)) && self.unquoted(lexeme.span.start) {
                return;
            }
            self.missing_comma();
        }
        if named && self.label(&lexeme) {
            return;
        }
        match lexeme.token {
            Token::Open(open) => self.open(open, lexeme.span.clone(), None, lexeme.span),
            Token::Word if self.lexer.peek_significant() == Some('(') => {
                let bracket = self.lexer.next();
                self.open('(', lexeme.span.start..bracket.span.end, Some(lexeme.span), bracket.span);
            }
            _ => self.leaf(&lexeme),
        }
    }

    /// Whether a colon follows; after a bare word, `=` is taken for one.
    fn next_is_colon(&self, word: bool) -> bool {
        match self.lexer.peek_significant() {
            Some(':') => true,
            Some('=') => word && self.frames.last().is_some_and(|frame| frame.open == '('),
            _ => false,
        }
    }

    fn missing_comma(&mut self) {
        let Some(frame) = self.frames.last_mut() else { return };
        frame.after_value = false;
        let end = frame.last_end;
        self.flaws.push(
            Flaw::new("S005", end..end, "a comma is missing here").help("write a comma after this value"),
        );
    }

    /// Takes a word or text that stands before a colon as the name of what follows.
    fn label(&mut self, lexeme: &Lexeme) -> bool {
        let Some(open) = self.frames.last().map(|frame| frame.open) else {
            if lexeme.token == Token::Word {
                let flaw = Flaw::new(
                    "S004",
                    lexeme.span.clone(),
                    "the file begins with a field, not with a bracket",
                );
                self.flaws.push(flaw.help("write ( before the first field and ) after the last one"));
                self.stop();
            }
            return lexeme.token == Token::Word;
        };
        if self.frames.last().is_some_and(|frame| frame.label != Label::None) {
            return false;
        }
        if open == '[' {
            self.name_in_list(lexeme);
            return true;
        }
        let colon = self.lexer.next();
        if colon.token != Token::Colon {
            let flaw = Flaw::new("S004", colon.span, "a colon stands between a field and its value, not `=`");
            self.flaws.push(flaw.help("write a colon: `:`"));
        }
        if open == '(' && lexeme.token == Token::Text && !lexeme.flawed {
            let flaw =
                Flaw::new("S004", lexeme.span.clone(), "the name of a field stands without quotation marks");
            self.flaws.push(flaw.help(format!("write {}", self.text[lexeme.span.clone()].trim_matches('"'))));
        }
        self.set_label(lexeme, open);
        true
    }

    /// A field name inside a list: the list probably lacks its closing bracket.
    fn name_in_list(&mut self, lexeme: &Lexeme) {
        self.lexer.next();
        self.sound = false;
        let Some(frame) = self.frames.last_mut() else { return };
        frame.accused = true;
        let name = &self.text[lexeme.span.clone()];
        let line = self.outline.place(frame.open_span.clone()).line;
        let flaw = Flaw::new(
            "S015",
            lexeme.span.clone(),
            format!("`{name}` names a field, but a list is open here"),
        );
        let help = format!(
            "if the list of line {line} should have ended, write `]` before this; values of a list have no names"
        );
        self.flaws.push(flaw.help(help));
    }

    fn set_label(&mut self, lexeme: &Lexeme, open: char) {
        let text = &self.text[lexeme.span.clone()];
        let (label, name) = if open == '(' {
            let quoted = lexeme.token == Token::Text && text.len() >= 2;
            let span = if quoted { lexeme.span.start + 1..lexeme.span.end - 1 } else { lexeme.span.clone() };
            (Label::Field(span.clone().into()), plain_name(&self.text[span]).to_owned())
        } else {
            let kind = if lexeme.token == Token::Text { Kind::Text } else { Kind::Word };
            let key = self.outline.add(Node::new(kind, lexeme.span.clone()).flawed(lexeme.flawed));
            (Label::Key(key), self.outline.key_text(key))
        };
        self.put_label(label, name, lexeme.span.clone());
    }

    /// Notes what leads to the next value, and complains if the same stood there before.
    fn put_label(&mut self, label: Label, name: String, span: Range<usize>) {
        let Some(frame) = self.frames.last_mut() else { return };
        if let Label::Key(key) = label {
            self.outline.set_parent(key, frame.node);
        }
        frame.label = label;
        frame.label_span = span.clone();
        frame.first_name.get_or_insert(span.clone());
        if let Some(&first) = frame.names.get(&name) {
            frame.label_repeats = true;
            let what = if frame.open == '(' { "field" } else { "key" };
            let line = self.outline.place(first..first).line;
            let flaw = Flaw::new("S010", span, format!("the {what} `{name}` stands here a second time"));
            self.flaws.push(flaw.help(format!("it stands first in line {line}; remove one of the two")));
        } else {
            frame.names.insert(name, span.start);
        }
    }

    fn leaf(&mut self, lexeme: &Lexeme) {
        let span = lexeme.span.clone();
        let text = &self.text[span.clone()];
        let mut flawed = lexeme.flawed;
        let kind = match lexeme.token {
            Token::Text => Kind::Text,
            Token::Bytes => Kind::Bytes,
            Token::Char => Kind::Char,
            Token::Number => Kind::Number,
            _ if is_not_finite(text) => {
                self.flaws.push(not_finite(text, span.clone()));
                flawed = true;
                Kind::Number
            }
            _ => Kind::Word,
        };
        let node = self.outline.add(Node::new(kind, span.clone()).flawed(flawed));
        if self.is_key() {
            let name = self.outline.key_text(node);
            self.lexer.next();
            self.put_label(Label::Key(node), name, span);
            return;
        }
        self.attach(node, span);
        self.after_value(kind == Kind::Word);
    }

    /// Whether the value just read is the key of a map: it stands in one, and a colon follows.
    fn is_key(&self) -> bool {
        let in_map = self.frames.last().is_some_and(|frame| frame.open == '{' && frame.label == Label::None);
        in_map && self.lexer.peek_significant() == Some(':')
    }

    fn open(&mut self, open: char, span: Range<usize>, name: Option<Range<usize>>, open_span: Range<usize>) {
        if self.frames.len() >= MAX_DEPTH {
            let message = format!("more than {MAX_DEPTH} brackets stand inside one another");
            self.flaws.push(Flaw::new("S012", open_span, message).help("write it flatter"));
            self.stop();
            return;
        }
        let kind = match open {
            '(' => Kind::Tuple,
            '[' => Kind::List,
            _ => Kind::Map,
        };
        let node = self.outline.add(Node::new(kind, span.clone()).named(name));
        self.frames.push(Frame {
            node,
            open,
            last_end: span.end,
            open_span,
            after_value: false,
            last_was_word: false,
            label: Label::None,
            label_span: span,
            label_repeats: false,
            accused: false,
            first_name: None,
            first_nameless: None,
            names: BTreeMap::new(),
        });
    }

    /// Puts a finished value into what holds it.
    fn attach(&mut self, node: NodeId, span: Range<usize>) {
        let Some(frame) = self.frames.last_mut() else {
            self.outline.set_root(node);
            self.root_end = Some(span.end);
            return;
        };
        let label = std::mem::replace(&mut frame.label, Label::None);
        let repeats = std::mem::take(&mut frame.label_repeats);
        if label == Label::None && !self.outline.node(node).is_flawed() {
            frame.first_nameless.get_or_insert(span.clone());
        }
        frame.last_end = span.end;
        self.outline.attach(node, frame.node, label);
        if repeats {
            self.outline.mark_repeated(node);
        }
    }

    fn after_value(&mut self, word: bool) {
        if let Some(frame) = self.frames.last_mut() {
            frame.after_value = true;
            frame.last_was_word = word;
        }
    }
}

/// The ends of brackets.
impl Scanner<'_> {
    fn close(&mut self, close: char, lexeme: Lexeme) {
        let open = match close {
            ')' => '(',
            ']' => '[',
            _ => '{',
        };
        let Some(depth) = self.frames.iter().rposition(|frame| frame.open == open) else {
            self.sound = false;
            let flaw =
                Flaw::new("S015", lexeme.span, format!("there is no open `{open}` for this `{close}`"));
            self.flaws.push(flaw.help("remove it, or write the opening bracket before it"));
            self.done = self.frames.is_empty();
            return;
        };
        while self.frames.len() > depth + 1 {
            self.sound = false;
            let Some(frame) = self.frames.pop() else { return };
            self.never_closed(&frame, frame.open_span.clone());
            self.finish(frame, lexeme.span.start);
        }
        let Some(frame) = self.frames.last() else { return };
        if frame.label != Label::None {
            self.no_value(lexeme.span.start);
        }
        let Some(frame) = self.frames.pop() else { return };
        if self.suspect.is_none() && self.is_askew(frame.open_span.start, lexeme.span.start) {
            self.suspect = Some(frame.open_span.clone());
        }
        self.finish(frame, lexeme.span.end);
    }

    fn never_closed(&mut self, frame: &Frame, span: Range<usize>) {
        if frame.accused {
            return;
        }
        let open = frame.open;
        let close = match open {
            '(' => ')',
            '[' => ']',
            _ => '}',
        };
        let flaw = Flaw::new("S015", span, format!("this `{open}` is never closed"));
        self.flaws.push(flaw.help(format!("write `{close}` where it should end")));
    }

    /// Completes a node with brackets and puts it into what holds it.
    fn finish(&mut self, frame: Frame, end: usize) {
        let kind = match (frame.open, &frame.first_name) {
            ('[', _) => Kind::List,
            ('{', _) => Kind::Map,
            (_, Some(_)) => Kind::Struct,
            (_, None) => Kind::Tuple,
        };
        if let Some(nameless) = frame.first_nameless.filter(|_| matches!(kind, Kind::Map | Kind::Struct)) {
            let what = if kind == Kind::Map { "its key" } else { "its field name" };
            let flaw = Flaw::new("S004", nameless, format!("this value stands without {what}"));
            self.flaws.push(flaw.help("write a name and a colon before it"));
        }
        self.outline.close(frame.node, kind, end);
        let span = self.outline.node(frame.node).span();
        if self.is_key() {
            let name = self.outline.key_text(frame.node);
            self.lexer.next();
            self.put_label(Label::Key(frame.node), name, span);
            return;
        }
        self.attach(frame.node, span);
        self.after_value(false);
    }

    /// Whether a closing bracket begins its line in another column than the line of its opening one.
    fn is_askew(&self, open: usize, close: usize) -> bool {
        let (Some(open), Some(close)) = (self.indent(open), self.indent(close)) else { return false };
        open.0 != close.0 && open.1 != close.1 && close.2
    }

    /// Line start, indentation, and whether nothing but space stands before; none in very long lines.
    fn indent(&self, at: usize) -> Option<(usize, usize, bool)> {
        let floor = self.text.floor_char_boundary(at.saturating_sub(200));
        let before = &self.text[floor..at];
        let start = match before.rfind('\n') {
            Some(newline) => floor + newline + 1,
            None if floor == 0 => 0,
            None => return None,
        };
        let line = &self.text[start..at];
        let indent = line.len() - line.trim_start().len();
        Some((start, indent, line.trim_start().is_empty()))
    }
}
