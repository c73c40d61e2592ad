//! One problem, where it stands, and the shape in which programs read it.

use std::cmp::Ordering;
use std::ops::Range;

use serde::{Serialize, Serializer, ser::SerializeStruct};

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used, but something in it is probably not meant so.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A stretch of a text. Lines and columns count from 1, columns in characters; the end is excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Line of the first character after the stretch.
    pub end_line: usize,
    /// Column of the first character after the stretch.
    pub end_column: usize,
}

impl Place {
    /// The very beginning of a text, for problems of a file as a whole.
    pub const START: Self = Self { line: 1, column: 1, end_line: 1, end_column: 1 };
}

/// One problem in one file.
///
/// Serialises to the flat object of `composure check --format json`. Orders by file, then by place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable code that `composure explain` knows, such as `S006`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The file's name as the user gave it.
    pub file: String,
    /// Where in the file.
    pub place: Place,
    /// What is wrong, in the author's words, without a full stop.
    pub message: String,
    /// What would probably mend it.
    pub help: Option<String>,
}

impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Diagnostic", 9)?;
        object.serialize_field("code", self.code)?;
        object.serialize_field("severity", &self.severity)?;
        object.serialize_field("file", &self.file)?;
        object.serialize_field("line", &self.place.line)?;
        object.serialize_field("column", &self.place.column)?;
        object.serialize_field("end_line", &self.place.end_line)?;
        object.serialize_field("end_column", &self.place.end_column)?;
        object.serialize_field("message", &self.message)?;
        object.serialize_field("help", &self.help)?;
        object.end()
    }
}

impl Ord for Diagnostic {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |d: &Self| (d.place, d.severity, d.code);
        self.file
            .cmp(&other.file)
            .then_with(|| key(self).cmp(&key(other)))
            .then_with(|| self.message.cmp(&other.message))
            .then_with(|| self.help.cmp(&other.help))
    }
}

impl PartialOrd for Diagnostic {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A problem before its bytes have been turned into lines and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    pub(super) code: &'static str,
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Flaw {
    pub(super) fn new(code: &'static str, span: Range<usize>, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), help: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(file: &str, line: usize, column: usize) -> Diagnostic {
        let place = Place { line, column, end_line: line, end_column: column + 3 };
        Diagnostic {
            code: "S006",
            severity: Severity::Error,
            file: file.into(),
            place,
            message: "unknown field".into(),
            help: None,
        }
    }

    #[test]
    fn json_is_flat() {
        let json = serde_json::to_string(&sample("a.ron", 2, 5)).unwrap();
        assert_eq!(
            json,
            r#"{"code":"S006","severity":"error","file":"a.ron","line":2,"column":5,"end_line":2,"end_column":8,"message":"unknown field","help":null}"#
        );
    }

    #[test]
    fn order_is_file_then_place() {
        let mut all = [sample("b", 1, 1), sample("a", 10, 1), sample("a", 2, 9), sample("a", 2, 3)];
        all.sort();
        let keys: Vec<_> = all.iter().map(|d| (d.file.as_str(), d.place.line, d.place.column)).collect();
        assert_eq!(keys, [("a", 2, 3), ("a", 2, 9), ("a", 10, 1), ("b", 1, 1)]);
    }
}
