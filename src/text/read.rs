//! A text taken apart into words, clauses and sentences.

use std::ops::Range;

use super::{Span, apostrophe, fold};

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// Blank space or a hyphen.
    None,
    /// A comma or a bracket.
    Comma,
    /// A semicolon, a colon, a dash or dots: the clause is over.
    Clause,
    /// The sentence is over, or the text begins.
    Sentence,
}

/// One word, or one half of a contraction.
#[derive(Clone, Debug)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// What stands before it.
    pub before: Break,
    /// Number of the clause it is in, counted through the text.
    pub clause: u32,
    /// Number of the sentence it is in.
    pub sentence: u32,
    /// Inside quotation marks that are closed: somebody else's words.
    pub quoted: bool,
    /// Written in capitals, two letters at least.
    pub shouted: bool,
    /// Begins with a digit: a sum, a date, a time of day.
    pub number: bool,
    /// Stands right behind the sign of a currency.
    pub priced: bool,
    /// Turns round what follows it: not, never, without.
    pub negator: bool,
    folded: Range<u32>,
}

/// A sentence by its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its words, as indices.
    pub words: Range<usize>,
    /// Ends in a question mark, or is put as a question.
    pub question: bool,
}

/// A text taken apart. See [`Text::read`].
#[derive(Clone, Debug, Default)]
pub struct Text {
    words: Vec<Word>,
    sentences: Vec<Sentence>,
    screams: Vec<Span>,
    folded: String,
    characters: u32,
}

impl Text {
    /// Takes a text apart. Linear in its length; any string will do.
    pub fn read(raw: &str) -> Self {
        let mut reader = Reader::new(raw);
        reader.run();
        let mut text = reader.text;
        text.mark_perfects();
        text.number_clauses();
        text.mark_questions();
        text
    }

    /// All words in order.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// All sentences in order; a text without a word has none.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Runs of two or more exclamation marks.
    pub fn screams(&self) -> &[Span] {
        &self.screams
    }

    /// Length in code points.
    pub fn characters(&self) -> u32 {
        self.characters
    }

    /// The folded spelling of a word.
    pub fn folded(&self, index: usize) -> &str {
        let range = &self.words[index].folded;
        &self.folded[range.start as usize..range.end as usize]
    }

    /// The sentence that a word is in.
    pub fn sentence_of(&self, index: usize) -> &Sentence {
        &self.sentences[self.words[index].sentence as usize]
    }

    /// From the first to the last word of a range of words.
    pub fn span_of(&self, words: Range<usize>) -> Span {
        let last = words.end.max(words.start + 1) - 1;
        self.words[words.start].span.join(self.words[last].span)
    }

    /// The first place of a run of folded words, quoted or not.
    pub fn find_run(&self, run: &[String]) -> Option<Range<usize>> {
        let last = self.words.len().checked_sub(run.len())?;
        let matches = |at: &usize| run.iter().enumerate().all(|(step, word)| self.folded(at + step) == word);
        (0..=last).find(matches).filter(|_| !run.is_empty()).map(|at| at..at + run.len())
    }

    /// Sums of money: the word that is the number, and the sum in hundredths of its unit.
    pub fn sums(&self) -> impl Iterator<Item = (usize, u64)> {
        let unit = |at: usize| {
            at < self.words.len()
                && matches!(
                    self.folded(at),
                    "pound" | "pounds" | "quid" | "dollar" | "dollars" | "bucks" | "euro" | "euros"
                )
        };
        (0..self.words.len())
            .filter(move |&at| self.words[at].number && (self.words[at].priced || unit(at + 1)))
            .filter_map(|at| Some((at, hundredths(self.folded(at))?)))
    }

    /// Whether what starts at this word is denied by a word before it in its clause, at most five back.
    /// `not only` and `why don't we` deny nothing.
    pub fn is_denied(&self, index: usize) -> bool {
        let clause = self.words[index].clause;
        for at in (index.saturating_sub(5)..index).rev() {
            let word = &self.words[at];
            if word.clause != clause {
                return false;
            }
            if word.negator {
                let harmless = at + 1 < self.words.len()
                    && matches!(self.folded(at + 1), "only" | "just" | "least")
                    || at >= 2 && self.folded(at - 2) == "why";
                return !harmless;
            }
        }
        false
    }

