//! Drawn stars: what she would give.

use egui::epaint::{Mesh, PathShape, PathStroke};
use egui::{Color32, Painter, Pos2, Response, Shape, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::place;
use crate::ui::theme::{Space, Theme};

/// Some of five stars.
#[derive(Clone, Copy, Debug)]
#[must_use = "stars are shown by `show`"]
pub struct Stars {
    given: u8,
}

const OF: u8 = 5;

impl Stars {
    /// Nought to five.
    pub fn new(given: u8) -> Self {
        Self { given: given.min(OF) }
    }

    /// Shows the stars.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let size = theme.grown(theme.scale.control.icon_small);
        let step = size + theme.gap(Space::S4) - 2.0;
        let width = f32::from(OF - 1) * step + size;
        let (rect, response) = place::room(ui, vec2(width, size.max(theme.scale.control.target)));
        if ui.is_rect_visible(rect) {
            for star in 0..OF {
                let middle = pos2(rect.left() + size / 2.0 + f32::from(star) * step, rect.center().y);
                paint_star(ui.painter(), theme, middle, size / 2.0, star < self.given);
            }
        }
        let said = format!("{} of {OF} stars", self.given);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), &said));
        response
    }
}

/// A star is not convex but it is star-shaped: a fan from its middle fills it, the outline makes it smooth.
fn paint_star(painter: &Painter, theme: &Theme, middle: Pos2, radius: f32, filled: bool) {
    let (outer, inner) = (radius - 1.0, 0.46 * radius);
    let points: Vec<Pos2> = (0..10)
        .map(|i| {
            let angle = std::f32::consts::PI * (i as f32 / 5.0 - 0.5);
            // Half a unit down: a star's box is not centred on its middle.
            middle
                + vec2(angle.cos(), angle.sin()) * if i % 2 == 0 { outer } else { inner }
                + vec2(0.0, 0.05 * radius)
        })
        .collect();
    let ink = if filled { theme.colour.text2 } else { theme.colour.edge };
    if filled {
        painter.add(Shape::mesh(fan(middle, &points, ink)));
    }
    let stroke = PathStroke::from(Stroke::new(1.2 * theme.text_scale().max(1.0).sqrt(), ink));
    painter.add(Shape::Path(PathShape::closed_line(points, stroke)));
}

fn fan(middle: Pos2, points: &[Pos2], colour: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.colored_vertex(middle, colour);
    for &point in points {
        mesh.colored_vertex(point, colour);
    }
    let count = points.len() as u32;
    for i in 0..count {
        mesh.add_triangle(0, i + 1, (i + 1) % count + 1);
    }
    mesh
}
