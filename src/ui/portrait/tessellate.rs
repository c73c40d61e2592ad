//! From shapes to triangles with soft rims.
//!
//! Every outline is drawn twice: half a feather inside in full colour and half a feather outside in
//! none. The triangles between the two are the anti-aliasing, as in egui's own tessellator.

use super::shape::{Drawing, Form};
use egui::{Color32, Mesh, Pos2, Vec2, vec2};

/// One mesh of the whole drawing. `feather` is the width of the soft rim in screen points: one
/// physical pixel, so `1.0 / pixels_per_point`.
#[must_use]
pub fn tessellate(drawing: &Drawing, feather: f32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.reserve_vertices(drawing.points.len() * 3);
    mesh.reserve_triangles(drawing.points.len() * 4);
    let mut scratch = Vec::with_capacity(256);
    for shape in &drawing.shapes {
        let points = &drawing.points[shape.points.clone()];
        let mut filler = Filler { mesh: &mut mesh, colour: shape.colour, feather };
        match shape.form {
            Form::Fan(hub) => filler.fan(points, hub),
            Form::Strip(start) => filler.strip(points, start),
            Form::Line(width) => filler.line(points, width, &mut scratch),
            Form::Loop(width) => filler.closed_line(points, width, &mut scratch),
            Form::Ring => filler.ring(points),
            Form::Glow(hub) => filler.glow(points, hub),
        }
    }
    mesh
}

struct Filler<'a> {
    mesh: &'a mut Mesh,
    colour: Color32,
    feather: f32,
}