    /// `it's been` hides `has`, `I'd been` hides `had`; the reader of one word at a time could not know.
    fn mark_perfects(&mut self) {
        for index in 1..self.words.len() {
            let before = self.words[index - 1].span;
            if before.end - before.start > 2 {
                continue;
            }
            let full = match self.folded(index - 1) {
                "is" => "has",
                "would" => "had",
                _ => continue,
            };
            if is_participle(self.folded(index), full) {
                self.refold(index - 1, full);
            }
        }
    }

    /// Gives a word another folded spelling.
    fn refold(&mut self, index: usize, word: &str) {
        let start = self.folded.len() as u32;
        self.folded.push_str(word);
        self.words[index].folded = start..self.folded.len() as u32;
    }

    /// A question is put with a question mark or, by people in a hurry, only with the order of its words:
    /// `shall i send it`, `what would you like`.
    fn mark_questions(&mut self) {
        for index in 0..self.sentences.len() {
            let words = self.sentences[index].words.clone();
            if !self.sentences[index].question && words.len() >= 3 && self.asks(words.start) {
                self.sentences[index].question = true;
            }
        }
    }

    fn asks(&self, start: usize) -> bool {
        let is_wh = matches!(self.folded(start), "what" | "how" | "which" | "when" | "where" | "who" | "why");
        let helper = start + usize::from(is_wh);
        if helper + 1 >= self.words.len() {
            return false;
        }
        matches!(
            self.folded(helper),
            "shall"
                | "should"
                | "would"
                | "will"
                | "could"
                | "can"
                | "may"
                | "do"
                | "did"
                | "does"
                | "are"
                | "were"
        ) && matches!(self.folded(helper + 1), "i" | "we" | "you" | "he" | "she" | "they" | "it")
    }

    fn number_clauses(&mut self) {
        let mut clause = 0;
        for index in 0..self.words.len() {
            let opens = self.words[index].before >= Break::Comma || self.opens_clause(index);
            if index > 0 && opens {
                clause += 1;
            }
            self.words[index].clause = clause;
        }
    }

    fn opens_clause(&self, index: usize) -> bool {
        match self.folded(index) {
            "but" | "because" | "although" | "though" | "while" | "unless" | "however" | "whereas" => true,
            "and" | "so" | "or" | "then" | "if" | "when" | "which" => {
                index + 1 < self.words.len()
                    && matches!(
                        self.folded(index + 1),
                        "i" | "we"
                            | "you"
                            | "he"
                            | "she"
                            | "it"
                            | "they"
                            | "that"
                            | "this"
                            | "the"
                            | "there"
                            | "your"
                            | "my"
                            | "our"
                    )
            }
            _ => false,
        }
    }
}

/// A sum as it is written, `1,200.50`, in hundredths.
fn hundredths(written: &str) -> Option<u64> {
    let (whole, part) = written.split_once('.').unwrap_or((written, ""));
    let whole: u64 = whole.replace(',', "").parse().ok()?;
    let part: u64 = match part.len() {
        0 => 0,
        1 => part.parse::<u64>().ok()? * 10,
        _ => part.get(..2)?.parse().ok()?,
    };
    whole.checked_mul(100)?.checked_add(part)
}

/// Signs that stand before a sum.
const CURRENCIES: [char; 4] = ['£', '$', '€', '¥'];

struct Reader<'a> {
    raw: &'a str,
    text: Text,
    quotes: Vec<Range<usize>>,
    next_quote: usize,
    pending: Break,
    byte: usize,
    character: u32,
}

impl<'a> Reader<'a> {
    fn new(raw: &'a str) -> Self {
        let text = Text {
            folded: String::with_capacity(raw.len() + raw.len() / 8),
            words: Vec::with_capacity(raw.len() / 4),
            ..Text::default()
        };
        Self {
            raw,
            text,
            quotes: quotes(raw),
            next_quote: 0,
            pending: Break::Sentence,
            byte: 0,
            character: 0,
        }
    }

