//! The pictures: the stage, and small portraits.

use super::body::{self, Sitter};
use super::face::{FaceParams, Feeling};
use super::person::{Held, Person};
use super::place::{self, Place};
use super::shape::{Drawing, Pen};
use super::tessellate::tessellate;
use egui::{Color32, CornerRadius, Mesh, Painter, Pos2, Rect, lerp, pos2};

/// Scale of the person in a stage picture as high as places are drawn.
const STAGE_SCALE: f32 = 1.12;
/// Where the face's origin stands on the stage, as a part of the picture's height.
const STAGE_ORIGIN: f32 = 0.39;
/// What a portrait shows of the person across, in face units.
const PORTRAIT_WIDTH: f32 = 210.0;
/// Least height a portrait shows: square, and wide.
const PORTRAIT_HEIGHT: (f32, f32) = (210.0, 290.0);
/// From a portrait's top to the face's origin: square, and wide.
const PORTRAIT_TOP: (f32, f32) = (104.0, 114.5);
/// How much wider than high a portrait is before it counts as wide.
const WIDE: f32 = 0.25;

/// Paints the big picture: the person in her place. `blink` is 0 (open) to 1 (shut).
///
/// The person stands on the lower edge and is scaled by the picture's height; the room is cut, not
/// squeezed. Corners are square: see [`round_corners`].
pub fn stage(
    painter: &Painter,
    rect: Rect,
    person: &Person,
    place: &Place,
    feeling: Feeling,
    blink: f32,
    dark: bool,
) {
    add(painter, rect, |feather| stage_mesh(rect, person, place, feeling, blink, dark, feather));
}

/// Paints a portrait: head and shoulders, before a place or, without one, before the person's own
/// backdrop. Any shape of rectangle will do; a wide one shows the head smaller and more of the place.
pub fn bust(
    painter: &Painter,
    rect: Rect,
    person: &Person,
    feeling: Feeling,
    background: Option<&Place>,
    dark: bool,
) {
    add(painter, rect, |feather| bust_mesh(rect, person, feeling, background, dark, feather));
}

/// Rounds a picture's corners by painting what lies behind it over them.
pub fn round_corners(painter: &Painter, rect: Rect, radius: CornerRadius, behind: Color32) {
    let corners = [
        (rect.left_top(), 1.0, 1.0, radius.nw),
        (rect.right_top(), -1.0, 1.0, radius.ne),
        (rect.right_bottom(), -1.0, -1.0, radius.se),
        (rect.left_bottom(), 1.0, -1.0, radius.sw),
    ];
    add(painter, rect, |feather| {
        let mut mesh = Mesh::default();
        for (corner, x, y, radius) in corners.into_iter().filter(|corner| corner.3 > 0) {
            spandrel(&mut mesh, corner, (x, y), f32::from(radius), feather, behind);
        }
        mesh
    });
}

/// The mesh that [`stage`] paints, not clipped. `feather` is one physical pixel in screen points.
#[must_use]
pub fn stage_mesh(
    rect: Rect,
    person: &Person,
    place: &Place,
    feeling: Feeling,
    blink: f32,
    dark: bool,
    feather: f32,
) -> Mesh {
    let origin = pos2(rect.center().x, rect.top() + STAGE_ORIGIN * rect.height());
    let scale = STAGE_SCALE * rect.height() / place::SIZE.1;
    let sitter = Sitter { person, face: FaceParams::of(feeling), blink };
    let picture = Picture { rect, origin, scale, feeling, dark };
    picture.mesh(sitter, Some(place), feather)
}

/// The mesh that [`bust`] paints, not clipped. `feather` is one physical pixel in screen points.
#[must_use]
pub fn bust_mesh(
    rect: Rect,
    person: &Person,
    feeling: Feeling,
    background: Option<&Place>,
    dark: bool,
    feather: f32,
) -> Mesh {
    let wide = ((rect.aspect_ratio() - 1.0) / WIDE).clamp(0.0, 1.0);
    let shown_height = lerp(PORTRAIT_HEIGHT.0..=PORTRAIT_HEIGHT.1, wide);
    let scale = (rect.width() / PORTRAIT_WIDTH).min(rect.height() / shown_height);
    let top = lerp(PORTRAIT_TOP.0..=PORTRAIT_TOP.1, wide);
    let origin = pos2(rect.center().x, rect.top() + top * scale);
    // Hands would be cut through the middle at most of these sizes.
    let bare = person.holding(Held::Nothing);
    let sitter = Sitter { person: &bare, face: FaceParams::of(feeling), blink: 0.0 };
    let picture = Picture { rect, origin, scale, feeling, dark };
    picture.mesh(sitter, background, feather)
}

/// Where everything stands.
#[derive(Clone, Copy)]
struct Picture {
    rect: Rect,
    /// Of the face, on the screen.
    origin: Pos2,
    /// Screen points to a face unit.
    scale: f32,
    feeling: Feeling,
    dark: bool,
}

