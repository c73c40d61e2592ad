//! A row of the navigation.

use egui::{CornerRadius, CursorIcon, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{focus_ring, place};
use crate::ui::theme::{Role, Space, Theme, Weight};

/// One place to go: an icon and its name, or in a narrow strip the icon alone.
#[derive(Clone, Copy, Debug)]
#[must_use = "a navigation row is shown by `show`"]
pub struct NavRow<'a> {
    icon: &'a str,
    name: &'a str,
    chosen: bool,
    compact: bool,
}

impl<'a> NavRow<'a> {
    /// A phosphor icon and the name of the place.
    pub fn new(icon: &'a str, name: &'a str) -> Self {
        Self { icon, name, chosen: false, compact: false }
    }

    /// Whether this is where one is.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    /// The icon alone; the name shows under the pointer and stays in the accessibility tree.
    pub fn compact(mut self, compact: bool) -> Self {
        self.compact = compact;
        self
    }

    /// Shows the row, as wide as there is room.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let height = theme.height(theme.scale.control.nav, Role::Body);
        let width = if self.compact { height } else { ui.available_width() };
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        let mut response = response.on_hover_cursor(CursorIcon::PointingHand);
        if self.compact {
            response = response.on_hover_text(theme.text(Role::Small, self.name));
        }
        if ui.is_rect_visible(rect) {
            self.paint(ui, theme, &response);
            focus_ring(ui, theme, &response, f32::from(theme.scale.radius.control));
        }
        response.widget_info(|| {
            WidgetInfo::selected(WidgetType::Button, ui.is_enabled(), self.chosen, self.name)
        });
        response
    }

    fn paint(self, ui: &Ui, theme: &Theme, response: &Response) {
        let (colour, rect, painter) = (&theme.colour, response.rect, ui.painter());
        let radius = CornerRadius::same(theme.scale.radius.control);
        let (ink, weight) = match self.chosen {
            true => (colour.accent, Weight::Strong),
            false => (colour.text2, Weight::Regular),
        };
        if self.chosen {
            painter.rect_filled(rect, radius, colour.accent_soft);
        } else if response.hovered() {
            painter.rect_filled(rect, radius, colour.sunken);
        }
        let icon = theme.grown(theme.scale.control.icon);
        let side = theme.gap(Space::S12);
        let x = if self.compact { rect.center().x } else { rect.left() + side + icon / 2.0 };
        place::icon(painter, pos2(x, rect.center().y), icon, self.icon, ink);
        if !self.compact {
            let name = theme.line_in(painter, Role::Body, weight, ink, self.name);
            place::left(painter, rect.left() + 2.0 * side + icon, rect.center().y, name);
        }
    }
}