    fn run(&mut self) {
        while let Some(letter) = self.peek() {
            if is_word(letter) {
                self.word();
            } else if letter == '!' {
                self.scream();
            } else {
                self.mark(letter);
                self.step(letter);
            }
        }
        self.text.characters = self.character;
    }

    fn peek(&self) -> Option<char> {
        self.raw[self.byte..].chars().next()
    }

    fn step(&mut self, letter: char) {
        self.byte += letter.len_utf8();
        self.character += 1;
    }

    fn word(&mut self) {
        let (from, start) = (self.byte, self.character);
        let bytes = self.raw.as_bytes();
        loop {
            // Nearly all letters are ASCII; they need no decoding.
            while bytes.get(self.byte).is_some_and(u8::is_ascii_alphanumeric) {
                self.byte += 1;
                self.character += 1;
            }
            match self.peek() {
                Some(letter) if is_word(letter) || self.joins(from, letter) => self.step(letter),
                _ => break,
            }
        }
        while self.next_quote < self.quotes.len() && self.quotes[self.next_quote].end <= from {
            self.next_quote += 1;
        }
        let quoted = self.quotes.get(self.next_quote).is_some_and(|quote| quote.contains(&from));
        self.push(from..self.byte, start, quoted);
    }

    /// An apostrophe between letters, or a stop, comma or colon between digits, is part of the word.
    fn joins(&self, from: usize, letter: char) -> bool {
        let after = self.raw[self.byte + letter.len_utf8()..].chars().next();
        let before = self.raw[from..self.byte].chars().next_back();
        let (Some(before), Some(after)) = (before, after) else { return false };
        match letter {
            '\'' | '’' | '`' => before.is_alphanumeric() && after.is_alphabetic(),
            '.' | ',' | ':' => before.is_ascii_digit() && after.is_ascii_digit(),
            _ => false,
        }
    }

    fn push(&mut self, raw: Range<usize>, start: u32, quoted: bool) {
        let priced = self.raw[..raw.start].ends_with(CURRENCIES);
        let raw = &self.raw[raw];
        let length = self.character - start;
        let number = raw.as_bytes()[0].is_ascii_digit();
        let shouted = !number && is_shouted(raw);
        let from = self.text.folded.len();
        if raw.is_ascii() {
            let lower =
                raw.bytes().map(|byte| if byte == b'`' { '\'' } else { byte.to_ascii_lowercase().into() });
            self.text.folded.extend(lower);
        } else {
            let straight = raw.chars().map(|c| if matches!(c, '’' | '`') { '\'' } else { c });
            self.text.folded.extend(straight.flat_map(char::to_lowercase));
        }
        let tail = fold::fold(&mut self.text.folded, from);
        let to = self.text.folded.len();
        if self.pending == Break::None {
            self.restore_apostrophe(from..to);
        }
        // A byte place in the lower-case word; all contractions are ASCII up to there or nearly so.
        let head_end = tail.map_or(length, |(_, at)| (at as u32).clamp(1, length));
        let sentence = self.sentence();
        let negator = is_negator(&self.text.folded[from..to]);
        let word = Word {
            span: Span::new(start, start + head_end),
            before: self.pending,
            clause: 0,
            sentence,
            quoted,
            shouted,
            number,
            priced,
            negator,
            folded: from as u32..to as u32,
        };
        self.text.words.push(word);
        if let Some((tail, _)) = tail {
            self.split_last(head_end, length, tail);
        }
        self.pending = Break::None;
        let count = self.text.words.len();
        if let Some(last) = self.text.sentences.last_mut() {
            last.words.end = count;
        }
    }

    /// Adds the second word that hides in the last one, from its letter `at` up to `length`.
    fn split_last(&mut self, at: u32, length: u32, tail: &str) {
        let Some(last) = self.text.words.last_mut() else { return };
        let start = last.span.start;
        last.span = Span::new(start, start + at);
        let from = self.text.folded.len() as u32;
        self.text.folded.push_str(tail);
        let second = Word {
            span: Span::new(start + at, start + length),
            before: Break::None,
            negator: is_negator(tail),
            folded: from..self.text.folded.len() as u32,
            ..last.clone()
        };
        self.text.words.push(second);
    }

