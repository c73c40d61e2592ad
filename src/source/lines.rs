//! From bytes to lines and columns, and back.

use std::ops::Range;

use super::diagnostic::Place;

/// Where each line of a text begins. A line ends with `\n`, as for `ron`.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let newlines = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        Self { starts: std::iter::once(0).chain(newlines.map(|(at, _)| at + 1)).collect() }
    }

    /// Line and column, from 1, of a byte; a byte inside a character counts as that character.
    pub(super) fn position(&self, text: &str, byte: usize) -> (usize, usize) {
        let byte = text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|&start| start <= byte).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        (line, text[start..byte].chars().count() + 1)
    }

    pub(super) fn place(&self, text: &str, span: Range<usize>) -> Place {
        let (line, column) = self.position(text, span.start);
        let (end_line, end_column) = self.position(text, span.end.max(span.start));
        Place { line, column, end_line, end_column }
    }

    /// The byte at a line and column; beyond a line's end, its end (before the `\n`).
    pub(super) fn byte(&self, text: &str, line: usize, column: usize) -> usize {
        let Some(range) = self.range(text, line) else { return text.len() };
        let content = &text[range.clone()];
        let inside = content.char_indices().nth(column.max(1) - 1).map_or(content.len(), |(at, _)| at);
        range.start + inside
    }

    /// The bytes of a line without its `\n`.
    pub(super) fn range(&self, text: &str, line: usize) -> Option<Range<usize>> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).map_or(text.len(), |next| next - 1);
        Some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let text = "aé\n\nbü😀c";
        let lines = Lines::new(text);
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let (line, column) = lines.position(text, byte);
            assert_eq!(lines.byte(text, line, column), byte, "{line}:{column}");
        }
        assert_eq!(lines.position(text, text.len()), (3, 5));
        assert_eq!(lines.byte(text, 1, 99), 3);
        assert_eq!(lines.byte(text, 99, 1), text.len());
    }
}
