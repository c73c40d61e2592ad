//! One of the three scores: shape, name, band in words, figure and bar.

use egui::{CornerRadius, Painter, Rect, Response, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{Mark, place};
use crate::ui::theme::{Role, Space, Theme, Weight};

/// The civil reply scores this much; a notch stands over it.
const CIVIL: u8 = 50;

/// A score from 0 to 100, or the words for "not rated".
#[derive(Clone, Copy, Debug)]
#[must_use = "a score bar is shown by `show`"]
pub struct ScoreBar<'a> {
    mark: Mark,
    score: Option<u8>,
    words: &'a str,
    predicted: Option<u8>,
}

impl<'a> ScoreBar<'a> {
    /// A score and its band in words ("Good").
    pub fn rated(mark: Mark, score: u8, band: &'a str) -> Self {
        Self { mark, score: Some(score.min(100)), words: band, predicted: None }
    }

    /// No score: `words` say why ("Not called for here"). There is no bar, and never a nought.
    pub fn not_rated(mark: Mark, words: &'a str) -> Self {
        Self { mark, score: None, words, predicted: None }
    }

    /// What was predicted before the debrief, drawn as an upright on the bar.
    pub fn predicted(mut self, predicted: Option<u8>) -> Self {
        self.predicted = predicted.map(|p| p.min(100));
        self
    }

    /// Shows the row and its bar, as wide as there is room.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let row = theme.line(Role::Figure).ceil();
        let above = theme.gap(Space::S8) + 4.0;
        let bar = theme.spread(theme.scale.control.bar);
        // Three points under the bar belong to the upright of the prediction.
        let height = if self.score.is_some() { row + above + bar + 3.0 } else { row };
        let (rect, response) = place::room(ui, vec2(ui.available_width(), height));
        if ui.is_rect_visible(rect) {
            let line = Rect::from_min_size(rect.min, vec2(rect.width(), row));
            self.paint_row(ui.painter(), theme, line);
            if let Some(score) = self.score {
                let track =
                    Rect::from_min_size(pos2(rect.left(), line.bottom() + above), vec2(rect.width(), bar));
                self.paint_bar(ui.painter(), theme, track, score);
            }
        }
        self.describe(ui, &response);
        response
    }

    fn describe(self, ui: &Ui, response: &Response) {
        let mut said = match self.score {
            Some(score) => format!("{}: {score} of 100, {}", self.mark.word(), self.words),
            None => format!("{}: {}", self.mark.word(), self.words),
        };
        if let Some(predicted) = self.predicted {
            said += &format!(", you predicted {predicted}");
        }
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), &said));
    }

    fn paint_row(self, painter: &Painter, theme: &Theme, row: Rect) {
        let colour = &theme.colour;
        let y = row.center().y;
        let mark = theme.grown(theme.scale.control.mark_large);
        let rated = self.score.is_some();
        // The shape's optical left edge stands on the bar's: a circle leaves a fifth of its box empty.
        let inset = 0.1 * mark;
        self.mark.paint(painter, theme, pos2(row.left() + mark / 2.0 - inset, y), mark, rated);
        let name = theme.line_in(painter, Role::Body, Weight::Strong, colour.text, self.mark.word());
        place::left(painter, row.left() + mark - 2.0 * inset + theme.gap(Space::S8), y, name);
        let mut x = row.right();
        if let Some(score) = self.score {
            let figure = theme.line_of(painter, Role::Figure, colour.text, &score.to_string());
            // Bands end in one column whether a figure has one digit or three.
            let column = theme.line_of(painter, Role::Figure, colour.text, "00").size().x;
            let taken = figure.size().x.max(column);
            place::right(painter, x, y, figure);
            x -= taken + theme.gap(Space::S16);
        }
        place::right(painter, x, y, theme.line_of(painter, Role::Small, colour.text2, self.words));
    }

    fn paint_bar(self, painter: &Painter, theme: &Theme, track: Rect, score: u8) {
        let colour = &theme.colour;
        let radius = CornerRadius::from(track.height() / 2.0);
        let at = |value: u8| (track.left() + track.width() * f32::from(value) / 100.0).round();
        painter.rect_filled(track, radius, colour.sunken);
        if score > 0 {
            // Never shorter than it is high, or its round ends would not fit.
            let end = at(score).max(track.left() + track.height());
            let filled = Rect::from_min_max(track.min, pos2(end, track.bottom()));
            painter.rect_filled(filled, radius, self.mark.colour(colour));
        }
        let notch =
            Rect::from_min_max(pos2(at(CIVIL), track.top() - 5.0), pos2(at(CIVIL) + 1.0, track.top() - 1.0));
        painter.rect_filled(notch, 0.0, colour.text3);
        if let Some(predicted) = self.predicted {
            let upright = Rect::from_center_size(
                pos2(at(predicted), track.center().y),
                vec2(2.0, track.height() + 6.0),
            );
            painter.rect_filled(upright.expand2(vec2(2.0, 0.0)), 0.0, colour.surface);
            painter.rect_filled(upright, 0.0, colour.text);
        }
    }
}