impl Picture {
    fn mesh(self, sitter: Sitter<'_>, place: Option<&Place>, feather: f32) -> Mesh {
        let mut drawing = Drawing::default();
        drawing.points.reserve(6000);
        drawing.shapes.reserve(250);
        let room_scale = self.scale / STAGE_SCALE;
        if let Some(place) = place {
            // The room stands to the person as on the stage.
            let anchor = (place::SIZE.0 * 0.5, place::SIZE.1 * STAGE_ORIGIN);
            let mut pen = Pen::new(&mut drawing, place::frame(self.origin, anchor, room_scale));
            place.draw(&mut pen, &place.back, self.feeling, self.dark);
        }
        body::draw(&mut drawing, sitter, self.origin, self.scale);
        if let Some(place) = place {
            let anchor = (place::SIZE.0 * 0.5, place::SIZE.1);
            let mut pen = Pen::new(&mut drawing, place::frame(self.rect.center_bottom(), anchor, room_scale));
            place.draw(&mut pen, &place.front, self.feeling, self.dark);
        }
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(self.rect, self.wall(sitter.person, place));
        mesh.append(tessellate(&drawing, feather));
        mesh
    }

    fn wall(self, person: &Person, place: Option<&Place>) -> Color32 {
        match place {
            Some(place) => place.wall_in(self.feeling, self.dark),
            None => place::wall(person.backdrop, self.feeling, self.dark),
        }
    }
}

fn add(painter: &Painter, rect: Rect, mesh: impl FnOnce(f32) -> Mesh) {
    let clip = rect.intersect(painter.clip_rect());
    if !clip.is_positive() {
        return;
    }
    painter.with_clip_rect(clip).add(mesh(1.0 / painter.pixels_per_point()));
}

/// What a round corner leaves of a square one. `x` and `y` point into the picture.
fn spandrel(mesh: &mut Mesh, corner: Pos2, (x, y): (f32, f32), radius: f32, feather: f32, colour: Color32) {
    const STEPS: u32 = 12;
    let centre = pos2(corner.x + x * radius, corner.y + y * radius);
    let base = mesh.vertices.len() as u32;
    mesh.colored_vertex(corner, colour);
    for k in 0..=STEPS {
        let (sin, cos) = (std::f32::consts::FRAC_PI_2 * k as f32 / STEPS as f32).sin_cos();
        let at = |reach: f32| pos2(centre.x - x * cos * reach, centre.y - y * sin * reach);
        mesh.colored_vertex(at(radius + feather * 0.5), colour);
        mesh.colored_vertex(at(radius - feather * 0.5), Color32::TRANSPARENT);
    }
    for k in 0..STEPS {
        let (here, next) = (base + 1 + 2 * k, base + 3 + 2 * k);
        mesh.add_triangle(base, here, next);
        mesh.add_triangle(here, next, next + 1);
        mesh.add_triangle(here, next + 1, here + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    #[test]
    fn everyone_everywhere_in_every_extreme_has_a_sound_mesh() {
        let rect = Rect::from_min_size(pos2(10.0, 10.0), vec2(346.0, 528.0));
        for (name, person) in Person::all() {
            for (where_, place) in Place::all() {
                for corner in 0..8 {
                    let points = |bit: i32| if corner & bit == 0 { 0 } else { 100 };
                    let feeling = Feeling::from_points(points(1), points(2), points(4));
                    for held in [Held::Nothing, Held::Phone, Held::Receiver] {
                        let mesh = stage_mesh(rect, &person.holding(held), place, feeling, 0.5, false, 1.0);
                        let sound = mesh.is_valid() && mesh.vertices.iter().all(|v| v.pos.is_finite());
                        assert!(sound, "{name} in {where_}, {feeling:?}, {held:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_same_arguments_give_the_same_mesh() {
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(84.0, 96.0));
        let mesh =
            || bust_mesh(rect, Person::for_key("x"), Feeling::from_points(50, 50, 50), None, true, 0.5);
        assert_eq!(mesh(), mesh());
    }

    #[test]
    fn a_round_corner_covers_what_the_circle_leaves() {
        let mut mesh = Mesh::default();
        spandrel(&mut mesh, pos2(0.0, 0.0), (1.0, 1.0), 12.0, 0.01, Color32::RED);
        let area = |t: [u32; 3]| {
            let [a, b, c] = t.map(|i| mesh.vertices[i as usize].pos);
            let (u, v) = (b - a, c - a);
            (u.x * v.y - u.y * v.x).abs() * 0.5
        };
        let covered: f32 = mesh.triangles().map(area).sum();
        let want = 144.0 * (1.0 - std::f32::consts::FRAC_PI_4);
        assert!((covered - want).abs() < 0.6, "{covered}, not {want}");
    }

    #[test]
    fn an_empty_rectangle_does_no_harm() {
        let mesh =
            bust_mesh(Rect::ZERO, Person::for_key("x"), Feeling::from_points(0, 0, 0), None, true, 1.0);
        assert!(mesh.is_valid());
    }
}
