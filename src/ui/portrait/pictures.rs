//! Sheets of pictures to look at, drawn without a window: `COMPOSURE_PICTURES=folder cargo test pictures`.

use std::path::PathBuf;

use super::{Feeling, Person, Place, Pose, Scene, bust_mesh, stage_mesh};
use crate::scenario::Channel;
use egui::{Color32, Mesh, Pos2, Rect, Vec2, pos2, vec2};

/// The nine moods of the design.
const MOODS: [[i32; 3]; 9] = [
    [95, 5, 20],
    [74, 18, 40],
    [52, 25, 4],
    [24, 10, 52],
    [14, 30, 0],
    [8, 48, 72],
    [28, 58, 50],
    [4, 78, 48],
    [0, 97, 92],
];
const STAGE: Vec2 = vec2(346.0, 528.0);
const GAP: f32 = 8.0;

#[test]
fn pictures_of_everyone_and_every_place() {
    let Some(folder) = std::env::var_os("COMPOSURE_PICTURES").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let moods = MOODS.map(|[anger, trust, patience]| Feeling::from_points(anger, trust, patience));
    let people: Vec<_> = Person::all().map(|(_, person)| person).collect();
    let places: Vec<_> = Place::all().map(|(_, place)| place).collect();
    print_speed();
    for dark in [false, true] {
        let name = |what: &str| folder.join(format!("{what}-{}.png", if dark { "dark" } else { "light" }));
        let faces = people.iter().flat_map(|person| moods.map(|mood| (*person, mood)));
        sheet(9, vec2(84.0, 96.0), 2.0, faces, |rect, (person, mood)| {
            bust_mesh(rect, person, mood, None, dark, 0.5)
        })
        .save(&name("faces"));
        let wide = people.iter().zip(places.iter().cycle());
        sheet(4, vec2(232.0, 150.0), 1.0, wide, |rect, (person, place)| {
            bust_mesh(rect, person, moods[5], Some(place), dark, 1.0)
        })
        .save(&name("wide"));
        let stage = |person, place, channel, pose| Scene { person, place, channel, pose, dark };
        let draw = |rect: Rect, scene: Scene| stage_mesh(rect, &scene, 1.0);
        let rooms = places.iter().zip(people.iter().cycle()).zip(moods.iter().cycle());
        let rooms =
            rooms.map(|((place, person), mood)| stage(person, place, Channel::Counter, Pose::still(*mood)));
        sheet(4, STAGE, 1.0, rooms, draw).save(&name("rooms"));
        let everyone = people.iter().zip(moods.iter().cycle());
        let everyone =
            everyone.map(|(person, mood)| stage(person, places[0], Channel::Chat, Pose::still(*mood)));
        sheet(5, STAGE, 1.0, everyone, draw).save(&name("stage"));
        let channels = [Channel::Chat, Channel::Email, Channel::Phone, Channel::Counter, Channel::Review];
        let shown = people.iter().zip(channels.iter().cycle()).take(10).map(|(person, channel)| {
            stage(person, Place::for_key("kitchen"), *channel, Pose::still(moods[3]))
        });
        sheet(5, STAGE, 1.0, shown, draw).save(&name("channels"));
        let moving = (0..10).map(|i| {
            let part = i as f32 / 9.0;
            let pose = Pose { blink: part, nod: part, talk: part, ..Pose::still(moods[i % 9]) };
            stage(Person::for_key("marta"), Place::for_key("kitchen"), Channel::Chat, pose)
        });
        sheet(5, STAGE, 1.0, moving, draw).save(&name("moving"));
    }
}

/// How long one mesh of the stage takes, in the build that runs this.
fn print_speed() {
    let rect = Rect::from_min_size(Pos2::ZERO, STAGE);
    let (mut meshes, mut vertices, start) = (0_u32, 0, std::time::Instant::now());
    for (_, place) in Place::all() {
        for (_, person) in Person::all() {
            let pose = Pose::still(Feeling::from_points(50, 50, 50));
            let scene = Scene { person, place, channel: Channel::Chat, pose, dark: false };
            vertices += stage_mesh(rect, &scene, 1.0).vertices.len();
            meshes += 1;
        }
    }
    let each = start.elapsed() / meshes;
    println!("a mesh of the stage: {each:?}, {} vertices", vertices / meshes as usize);
}

/// Pictures in rows, `columns` to a row, each `size` points at `scale` pixels a point.
fn sheet<T>(
    columns: usize,
    size: Vec2,
    scale: f32,
    shown: impl Iterator<Item = T>,
    mut draw: impl FnMut(Rect, T) -> Mesh,
) -> Image {
    let shown: Vec<T> = shown.collect();
    let rows = shown.len().div_ceil(columns);
    let step = size + Vec2::splat(GAP);
    let whole = vec2(step.x * columns as f32, step.y * rows as f32) + Vec2::splat(GAP);
    let mut image = Image::new(whole * scale);
    for (i, one) in shown.into_iter().enumerate() {
        let corner = pos2((i % columns) as f32 * step.x, (i / columns) as f32 * step.y) + Vec2::splat(GAP);
        let rect = Rect::from_min_size(corner, size);
        image.paint(&draw(rect, one), rect, scale);
    }
    image
}

