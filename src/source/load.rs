//! Reading a file: its value, or every reason why it has none.

use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use super::diagnostic::{Diagnostic, Flaw, Place, Severity};
use super::fit::fit;
use super::origin::Origin;
use super::outline::{Kind, MAX_DEPTH, Outline};
use super::path::Path;
use super::plain;
use super::scan::scan;

/// Larger files are refused unread.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// No more problems than this are reported for one file.
pub const MAX_PROBLEMS: usize = 100;

/// What `ron` allows without being asked: `hint: "x"` for `hint: Some("x")`, and `name: "x"` for a type
/// that only wraps a text.
pub(super) const EXTENSIONS: Extensions =
    Extensions::IMPLICIT_SOME.union(Extensions::UNWRAP_NEWTYPES.union(Extensions::UNWRAP_VARIANT_NEWTYPES));

/// `ron` counts about three levels for one bracket; the outline has bounded the brackets before.
const RON_DEPTH: usize = MAX_DEPTH * 8;

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Loaded<T> {
    /// The value; there only if no problem is an error.
    pub value: Option<T>,
    /// Every problem, in the order of the text.
    pub problems: Vec<Diagnostic>,
    /// The file's name as given, and the structure of the text as far as it could be understood.
    pub origin: Origin,
}

impl<T> Loaded<T> {
    /// The text, without a byte order mark; bytes that are not UTF-8 stand there as U+FFFD. Empty
    /// for a file that is too large.
    #[must_use]
    pub fn text(&self) -> &str {
        self.origin.outline().text()
    }
}

/// Reads a RON text and reports all that is wrong with it.
#[must_use]
pub fn load<T: DeserializeOwned>(file: &str, bytes: &[u8]) -> Loaded<T> {
    read(file, bytes, None)
}

/// The same for a file whose head says `format: N`: a format newer than `newest` is the only problem
/// reported then, since the rest would be misunderstood.
#[must_use]
pub fn load_format<T: DeserializeOwned>(file: &str, bytes: &[u8], newest: u32) -> Loaded<T> {
    read(file, bytes, Some(newest))
}

fn read<T: DeserializeOwned>(file: &str, bytes: &[u8], newest: Option<u32>) -> Loaded<T> {
    if bytes.len() > MAX_BYTES {
        return refused(file, too_large());
    }
    if is_wide(bytes) {
        let flaw = Flaw::new("S001", 0..0, "this file is not UTF-8 text; it seems to be UTF-16");
        return refused(file, flaw.help("save it as UTF-8"));
    }
    let (text, mut flaws) = decode(bytes);
    if flaws.len() > MAX_BAD_SEQUENCES {
        // No text at all: the first bad byte says enough.
        flaws.truncate(1);
        return finish::<T>(file, Outline::empty(text), flaws, None);
    }
    if flaws.is_empty() && plain::is_plain(&text, newest) {
        // The judge alone: whatever the outline might find in such a text, `ron` finds too.
        if let Ok(value) = judge::<T>(&text) {
            return Loaded { value: Some(value), problems: Vec::new(), origin: Origin::new(file, text) };
        }
    }
    let scan = scan(text);
    flaws.extend(scan.flaws);
    if let Some(newer) = newest.and_then(|newest| newer_format(&scan.outline, newest)) {
        return finish::<T>(file, scan.outline, vec![newer], None);
    }
    let judged = flaws.is_empty().then(|| judge::<T>(scan.outline.text()));
    if scan.sound && !matches!(judged, Some(Ok(_))) {
        flaws.extend(fit::<T>(&scan.outline));
    }
    finish(file, scan.outline, flaws, judged)
}

/// Sorts the flaws and places them; where there are none, the value is what `ron` read.
fn finish<T>(
    file: &str,
    outline: Outline,
    mut flaws: Vec<Flaw>,
    judged: Option<Result<T, ron::error::SpannedError>>,
) -> Loaded<T> {
    flaws.sort_by_key(|flaw| (flaw.span.start, flaw.span.end));
    flaws.dedup();
    if flaws.len() >= MAX_PROBLEMS {
        flaws.truncate(MAX_PROBLEMS - 1);
        let last = flaws.last().map_or(0..0, |flaw| flaw.span.clone());
        let message = format!("only the first {} problems are shown", MAX_PROBLEMS - 1);
        flaws.push(Flaw::new("S017", last, message).help("mend these, then look again"));
    }
    let mut problems: Vec<_> = flaws.into_iter().map(|flaw| outline.report(file, flaw)).collect();
    let mut value = None;
    match judged {
        Some(Ok(read)) if problems.is_empty() => value = Some(read),
        Some(Err(error)) if problems.is_empty() => problems.push(unexplained(file, &outline, &error)),
        _ => {}
    }
    problems.sort();
    Loaded { value, problems, origin: Origin::outlined(file, outline) }
}

