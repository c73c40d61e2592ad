//! Problems as people read them: file, line, the lines around it, carets, message, help.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};

use super::diagnostic::{Diagnostic, Place, Severity};
use super::lines::Lines;

/// Lines shown before and after the place.
const AROUND: usize = 2;

/// Characters shown of a line, at most, before and after the place.
const BEFORE: usize = 60;
const AFTER: usize = 100;

/// Lines of a place that are shown, at most.
const MOST_LINES: usize = 6;

/// Draws the problems of one file, in the order given, each with an empty line after it.
///
/// `text` is the file's text (see `Loaded::text`); a place that lies outside it is drawn without
/// lines. Long lines are cut around the place.
#[must_use]
pub fn render(problems: &[Diagnostic], text: &str, colour: bool) -> String {
    let lines = Lines::new(text);
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut drawn = String::new();
    for problem in problems {
        let level = match problem.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level.primary_title(problem.message.as_str()).id(problem.code);
        let mut group = Group::with_title(title);
        let (file, place) = (problem.file.as_str(), problem.place);
        let window = Window::new(text, &lines, place);
        // A snippet counts the column itself, wrongly where the line is cut.
        if window.as_ref().is_none_or(|window| window.cut) {
            group = group.element(Origin::path(file).line(place.line).char_column(place.column));
        }
        if let Some(window) = window {
            let path = (!window.cut).then_some(file);
            let mark = AnnotationKind::Primary.span(window.mark);
            let lines = Snippet::source(window.text).line_start(window.line).fold(false);
            group = group.element(lines.path(path).annotation(mark));
        }
        if let Some(help) = &problem.help {
            group = group.element(Level::HELP.message(normalize_untrusted_str(help)));
        }
        drawn.push_str(&renderer.render(&[group]));
        drawn.push_str("\n\n");
    }
    drawn
}

/// The lines to show, and the marked bytes in them.
struct Window {
    text: String,
    line: usize,
    mark: Range<usize>,
    /// Whether the line of the place lacks its beginning.
    cut: bool,
}

impl Window {
    fn new(text: &str, lines: &Lines, place: Place) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        let start = lines.byte(text, place.line, place.column);
        let end = lines.byte(text, place.end_line, place.end_column).max(start);
        let last = place.end_line.clamp(place.line, place.line + MOST_LINES);
        let first_shown = place.line.saturating_sub(AROUND).max(1);
        let mut window = Self { text: String::new(), line: first_shown, mark: 0..0, cut: false };
        for line in first_shown..=last + AROUND {
            let Some(range) = lines.range(text, line) else { break };
            if line > first_shown {
                window.text.push('\n');
            }
            let focus = start.clamp(range.start, range.end);
            let cut = cut(text, range.clone(), focus);
            if cut.start > range.start {
                window.text.push('…');
                window.cut |= line == place.line;
            }
            let shift =
                |byte: usize, window: &Self| window.text.len() + byte.clamp(cut.start, cut.end) - cut.start;
            if line == place.line {
                window.mark = shift(start, &window)..shift(end, &window);
            } else if line > place.line && line <= last && end > range.start {
                window.mark.end = shift(end, &window);
            }
            window.text.push_str(&text[cut.clone()]);
            if cut.end < range.end {
                window.text.push('…');
            }
        }
        Some(window)
    }
}

/// The part of a line around a byte.
fn cut(text: &str, line: Range<usize>, focus: usize) -> Range<usize> {
    let before = text[line.start..focus].char_indices().rev().nth(BEFORE - 1);
    let after = text[focus..line.end].char_indices().nth(AFTER);
    let start = before.map_or(line.start, |(at, _)| line.start + at);
    let end = after.map_or(line.end, |(at, _)| focus + at);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(place: [usize; 4], help: Option<&str>) -> Diagnostic {
        let [line, column, end_line, end_column] = place;
        Diagnostic {
            code: "S006",
            severity: Severity::Error,
            file: "late.ron".into(),
            place: Place { line, column, end_line, end_column },
            message: "unknown field `titel`".into(),
            help: help.map(str::to_owned),
        }
    }

    #[track_caller]
    fn check(text: &str, place: [usize; 4], help: Option<&str>, expected: &str) {
        let drawn = render(&[sample(place, help)], text, false);
        assert_eq!(drawn.trim_end(), expected.trim_matches('\n'), "\n{drawn}");
    }

    #[test]
    fn lines_carets_and_help() {
        check(
            "(\n    id: \"late\",\r\n\ttitel: \"x\",\n\n)\n// end",
            [3, 2, 3, 7],
            Some("write `title`"),
            r#"
error[S006]: unknown field `titel`
 --> late.ron:3:2
  |
1 | (
2 |     id: "late",
3 |     titel: "x",
  |     ^^^^^
4 |
5 | )
  |
  = help: write `title`"#,
        );
    }

    #[test]
    fn without_text_or_width() {
        check("", [1, 1, 1, 1], None, "error[S006]: unknown field `titel`\n--> late.ron:1:1");
        check(
            "(a)",
            [1, 3, 1, 3],
            None,
            "error[S006]: unknown field `titel`\n --> late.ron:1:3\n  |\n1 | (a)\n  |   ^",
        );
    }

    #[test]
    fn odd_texts_and_places() {
        let long = "é😀שלום\t\u{202e}\u{7}".repeat(50_000);
        for text in [long.as_str(), "", "\n\n", "a\u{0}b", "\r\n\r"] {
            for place in [[1, 1, 1, 2], [1, 9, 1, 99_999], [2, 1, 9, 1], [7, 7, 7, 7], [1, 200_000, 2, 1]] {
                for colour in [false, true] {
                    let drawn = render(&[sample(place, Some("\u{1b}[31m\u{202e}"))], text, colour);
                    assert!(drawn.contains("late.ron") && drawn.len() < 4000, "{place:?} {drawn}");
                    assert!(
                        !drawn.contains('\u{202e}') && (colour || !drawn.contains('\u{1b}')),
                        "{drawn:?}"
                    );
                }
            }
        }
    }
}
