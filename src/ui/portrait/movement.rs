//! What the customer does when something happens: brief, and it ends, so that the window can sleep.

use std::f32::consts::PI;

use egui::emath::easing::{cubic_out, quadratic_out};

use super::face::Feeling;
use super::pose::Pose;

/// How often the mouth opens while a line is spoken.
const SYLLABLES: f32 = 5.0;
/// A nod takes this many times as long as a change of the face: down and up again.
const NOD: f32 = 2.0;

/// How long movements take, in seconds. What takes no time does not move at all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Durations {
    /// Face and posture change; a nod takes twice as long.
    pub face: f32,
    /// The room changes colour.
    pub room: f32,
    /// A blink.
    pub blink: f32,
    /// The mouth moves after a new line.
    pub talk: f32,
}

/// What of the conversation the customer follows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cue {
    /// What she feels by now.
    pub feeling: Feeling,
    /// How many replies she has had.
    pub replies: usize,
    /// How many lines she has said.
    pub lines: usize,
}

/// What the customer is doing, and since when. Times are seconds of one clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Movement {
    cue: Cue,
    /// Where face and room come from.
    face: Feeling,
    room: Feeling,
    changed: f64,
    blinked: f64,
    nodded: f64,
    spoke: f64,
}

impl Movement {
    /// She has been there all the time.
    #[must_use]
    pub fn resting(cue: Cue) -> Self {
        let long_ago = f64::NEG_INFINITY;
        Self {
            cue,
            face: cue.feeling,
            room: cue.feeling,
            changed: long_ago,
            blinked: long_ago,
            nodded: long_ago,
            spoke: long_ago,
        }
    }

    /// Takes up what has happened by `now`. Going back to an earlier turn changes only what she feels.
    #[must_use]
    pub fn follow(self, cue: Cue, now: f64, durations: &Durations) -> Self {
        let mut next = Self { cue, ..self };
        if cue.feeling != self.cue.feeling {
            let pose = self.pose(now, durations);
            (next.face, next.room, next.changed) = (pose.face, pose.room, now);
        }
        if cue.replies > self.cue.replies {
            (next.nodded, next.blinked) = (now, now);
        }
        if cue.lines > self.cue.lines {
            (next.spoke, next.blinked) = (now, now);
        }
        next
    }

    /// The picture of this moment. All movements slow down towards their end.
    #[must_use]
    pub fn pose(&self, now: f64, durations: &Durations) -> Pose {
        let change = |duration: f32| cubic_out(part(now - self.changed, duration));
        let there_and_back =
            |since: f64, duration: f32| (PI * quadratic_out(part(now - since, duration))).sin().max(0.0);
        let spoken = part(now - self.spoke, durations.talk);
        Pose {
            face: self.face.toward(self.cue.feeling, change(durations.face)),
            room: self.room.toward(self.cue.feeling, change(durations.room)),
            blink: there_and_back(self.blinked, durations.blink),
            nod: there_and_back(self.nodded, NOD * durations.face),
            talk: (PI * SYLLABLES * spoken).sin().powi(2) * (1.0 - spoken),
        }
    }

    /// Whether the next moment will look different.
    #[must_use]
    pub fn goes_on(&self, now: f64, durations: &Durations) -> bool {
        [
            (self.changed, durations.face.max(durations.room)),
            (self.blinked, durations.blink),
            (self.nodded, NOD * durations.face),
            (self.spoke, durations.talk),
        ]
        .into_iter()
        .any(|(since, duration)| part(now - since, duration) < 1.0)
    }
}

/// How much of a movement is over, 0 to 1.
fn part(elapsed: f64, duration: f32) -> f32 {
    if duration > 0.0 { (elapsed / f64::from(duration)).clamp(0.0, 1.0) as f32 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Durations = Durations { face: 0.32, room: 0.48, blink: 0.14, talk: 1.2 };
    const NONE: Durations = Durations { face: 0.0, room: 0.0, blink: 0.0, talk: 0.0 };

    fn cue(replies: usize, anger: i32) -> Cue {
        Cue { feeling: Feeling::from_points(anger, 40, 40), replies, lines: replies + 1 }
    }

    #[test]
    fn a_reply_makes_her_blink_nod_and_speak_and_then_she_is_still() {
        let told = Movement::resting(cue(0, 80)).follow(cue(1, 30), 10.0, &USUAL);
        let moments = |part: fn(Pose) -> f32| {
            (0..150).map(move |i| part(told.pose(10.0 + f64::from(i) * 0.01, &USUAL))).fold(0.0, f32::max)
        };
        assert!(moments(|pose| pose.blink) > 0.95 && moments(|pose| pose.nod) > 0.95);
        assert!(moments(|pose| pose.talk) > 0.6);
        assert!(told.goes_on(11.19, &USUAL) && !told.goes_on(11.21, &USUAL));
        assert_eq!(told.pose(11.21, &USUAL), Pose::still(cue(1, 30).feeling));
    }

    #[test]
    fn the_room_follows_more_slowly_than_the_face() {
        let told = Movement::resting(cue(0, 80)).follow(cue(1, 30), 10.0, &USUAL);
        let start = told.pose(10.0, &USUAL);
        assert_eq!((start.face, start.room), (cue(0, 80).feeling, cue(0, 80).feeling));
        let later = told.pose(10.33, &USUAL);
        assert_eq!(later.face, cue(1, 30).feeling);
        assert!(later.room.anger > 0.31);
    }

    #[test]
    fn a_change_in_the_middle_of_a_change_does_not_jump() {
        let told = Movement::resting(cue(0, 80)).follow(cue(1, 30), 10.0, &USUAL);
        let before = told.pose(10.1, &USUAL);
        let after = told.follow(cue(2, 60), 10.1, &USUAL).pose(10.1, &USUAL);
        assert_eq!((before.face, before.room), (after.face, after.room));
    }

    #[test]
    fn going_back_changes_the_face_and_nothing_else() {
        let back = Movement::resting(cue(3, 30)).follow(cue(1, 70), 10.0, &USUAL);
        let pose = back.pose(10.1, &USUAL);
        assert_eq!((pose.blink, pose.nod, pose.talk), (0.0, 0.0, 0.0));
        assert!(pose.face.anger > 0.3 && !back.goes_on(10.48, &USUAL));
    }

    #[test]
    fn without_time_nothing_moves() {
        let told = Movement::resting(cue(0, 80)).follow(cue(1, 30), 10.0, &NONE);
        assert!(!told.goes_on(10.0, &NONE));
        assert_eq!(told.pose(10.0, &NONE), Pose::still(cue(1, 30).feeling));
    }
}
