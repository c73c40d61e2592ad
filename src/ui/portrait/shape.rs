//! The list of shapes, and the pen that adds to it.

use super::curve::{self, Point};
use egui::{Color32, Pos2, Vec2, pos2, vec2};
use std::ops::Range;

/// How a shape's points are to be filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// A closed outline that is wholly seen from this point.
    Fan(Pos2),
    /// A closed outline whose points face each other on both sides of the point of this number:
    /// crescents, strands, lips.
    Strip(usize),
    /// A line of this width with round ends.
    Line(f32),
    /// A closed line of this width.
    Loop(f32),
    /// Two closed outlines of equal length, the outer one first; what lies between them is filled.
    Ring,
    /// A closed outline, coloured at this point and clear at the rim: the one soft edge there is.
    Glow(Pos2),
}

/// One flat shape: some of a drawing's points, how to fill them, and with what.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// How to fill.
    pub form: Form,
    /// Premultiplied, as egui has it.
    pub colour: Color32,
    /// Which of the drawing's points.
    pub points: Range<usize>,
}

/// Shapes in drawing order, in screen points. Both painters (egui meshes, Bevy meshes) can read it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Back to front.
    pub shapes: Vec<Shape>,
    /// The points of all shapes, in one row, so that a drawing makes two allocations and not hundreds.
    pub points: Vec<Pos2>,
}

/// Where a part stands: lift, turn about a pivot, then scale and move to the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    origin: Pos2,
    scale: f32,
    /// Down, in units.
    drop: f32,
    /// Sine and cosine of the turn.
    turn: (f32, f32),
    pivot: Vec2,
    /// How far shoulders are raised, in units; nothing moves below the elbows.
    raise: f32,
}

impl Frame {
    /// Units whose (0,0) lies at `origin`, `scale` screen points to a unit.
    #[must_use]
    pub fn new(origin: Pos2, scale: f32) -> Self {
        Self { origin, scale, drop: 0.0, turn: (0.0, 1.0), pivot: Vec2::ZERO, raise: 0.0 }
    }

    /// The same, turned by `degrees` (clockwise on the screen) about `pivot`, then moved down.
    #[must_use]
    pub fn turned(self, degrees: f32, pivot: Vec2, drop: f32) -> Self {
        Self { drop, turn: degrees.to_radians().sin_cos(), pivot, ..self }
    }

    /// The same with the shoulders raised by so many units.
    #[must_use]
    pub fn raised(self, raise: f32) -> Self {
        Self { raise, ..self }
    }

    fn place(&self, point: Pos2) -> Pos2 {
        let lifted = pos2(point.x, point.y - self.raise * shoulder_share(point.y));
        let (sin, cos) = self.turn;
        let arm = lifted.to_vec2() - self.pivot;
        let turned = vec2(cos * arm.x - sin * arm.y, sin * arm.x + cos * arm.y) + self.pivot;
        self.origin + (turned + vec2(0.0, self.drop)) * self.scale
    }
}

/// How much of the shoulders' movement a height takes part in. Without a step in it, so that a curve
/// sampled across the border does not break.
fn shoulder_share(y: f32) -> f32 {
    if y < 170.0 {
        1.0
    } else if y < 215.0 {
        1.0 - 0.6 * (y - 170.0) / 45.0
    } else {
        (0.4 - 0.4 * (y - 215.0) / 50.0).max(0.0)
    }
}

/// Adds shapes to a drawing, in the units of a frame.
#[derive(Debug)]
pub struct Pen<'a> {
    drawing: &'a mut Drawing,
    frame: Frame,
    /// Samples to a span of a curve: small pictures need fewer.
    samples: usize,
}

impl<'a> Pen<'a> {
    /// A pen that draws in the units of `frame`.
    #[must_use]
    pub fn new(drawing: &'a mut Drawing, frame: Frame) -> Self {
        let samples = if frame.scale < 0.3 {
            3
        } else if frame.scale < 0.65 {
            5
        } else {
            8
        };
        Self { drawing, frame, samples }
    }

    /// Smooth closed curve, wholly seen from `hub`.
    pub(super) fn curve(&mut self, colour: Color32, hub: Point, through: &[Point]) {
        let samples = self.samples;
        let hub = self.frame.place(pos2(hub.0, hub.1));
        self.add(Form::Fan(hub), colour, curve::closed(through, samples));
    }

