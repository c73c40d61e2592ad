//! Who sits here.

use egui::text::{LayoutJob, TextWrapping};
use egui::{CornerRadius, CursorIcon, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{focus_ring, place};
use crate::ui::theme::{Role, Space, Theme};

/// The circle at 100 % text.
const CIRCLE: f32 = 28.0;

/// The first letter of a name in a circle, and the name; in a narrow strip the circle alone.
#[derive(Clone, Copy, Debug)]
#[must_use = "a person's row is shown by `show`"]
pub struct PersonRow<'a> {
    name: &'a str,
    compact: bool,
}

impl<'a> PersonRow<'a> {
    /// The name that attempts go by.
    pub fn new(name: &'a str) -> Self {
        Self { name, compact: false }
    }

    /// The circle alone; the name shows under the pointer and stays in the accessibility tree.
    pub fn compact(mut self, compact: bool) -> Self {
        self.compact = compact;
        self
    }

    /// Shows the row, as wide as there is room; a name that is longer is cut.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let colour = &theme.colour;
        let height = theme.height(theme.scale.control.nav, Role::Body);
        let width = if self.compact { height } else { ui.available_width() };
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        let mut response = response.on_hover_cursor(CursorIcon::PointingHand);
        if self.compact {
            response = response.on_hover_text(theme.text(Role::Small, self.name));
        }
        if ui.is_rect_visible(rect) {
            let (painter, y) = (ui.painter(), rect.center().y);
            let radius = f32::from(theme.scale.radius.control);
            if response.hovered() {
                painter.rect_filled(rect, CornerRadius::from(radius), colour.sunken);
            }
            let (side, circle) = (theme.gap(Space::S12), theme.height(CIRCLE, Role::Label));
            let x = if self.compact { rect.center().x } else { rect.left() + side + circle / 2.0 };
            painter.circle_filled(pos2(x, y), circle / 2.0, colour.accent_soft);
            let initial: String = self.name.chars().take(1).flat_map(char::to_uppercase).collect();
            let initial = theme.line_of(painter, Role::Label, colour.accent, &initial);
            place::left(painter, x - initial.size().x / 2.0, y, initial);
            if !self.compact {
                let left = x + circle / 2.0 + theme.gap(Space::S8);
                let mut job =
                    LayoutJob::single_section(self.name.to_owned(), theme.format(Role::Small, colour.text));
                job.wrap = TextWrapping::truncate_at_width((rect.right() - left).max(0.0));
                place::left(painter, left, y, painter.layout_job(job));
            }
            focus_ring(ui, theme, &response, radius);
        }
        let name = format!("{}, your settings", self.name);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), &name));
        response
    }
}