    /// Looks back at the last word, now that the one after it is known.
    fn restore_apostrophe(&mut self, after: Range<usize>) {
        let Some(last) = self.text.words.len().checked_sub(1) else { return };
        if !apostrophe::is_ambiguous(self.text.folded(last)) {
            return;
        }
        let opens = last == 0 || self.text.words[last].before >= Break::Comma;
        let before = if opens { None } else { Some(self.text.folded(last - 1)) };
        let meant = apostrophe::restored(before, self.text.folded(last), &self.text.folded[after]);
        if let Some((head, tail)) = meant {
            let span = self.text.words[last].span;
            self.text.refold(last, head);
            self.split_last((head.len() as u32).min(span.end - span.start), span.end - span.start, tail);
        }
    }

    fn sentence(&mut self) -> u32 {
        if self.pending == Break::Sentence || self.text.sentences.is_empty() {
            let here = self.text.words.len();
            self.text.sentences.push(Sentence { words: here..here, question: false });
        }
        self.text.sentences.len() as u32 - 1
    }

    fn scream(&mut self) {
        let start = self.character;
        while let Some(letter @ ('!' | '?')) = self.peek() {
            self.mark(letter);
            self.step(letter);
        }
        if self.character - start >= 2 {
            self.text.screams.push(Span::new(start, self.character));
        }
    }

    fn mark(&mut self, letter: char) {
        let found = match letter {
            '.' if self.raw[self.byte + 1..].starts_with('.') || self.raw[..self.byte].ends_with('.') => {
                Break::Clause
            }
            '.' if self.after_abbreviation() => Break::None,
            '.' | '!' | '?' | '\n' | '。' | '؟' | '！' | '？' => Break::Sentence,
            ';' | ':' | '–' | '—' | '…' => Break::Clause,
            '-' if self.raw[..self.byte].ends_with(' ') => Break::Clause,
            ',' | '(' | ')' | '[' | ']' | '،' | '、' => Break::Comma,
            _ => Break::None,
        };
        if matches!(letter, '?' | '؟' | '？')
            && self.pending < Break::Sentence
            && let Some(last) = self.text.sentences.last_mut()
        {
            last.question = true;
        }
        self.pending = self.pending.max(found);
    }

    fn after_abbreviation(&self) -> bool {
        let inside = self.raw[self.byte + 1..].starts_with(|next: char| next.is_alphanumeric());
        let last = self.text.words.len().checked_sub(1);
        let known = last.is_some_and(|index| {
            self.pending == Break::None
                && matches!(
                    self.text.folded(index),
                    "mr" | "mrs" | "ms" | "dr" | "st" | "eg" | "ie" | "approx" | "ref"
                )
        });
        inside || known
    }
}

fn is_word(letter: char) -> bool {
    // Combining marks, joiners and variation selectors belong to the letter before them.
    letter.is_alphanumeric() || matches!(letter, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}')
}

/// Whether `it's` before this word is `it has`, or `I'd` is `I had`. After `it's` a word in -ed is more often what was done
/// to it (`it's delayed`).
fn is_participle(word: &str, helper: &str) -> bool {
    matches!(word, "been" | "got" | "gone" | "had" | "come" | "taken")
        || helper == "had"
            && (word.ends_with("ed")
                && !matches!(word, "need" | "feed" | "speed" | "proceed" | "succeed" | "exceed")
                || matches!(
                    word,
                    "given"
                        | "told"
                        | "said"
                        | "made"
                        | "done"
                        | "seen"
                        | "sent"
                        | "paid"
                        | "kept"
                        | "left"
                        | "lost"
                        | "found"
                        | "written"
                        | "known"
                        | "bought"
                        | "thought"
                        | "waited"
                        | "built"
                        | "spent"
                        | "set"
                ))
}