    /// Smooth closed curve that is a strand: `tip` is the index of a point at its end, or between two.
    pub(super) fn strand(&mut self, colour: Color32, tip: f32, through: &[Point]) {
        let start = (tip * self.samples as f32).round() as usize;
        self.add(Form::Strip(start), colour, curve::closed(through, self.samples));
    }

    /// Any closed outline, wholly seen from `hub`.
    pub(super) fn fan(&mut self, colour: Color32, hub: Point, outline: impl Iterator<Item = Pos2>) {
        let hub = self.frame.place(pos2(hub.0, hub.1));
        self.add(Form::Fan(hub), colour, outline);
    }

    /// Any closed outline whose points face each other on both sides of the first.
    pub(super) fn strip(&mut self, colour: Color32, outline: impl Iterator<Item = Pos2>) {
        self.add(Form::Strip(0), colour, outline);
    }

    /// Ellipse.
    pub(super) fn oval(&mut self, colour: Color32, centre: Point, radii: Point) {
        let count = self.round_count(radii.0.max(radii.1));
        self.fan(colour, centre, curve::ellipse(centre, radii, count));
    }

    /// Circle.
    pub(super) fn dot(&mut self, colour: Color32, centre: Point, radius: f32) {
        self.oval(colour, centre, (radius, radius));
    }

    /// Ellipse that fades from its centre to nothing.
    pub(super) fn glow(&mut self, colour: Color32, centre: Point, radii: Point) {
        let count = self.round_count(radii.0.max(radii.1));
        let hub = self.frame.place(pos2(centre.0, centre.1));
        self.add(Form::Glow(hub), colour, curve::ellipse(centre, radii, count));
    }

    /// Rectangle with round corners.
    pub(super) fn rounded(&mut self, colour: Color32, min: Point, size: Point, radius: f32) {
        let hub = (min.0 + size.0 * 0.5, min.1 + size.1 * 0.5);
        let corner = self.round_count(radius) / 4;
        self.fan(colour, hub, curve::rounded(min, size, radius, corner));
    }

    /// Straight lines with round ends.
    pub(super) fn line(&mut self, colour: Color32, width: f32, through: &[Point]) {
        self.path(colour, width, through.iter().map(|&(x, y)| pos2(x, y)));
    }

    /// Smooth line with round ends.
    pub(super) fn smooth(&mut self, colour: Color32, width: f32, through: &[Point]) {
        let samples = self.samples;
        self.path(colour, width, curve::open(through, samples));
    }

    /// A bend with round ends.
    pub(super) fn bend(&mut self, colour: Color32, width: f32, [a, b, c]: [Point; 3]) {
        let samples = self.samples + 2;
        self.path(colour, width, curve::bend(a, b, c, samples));
    }

    /// Any line with round ends.
    pub(super) fn path(&mut self, colour: Color32, width: f32, points: impl Iterator<Item = Pos2>) {
        self.add(Form::Line(width * self.frame.scale), colour, points);
    }

    /// Any closed line.
    pub(super) fn outline(&mut self, colour: Color32, width: f32, points: impl Iterator<Item = Pos2>) {
        self.add(Form::Loop(width * self.frame.scale), colour, points);
    }

    /// What lies between two smooth closed curves through equally many points.
    pub(super) fn ring(&mut self, colour: Color32, outer: &[Point], inner: &[Point]) {
        debug_assert_eq!(outer.len(), inner.len(), "the points of a ring face each other");
        let samples = self.samples;
        self.add(Form::Ring, colour, curve::closed(outer, samples).chain(curve::closed(inner, samples)));
    }

    /// Samples to a span of a curve at this size.
    pub(super) fn samples(&self) -> usize {
        self.samples
    }

    /// The same drawing in another frame.
    pub(super) fn within(&mut self, frame: Frame) -> Pen<'_> {
        Pen::new(self.drawing, frame)
    }

    fn add(&mut self, form: Form, colour: Color32, points: impl Iterator<Item = Pos2>) {
        if colour.a() == 0 {
            return;
        }
        let from = self.drawing.points.len();
        let frame = self.frame;
        self.drawing.points.extend(points.map(|point| frame.place(point)));
        let points = from..self.drawing.points.len();
        self.drawing.shapes.push(Shape { form, colour, points });
    }

    /// Points for a circle that is round to the eye at this size, a multiple of four.
    fn round_count(&self, radius: f32) -> usize {
        let on_screen = (radius * self.frame.scale).max(0.0);
        let count = 8.0 + 4.5 * on_screen.sqrt();
        (count / 4.0).ceil() as usize * 4
    }
}
