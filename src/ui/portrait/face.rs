//! From a mood to the numbers a face is drawn with.

/// What the customer feels, each a fraction 0 to 1. Only for drawing; the session keeps whole points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feeling {
    /// 0 calm, 1 furious.
    pub anger: f32,
    /// 0 none, 1 complete.
    pub trust: f32,
    /// 0 worn out, 1 fresh.
    pub patience: f32,
}

impl Feeling {
    /// From the session's points, 0 to 100; anything outside is held to that range.
    #[must_use]
    pub fn from_points(anger: i32, trust: i32, patience: i32) -> Self {
        let part = |points: i32| points.clamp(0, 100) as f32 / 100.0;
        Self { anger: part(anger), trust: part(trust), patience: part(patience) }
    }

    /// The feeling at `t` (0 to 1) on the way to `other`, for the 320 ms in which a face changes.
    #[must_use]
    pub fn toward(self, other: Self, t: f32) -> Self {
        let t = t.clamp(0.0, 1.0);
        let mix = |from: f32, to: f32| from + (to - from) * t;
        Self {
            anger: mix(self.anger, other.anger),
            trust: mix(self.trust, other.trust),
            patience: mix(self.patience, other.patience),
        }
    }
}

/// What the drawing needs of a mood. Lengths are face units: the face is 124 wide and 152 high.
///
/// The functions are those of the design notes; a test holds the nine moods of its table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FaceParams {
    /// Degrees, -16 to 22; plus: inner ends down.
    pub brow_angle: f32,
    /// Units; plus: nearer the eye.
    pub brow_drop: f32,
    /// Opacity of the two short lines between the brows.
    pub furrow: f32,
    /// 0.40 to 1.
    pub eye_open: f32,
    /// Part of the eye the upper lid covers, 0 to 0.72.
    pub upper_lid: f32,
    /// Part of the eye the lower lid covers, 0 to 0.40.
    pub lower_lid: f32,
    /// Units to the side; a third as much down.
    pub gaze: f32,
    /// -1 to 1; minus: corners down.
    pub mouth_curve: f32,
    /// Half width in units.
    pub mouth_width: f32,
    /// 0 to 1.1; a shout if the curve is negative, a laugh if positive.
    pub mouth_open: f32,
    /// 0 to 1: how red the skin is.
    pub flush: f32,
    /// Opacity of the cheeks, before a beard takes its part.
    pub cheeks: f32,
    /// Opacity of the lines under the eyes.
    pub tired: f32,
    /// Units; plus: raised.
    pub shoulders: f32,
    /// Scale; over 1 is towards you.
    pub lean: f32,
    /// Units.
    pub head_drop: f32,
    /// Degrees; plus: towards you.
    pub head_tilt: f32,
}

