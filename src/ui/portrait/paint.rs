//! The pictures: the stage, and small portraits.

use std::sync::Arc;

use super::body::{self, Sitter};
use super::person::{Held, Person};
use super::place::{self, Figure, Place};
use super::pose::Pose;
use super::setting::Setting;
use super::shape::{Drawing, Pen};
use super::tessellate::tessellate;
use crate::scenario::Channel;
use egui::{Color32, CornerRadius, Id, Mesh, Painter, Pos2, Rect, Shape, lerp, pos2, vec2};

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

/// All that the big picture shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scene {
    /// Who.
    pub person: &'static Person,
    /// Where.
    pub place: &'static Place,
    /// How she comes to you: it decides what she holds, where she stands and what stands before her.
    pub channel: Channel,
    /// What she feels and does.
    pub pose: Pose,
    /// Whether the lamp is low, for the dark themes.
    pub dark: bool,
}

/// Paints the big picture: the person in her place.
///
/// The person stands on the lower edge and is scaled by the picture's height; the room is cut, not
/// squeezed. Corners are square: see [`round_corners`]. The mesh is kept under `id` and built anew only
/// when something in the scene has changed.
pub fn stage(painter: &Painter, id: Id, rect: Rect, scene: Scene) {
    let clip = rect.intersect(painter.clip_rect());
    if !clip.is_positive() {
        return;
    }
    let feather = 1.0 / painter.pixels_per_point();
    let kept: Option<Kept> = painter.ctx().data(|data| data.get_temp(id));
    let kept = kept.filter(|kept| kept.shows(rect, &scene, feather)).unwrap_or_else(|| {
        let mesh = Arc::new(stage_mesh(rect, &scene, feather));
        let new = Kept { rect, scene, feather, mesh };
        painter.ctx().data_mut(|data| data.insert_temp(id, new.clone()));
        new
    });
    painter.with_clip_rect(clip).add(Shape::Mesh(kept.mesh));
}

/// A mesh, and what it shows.
#[derive(Clone)]
struct Kept {
    rect: Rect,
    scene: Scene,
    feather: f32,
    mesh: Arc<Mesh>,
}

impl Kept {
    fn shows(&self, rect: Rect, scene: &Scene, feather: f32) -> bool {
        self.rect == rect && self.feather == feather && self.scene == *scene
    }
}

/// Paints a portrait: head and shoulders, before a place or, without one, before the person's own
/// backdrop. What she holds is not shown. Any shape of rectangle will do; a wide one shows the head smaller and more of the place.
pub fn bust(
    painter: &Painter,
    rect: Rect,
    person: &Person,
    pose: impl Into<Pose>,
    background: Option<&Place>,
    dark: bool,
) {
    add(painter, rect, |feather| bust_mesh(rect, person, pose, background, dark, feather));
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
pub fn stage_mesh(rect: Rect, scene: &Scene, feather: f32) -> Mesh {
    let &Scene { person, place, channel, pose, dark } = scene;
    let setting = Setting::of(channel);
    let at = |(x, y): (f32, f32)| rect.min + rect.size() * vec2(x, y);
    let scale = STAGE_SCALE * rect.height() / place::SIZE.1;
    let sitter = Sitter::new(person, pose, setting.held(person));
    let picture = Picture { rect, origin: at(setting.origin), scale, dark };
    let room = at((0.5, STAGE_ORIGIN));
    let layers = [
        (setting.room(place), STAGE_ORIGIN, room),
        (&setting.back[..], STAGE_ORIGIN, room),
        (setting.front(place), 1.0, rect.center_bottom()),
    ];
    picture.mesh(sitter, place::wall(place.wall, pose.room), layers, feather)
}

/// The mesh that [`bust`] paints, not clipped. `feather` is one physical pixel in screen points.
#[must_use]
pub fn bust_mesh(
    rect: Rect,
    person: &Person,
    pose: impl Into<Pose>,
    background: Option<&Place>,
    dark: bool,
    feather: f32,
) -> Mesh {
    let pose = pose.into();
    let wide = ((rect.aspect_ratio() - 1.0) / WIDE).clamp(0.0, 1.0);
    let shown_height = lerp(PORTRAIT_HEIGHT.0..=PORTRAIT_HEIGHT.1, wide);
    let scale = (rect.width() / PORTRAIT_WIDTH).min(rect.height() / shown_height);
    let top = lerp(PORTRAIT_TOP.0..=PORTRAIT_TOP.1, wide);
    let origin = pos2(rect.center().x, rect.top() + top * scale);
    // Hands would be cut through the middle at most of these sizes.
    let sitter = Sitter::new(person, pose, Held::Nothing);
    let picture = Picture { rect, origin, scale, dark };
    let (wall, room, front) = background
        .map_or((person.backdrop, &[][..], &[][..]), |place| (place.wall, &place.back, &place.front));
    // The room stands to the person as on the stage.
    let layers =
        [(room, STAGE_ORIGIN, origin), (&[], STAGE_ORIGIN, origin), (front, 1.0, rect.center_bottom())];
    picture.mesh(sitter, place::wall(wall, pose.room), layers, feather)
}

/// Where everything stands.
#[derive(Clone, Copy)]
struct Picture {
    rect: Rect,
    /// Of the face, on the screen.
    origin: Pos2,
    /// Screen points to a face unit.
    scale: f32,
    dark: bool,
}

/// Figures, and where they are to stand: the point of a place half across and so far down at this point
/// of the screen.
type Standing<'a> = (&'a [Figure], f32, Pos2);