/// Two capital letters at least and no small one.
fn is_shouted(raw: &str) -> bool {
    let capital = |c: char| c.is_uppercase();
    raw.chars().next().is_some_and(capital)
        && raw.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !raw.chars().any(char::is_lowercase)
}

fn is_negator(word: &str) -> bool {
    matches!(
        word,
        "not"
            | "no"
            | "never"
            | "nor"
            | "neither"
            | "without"
            | "hardly"
            | "nobody"
            | "unable"
            | "refuse"
            | "nothing"
    )
}

/// Byte ranges inside quotation marks that are closed again, in order.
fn quotes(raw: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, letter) in raw.char_indices() {
        match (open, letter) {
            (None, '"') => open = Some((at, '"')),
            (None, '“' | '„') => open = Some((at, '”')),
            (None, '«') => open = Some((at, '»')),
            (Some((from, close)), _) if letter == close || close == '”' && letter == '“' => {
                found.push(from..at);
                open = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words with `|` between clauses and `/` between sentences; quoted words in angle brackets.
    fn drawn(raw: &str) -> String {
        let text = Text::read(raw);
        let mut drawn = String::new();
        for (index, word) in text.words().iter().enumerate() {
            let earlier = index.checked_sub(1).map(|before| &text.words()[before]);
            if let Some(earlier) = earlier {
                drawn += if earlier.sentence != word.sentence {
                    " / "
                } else if earlier.clause != word.clause {
                    " | "
                } else {
                    " "
                };
            }
            let folded = text.folded(index);
            drawn += &if word.quoted { format!("<{folded}>") } else { folded.to_owned() };
        }
        drawn
    }

    #[test]
    fn sentences_clauses_and_contractions() {
        assert_eq!(
            drawn("I’m sorry, we didn't come. It's been 4.30!"),
            "i am sorry | we did not come / it has been 4.30"
        );
        assert_eq!(drawn("I'd be cross but you can't wait"), "i would be cross | but you can not wait");
        assert_eq!(drawn("Mr. Patel... ok"), "mr patel | okay");
    }

    #[test]
    fn closed_quotes_are_somebody_elses_words() {
        assert_eq!(drawn("It says \"nobody home\" here"), "it says <nobody> <home> here");
        assert_eq!(drawn("it was 5\" wide"), "it was 5 wide");
    }

    #[test]
    fn denial_reaches_to_the_end_of_the_clause() {
        let denied = |raw: &str, word: &str| {
            let text = Text::read(raw);
            let at = (0..text.words().len()).find(|&at| text.folded(at) == word).expect("the word is there");
            text.is_denied(at)
        };
        assert!(denied("I don't understand", "understand"));
        assert!(!denied("I don't know, I understand", "understand"));
        assert!(!denied("not only sorry", "sorry"));
        assert!(!denied("why don't we send it", "send"));
    }

    #[test]
    fn spans_lie_on_the_raw_text() {
        for raw in [
            "I’ll “go” now — 10:30!",
            "ñandú can't 👍🏽 e\u{301}h",
            "שלום עולם, can't",
            "\u{7}\0dont\u{1b}[0m",
            "İSTANBUL'LL I",
        ] {
            let text = Text::read(raw);
            let length = raw.chars().count() as u32;
            assert_eq!(text.characters(), length);
            for word in text.words() {
                assert!(
                    word.span.start <= word.span.end && word.span.end <= length,
                    "{raw}: {:?}",
                    word.span
                );
            }
        }
    }

    #[test]
    fn sums_of_money() {
        let sums = |raw: &str| Text::read(raw).sums().map(|(_, sum)| sum).collect::<Vec<_>>();
        assert_eq!(sums("I can put £12.50 back, or 20 quid, and $1,200 later."), [1250, 2000, 120_000]);
        assert_eq!(sums("It took 3 days, order 4117, at 16:05."), [0u64; 0]);
    }

    #[test]
    fn a_question_is_a_sentence_that_ends_in_one() {
        let text = Text::read("Shall I call you? I will. When?!");
        assert_eq!(text.sentences().iter().map(|s| s.question).collect::<Vec<_>>(), [true, false, true]);
    }
}
