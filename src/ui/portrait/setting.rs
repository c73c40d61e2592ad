//! What a channel puts into the picture: one small file each, embedded.

use std::sync::LazyLock;

use serde::Deserialize;

use super::person::{Held, Person};
use super::place::{Figure, Place};
use crate::scenario::Channel;

/// How the stage shows by itself which channel it is. The scenario's place stays behind it.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(super) struct Setting {
    /// What the hands hold; without it, what this person writes with.
    #[serde(default)]
    held: Option<Held>,
    /// Where the face's origin stands, as parts of the picture's width and height.
    pub(super) origin: (f32, f32),
    /// Only the wall of the place is shown.
    #[serde(default)]
    bare: bool,
    /// A place that has a counter of its own shows that one.
    #[serde(default)]
    counter: bool,
    /// Behind the person, before the place.
    #[serde(default)]
    pub(super) back: Vec<Figure>,
    /// Before the person, measured from the picture's lower edge.
    #[serde(default)]
    front: Vec<Figure>,
}

macro_rules! settings {
    ($($channel:ident: $name:literal),* $(,)?) => {
        &[$((
            Channel::$channel,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/channels/", $name, ".ron")),
        )),*]
    };
}

const FILES: &[(Channel, &str)] =
    settings![Chat: "chat", Email: "email", Phone: "phone", Counter: "counter", Review: "review"];

static SETTINGS: LazyLock<Vec<(Channel, Setting)>> = LazyLock::new(|| {
    let parse = |&(channel, text): &(Channel, &str)| {
        (channel, ron::from_str(text).expect("the embedded channels are valid: a test parses each of them"))
    };
    FILES.iter().map(parse).collect()
});

impl Setting {
    pub(super) fn of(channel: Channel) -> &'static Self {
        let found = SETTINGS.iter().find(|(of, _)| *of == channel);
        &found.expect("every channel has a file: a test asks for each of them").1
    }

    /// What of the place stands behind the person.
    pub(super) fn room<'a>(&self, place: &'a Place) -> &'a [Figure] {
        if self.bare { &[] } else { &place.back }
    }

    /// What stands before the person.
    pub(super) fn front<'a>(&'a self, place: &'a Place) -> &'a [Figure] {
        if self.counter && !place.front.is_empty() { &place.front } else { &self.front }
    }

    pub(super) fn held(&self, person: &Person) -> Held {
        self.held.unwrap_or(person.held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_channel_has_a_file_that_can_be_drawn() {
        for channel in [Channel::Chat, Channel::Email, Channel::Phone, Channel::Counter, Channel::Review] {
            let setting = Setting::of(channel);
            let (x, y) = setting.origin;
            // Nearer to an edge the head would be cut.
            assert!((0.3..=0.7).contains(&x) && (0.28..=0.5).contains(&y), "{channel:?}: {x}, {y}");
            for figure in setting.back.iter().chain(&setting.front) {
                assert!(figure.is_sound(), "{channel:?}: {figure:?}");
            }
        }
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/channels");
        assert_eq!(std::fs::read_dir(folder).expect("the folder is there").count(), FILES.len());
    }

    #[test]
    fn a_caller_holds_a_telephone_whatever_she_writes_with() {
        let person = Person::for_key("marta");
        assert_eq!(Setting::of(Channel::Phone).held(person), Held::Receiver);
        assert_eq!(Setting::of(Channel::Chat).held(person), person.held);
    }
}
