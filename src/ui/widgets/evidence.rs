//! Evidence in text: the dimension's soft colour behind the words and a line under them, solid when they helped,
//! dashed when they hurt.
//!
//! Works for a label ([`EvidenceText`]) and inside a `TextEdit`: hand [`evidence_job`] to its layouter, put
//! [`soft_backgrounds`] behind it and call [`paint_underlines`] after it, all with the same galley and place.

use std::ops::Range;

use egui::text::LayoutJob;
use egui::{Color32, Galley, Painter, Pos2, Rect, Response, Shape, Stroke, Ui, WidgetInfo, WidgetType, pos2};

use super::{Mark, place};
use crate::ui::theme::{Role, Theme};

/// Some words that a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceMark {
    /// Which characters of the text, counted as `char`s. What lies beyond the text is left out.
    pub range: Range<usize>,
    /// The dimension.
    pub mark: Mark,
    /// Solid line if they helped, dashed if they hurt.
    pub helped: bool,
}

/// Half the height of a capital over the size of the type: from the middle of a line to its baseline.
const MIDDLE_TO_BASELINE: f32 = 0.364;
/// From the baseline down to the line under the words, over the size of the type: just below a "g".
const BASELINE_TO_LINE: f32 = 0.25;
/// From the baseline up to the top of the soft colour, over the size of the type.
const BASELINE_TO_TOP: f32 = 1.09;
/// How much lower the second line stands, in points.
const SECOND_LINE: f32 = 3.0;
/// A dash and the gap after it, in points.
const DASH: (f32, f32) = (4.0, 3.0);

/// The layout of a marked text: draft type, wrapped at `width`, every space kept so that a caret can stand on it.
pub fn evidence_job(theme: &Theme, text: &str, width: f32) -> LayoutJob {
    let mut job = theme.job(Role::Draft, theme.colour.text, text, width);
    job.keep_trailing_whitespace = true;
    job
}

/// The soft colours, to be painted before the text. `pos` is where the galley's corner is painted.
pub fn soft_backgrounds(theme: &Theme, galley: &Galley, pos: Pos2, marks: &[EvidenceMark]) -> Shape {
    let mut by_length: Vec<&EvidenceMark> = marks.iter().collect();
    // The larger claim is painted last and keeps the words both want; of equals the first one.
    by_length.reverse();
    by_length.sort_by_key(|mark| mark.range.len());
    let mut shapes = Vec::new();
    for evidence in by_length {
        let colour = evidence.mark.soft(&theme.colour);
        for piece in pieces(galley, pos, &evidence.range) {
            let rect =
                Rect::from_min_max(pos2(piece.left - 1.0, piece.top), pos2(piece.right + 1.0, piece.line));
            shapes.push(Shape::rect_filled(rect, 2.0, colour));
        }
    }
    Shape::Vec(shapes)
}

/// The lines under the words, to be painted after the text.
pub fn paint_underlines(
    painter: &Painter,
    theme: &Theme,
    galley: &Galley,
    pos: Pos2,
    marks: &[EvidenceMark],
) {
    let width = theme.scale.stroke.evidence;
    for (evidence, level) in marks.iter().zip(levels(marks)) {
        let colour = evidence.mark.colour(&theme.colour);
        for piece in pieces(galley, pos, &evidence.range) {
            let top = piece.line + level as f32 * SECOND_LINE;
            let line = Rect::from_min_max(pos2(piece.left, top), pos2(piece.right, top + width));
            if evidence.helped {
                painter.rect_filled(line, 0.0, colour);
            } else {
                let ends = [line.left_center(), line.right_center()];
                painter.extend(Shape::dashed_line(&ends, Stroke::new(width, colour), DASH.0, DASH.1));
            }
        }
    }
}

/// Which line a mark takes: the highest that no earlier mark on the same words has taken.
fn levels(marks: &[EvidenceMark]) -> Vec<usize> {
    let mut taken: Vec<usize> = Vec::with_capacity(marks.len());
    for (i, evidence) in marks.iter().enumerate() {
        let clash =
            |level: usize| (0..i).any(|j| taken[j] == level && overlap(&marks[j].range, &evidence.range));
        taken.push((0..i).find(|&level| !clash(level)).unwrap_or(i));
    }
    taken
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// One row's part of a mark, on the screen.
struct Piece {
    left: f32,
    right: f32,
    top: f32,
    line: f32,
}

/// The parts of a range of characters, one for each row it touches, without the blanks at a row's ends.
fn pieces(galley: &Galley, pos: Pos2, range: &Range<usize>) -> Vec<Piece> {
    let mut found = Vec::new();
    let size = galley.job.sections.first().map_or(0.0, |section| section.format.font_id.size);
    let mut first = 0;
    for row in &galley.rows {
        let count = row.glyphs.len();
        let mut from = range.start.clamp(first, first + count) - first;
        let mut to = range.end.clamp(first, first + count) - first;
        while from < to && row.glyphs[from].chr.is_whitespace() {
            from += 1;
        }
        while from < to && row.glyphs[to - 1].chr.is_whitespace() {
            to -= 1;
        }
        if from < to {
            let x = pos.x + row.pos.x;
            let baseline = pos.y + row.pos.y + row.size.y / 2.0 + MIDDLE_TO_BASELINE * size;
            found.push(Piece {
                left: (x + row.glyphs[from].pos.x).round(),
                right: (x + row.glyphs[to - 1].max_x()).round(),
                top: (baseline - BASELINE_TO_TOP * size).round(),
                line: (baseline + BASELINE_TO_LINE * size).round(),
            });
        }
        first += count + usize::from(row.ends_with_newline);
    }
    found
}

/// A marked text that cannot be edited.
#[derive(Clone, Copy, Debug)]
#[must_use = "a marked text is shown by `show`"]
pub struct EvidenceText<'a> {
    text: &'a str,
    marks: &'a [EvidenceMark],
}

impl<'a> EvidenceText<'a> {
    /// A text and its evidence.
    pub fn new(text: &'a str, marks: &'a [EvidenceMark]) -> Self {
        Self { text, marks }
    }

    /// Shows the text, wrapped at the width there is.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let galley = ui.painter().layout_job(evidence_job(theme, self.text, ui.available_width()));
        let (rect, response) = place::room(ui, galley.size());
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            painter.add(soft_backgrounds(theme, &galley, rect.min, self.marks));
            painter.galley(rect.min, std::sync::Arc::clone(&galley), Color32::PLACEHOLDER);
            paint_underlines(painter, theme, &galley, rect.min, self.marks);
        }
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), self.text));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(range: Range<usize>) -> EvidenceMark {
        EvidenceMark { range, mark: Mark::Empathy, helped: true }
    }

    #[test]
    fn words_claimed_twice_get_a_second_line() {
        assert_eq!(levels(&[mark(0..10), mark(5..12), mark(12..20)]), [0, 1, 0]);
        assert_eq!(levels(&[mark(0..10), mark(0..10), mark(0..10)]), [0, 1, 2]);
    }
}
