//! What each code of this module means, for `composure explain`.

/// One code: what it stands for, why it matters, an example that has it and one that has not.
#[derive(Clone, Copy, Debug)]
pub struct CodeEntry {
    /// The stable code.
    pub code: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// What it means, why it matters and what to do.
    pub explanation: &'static str,
    /// A file that has the problem; bytes, because one of them is no text.
    pub bad: &'static [u8],
    /// The same without the problem.
    pub good: &'static str,
}

/// The entry of a code of this module.
#[must_use]
pub fn code_entry(code: &str) -> Option<&'static CodeEntry> {
    CODES.iter().find(|entry| entry.code == code)
}

/// Every code of this module, in order. Codes are never given a new meaning.
pub const CODES: &[CodeEntry] = &[
    CodeEntry {
        code: "S001",
        title: "not UTF-8 text",
        explanation: "Files are read as UTF-8, the encoding in which every language can be written. \
            A file saved in an older encoding, or as UTF-16, holds bytes that mean nothing in UTF-8, and a \
            customer's words would come out garbled. Choose UTF-8 where your editor saves the file.",
        bad: b"(id: \"cafe\", title: \"A table at the Caf\xe9\")",
        good: "(id: \"cafe\", title: \"A table at the Café\")",
    },
    CodeEntry {
        code: "S002",
        title: "empty file",
        explanation: "The file holds nothing, or only space and comments. Nothing can be played from it. \
            Begin from a working file, or remove it.",
        bad: b"// to be written\n",
        good: "(id: \"late\", title: \"A late gift\")",
    },
    CodeEntry {
        code: "S003",
        title: "file too large",
        explanation: "A file of more than 4 MB, or of more than 200 000 values, is not read. No scenario is so \
            long; it is probably another sort of file, and reading it would take long.",
        bad: b"(a file of more than 4 MB)",
        good: "(id: \"late\", title: \"A late gift\")",
    },
    CodeEntry {
        code: "S004",
        title: "not written as RON",
        explanation: "Something stands where it cannot stand: a word without quotation marks that is meant as \
            text, curly quotation marks from a word processor, a sign of another language. A field is written \
            `name: value`, text stands in straight double quotation marks, and a comma follows every value.",
        bad: b"(id: \"late\", title: A late gift)",
        good: "(id: \"late\", title: \"A late gift\")",
    },
    CodeEntry {
        code: "S005",
        title: "missing comma",
        explanation: "Two values stand side by side with no comma between them. Every value in brackets is \
            followed by a comma; after the last one it may be left out.",
        bad: b"(\n    id: \"late\"\n    title: \"A late gift\",\n)",
        good: "(\n    id: \"late\",\n    title: \"A late gift\",\n)",
    },
    CodeEntry {
        code: "S006",
        title: "unknown field",
        explanation: "A field has a name that nothing reads: a misspelling, or a field that belongs elsewhere. \
            It is an error, because what you wrote there would silently have no effect.",
        bad: b"(id: \"late\", titel: \"A late gift\")",
        good: "(id: \"late\", title: \"A late gift\")",
    },
    CodeEntry {
        code: "S007",
        title: "missing field",
        explanation: "A field that has no sensible default is not there. Write it between the brackets that \
            the place points at.",
        bad: b"(id: \"late\")",
        good: "(id: \"late\", title: \"A late gift\")",
    },
    CodeEntry {
        code: "S008",
        title: "wrong value",
        explanation: "A value is of another sort than the field takes, or out of its range: text where a number \
            belongs, one value where a list belongs, 300 where 0 to 255 is possible.",
        bad: b"(id: \"late\", title: \"A late gift\", minutes: \"ten\")",
        good: "(id: \"late\", title: \"A late gift\", minutes: 10)",
    },
    CodeEntry {
        code: "S009",
        title: "unknown word",
        explanation: "Some fields take one of a few words, written without quotation marks. This is none of them.",
        bad: b"(id: \"late\", title: \"A late gift\", channel: chatt)",
        good: "(id: \"late\", title: \"A late gift\", channel: chat)",
    },
    CodeEntry {
        code: "S010",
        title: "written twice",
        explanation: "The same field, or the same key of a map, stands twice in the same brackets. One of the two \
            would be ignored, and nobody could tell which.",
        bad: b"(id: \"late\", title: \"A late gift\", id: \"gift\")",
        good: "(id: \"late\", title: \"A late gift\")",
    },
    CodeEntry {
        code: "S011",
        title: "not a finite number",
        explanation: "`NaN`, `inf` and numbers such as 1e400, which are too large to be told from infinity, decide \
            nothing in a sensible way: every comparison with them goes the same way.",
        bad: b"(id: \"late\", title: \"A late gift\", budget: 1e400)",
        good: "(id: \"late\", title: \"A late gift\", budget: 40.0)",
    },
    CodeEntry {
        code: "S012",
        title: "nested too deep",
        explanation: "More than 64 brackets stand inside one another. No scenario needs that; a bracket is \
            probably written where its closing one was meant.",
        bad: b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        good: "(id: \"late\", title: \"A late gift\")",
    },
    CodeEntry {
        code: "S013",
        title: "newer format",
        explanation: "The file says that it is written in a later format than this version of the program knows. \
            Nothing else is said about it, since most of it would be misunderstood. Use a newer version.",
        bad: b"(format: 999, id: \"late\", title: \"A late gift\")",
        good: "(format: 1, id: \"late\", title: \"A late gift\")",
    },
    CodeEntry {
        code: "S014",
        title: "text or comment never closed",
        explanation: "A text lacks its closing quotation mark, or a comment its `*/`, so that what follows is \
            taken to belong to it. The place is where it begins.",
        bad: b"(\n    id: \"late,\n    title: \"A late gift\",\n)",
        good: "(\n    id: \"late\",\n    title: \"A late gift\",\n)",
    },
    CodeEntry {
        code: "S015",
        title: "brackets do not match",
        explanation: "A bracket is never closed, or a closing one has no open one before it. Every ( needs its ), \
            every [ its ] and every { its }. Until they match, the fields cannot be checked.",
        bad: b"(id: \"late\", title: \"A late gift\", trains: [\"D1\", \"N2\")",
        good: "(id: \"late\", title: \"A late gift\", trains: [\"D1\", \"N2\"])",
    },
    CodeEntry {
        code: "S016",
        title: "something after the end",
        explanation: "A file is one value in brackets. After its last bracket only space and comments may follow; \
            what stands there would be ignored.",
        bad: b"(id: \"late\", title: \"A late gift\")\n(id: \"double\", title: \"Charged twice\")",
        good: "(id: \"late\", title: \"A late gift\")\n// That was all.",
    },
    CodeEntry {
        code: "S017",
        title: "too many problems",
        explanation: "A file has more problems than are shown, or is so large that not all could be looked for. \
            Mend those that are shown; many others often vanish with them.",
        bad: b"(100 problems or more)",
        good: "(id: \"late\", title: \"A late gift\")",
    },
];