/// Opaque pixels.
struct Image {
    width: usize,
    height: usize,
    pixels: Vec<[f32; 3]>,
}

impl Image {
    fn new(size: Vec2) -> Self {
        let (width, height) = (size.x.ceil() as usize, size.y.ceil() as usize);
        Self { width, height, pixels: vec![[245.0, 240.0, 232.0]; width * height] }
    }

    /// Triangles without a texture, colours blended between their corners, nothing outside `clip`.
    fn paint(&mut self, mesh: &Mesh, clip: Rect, scale: f32) {
        let clip = Rect::from_min_max(clip.min * scale, clip.max * scale);
        for triangle in mesh.triangles() {
            let corners = triangle.map(|i| mesh.vertices[i as usize]);
            self.triangle(corners.map(|v| v.pos * scale), corners.map(|v| v.color), clip);
        }
    }

    fn triangle(&mut self, [a, b, c]: [Pos2; 3], colours: [Color32; 3], clip: Rect) {
        let cross = |u: Vec2, v: Vec2| u.x * v.y - u.y * v.x;
        let area = cross(b - a, c - a);
        let bounds = Rect::from_points(&[a, b, c]).intersect(clip);
        if area == 0.0 || !bounds.is_positive() {
            return;
        }
        // A pixel on a border shared by two triangles belongs to the one it lies left of.
        let inside = |weight: f32, edge: Vec2| {
            let edge = edge * area.signum();
            weight > 0.0 || (weight == 0.0 && (edge.y < 0.0 || (edge.y == 0.0 && edge.x > 0.0)))
        };
        for y in bounds.top() as usize..=(bounds.bottom() as usize).min(self.height - 1) {
            for x in bounds.left() as usize..=(bounds.right() as usize).min(self.width - 1) {
                let at = pos2(x as f32 + 0.5, y as f32 + 0.5);
                let weights =
                    [cross(c - b, at - b), cross(a - c, at - c), cross(b - a, at - a)].map(|w| w / area);
                let edges = [c - b, a - c, b - a];
                if clip.contains(at) && weights.iter().zip(edges).all(|(&weight, edge)| inside(weight, edge))
                {
                    self.blend(x, y, colours, weights);
                }
            }
        }
    }

    fn blend(&mut self, x: usize, y: usize, colours: [Color32; 3], weights: [f32; 3]) {
        let mixed = |channel: usize| -> f32 {
            colours
                .iter()
                .zip(weights)
                .map(|(colour, weight)| f32::from(colour.to_array()[channel]) * weight)
                .sum()
        };
        let behind = 1.0 - mixed(3) / 255.0;
        for (channel, value) in self.pixels[y * self.width + x].iter_mut().enumerate() {
            *value = mixed(channel) + *value * behind;
        }
    }

    /// As a PNG whose data are stored, not packed.
    fn save(&self, path: &std::path::Path) {
        let mut rows = Vec::with_capacity(self.pixels.len() * 3 + self.height);
        for row in self.pixels.chunks(self.width) {
            rows.push(0);
            rows.extend(row.iter().flatten().map(|value| value.round().clamp(0.0, 255.0) as u8));
        }
        let mut packed = vec![0x78, 0x01];
        let blocks = rows.chunks(0xffff).count();
        for (i, block) in rows.chunks(0xffff).enumerate() {
            let length = block.len() as u16;
            packed.push(u8::from(i + 1 == blocks));
            packed.extend(length.to_le_bytes());
            packed.extend((!length).to_le_bytes());
            packed.extend(block);
        }
        let (low, high) = rows.iter().fold((1u32, 0u32), |(low, high), &byte| {
            let low = (low + u32::from(byte)) % 65521;
            (low, (high + low) % 65521)
        });
        packed.extend((high << 16 | low).to_be_bytes());

        let mut header = Vec::new();
        header.extend((self.width as u32).to_be_bytes());
        header.extend((self.height as u32).to_be_bytes());
        // Eight bits a channel, red, green, blue.
        header.extend([8, 2, 0, 0, 0]);
        let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
        for (kind, data) in [(b"IHDR", &header), (b"IDAT", &packed), (b"IEND", &Vec::new())] {
            let body: Vec<u8> = kind.iter().chain(data).copied().collect();
            file.extend((data.len() as u32).to_be_bytes());
            file.extend(&body);
            file.extend(crc(&body).to_be_bytes());
        }
        std::fs::write(path, file).expect("the picture can be written");
    }
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    })
}