impl FaceParams {
    /// The face of a feeling.
    #[must_use]
    pub fn of(feeling: Feeling) -> Self {
        let Feeling { anger: a, trust: t, patience: p } = feeling;
        let (calm, weary) = (1.0 - a, 1.0 - p);
        let eye_open = (0.86 + 0.14 * a * p - 0.46 * weary * (1.0 - 0.55 * a) + 0.10 * t).clamp(0.40, 1.0);
        let slope = if t > 0.33 { 1.7 } else { 1.1 };
        let flush = ((a - 0.25) / 0.75).clamp(0.0, 1.0);
        Self {
            brow_angle: (22.0 * a - 16.0 * calm * weary - 5.0 * t * calm).clamp(-16.0, 22.0),
            brow_drop: 7.0 * a - 4.0 * t * calm + 1.5 * calm * weary,
            furrow: 0.7 * ((a - 0.45) / 0.4).clamp(0.0, 1.0),
            eye_open,
            upper_lid: (0.05 + 0.72 * (1.0 - eye_open)).clamp(0.0, 0.72),
            lower_lid: (0.34 * a * a + 0.34 * (t - a - 0.45).max(0.0) / 0.55).clamp(0.0, 0.40),
            gaze: 9.0 * (1.1 * calm * (0.55 - t) * (0.5 + weary)).clamp(0.0, 0.6),
            mouth_curve: (slope * (t - 0.33) - 0.46 * a - 0.24 * weary * (1.0 - t)).clamp(-1.0, 1.0),
            mouth_width: 19.0 * (1.0 - 0.20 * a + 0.22 * (t - 0.4).max(0.0) / 0.6).clamp(0.8, 1.25),
            mouth_open: 1.1 * ((a - 0.84) / 0.16).clamp(0.0, 1.0)
                + 0.55 * ((t - a - 0.6) / 0.4).clamp(0.0, 1.0),
            flush,
            cheeks: 0.07 + 0.40 * flush + 0.20 * ((t - a - 0.30) / 0.7).clamp(0.0, 1.0),
            tired: 0.5 * ((0.45 - p) / 0.45).clamp(0.0, 1.0),
            shoulders: 9.0 * a - 9.0 * calm * weary,
            lean: 1.0 + 0.05 * a - 0.02 * calm * weary,
            head_drop: 9.0 * calm * weary + 4.0 * a,
            head_tilt: 5.0 * calm * t - 5.0 * calm * (1.0 - t) * weary,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(anger: i32, trust: i32, patience: i32) -> FaceParams {
        FaceParams::of(Feeling::from_points(anger, trust, patience))
    }

    /// Compares with the table of the design notes, whose figures are rounded to two decimals.
    fn check(mood: [i32; 3], want: [f32; 11]) {
        let f = face(mood[0], mood[1], mood[2]);
        let got = [
            f.brow_angle,
            f.brow_drop,
            f.eye_open,
            f.lower_lid,
            f.gaze,
            f.mouth_curve,
            f.mouth_open,
            f.flush,
            f.shoulders,
            f.head_drop,
            f.head_tilt,
        ];
        for (column, (got, want)) in got.iter().zip(want).enumerate() {
            assert!((got - want).abs() < 0.0051, "{mood:?}, column {column}: {got}, not {want}");
        }
    }

    #[test]
    #[rustfmt::skip]
    fn the_nine_moods_of_the_design() {
        check([95,  5, 20], [ 20.25,  6.70, 0.72, 0.31, 0.32, -0.93, 0.76, 0.93,  8.19, 4.16, -0.18]);
        check([74, 18, 40], [ 13.55,  5.23, 0.76, 0.19, 1.05, -0.62, 0.00, 0.65,  5.26, 4.36, -0.41]);
        check([52, 25,  4], [  3.47,  3.85, 0.57, 0.09, 2.08, -0.50, 0.00, 0.36,  0.53, 6.23, -1.13]);
        check([24, 10, 52], [ -0.94,  1.92, 0.70, 0.02, 3.32, -0.47, 0.00, 0.00, -1.12, 4.24, -1.26]);
        check([14, 30,  0], [-11.97,  1.24, 0.47, 0.01, 3.19, -0.27, 0.00, 0.00, -6.48, 8.30, -1.72]);
        check([ 8, 48, 72], [ -4.57, -0.82, 0.79, 0.00, 0.50,  0.18, 0.00, 0.00, -1.60, 2.64,  1.54]);
        check([28, 58, 50], [ -1.69,  0.83, 0.74, 0.03, 0.00,  0.25, 0.00, 0.04, -0.72, 4.36,  1.33]);
        check([ 4, 78, 48], [-10.85, -1.97, 0.71, 0.18, 0.00,  0.72, 0.19, 0.00, -4.13, 4.65,  3.19]);
        check([ 0, 97, 92], [ -6.13, -3.76, 0.92, 0.32, 0.00,  1.00, 0.51, 0.00, -0.72, 0.72,  4.84]);
    }

    #[test]
    fn every_mood_stays_in_range() {
        for anger in 0..=100 {
            for trust in 0..=100 {
                for patience in 0..=100 {
                    let f = face(anger, trust, patience);
                    let held = (-16.0..=22.0).contains(&f.brow_angle)
                        && (0.40..=1.0).contains(&f.eye_open)
                        && (0.0..=0.72).contains(&f.upper_lid)
                        && (0.0..=0.40).contains(&f.lower_lid)
                        && (0.0..=5.4).contains(&f.gaze)
                        && (-1.0..=1.0).contains(&f.mouth_curve)
                        && (15.2..=23.75).contains(&f.mouth_width)
                        && (0.0..=1.1001).contains(&f.mouth_open)
                        && (0.0..=0.7001).contains(&f.cheeks)
                        && f.upper_lid + f.lower_lid < 1.0;
                    assert!(held, "{anger} {trust} {patience}: {f:?}");
                }
            }
        }
    }

    #[test]
    fn brows_follow_anger_and_the_mouth_follows_trust() {
        for fixed in 0..=100 {
            for patience in 0..=100 {
                for step in 0..100 {
                    let brow = |anger| face(anger, fixed, patience).brow_angle;
                    assert!(brow(step + 1) >= brow(step) - 1e-4, "anger {step}, {fixed}, {patience}");
                    let mouth = |trust| face(fixed, trust, patience).mouth_curve;
                    assert!(mouth(step + 1) >= mouth(step) - 1e-4, "trust {step}, {fixed}, {patience}");
                }
            }
        }
    }

    #[test]
    fn one_point_never_makes_the_face_jump() {
        let lengths = |f: FaceParams| {
            [
                f.brow_angle * 0.25,
                f.brow_drop,
                f.eye_open * 20.0,
                f.gaze,
                f.mouth_curve * 11.0,
                f.mouth_width,
                f.mouth_open * 15.0,
                f.shoulders,
                f.head_drop,
                f.head_tilt,
            ]
        };
        for a in (0..100).step_by(3) {
            for t in (0..100).step_by(3) {
                for p in (0..100).step_by(3) {
                    let here = lengths(face(a, t, p));
                    for next in [face(a + 1, t, p), face(a, t + 1, p), face(a, t, p + 1)] {
                        for (from, to) in here.iter().zip(lengths(next)) {
                            assert!((from - to).abs() <= 2.0, "{a} {t} {p}: {from} to {to}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn halfway_is_halfway() {
        let half = Feeling::from_points(100, 0, 40).toward(Feeling::from_points(0, 100, 60), 0.5);
        assert_eq!(half, Feeling { anger: 0.5, trust: 0.5, patience: 0.5 });
        assert_eq!(Feeling::from_points(-5, 140, 0), Feeling { anger: 0.0, trust: 1.0, patience: 0.0 });
    }
}
