//! The people: one small file each, embedded.

use super::colour::{hex, some_hex};
use egui::Color32;
use serde::Deserialize;
use std::sync::LazyLock;

/// How someone looks. The mood is not in here, and neither is the name to print.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Wall behind a small portrait, before the mood tints it.
    #[serde(deserialize_with = "hex")]
    pub backdrop: Color32,
    /// Skin in full light.
    #[serde(deserialize_with = "hex")]
    pub skin: Color32,
    /// Hair, or headscarf.
    #[serde(deserialize_with = "hex")]
    pub hair: Color32,
    /// Brows.
    #[serde(deserialize_with = "hex")]
    pub brow: Color32,
    /// Iris.
    #[serde(deserialize_with = "hex")]
    pub iris: Color32,
    /// Outline of an open mouth; closed lips are this, mixed with the skin.
    #[serde(deserialize_with = "hex")]
    pub lip: Color32,
    /// How much of the skin shows through closed lips, 0 to 1.
    #[serde(default = "usual_lip_skin")]
    pub lip_skin: f32,
    /// Outer garment.
    #[serde(deserialize_with = "hex")]
    pub top: Color32,
    /// What shows under it.
    #[serde(deserialize_with = "hex")]
    pub under: Color32,
    /// Hair style.
    pub hair_style: Hair,
    /// Cut of the outer garment.
    pub clothes: Clothes,
    /// Half the width of the face, 60 to 64 units.
    pub face: f32,
    /// How much the face narrows to the chin, 0.10 to 0.18.
    pub jaw: f32,
    /// 0 young, 1 lines begin, 2 old: lines at eyes, mouth and forehead.
    pub age: u8,
    /// Beard, in the colour of the hair.
    #[serde(default)]
    pub beard: Beard,
    /// Glasses.
    #[serde(default)]
    pub glasses: bool,
    /// Pearls in the ears.
    #[serde(default)]
    pub earring: bool,
    /// A hearing aid, behind the ear at your right.
    #[serde(default)]
    pub hearing_aid: bool,
    /// A flat cap of this colour.
    #[serde(default, deserialize_with = "some_hex")]
    pub cap: Option<Color32>,
    /// A band of this colour round the neck, with a badge.
    #[serde(default, deserialize_with = "some_hex")]
    pub lanyard: Option<Color32>,
    /// Freckles.
    #[serde(default)]
    pub freckles: bool,
    /// How the head is usually carried, -3 to 3 degrees clockwise: nobody sits straight as a post.
    #[serde(default)]
    pub tilt: f32,
    /// Shoulders, 0.9 (slight) to 1.1 (broad).
    #[serde(default = "usual_build")]
    pub build: f32,
    /// What she writes with in a chat.
    #[serde(default)]
    pub held: Held,
}

/// Hair styles.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum Hair {
    /// To the jaw, parted.
    Bob,
    /// Short, high forehead.
    Receding,
    /// Short all round.
    Crop,
    /// Short curls.
    Curls,
    /// Covered; the scarf takes the hair's colour.
    Headscarf,
    /// Past the shoulders, waved, parted in the middle.
    Waves,
    /// Drawn back into a knot.
    Bun,
    /// Short and round, tightly curled.
    Afro,
    /// Combed to one side.
    Swept,
    /// To the chin, with a straight fringe.
    Fringe,
    /// None on top.
    Bald,
    /// Drawn back, hanging over one shoulder.
    Ponytail,
    /// Long on top, shaved at the sides.
    Undercut,
    /// Short, and not combed.
    Tousled,
}

/// Beards.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum Beard {
    /// None.
    #[default]
    None,
    /// Over the upper lip.
    Moustache,
    /// Cheeks, chin and upper lip.
    Full,
}

/// Cuts of the outer garment.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum Clothes {
    /// Open in front.
    Cardigan,
    /// Collar and buttons.
    Shirt,
    /// Hood down, with cords.
    Hoodie,
    /// Round neck.
    Jumper,
    /// Lapels over a light shirt.
    Jacket,
}

