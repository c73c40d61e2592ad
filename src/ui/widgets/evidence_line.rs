//! The words beside marked text: one line for each finding, and the legend.

use egui::{Rect, Response, Shape, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{Mark, place};
use crate::ui::theme::{Role, Space, Theme};

/// Points with their sign, a true minus for a loss: "+8", "−6", "0".
pub fn signed(points: i32) -> String {
    match points {
        0 => "0".to_owned(),
        1.. => format!("+{points}"),
        _ => format!("−{}", points.unsigned_abs()),
    }
}

/// The same for a voice.
fn spoken(points: i32) -> String {
    let unit = if points.unsigned_abs() == 1 { "point" } else { "points" };
    let sign = if points < 0 { "minus" } else { "plus" };
    format!("{sign} {} {unit}", points.unsigned_abs())
}

/// Shape, behaviour and points, under a marked text: first where it counts most, then where else it counts.
#[derive(Clone, Copy, Debug)]
#[must_use = "a line of evidence is shown by `show`"]
pub struct EvidenceLine<'a> {
    behaviour: &'a str,
    points: &'a [(Mark, i32)],
}

impl<'a> EvidenceLine<'a> {
    /// What was heard and what it was worth, the weightiest dimension first.
    pub fn new(behaviour: &'a str, points: &'a [(Mark, i32)]) -> Self {
        Self { behaviour, points }
    }

    /// Shows the line, as wide as there is room; a long name wraps.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let (gap, mark) = (theme.gap(Space::S8), place::mark_size(theme));
        let Some((&(first, _), others)) = self.points.split_first() else {
            return place::room(ui, vec2(0.0, 0.0)).1;
        };
        let figure =
            |points: i32| theme.line_of(ui.painter(), Role::Label, theme.colour.text, &signed(points));
        let figures: Vec<_> = self.points.iter().map(|&(_, points)| figure(points)).collect();
        let taken: f32 = figures.iter().map(|figure| figure.size().x + gap).sum();
        let room = ui.available_width() - mark - gap - taken - others.len() as f32 * (mark + gap);
        let name =
            theme.lines_of(ui.painter(), Role::Label, first.colour(&theme.colour), self.behaviour, room);
        let line = theme.line(Role::Label);
        let height = name.size().y + (theme.height(22.0, Role::Label) - line);
        let (rect, response) = place::room(ui, vec2(ui.available_width(), height));
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            let y = rect.top() + (rect.height() - name.size().y + line) / 2.0;
            first.paint(painter, theme, pos2(rect.left() + mark / 2.0, y), mark, true);
            let mut x = place::left(painter, rect.left() + mark + gap, rect.center().y, name);
            for (index, (figure, &(dimension, _))) in figures.into_iter().zip(self.points).enumerate() {
                x += gap;
                if index > 0 {
                    dimension.paint(painter, theme, pos2(x + mark / 2.0, y), mark, true);
                    x += mark + gap / 2.0;
                }
                x = place::left(painter, x, y, figure);
            }
        }
        let told =
            self.points.iter().map(|&(dimension, points)| format!("{} {}", dimension.word(), spoken(points)));
        let said = format!("{}: {}", self.behaviour, told.collect::<Vec<_>>().join(", "));
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), &said));
        response
    }
}

/// Points in a column and what they were for, under a score.
#[derive(Clone, Copy, Debug)]
#[must_use = "a finding is shown by `show`"]
pub struct Finding<'a> {
    points: i32,
    words: &'a str,
}

impl<'a> Finding<'a> {
    /// What it was worth and what it was.
    pub fn new(points: i32, words: &'a str) -> Self {
        Self { points, words }
    }

    /// Shows the line, as wide as there is room; a long one wraps.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let colour = &theme.colour;
        let points = theme.line_of(ui.painter(), Role::Label, colour.text, &signed(self.points));
        // Signs and digits end in one column.
        let column = theme.line_of(ui.painter(), Role::Label, colour.text, "+00").size().x;
        let left = column.max(points.size().x) + theme.gap(Space::S8);
        let words =
            theme.lines_of(ui.painter(), Role::Small, colour.text2, self.words, ui.available_width() - left);
        let (rect, response) = place::room(ui, vec2(ui.available_width(), words.size().y));
        if ui.is_rect_visible(rect) {
            let first = rect.top() + theme.line(Role::Small) / 2.0;
            place::right(ui.painter(), rect.left() + left - theme.gap(Space::S8), first, points);
            place::left(ui.painter(), rect.left() + left, rect.center().y, words);
        }
        let said = format!("{}: {}", spoken(self.points), self.words);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), &said));
        response
    }
}

/// What the lines and shapes of a marked text mean; stands at the foot of every transcript.
#[derive(Clone, Copy, Debug, Default)]
#[must_use = "a legend is shown by `show`"]
pub struct Legend;

impl Legend {
    /// Shows the legend; it wraps when there is little room.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = theme.gap(Space::S16);
            line_entry(ui, theme, "helped", true);
            line_entry(ui, theme, "hurt", false);
            for mark in Mark::ALL {
                mark_entry(ui, theme, mark);
            }
        })
        .response
    }
}

fn line_entry(ui: &mut Ui, theme: &Theme, word: &str, solid: bool) {
    // Three dashes and two gaps end exactly.
    let sample = 18.0 + if theme.text_scale() > 1.5 { 14.0 } else { 0.0 };
    entry(ui, theme, word, sample, |ui, room| {
        let stroke = Stroke::new(theme.scale.stroke.evidence, theme.colour.text2);
        let ends = [room.left_center().round(), room.right_center().round()];
        match solid {
            true => drop(ui.painter().line_segment(ends, stroke)),
            false => ui.painter().extend(Shape::dashed_line(&ends, stroke, 4.0, 3.0)),
        }
    });
}

fn mark_entry(ui: &mut Ui, theme: &Theme, mark: Mark) {
    let size = place::mark_size(theme);
    entry(ui, theme, mark.word(), size, |ui, room| {
        mark.paint(ui.painter(), theme, room.center(), size, true);
    });
}

/// A sample and its word.
fn entry(ui: &mut Ui, theme: &Theme, word: &str, sample: f32, paint: impl FnOnce(&Ui, Rect)) {
    let words = theme.line_of(ui.painter(), Role::Tiny, theme.colour.text2, word);
    let gap = theme.gap(Space::S4) + 2.0;
    let size = vec2(sample + gap + words.size().x, words.size().y);
    let (rect, response) = place::room(ui, size.ceil());
    if ui.is_rect_visible(rect) {
        paint(ui, Rect::from_min_size(rect.min, vec2(sample, rect.height())));
        place::left(ui.painter(), rect.left() + sample + gap, rect.center().y, words);
    }
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), word));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_has_a_true_minus_and_nought_has_no_sign() {
        assert_eq!([signed(8), signed(-6), signed(0)], ["+8", "−6", "0"]);
        assert_eq!(spoken(-1), "minus 1 point");
    }
}