impl Filler<'_> {
    fn fan(&mut self, outline: &[Pos2], hub: Pos2) {
        let count = outline.len() as u32;
        let base = self.rim(outline, Some(hub));
        let centre = self.vertex(hub, self.colour);
        for i in 0..count {
            self.mesh.add_triangle(centre, base + 2 * i, base + 2 * ((i + 1) % count));
        }
    }

    fn strip(&mut self, outline: &[Pos2], start: usize) {
        let count = outline.len();
        let base = self.rim(outline, None);
        let at = |i: usize| base + 2 * (i % count) as u32;
        for k in 0..count / 2 {
            let (left, right) = (at(start + k), at(start + count - k));
            let (next_left, next_right) = (at(start + k + 1), at(start + count - k - 1));
            if next_left != next_right {
                self.mesh.add_triangle(left, next_left, next_right);
            }
            if left != right {
                self.mesh.add_triangle(left, next_right, right);
            }
        }
    }

    fn line(&mut self, points: &[Pos2], width: f32, scratch: &mut Vec<Pos2>) {
        let width = self.hold_thin(width);
        scratch.clear();
        stroke_outline(points, width * 0.5, scratch);
        if scratch.len() > 2 {
            self.strip(scratch, 0);
        }
    }

    fn closed_line(&mut self, points: &[Pos2], width: f32, scratch: &mut Vec<Pos2>) {
        let width = self.hold_thin(width);
        let sign = winding(points);
        scratch.clear();
        for half in [width * 0.5, -width * 0.5] {
            scratch.extend((0..points.len()).map(|i| points[i] + outward(points, i, sign) * half));
        }
        self.ring(scratch);
    }

    /// A line thinner than the feather is drawn as wide as the feather and so much fainter; otherwise
    /// its two rims would cross and it would grow fat.
    fn hold_thin(&mut self, width: f32) -> f32 {
        if width < self.feather {
            self.colour = self.colour.gamma_multiply(width / self.feather);
        }
        width.max(self.feather)
    }

    fn ring(&mut self, points: &[Pos2]) {
        let half = points.len() / 2;
        let (outer, inner) = points.split_at(half);
        let outer_base = self.rim(outer, None);
        let inner_base = self.hole(inner);
        for i in 0..half as u32 {
            let j = (i + 1) % half as u32;
            self.quad([outer_base + 2 * i, outer_base + 2 * j, inner_base + 2 * j, inner_base + 2 * i]);
        }
    }

    fn glow(&mut self, outline: &[Pos2], hub: Pos2) {
        // Two rings, so that the light falls off softly at the rim and not in a cone.
        const FALL: [(f32, f32); 3] = [(0.36, 0.86), (0.7, 0.34), (1.0, 0.0)];
        let count = outline.len() as u32;
        let centre = self.vertex(hub, self.colour);
        let mut before = None;
        for (reach, share) in FALL {
            let colour = self.colour.gamma_multiply(share);
            let base = self.mesh.vertices.len() as u32;
            for &point in outline {
                self.vertex(hub + (point - hub) * reach, colour);
            }
            for i in 0..count {
                let j = (i + 1) % count;
                match before {
                    None => self.mesh.add_triangle(centre, base + i, base + j),
                    Some(inside) => self.quad([inside + i, inside + j, base + j, base + i]),
                }
            }
            before = Some(base);
        }
    }

    /// Adds an outline's vertices, inside and outside in turn, and the soft band between them. Answers
    /// the index of the first; the inside ones are every second from there.
    fn rim(&mut self, outline: &[Pos2], hub: Option<Pos2>) -> u32 {
        self.band(outline, hub, winding(outline))
    }

    /// The same for the edge of a hole, where inside is outside.
    fn hole(&mut self, outline: &[Pos2]) -> u32 {
        self.band(outline, None, -winding(outline))
    }

    fn band(&mut self, outline: &[Pos2], hub: Option<Pos2>, sign: f32) -> u32 {
        let base = self.mesh.vertices.len() as u32;
        let count = outline.len() as u32;
        for (i, &point) in outline.iter().enumerate() {
            let out = outward(outline, i, sign) * (self.feather * 0.5);
            // A dot smaller than the feather must not turn inside out.
            let inset = hub.map_or(1.0, |hub| ((point - hub).length() / out.length().max(1e-6)).min(1.0));
            self.vertex(point - out * inset, self.colour);
            self.vertex(point + out, Color32::TRANSPARENT);
        }
        for i in 0..count {
            let j = (i + 1) % count;
            self.quad([base + 2 * i, base + 2 * j, base + 2 * j + 1, base + 2 * i + 1]);
        }
        base
    }

    fn quad(&mut self, [a, b, c, d]: [u32; 4]) {
        self.mesh.add_triangle(a, b, c);
        self.mesh.add_triangle(a, c, d);
    }

    fn vertex(&mut self, pos: Pos2, colour: Color32) -> u32 {
        self.mesh.colored_vertex(pos, colour);
        self.mesh.vertices.len() as u32 - 1
    }
}

/// Plus one if the outline runs clockwise on the screen, else minus one.
fn winding(outline: &[Pos2]) -> f32 {
    let area: f32 = (0..outline.len())
        .map(|i| {
            let (a, b) = (outline[i], outline[(i + 1) % outline.len()]);
            a.x * b.y - b.x * a.y
        })
        .sum();
    if area < 0.0 { -1.0 } else { 1.0 }
}

/// The direction out of a closed outline at one of its points, as long as a mitre asks, but at most
/// twice the unit: a sharper tip is cut rather than drawn out.
fn outward(outline: &[Pos2], i: usize, sign: f32) -> Vec2 {
    let count = outline.len();
    let (before, here, after) = (outline[(i + count - 1) % count], outline[i], outline[(i + 1) % count]);
    mitre(here - before, after - here) * sign
}

fn mitre(arriving: Vec2, leaving: Vec2) -> Vec2 {
    let normal = |step: Vec2| {
        let step = step.normalized();
        vec2(step.y, -step.x)
    };
    let (a, b) = (normal(arriving), normal(leaving));
    let sum = a + b;
    if sum.length_sq() < 1e-6 {
        return b;
    }
    sum * (2.0 / sum.length_sq().max(1.0))
}

