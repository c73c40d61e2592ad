//! Something that is on or off.

use egui::{
    CornerRadius, CursorIcon, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::{Sign, focus_ring, place};
use crate::ui::theme::{Role, Space, Theme};

/// A box with a drawn tick when it is on, a name, and a line that says what it does. The whole of it can be clicked.
#[derive(Clone, Copy, Debug)]
#[must_use = "a toggle is shown by `show`"]
pub struct Toggle<'a> {
    name: &'a str,
    about: &'a str,
    on: bool,
}

impl<'a> Toggle<'a> {
    /// Its name, and its state now. The caller changes it when the response was clicked.
    pub fn new(name: &'a str, on: bool) -> Self {
        Self { name, about: "", on }
    }

    /// A line under the name.
    pub fn about(mut self, about: &'a str) -> Self {
        self.about = about;
        self
    }

    /// Shows the toggle, as wide as there is room.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let colour = &theme.colour;
        let (side, gap) = (theme.grown(theme.scale.control.icon), theme.gap(Space::S12));
        let width = ui.available_width();
        let room = (width - side - gap).max(side);
        let lines = |role, ink, text: &str| theme.lines_of(ui.painter(), role, ink, text, room);
        let name = lines(Role::Body, colour.text, self.name);
        let about = (!self.about.is_empty()).then(|| lines(Role::Small, colour.text2, self.about));
        let height = name.size().y + about.as_ref().map_or(0.0, |about| about.size().y);
        let height = height.max(theme.scale.control.target).ceil();
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if ui.is_rect_visible(rect) {
            let middle = pos2(rect.left() + side / 2.0, rect.top() + theme.line(Role::Body) / 2.0);
            self.paint_box(ui, theme, middle, side, response.hovered());
            let left = rect.left() + side + gap;
            let under = name.size().y;
            ui.painter().galley(pos2(left, rect.top()), name, colour.text);
            if let Some(about) = about {
                ui.painter().galley(pos2(left, rect.top() + under), about, colour.text2);
            }
            focus_ring(ui, theme, &response, f32::from(theme.scale.radius.key));
        }
        response
            .widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, ui.is_enabled(), self.on, self.name));
        if !self.about.is_empty() {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(self.about));
        }
        response
    }

    fn paint_box(self, ui: &Ui, theme: &Theme, middle: egui::Pos2, side: f32, hovered: bool) {
        let colour = &theme.colour;
        let rect = egui::Rect::from_center_size(middle, vec2(side, side));
        let (fill, edge) = match self.on {
            true => (colour.accent, colour.accent),
            false if hovered => (colour.sunken, colour.edge),
            false => (colour.surface, colour.edge),
        };
        let stroke = Stroke::new(theme.scale.stroke.edge, edge);
        ui.painter().rect(rect, CornerRadius::same(theme.scale.radius.key), fill, stroke, StrokeKind::Inside);
        if self.on {
            Sign::Tick.paint(ui.painter(), middle, place::mark_size(theme), colour.on_accent);
        }
    }
}
