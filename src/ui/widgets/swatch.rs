//! One of the themes, in its own colours.

use egui::{
    CornerRadius, CursorIcon, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2,
    vec2,
};

use super::{Sign, focus_ring, place};
use crate::ui::theme::{Role, Space, Theme, Weight};

/// Width and height of the sample at 100 % text.
const SAMPLE: (f32, f32) = (48.0, 32.0);

/// A small picture of a theme, painted in that theme's colours, and its name. The chosen one has a tick.
#[derive(Clone, Copy, Debug)]
#[must_use = "a swatch is shown by `show`"]
pub struct Swatch<'a> {
    of: &'a Theme,
    chosen: bool,
}

impl<'a> Swatch<'a> {
    /// The theme to choose, and whether it holds now. The caller changes it when the response was clicked.
    pub fn new(of: &'a Theme, chosen: bool) -> Self {
        Self { of, chosen }
    }

    /// Shows the swatch, as wide as there is room.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let colour = &theme.colour;
        let (side, gap) = (theme.gap(Space::S8), theme.gap(Space::S12));
        let sample = vec2(theme.spread(SAMPLE.0), theme.spread(SAMPLE.1));
        let tick = theme.grown(theme.scale.control.icon_small);
        let width = ui.available_width();
        let room = (width - 2.0 * side - sample.x - 2.0 * gap - tick).max(tick);
        let words = theme.lines_of(ui.painter(), Role::Body, colour.text, self.of.kind.name(), room);
        let height = sample.y.max(words.size().y) + 2.0 * side;
        let (rect, response) = ui.allocate_exact_size(vec2(width, height.ceil()), Sense::click());
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if ui.is_rect_visible(rect) {
            self.paint_box(ui, theme, &response);
            let corner = pos2(rect.left() + side, rect.center().y - sample.y / 2.0).round();
            self.paint_sample(ui, theme, Rect::from_min_size(corner, sample));
            place::left(ui.painter(), rect.left() + side + sample.x + gap, rect.center().y, words);
            if self.chosen {
                let middle = pos2(rect.right() - side - tick / 2.0, rect.center().y);
                Sign::Tick.paint(ui.painter(), middle, tick, colour.accent);
            }
            focus_ring(ui, theme, &response, f32::from(theme.scale.radius.control));
        }
        response.widget_info(|| {
            let name = format!("{} theme", self.of.kind.name());
            WidgetInfo::selected(WidgetType::RadioButton, ui.is_enabled(), self.chosen, name)
        });
        response
    }

    fn paint_box(self, ui: &Ui, theme: &Theme, response: &Response) {
        let colour = &theme.colour;
        let fill = match self.chosen {
            true => colour.accent_soft,
            false if response.hovered() => colour.sunken,
            false => colour.surface,
        };
        let edge = if self.chosen { colour.accent } else { colour.edge };
        let stroke = Stroke::new(theme.scale.stroke.edge, edge);
        let radius = CornerRadius::same(theme.scale.radius.control);
        ui.painter().rect(response.rect, radius, fill, stroke, StrokeKind::Inside);
    }

    /// The window's ground, a card on it with two lines, and the one accent.
    fn paint_sample(self, ui: &Ui, theme: &Theme, rect: Rect) {
        let (own, painter) = (&self.of.colour, ui.painter());
        let radius = CornerRadius::same(theme.scale.radius.key);
        let edge = Stroke::new(theme.scale.stroke.hair, own.edge);
        painter.rect(rect, radius, own.ground, edge, StrokeKind::Inside);
        let card = rect.shrink2(rect.size() * vec2(0.14, 0.2));
        let line = Stroke::new(theme.scale.stroke.hair, own.line);
        painter.rect(card, radius, own.surface, line, StrokeKind::Inside);
        let ink = theme.line_in(painter, Role::Tiny, Weight::Strong, own.text, "A");
        place::left(painter, card.left() + theme.gap(Space::S4), card.center().y, ink);
        let dot = pos2(card.right() - card.height() / 2.0, card.center().y);
        painter.circle_filled(dot, card.height() * 0.28, own.accent);
    }
}