/// What the hands hold.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum Held {
    /// Hands are out of the picture.
    Nothing,
    /// A telephone held in both hands, being typed on.
    #[default]
    Phone,
    /// A laptop, its lid towards you and the hands behind it.
    Laptop,
    /// A receiver at the ear.
    Receiver,
}

fn usual_lip_skin() -> f32 {
    0.3
}

fn usual_build() -> f32 {
    1.0
}

macro_rules! people {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/people/", $name, ".ron")))),*]
    };
}

/// The files, in alphabetical order.
const FILES: &[(&str, &str)] = people![
    "ana", "benson", "edith", "emlyn", "haru", "ingrid", "kofi", "lionel", "lukas", "marit", "marta", "mei",
    "rafiq", "samira", "tom", "viktor",
];

static PEOPLE: LazyLock<Vec<(&'static str, Person)>> = LazyLock::new(|| {
    let parse = |&(name, text): &(&'static str, &str)| {
        (name, ron::from_str(text).expect("the embedded people are valid: a test parses each of them"))
    };
    FILES.iter().map(parse).collect()
});

impl Person {
    /// The person of this name, as the file is called: `"marta"`.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Person> {
        Self::all().find(|&(have, _)| have == name).map(|(_, person)| person)
    }

    /// The person of this name or, if there is no such file, always the same other one, so that an
    /// unknown name has a face too.
    #[must_use]
    pub fn for_key(key: &str) -> &'static Person {
        Self::named(key).unwrap_or_else(|| {
            // FNV-1a: `DefaultHasher` may change from one release of Rust to the next.
            let hash = key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
            &PEOPLE[(hash % PEOPLE.len() as u64) as usize].1
        })
    }

    /// Everyone, with the name of the file, in alphabetical order.
    pub fn all() -> impl Iterator<Item = (&'static str, &'static Person)> {
        PEOPLE.iter().map(|(name, person)| (*name, person))
    }
}

#[cfg(test)]
mod tests {
    use super::super::place::Place;
    use super::*;

    #[test]
    fn every_file_parses_and_stays_in_range() {
        for (name, text) in FILES {
            let person: Person = ron::from_str(text).unwrap_or_else(|error| panic!("{name}.ron: {error}"));
            assert!((60.0..=64.0).contains(&person.face), "{name}: face {}", person.face);
            assert!((0.10..=0.18).contains(&person.jaw), "{name}: jaw {}", person.jaw);
            assert!(person.age <= 2, "{name}: age {}", person.age);
            assert!((0.0..=1.0).contains(&person.lip_skin), "{name}: lip_skin {}", person.lip_skin);
            assert!((-3.0..=3.0).contains(&person.tilt), "{name}: tilt {}", person.tilt);
            assert!((0.9..=1.1).contains(&person.build), "{name}: build {}", person.build);
        }
        assert!(FILES.is_sorted());
    }

    #[test]
    fn every_file_in_the_folder_is_embedded() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/people");
        assert_eq!(std::fs::read_dir(folder).expect("the folder is there").count(), FILES.len());
    }

    #[test]
    fn the_guide_for_authors_names_everyone_and_every_place() {
        let guide = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/README.md"));
        let guide = guide.split_whitespace().collect::<Vec<_>>().join(" ");
        let looks: Vec<_> = Person::all().map(|(name, _)| name).collect();
        let places: Vec<_> = Place::all().map(|(name, _)| name).collect();
        let list = format!("**`looks`**: {}. **`place`**: {}.", looks.join(", "), places.join(", "));
        assert!(guide.contains(&list), "scenarios/README.md has no longer: {list}");
    }

    #[test]
    fn an_unknown_name_always_gets_the_same_face() {
        assert_eq!(Person::named("marta"), Some(Person::for_key("marta")));
        assert_eq!(Person::named("Nobody"), None);
        assert_eq!(Person::for_key("Nobody"), Person::for_key("Nobody"));
    }
}
