//! Points on the curves that people are made of.

use egui::{Pos2, pos2};

/// A point in face units, or in a place's units.
pub(super) type Point = (f32, f32);

/// The points and their mirror images: `half` runs from top to bottom on the right-hand side (x over
/// 0), the answer runs round. A point on the axis is not doubled.
pub(super) fn mirrored(half: &[Point]) -> Vec<Point> {
    let left = half.iter().rev().filter(|p| p.0.abs() > 0.01).map(|&(x, y)| (-x, y));
    half.iter().copied().chain(left).collect()
}

/// The same points on the other side.
pub(super) fn flipped<const N: usize>(points: [Point; N]) -> [Point; N] {
    points.map(|(x, y)| (-x, y))
}

/// A smooth closed curve through `points`, `samples` to a span (uniform Catmull-Rom).
pub(super) fn closed(points: &[Point], samples: usize) -> impl Iterator<Item = Pos2> + '_ {
    let count = points.len();
    let at = move |i: usize| points[i % count];
    (0..count).flat_map(move |i| {
        let span = [at(i + count - 1), at(i), at(i + 1), at(i + 2)];
        (0..samples).map(move |k| catmull_rom(span, k as f32 / samples as f32))
    })
}

/// A smooth open curve through `points`, both ends included.
pub(super) fn open(points: &[Point], samples: usize) -> impl Iterator<Item = Pos2> + '_ {
    let last = points.len() - 1;
    let at = move |i: usize| points[i.min(last)];
    let spans = (0..last).flat_map(move |i| {
        let span = [at(i.saturating_sub(1)), at(i), at(i + 1), at(i + 2)];
        (0..samples).map(move |k| catmull_rom(span, k as f32 / samples as f32))
    });
    spans.chain(std::iter::once(pos2(points[last].0, points[last].1)))
}

/// A bend from `a` to `c`, drawn towards `b`, both ends included.
pub(super) fn bend(a: Point, b: Point, c: Point, samples: usize) -> impl Iterator<Item = Pos2> {
    (0..=samples).map(move |k| {
        let t = k as f32 / samples as f32;
        let (u, v, w) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
        pos2(u * a.0 + v * b.0 + w * c.0, u * a.1 + v * b.1 + w * c.1)
    })
}

/// `count` points of an ellipse, starting at its right end, clockwise on the screen.
pub(super) fn ellipse(centre: Point, radii: Point, count: usize) -> impl Iterator<Item = Pos2> {
    (0..count).map(move |i| {
        let (sin, cos) = (std::f32::consts::TAU * i as f32 / count as f32).sin_cos();
        pos2(centre.0 + radii.0 * cos, centre.1 + radii.1 * sin)
    })
}

/// The points of a rectangle with round corners, `samples` to a corner.
pub(super) fn rounded(min: Point, size: Point, radius: f32, samples: usize) -> impl Iterator<Item = Pos2> {
    let r = radius.min(size.0 * 0.5).min(size.1 * 0.5);
    let (right, bottom) = (min.0 + size.0 - r, min.1 + size.1 - r);
    let corners = [
        (right, bottom, 0.0),
        (min.0 + r, bottom, 0.25),
        (min.0 + r, min.1 + r, 0.5),
        (right, min.1 + r, 0.75),
    ];
    let last = if r > 0.0 { samples } else { 0 };
    corners.into_iter().flat_map(move |(x, y, turn)| {
        (0..=last).map(move |k| {
            let part = turn + 0.25 * k as f32 / last.max(1) as f32;
            let (sin, cos) = (std::f32::consts::TAU * part).sin_cos();
            pos2(x + r * cos, y + r * sin)
        })
    })
}

fn catmull_rom([a, b, c, d]: [Point; 4], t: f32) -> Pos2 {
    let axis = |a: f32, b: f32, c: f32, d: f32| {
        0.5 * (2.0 * b
            + (c - a) * t
            + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
            + (3.0 * b - a - 3.0 * c + d) * t * t * t)
    };
    pos2(axis(a.0, b.0, c.0, d.0), axis(a.1, b.1, c.1, d.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_pass_through_their_points() {
        let points = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)];
        let round: Vec<_> = closed(&points, 5).collect();
        assert_eq!(round.len(), 20);
        assert_eq!(round[5], pos2(10.0, 0.0));
        let line: Vec<_> = open(&points, 5).collect();
        assert_eq!((line[0], line[15]), (pos2(0.0, 0.0), pos2(0.0, 10.0)));
    }

    #[test]
    fn a_mirrored_half_is_a_whole() {
        let whole = mirrored(&[(0.0, -9.0), (5.0, 0.0), (0.0, 9.0)]);
        assert_eq!(whole, [(0.0, -9.0), (5.0, 0.0), (0.0, 9.0), (-5.0, 0.0)]);
    }
}
