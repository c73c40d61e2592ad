//! What stands in the library's filter row: toggles with a dimension's shape, and choices that open a list.

use egui::{
    CornerRadius, CursorIcon, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::{Mark, Sign, focus_ring, place};
use crate::ui::theme::{Role, Space, Theme, Weight};

#[derive(Clone, Copy, Debug)]
enum Kind<'a> {
    Dimension(Mark),
    Words(&'a str),
}

/// A toggle that keeps only some scenarios: those about one dimension, or those of which its words are true.
#[derive(Clone, Copy, Debug)]
#[must_use = "a filter is shown by `show`"]
pub struct Filter<'a> {
    kind: Kind<'a>,
    on: bool,
}

impl<'a> Filter<'a> {
    /// A filter for a dimension; `on` is its state now. The caller changes it when the response was clicked.
    pub fn new(mark: Mark, on: bool) -> Self {
        Self { kind: Kind::Dimension(mark), on }
    }

    /// A filter in words ("Not tried yet"), with a tick when it is on.
    pub fn words(words: &'a str, on: bool) -> Self {
        Self { kind: Kind::Words(words), on }
    }

    /// Shows the toggle.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let word = self.word();
        let text = |weight| theme.line_in(ui.painter(), Role::Small, weight, theme.colour.text, word);
        let (off, on) = (text(Weight::Medium), text(Weight::Strong));
        let (side, gap, mark) = (theme.gap(Space::S12), theme.gap(Space::S8), place::mark_size(theme));
        // Room for the heavier of the two, so that nothing moves when it is switched.
        let width = (2.0 * side + mark + gap + on.size().x.max(off.size().x)).ceil();
        let height = theme.height(theme.scale.control.filter, Role::Small);
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if ui.is_rect_visible(rect) {
            self.paint_box(ui, theme, &response);
            let painter = ui.painter();
            let middle = pos2(rect.left() + side + mark / 2.0, rect.center().y);
            match self.kind {
                Kind::Dimension(dimension) => dimension.paint(painter, theme, middle, mark, self.on),
                Kind::Words(_) if self.on => Sign::Tick.paint(painter, middle, mark, theme.colour.accent),
                Kind::Words(_) => Sign::Open.paint(painter, middle, mark, theme.colour.edge),
            }
            place::left(painter, rect.left() + side + mark + gap, middle.y, if self.on { on } else { off });
            focus_ring(ui, theme, &response, rect.height() / 2.0);
        }
        response.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, ui.is_enabled(), self.on, word));
        response
    }

    fn word(self) -> &'a str {
        match self.kind {
            Kind::Dimension(mark) => mark.word(),
            Kind::Words(words) => words,
        }
    }

    fn paint_box(self, ui: &Ui, theme: &Theme, response: &Response) {
        let colour = &theme.colour;
        let (soft, ink) = match self.kind {
            Kind::Dimension(mark) => (mark.soft(colour), mark.colour(colour)),
            Kind::Words(_) => (colour.accent_soft, colour.accent),
        };
        let fill = match self.on {
            true => soft,
            false if response.hovered() => colour.sunken,
            false => colour.surface,
        };
        let edge = if self.on { ink } else { colour.edge };
        let rect = response.rect;
        let radius = CornerRadius::from(rect.height() / 2.0);
        let stroke = Stroke::new(theme.scale.stroke.edge, edge);
        ui.painter().rect(rect, radius, fill, stroke, StrokeKind::Inside);
    }
}

/// A button that says what is chosen and opens a list of choices, see [`super::ChoiceMenu`].
#[derive(Clone, Copy, Debug)]
#[must_use = "a choice is shown by `show`"]
pub struct Choice<'a> {
    name: &'a str,
    chosen: &'a str,
}

impl<'a> Choice<'a> {
    /// `name` is what is chosen among ("Channel"), `chosen` the words shown ("Any channel").
    pub fn new(name: &'a str, chosen: &'a str) -> Self {
        Self { name, chosen }
    }

    /// Shows the button.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let colour = &theme.colour;
        let words = theme.line_of(ui.painter(), Role::Small, colour.text, self.chosen);
        let (side, gap) = (theme.gap(Space::S12), theme.gap(Space::S8));
        let sign = theme.grown(theme.scale.control.mark);
        let width = (2.0 * side + words.size().x + gap + sign).ceil();
        let height = theme.height(theme.scale.control.filter, Role::Small);
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if ui.is_rect_visible(rect) {
            let fill = if response.hovered() { colour.sunken } else { colour.surface };
            let radius = theme.scale.radius.control;
            let stroke = Stroke::new(theme.scale.stroke.edge, colour.edge);
            ui.painter().rect(rect, CornerRadius::same(radius), fill, stroke, StrokeKind::Inside);
            let x = place::left(ui.painter(), rect.left() + side, rect.center().y, words);
            let at = pos2(x + gap + sign / 2.0, rect.center().y);
            Sign::ChevronDown.paint(ui.painter(), at, sign, colour.text2);
            focus_ring(ui, theme, &response, f32::from(radius));
        }
        let name = format!("{}: {}", self.name, self.chosen);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::ComboBox, ui.is_enabled(), &name));
        response
    }
}