fn judge<T: DeserializeOwned>(text: &str) -> Result<T, ron::error::SpannedError> {
    ron::Options::default().with_default_extension(EXTENSIONS).with_recursion_limit(RON_DEPTH).from_str(text)
}

/// A refusal by `ron` that nothing here foresaw, in its own words.
fn unexplained(file: &str, outline: &Outline, error: &ron::error::SpannedError) -> Diagnostic {
    let (start, end) = (error.span.start, error.span.end);
    let place = Place { line: start.line, column: start.col, end_line: end.line, end_column: end.col };
    Diagnostic {
        code: "S004",
        severity: Severity::Error,
        file: file.to_owned(),
        // There and back, so that the place lies inside the text whatever `ron` says.
        place: outline.place(outline.span(place)),
        message: format!("this is not understood: {}", error.code),
        help: None,
    }
}

/// Says so where the head of a file names a later format than this program knows.
fn newer_format(outline: &Outline, newest: u32) -> Option<Flaw> {
    let node = outline.find(&Path::root().field("format"))?;
    let number: u64 = ron::from_str(outline.slice(node)).ok()?;
    (outline.node(node).kind() == Kind::Number && number > u64::from(newest)).then(|| {
        let message =
            format!("this file is written in format {number}; this program knows formats up to {newest}");
        Flaw::new("S013", outline.node(node).span(), message).help("use a newer version of the program")
    })
}

fn too_large() -> Flaw {
    let limit = MAX_BYTES / 1024 / 1024;
    let message = format!("this file holds more than {limit} MB, and that is not read");
    Flaw::new("S003", 0..0, message).help("split it into several files, or look whether it is the right file")
}

fn refused<T>(file: &str, flaw: Flaw) -> Loaded<T> {
    let outline = Outline::empty(String::new());
    let problems = vec![outline.report(file, flaw)];
    Loaded { value: None, problems, origin: Origin::outlined(file, outline) }
}

/// With more bad sequences than this a file is no text at all, and nothing else is said about it.
const MAX_BAD_SEQUENCES: usize = 20;

/// The text, with U+FFFD for what is not UTF-8, and where that is.
fn decode(bytes: &[u8]) -> (String, Vec<Flaw>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), Vec::new());
    }
    let mut text = String::with_capacity(bytes.len());
    let mut flaws = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if let [first, ..] = chunk.invalid() {
            let start = text.len();
            text.push(char::REPLACEMENT_CHARACTER);
            if flaws.len() <= MAX_BAD_SEQUENCES {
                let message = format!("the byte {first:#04x} here is not UTF-8 text");
                let flaw = Flaw::new("S001", start..text.len(), message);
                flaws.push(flaw.help("save the file as UTF-8, then write this character again"));
            }
        }
    }
    (text, flaws)
}