impl Picture {
    fn mesh(self, sitter: Sitter<'_>, wall: Color32, layers: [Standing<'_>; 3], feather: f32) -> Mesh {
        let mut mesh = Mesh::default();
        if !self.rect.is_positive() || !self.rect.is_finite() {
            return mesh;
        }
        let mut drawing = Drawing::default();
        drawing.points.reserve(6000);
        drawing.shapes.reserve(250);
        let [room, fixtures, front] = layers;
        self.figures(&mut drawing, wall, room);
        self.figures(&mut drawing, wall, fixtures);
        body::draw(&mut drawing, sitter, self.origin, self.scale);
        self.figures(&mut drawing, wall, front);
        mesh.add_colored_rect(self.rect, if self.dark { place::dimmed(wall) } else { wall });
        mesh.append(tessellate(&drawing, feather));
        mesh
    }

    fn figures(self, drawing: &mut Drawing, wall: Color32, (figures, height, at): Standing<'_>) {
        let anchor = (place::SIZE.0 * 0.5, place::SIZE.1 * height);
        let mut pen = Pen::new(drawing, place::frame(at, anchor, self.scale / STAGE_SCALE));
        place::draw(&mut pen, figures, wall, self.dark);
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
    use super::super::face::Feeling;
    use super::*;
    use egui::vec2;

    #[test]
    fn everyone_everywhere_in_every_extreme_has_a_sound_mesh() {
        let rect = Rect::from_min_size(pos2(10.0, 10.0), vec2(346.0, 528.0));
        let places: Vec<_> = Place::all().collect();
        for (i, (name, person)) in Person::all().enumerate() {
            for corner in 0..16 {
                let (where_, place) = places[(i + corner) % places.len()];
                let points = |bit: usize| if corner & bit == 0 { 0 } else { 100 };
                let feeling = Feeling::from_points(points(1), points(2), points(4));
                let busy = if corner & 8 == 0 { 0.0 } else { 1.0 };
                let pose = Pose { blink: busy, nod: busy, talk: busy, ..Pose::still(feeling) };
                for channel in CHANNELS {
                    let mesh = stage_mesh(rect, &Scene { person, place, channel, pose, dark: false }, 1.0);
                    assert!(is_sound(&mesh), "{name} in {where_}, {pose:?}, {channel:?}");
                }
            }
        }
    }

    const CHANNELS: [Channel; 5] =
        [Channel::Chat, Channel::Email, Channel::Phone, Channel::Counter, Channel::Review];

    fn is_sound(mesh: &Mesh) -> bool {
        mesh.is_valid() && mesh.vertices.iter().all(|v| v.pos.is_finite())
    }

    fn scene(channel: Channel) -> Scene {
        let pose = Pose::still(Feeling::from_points(40, 60, 20));
        Scene { person: Person::for_key("x"), place: Place::for_key("kitchen"), channel, pose, dark: true }
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
    fn no_rectangle_does_harm() {
        let sizes = [-40.0, 0.0, 1e-3, 0.4, 3.0, 300.0, 20_000.0, f32::INFINITY, f32::NAN];
        for wide in sizes {
            for high in sizes {
                let rect = Rect::from_min_size(pos2(7.0, 9.0), vec2(wide, high));
                for channel in CHANNELS {
                    let mesh = stage_mesh(rect, &scene(channel), 1.0);
                    assert!(is_sound(&mesh), "{wide} by {high}, {channel:?}");
                }
                let feeling = Feeling::from_points(0, 0, 0);
                for place in [None, Some(Place::for_key("kitchen"))] {
                    let mesh = bust_mesh(rect, Person::for_key("x"), feeling, place, true, 1.0);
                    assert!(is_sound(&mesh), "{wide} by {high}");
                }
            }
        }
    }

    #[test]
    fn each_channel_shows_by_itself_which_it_is() {
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(346.0, 528.0));
        let meshes = CHANNELS.map(|channel| stage_mesh(rect, &scene(channel), 1.0));
        for (i, mesh) in meshes.iter().enumerate() {
            for (j, other) in meshes[..i].iter().enumerate() {
                assert!(mesh != other, "{:?} looks like {:?}", CHANNELS[i], CHANNELS[j]);
            }
        }
    }

    #[test]
    fn a_picture_is_built_anew_only_when_something_changed() {
        let ctx = egui::Context::default();
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(200.0, 300.0));
        let shown = |scene: Scene| {
            let mut painted = ctx.run_ui(egui::RawInput::default(), |ui| {
                stage(ui.painter(), Id::new("stage"), rect, scene);
            });
            painted.textures_delta.clear();
            let meshes = painted.shapes.into_iter().filter_map(|clipped| match clipped.shape {
                Shape::Mesh(mesh) => Some(mesh),
                _ => None,
            });
            meshes.last().expect("the stage is one mesh")
        };
        let (first, again) = (shown(scene(Channel::Chat)), shown(scene(Channel::Chat)));
        assert!(Arc::ptr_eq(&first, &again), "the same scene was built twice");
        assert!(
            !Arc::ptr_eq(&first, &shown(scene(Channel::Phone))),
            "the channel changed and nothing else did"
        );
    }
}