/// The outline of a line with round ends, beginning at the tip of its start, both sides in step.
fn stroke_outline(points: &[Pos2], half: f32, into: &mut Vec<Pos2>) {
    let [first, .., last] = points else { return };
    let along = |i: usize| {
        let here = points[i];
        let arriving = if i == 0 { points[1] - here } else { here - points[i - 1] };
        let leaving = if i + 1 == points.len() { arriving } else { points[i + 1] - here };
        mitre(arriving, leaving)
    };
    let cap = 2 + half.max(0.0).sqrt() as usize * 2;
    let quarter = |centre: Pos2, ahead: Vec2, side: Vec2, k: usize| {
        let (sin, cos) = (std::f32::consts::FRAC_PI_2 * k as f32 / cap as f32).sin_cos();
        centre + (ahead * cos + side * sin) * half
    };
    let (back, ahead) = ((*first - points[1]).normalized(), (*last - points[points.len() - 2]).normalized());
    let (start_side, end_side) = (along(0), along(points.len() - 1));
    into.extend((0..cap).map(|k| quarter(*first, back, start_side, k)));
    into.extend((0..points.len()).map(|i| points[i] + along(i) * half));
    into.extend((0..cap).rev().map(|k| quarter(*last, ahead, end_side, k)));
    into.extend((1..cap).map(|k| quarter(*last, ahead, -end_side, k)));
    into.extend((0..points.len()).rev().map(|i| points[i] - along(i) * half));
    into.extend((1..cap).rev().map(|k| quarter(*first, back, -start_side, k)));
}

#[cfg(test)]
mod tests {
    use super::super::shape::{Frame, Pen};
    use super::*;
    use egui::pos2;

    fn mesh_of(draw: impl FnOnce(&mut Pen<'_>)) -> Mesh {
        let mut drawing = Drawing::default();
        draw(&mut Pen::new(&mut drawing, Frame::new(Pos2::ZERO, 1.0)));
        tessellate(&drawing, 1.0)
    }

    /// Area weighted with opacity: what the shape covers on the screen.
    fn covered(mesh: &Mesh) -> f32 {
        mesh.triangles()
            .map(|t| {
                let [a, b, c] = t.map(|i| mesh.vertices[i as usize]);
                let (u, v) = (b.pos - a.pos, c.pos - a.pos);
                let opacity = [a, b, c].iter().map(|v| f32::from(v.color.a())).sum::<f32>() / 765.0;
                (u.x * v.y - u.y * v.x).abs() * 0.5 * opacity
            })
            .sum()
    }

    #[test]
    fn shapes_cover_the_area_they_should() {
        let red = Color32::from_rgb(200, 0, 0);
        let near = |mesh: &Mesh, want: f32| {
            assert!(mesh.is_valid());
            let got = covered(mesh);
            assert!((got / want - 1.0).abs() < 0.03, "{got}, not {want}");
        };
        near(&mesh_of(|pen| pen.rounded(red, (0.0, 0.0), (30.0, 20.0), 0.0)), 600.0);
        near(&mesh_of(|pen| pen.dot(red, (9.0, 9.0), 20.0)), 1257.0);
        near(&mesh_of(|pen| pen.line(red, 10.0, &[(0.0, 0.0), (40.0, 0.0)])), 478.0);
        near(&mesh_of(|pen| pen.line(red, 0.4, &[(0.0, 0.0), (40.0, 0.0)])), 16.2);
        near(&mesh_of(|pen| pen.outline(red, 4.0, curve_square().into_iter())), 160.0);
    }

    fn curve_square() -> [Pos2; 4] {
        [pos2(0.0, 0.0), pos2(10.0, 0.0), pos2(10.0, 10.0), pos2(0.0, 10.0)]
    }

    #[test]
    fn a_mesh_needs_no_texture_and_has_no_broken_vertex() {
        let mesh = mesh_of(|pen| {
            pen.line(Color32::RED, 3.0, &[(5.0, 5.0), (5.0, 5.0), (9.0, 5.0)]);
            pen.line(Color32::RED, 3.0, &[(5.0, 5.0)]);
            pen.glow(Color32::RED, (0.0, 0.0), (10.0, 5.0));
        });
        assert!(mesh.vertices.iter().all(|v| v.uv == egui::epaint::WHITE_UV && !v.pos.any_nan()));
    }
}