/// Whether the bytes look like UTF-16: its mark, or a zero byte beside an ASCII letter.
fn is_wide(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, 1..=255, ..] | [1..=255, 0, ..])
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Write;
    use std::time::{Duration, Instant};

    use serde::Deserialize;

    use super::*;
    use crate::source::{CODES, render};

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    pub(in crate::source) struct Sample {
        #[serde(default)]
        format: u32,
        id: String,
        title: String,
        #[serde(default)]
        minutes: u8,
        #[serde(default)]
        budget: f64,
        hint: Option<String>,
        #[serde(default)]
        channel: Channel,
        #[serde(default)]
        trains: Vec<String>,
        #[serde(default)]
        turns: Vec<Turn>,
        #[serde(default)]
        phrases: BTreeMap<String, Vec<String>>,
        #[serde(default)]
        open: bool,
        anger: Option<Percent>,
        span: Option<(u8, u8)>,
        #[serde(default)]
        voice: Voice,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Channel {
        #[default]
        Chat,
        Phone,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Turn {
        id: String,
        text: String,
        #[serde(default)]
        next: Vec<Rule>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case", deny_unknown_fields)]
    #[allow(dead_code)]
    enum Rule {
        Goto(String),
        Score { at_least: u8, then: String },
        Both(Box<Rule>, Box<Rule>),
        Say(Line),
        Leave,
    }

    #[derive(Debug, Default, Deserialize)]
    #[allow(dead_code)]
    struct Line {
        text: String,
    }

    #[derive(Debug, Default, Deserialize)]
    #[allow(dead_code)]
    struct Voice(String);

    #[derive(Clone, Copy, Debug, Deserialize)]
    #[serde(try_from = "i64")]
    #[allow(dead_code)]
    struct Percent(u8);

    impl TryFrom<i64> for Percent {
        type Error = String;
        fn try_from(value: i64) -> Result<Self, String> {
            match u8::try_from(value) {
                Ok(value @ 0..=100) => Ok(Self(value)),
                _ => Err(format!("{value} is not between 0 and 100")),
            }
        }
    }

    /// Draws each problem under the line where it begins: carets, or `!` where it has no width.
    fn annotate(loaded: &Loaded<Sample>) -> String {
        let mut drawn = String::new();
        for (at, line) in loaded.text().split('\n').enumerate() {
            writeln!(drawn, "{line}").unwrap();
            for problem in loaded.problems.iter().filter(|problem| problem.place.line == at + 1) {
                let place = problem.place;
                let width = line.chars().count() + 1 - place.column;
                let carets = match (
                    place.end_line - place.line,
                    place.end_column - place.column.min(place.end_column),
                ) {
                    (0, 0) => "!".to_owned(),
                    (0, columns) => "^".repeat(columns),
                    (_, _) => "^".repeat(width) + "...",
                };
                writeln!(
                    drawn,
                    "{}{carets} {} {}",
                    " ".repeat(place.column - 1),
                    problem.code,
                    problem.message
                )
                .unwrap();
            }
        }
        drawn
    }

    /// Loads the text without its annotation lines and draws it again with what was found.
    #[track_caller]
    fn check(annotated: &str) {
        let annotated = annotated.trim_start_matches('\n');
        let is_mark = |line: &str| line.trim_start().starts_with(['^', '!']);
        let text: Vec<&str> = annotated.split('\n').filter(|line| !is_mark(line)).collect();
        let loaded = load::<Sample>("sample.ron", text.join("\n").as_bytes());
        let drawn = annotate(&loaded);
        assert_eq!(drawn.trim_end(), annotated.trim_end(), "\n--- found:\n{drawn}");
        assert_eq!(loaded.value.is_some(), loaded.problems.is_empty());
    }

    fn codes(bytes: &[u8]) -> Vec<&'static str> {
        load_format::<Sample>("sample.ron", bytes, 1).problems.iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn good_files() {
        check(r#"(id: "late", title: "A late gift")"#);
        check(
            r##"
/* nested /* comment */ */ #![enable(unwrap_newtypes)]
// a comment
Sample(
    id: "late", title: r#"A "late" gift"#, hint: "with \"quotes\" and é\n", minutes: 0x10,
    budget: 1.5e2, channel: phone, trains: ["D1", "N2",], anger: 40, span: (1, 2), voice: "soft",
    phrases: { "greeting": ["Hi,
it is me", ""], "bye": [] },
    turns: [
        (id: "a", text: "t", next: [goto("b"), score(at_least: 3, then: "c"), leave, say(text: "x")]),
        Turn(id: "b", text: "t", next: [both(leave, goto("x"))]),
    ],
)"##,
        );
    }

    #[test]
    fn every_problem_is_reported() {
        check(
            r#"
(
    id: late,
        ^^^^ S008 `id` should be text in quotation marks, not the word `late`
    titel: "A late gift",
    ^^^^^ S006 unknown field `titel` in the sample; did you mean `title`?
    minutes: 300,
             ^^^ S008 `minutes` should be a whole number from 0 to 255, not the number 300
    channel: phon,
             ^^^^ S009 unknown word `phon`; did you mean `phone`?
    trains: "D1",
            ^^^^ S008 `trains` should be a list [ ... ], not the text "D1"
    open: True,
          ^^^^ S008 `open` should be `true` or `false`, not the word `True`
    anger: 101,
           ^^^ S008 101 is not between 0 and 100
    span: (1, 2, 3),
          ^^^^^^^^^ S008 2 values in round brackets belong here, not 3
    mood: calm,
    ^^^^ S006 unknown field `mood` in the sample
    turns: [
        (
        ^ S007 the field `id` is missing in the turn
        ^ S007 the field `text` is missing in the turn
            next: [
                goto(1),
                     ^ S008 text in quotation marks belongs here, not the number 1
                score(at_least: "3", thn: "x"),
                                ^^^ S008 `at_least` should be a whole number from 0 to 255, not the text "3"
                                     ^^^ S006 unknown field `thn` in the score; did you mean `then`?
                score(then: "x"),
                ^^^^^^ S007 the field `at_least` is missing in the score
                leav,
                ^^^^ S009 unknown word `leav`; did you mean `leave`?
                leave(),
                ^^^^^^^ S008 `leave` stands alone, without brackets
                goto,
                ^^^^ S008 `goto` needs brackets with more in them
                "leave",
                ^^^^^^^ S008 a word without quotation marks belongs here, not the text "leave"
                both(leave),
                ^^^^^^^^^^^ S008 2 values in round brackets belong here, not 1
            ],
        ),
        (id: "b", txet: 'x'),
                  ^^^^ S006 unknown field `txet` in the turn; did you mean `text`?
                        ^^^ S008 `txet` should be text in quotation marks, not the single character 'x'
        { "id": "c" },
        ^^^^^^^^^^^^^ S008 a turn in round brackets (field: value) belongs here, not a map { ... }
    ],
    phrases: { 1: [], "a": "b" },
               ^ S008 text in quotation marks belongs here, not the number 1
                           ^^^ S008 `a` should be a list [ ... ], not the text "b"
)"#,
        );
    }

    #[test]
    fn writing() {
        check(
            r#"
(
    id: "late"
              ! S005 a comma is missing here
    title: "A late gift",
    minutes: 10, minutes: 12,
                 ^^^^^^^ S010 the field `minutes` stands here a second time
    budget: NaN,
            ^^^ S011 `NaN` is not a finite number
    hint: A bare text here, channel = chat,
          ^^^^^^^^^^^^^^^^ S004 text stands in quotation marks
                                    ^ S004 a colon stands between a field and its value, not `=`
    trains: ["D1" "N2",, “N3”, 'N4', "say "no" now", "\q"],
                 ! S005 a comma is missing here
                       ^ S004 there is a comma too many here
                         ^ S004 text stands between straight quotation marks
                               ^ S004 text stands between double quotation marks
                                          ^ S004 this quotation mark ends the text too early
                                                      ^^ S004 a backslash begins a special character here, and this is none
    anger: ,
    ^^^^^ S004 the value of `anger` is missing
    "voice": "x";
    ^^^^^^^ S004 the name of a field stands without quotation marks
                ^ S004 a semicolon cannot stand here
    phrases: { "a": [], "a": [] },
                        ^^^ S010 the key `a` stands here a second time
    span: (12x, -inf),
           ^^^ S004 `12x` is no number
                ^^^^ S011 `-inf` is not a finite number
)"#,
        );
    }

    #[test]
    fn never_closed() {
        check(
            r#"
(
    id: "late,
        ^^^^^^ S014 this text is never closed
    title: "A late gift",
    minutes: "x",
             ^^^ S008 `minutes` should be a whole number from 0 to 255, not the text "x"
)"#,
        );
        check(
            r#"
(
    id: "late",
    title: "A late gift,
           ^^^^^^^^^^^^^ S014 this text is never closed
)"#,
        );
        check(
            r#"
(id: "late", /* no end
             ^^ S014 this comment is never closed
 title: "A late gift")"#,
        );
        check(
            r##"
(id: r#"late", title: "A late gift")
     ^^^ S014 this text is never closed"##,
        );
        check(
            r#"
(
    turns: [
        (id: "a", next: [],
        ^ S015 this `(` is never closed
    ],
)"#,
        );
        check(
            r#"
(
    trains: [
        "D1",
    title: "x",
    ^^^^^ S015 `title` names a field, but a list is open here
)"#,
        );
        check(
            r#"
(
    voice: (
           ^ S015 this `(` is never closed
        text: "a",
    title: "x",
)"#,
        );
        check(
            r#"
(id: "late", title: "x"]
                       ^ S015 there is no open `[` for this `]`
)"#,
        );
    }

    #[test]
    fn the_file_as_a_whole() {
        assert_eq!(codes(b""), ["S002"]);
        assert_eq!(codes(b" // nothing \n /* here */ "), ["S002"]);
        assert_eq!(codes(b"\xef\xbb\xbf(id: \"a\", title: \"b\")"), [""; 0]);
        assert_eq!(codes(b"(id: \"a\", title: \"b\") x y z"), ["S016"]);
        assert_eq!(codes(b"(format: 2, nonsense: 1"), ["S013"]);
        assert_eq!(codes(b"id: \"a\",\ntitle: \"b\""), ["S004"]);
        assert_eq!(codes(b"(id: \"a\", title: \"b\", budget: 1e400)"), ["S011"]);
        assert_eq!(codes(b"(id: \"a\xff\", title: \"b\", minutes: x, \xfe)"), ["S001", "S008", "S001"]);
        assert_eq!(
            codes("(id: \"a\")".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().as_slice())
                .len(),
            1
        );
        assert_eq!(codes(&[0xff; 100]), ["S001"]);
        assert_eq!(codes(b"#![enable(nonsense)]\n(id: \"a\", title: \"b\")"), ["S004"]);
    }

    /// The reading that explains refusals does not refuse what `ron` accepts.
    #[test]
    fn one_mistake_is_one_problem() {
        let good = FUZZED.replace("say((text: \"x\"))", "say(text: \"x\")");
        let good = format!("#![enable(unwrap_variant_newtypes)]\n{good}");
        assert_eq!(codes(good.as_bytes()), [""; 0]);
        for text in [FUZZED, &good] {
            for (right, wrong, code) in [
                ("0x10", "300", "S008"),
                ("phone", "phono", "S009"),
                ("(1, 2)", "(1,)", "S008"),
                ("title:", "titel:", "S006"),
                ("voice: \"soft\",", "voice: \"soft\"", "S005"),
                ("leave, ", "leave(1), ", "S008"),
                ("then:", "than:", "S006"),
                ("anger: 40", "anger: 400", "S008"),
                ("Turn(", "Tern(", "S008"),
            ] {
                assert_eq!(codes(text.replacen(right, wrong, 1).as_bytes()), [code], "{wrong}");
            }
        }
    }

    #[test]
    fn place_of_the_first_bad_byte() {
        let loaded = load::<Sample>("f", b"(title: \"\",\n  id: \"\xc3\xa9\0\xff\")");
        let place = loaded.problems[0].place;
        assert_eq!((place.line, place.column, place.end_line, place.end_column), (2, 10, 2, 11));
    }

    #[test]
    fn nothing_is_slow() {
        let started = Instant::now();
        let megabytes = |unit: &str| unit.repeat(MAX_BYTES / unit.len());
        for unit in
            ["[", "(", "{", "]", "[]", "[],", "\"", "'", "'a',", "a:", "a ", "\u{200f}", "/*", "1", "1,", "#"]
        {
            for start in ["", "[", "(a: "] {
                let mut text = format!("{start}{}", megabytes(unit));
                while text.len() > MAX_BYTES {
                    text.pop();
                }
                let one = Instant::now();
                let loaded = load::<Sample>("f", text.as_bytes());
                assert!(loaded.value.is_none() && !loaded.problems.is_empty(), "{start}{unit}");
                let _ = render(&loaded.problems, loaded.text(), true);
                assert!(one.elapsed() < Duration::from_secs(10), "{start}{unit} {:?}", one.elapsed());
            }
            let each = Instant::now();
            assert_eq!(codes("[".repeat(50 * 1024 * 1024).as_bytes()), ["S003"]);
            assert!(each.elapsed() < Duration::from_secs(1));
        }
        assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
    }

    #[test]
    fn examples_of_the_codes() {
        for entry in CODES {
            let bad = match entry.code {
                "S003" => vec![b' '; MAX_BYTES + 1],
                "S017" => format!("[{}]", "1 ".repeat(MAX_PROBLEMS + 1)).into_bytes(),
                _ => entry.bad.to_vec(),
            };
            assert!(codes(&bad).contains(&entry.code), "{}: {:?}", entry.code, codes(&bad));
            assert_eq!(codes(entry.good.as_bytes()), [""; 0], "{}", entry.code);
        }
        assert!(CODES.is_sorted_by_key(|entry| entry.code));
    }

    const FUZZED: &str = r##"// head
Sample(
    id: "late", title: r#"A "late" gift"#, hint: Some("wïth \"quotes\" \u{e9}\n"), minutes: 0x10,
    budget: -1.5e2, channel: phone, trains: ["D1", "N2",], anger: 40, span: (1, 2), voice: "soft",
    phrases: { "greeting": ["Hi, 😀
it is me", ""], "bye": [] }, /* nested /* comment */ */
    turns: [
        (id: "a", text: "t", next: [goto("b"), score(at_least: 3, then: "c"), leave, say(text: "x")]),
        Turn(id: "b", text: "t", next: [both(leave, goto("x"))]),
    ],
)"##;

    /// A small generator of numbers, always the same ones.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % sides
        }
    }

    fn mutate(dice: &mut Dice) -> Vec<u8> {
        let mut bytes = FUZZED.as_bytes().to_vec();
        let pieces: [&[u8]; 24] = [
            b"(",
            b")",
            b"[",
            b"]",
            b"{",
            b"}",
            b",",
            b":",
            b"\"",
            b"'",
            b"\\",
            b"/*",
            b"*/",
            b"//",
            b"\n",
            b"#",
            b"r#",
            b"\xff",
            "é".as_bytes(),
            b"NaN",
            b"1e400",
            b" = ",
            b"Some(",
            b"\0",
        ];
        for _ in 0..=dice.roll(3) {
            let at = dice.roll(bytes.len());
            let end = (at + dice.roll(12)).min(bytes.len());
            match dice.roll(5) {
                0 => drop(bytes.drain(at..end)),
                1 => bytes[at] = dice.roll(256) as u8,
                2 => bytes.truncate(at.max(1)),
                3 => drop(bytes.splice(at..at, bytes[at..end].to_vec()).count()),
                _ => drop(bytes.splice(at..at, pieces[dice.roll(pieces.len())].to_vec()).count()),
            }
            if bytes.is_empty() {
                bytes.push(b' ');
            }
        }
        bytes
    }

    /// Broken in many ways, a file never makes anything panic, every place lies inside it, and what
    /// `ron` accepts is refused only for the reasons that `ron` does not know.
    #[test]
    fn mutated_files() {
        assert_eq!(codes(FUZZED.as_bytes()), [""; 0]);
        let mut dice = Dice(7);
        let mut in_other_words = 0;
        for _ in 0..FUZZ_ROUNDS {
            let bytes = mutate(&mut dice);
            let shown = String::from_utf8_lossy(&bytes).into_owned();
            let loaded = load::<Sample>("f", &bytes);
            let lines: Vec<usize> = loaded.text().split('\n').map(|line| line.chars().count()).collect();
            for problem in &loaded.problems {
                let place = problem.place;
                let (start, end) = ((place.line, place.column), (place.end_line, place.end_column));
                assert!(start <= end && place.end_line <= lines.len(), "{place:?} {shown}");
                assert!(place.column <= lines[place.line - 1] + 1, "{place:?} {shown}");
                assert!(place.end_column <= lines[place.end_line - 1] + 1, "{place:?} {shown}");
            }
            let _ = render(&loaded.problems, loaded.text(), false);
            let accepted = std::str::from_utf8(&bytes).is_ok_and(|text| judge::<Sample>(text).is_ok());
            let own = |problem: &&Diagnostic| !matches!(problem.code, "S010" | "S011");
            let refused = loaded.problems.iter().find(own);
            assert!(!(accepted && refused.is_some()), "{refused:?}\n{shown}");
            assert_eq!(loaded.value.is_some(), loaded.problems.is_empty());
            let foreign =
                loaded.problems.iter().any(|problem| problem.message.starts_with("this is not understood"));
            in_other_words += usize::from(foreign);
            if foreign && std::env::var("SHOW").is_ok() {
                println!("{}", render(&loaded.problems, loaded.text(), false));
            }
        }
        assert!(in_other_words * 200 <= FUZZ_ROUNDS, "{in_other_words} files were explained only by ron");
    }

    const FUZZ_ROUNDS: usize = 5000;
}
