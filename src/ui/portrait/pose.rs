//! Everything about the picture that moves.

use super::face::{FaceParams, Feeling};

/// Units the head goes down in a nod.
const NOD: f32 = 7.0;
/// How much nearer she leans while she nods.
const NOD_LEAN: f32 = 0.014;
/// Units the head follows the mouth while she speaks.
const TALK_DROP: f32 = 1.2;

/// A moment of the customer: what she feels, and what she is just doing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// What her face and her shoulders show.
    pub face: Feeling,
    /// What the room shows; it follows her more slowly.
    pub room: Feeling,
    /// Lids, 0 (as the mood has them) to 1 (shut).
    pub blink: f32,
    /// The nod of somebody who has been told something, 0 (upright) to 1 (down).
    pub nod: f32,
    /// The mouth of somebody who speaks, 0 (as the mood has it) to 1 (wide).
    pub talk: f32,
}

impl From<Feeling> for Pose {
    fn from(feeling: Feeling) -> Self {
        Self::still(feeling)
    }
}

impl Pose {
    /// Nothing moves.
    #[must_use]
    pub fn still(feeling: Feeling) -> Self {
        Self { face: feeling, room: feeling, blink: 0.0, nod: 0.0, talk: 0.0 }
    }

    /// The face of this moment.
    pub(super) fn params(self) -> FaceParams {
        let face = FaceParams::of(self.face);
        let (nod, talk) = (self.nod.clamp(0.0, 1.0), self.talk.clamp(0.0, 1.0));
        FaceParams {
            head_drop: face.head_drop + NOD * nod + TALK_DROP * talk,
            lean: face.lean + NOD_LEAN * nod,
            // A mouth that is open already closes on the consonants.
            mouth_open: face.mouth_open * (1.0 - 0.45 * talk),
            ..face
        }
    }
}
