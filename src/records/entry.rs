//! What is recorded, entry by entry, and the chain that holds the entries together.
//!
//! An entry's text is its body. The body's digest goes into a link, and every link's hash covers the link before it. A body
//! can be withheld or forgotten and the chain still be checked; a body that is changed, or a link that is taken out, shows.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::desk::{Desk, is_signed};
use crate::comparison::Yardstick;
use crate::scoring::Scores;
use crate::session::{Attempt, Mode};

/// The format of entries that this program writes.
pub const ENTRY_FORMAT: u32 = 2;

/// The id of an attempt: 128 bits of chance in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AttemptId(pub String);

impl AttemptId {
    /// One that nobody else has.
    pub fn fresh() -> Self {
        Self(chance())
    }

    /// How much of it people read.
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }
}

impl fmt::Display for AttemptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// 128 bits of the system's chance, in hexadecimal.
pub(super) fn chance() -> String {
    let mut bytes = [0; 16];
    // A system without chance has no safe keys either; nothing sensible could follow.
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    hexadecimal(&bytes)
}

/// Bytes as lower-case hexadecimal digits.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes all");
        text
    })
}

/// The bytes of hexadecimal digits as [`hexadecimal`] writes them: one text for the same bytes, not two.
pub(super) fn from_hexadecimal(text: &str) -> Option<Vec<u8>> {
    let digit = |digit: char| digit.to_digit(16).filter(|_| !digit.is_ascii_uppercase());
    let digits: Vec<u8> =
        text.chars().map(|found| digit(found).map(|digit| digit as u8)).collect::<Option<_>>()?;
    digits.len().is_multiple_of(2).then(|| digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

/// Who answers: an alias, and the cohort they are in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Who {
    /// The name that attempts go by.
    pub person: String,
    /// The group they are compared with; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cohort: String,
}

/// The most characters in a name.
const LONGEST_NAME: usize = 80;

impl Who {
    /// Names as they are kept: in one line, without what cannot be seen, at most 80 characters.
    pub fn new(person: &str, cohort: &str) -> Self {
        Self { person: tidy(person), cohort: tidy(cohort) }
    }
}

fn tidy(name: &str) -> String {
    let visible: String =
        name.chars().filter(|c| !is_unseen(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    let short: String = words.join(" ").chars().take(LONGEST_NAME).collect();
    short.trim_end().to_owned()
}

/// Characters that turn the direction of a line or take no room. The joiners stay: emoji and some scripts need them.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Version of this shape.
    pub format: u32,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Chance, so that nobody can guess a forgotten body from its digest.
    pub salt: String,
    /// What happened.
    pub event: Event,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A conversation began. So one that goes badly cannot be dropped without a trace.
    Began(Began),
    /// A conversation ended.
    Ended(Box<Ended>),
    /// The trainee lets others see a practice attempt.
    Shared {
        /// Which.
        attempt: AttemptId,
    },
    /// A trainer gives other scores.
    Overrode(Overrode),
    /// Bodies were removed because a person is to be forgotten.
    Forgot(Forgot),
    /// A trainee says what they think of a conversation of their own; the latest of an attempt holds.
    Reflected(Reflected),
}

/// What others may know of a reflection. The note is not in it, nor in any entry: what is followed, exported and shared is
/// entries, so what is in none cannot leave this machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reflected {
    /// Which attempt.
    pub attempt: AttemptId,
    /// The scores that the trainee expected before seeing any.
    pub predicted: Scores,
    /// What the team could do better.
    pub suggestion: String,
    /// Whether others saw the attempt at that time.
    pub open: bool,
}

/// Bodies that were removed. Ids are chance, so nothing in it says who was forgotten.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forgot {
    /// Which, by desk and number.
    pub links: Vec<(String, u64)>,
    /// Attempts of which nothing is to come back, whoever wrote about them.
    #[serde(default)]
    pub attempts: Vec<AttemptId>,
}

/// A conversation that began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Began {
    /// Its id.
    pub id: AttemptId,
    /// Who answers.
    pub who: Who,
    /// The scenario's title.
    pub title: String,
    /// What it is played with; no replies yet.
    pub attempt: Attempt,
}

/// A conversation that ended, with all that it takes to play it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ended {
    /// Its id.
    pub id: AttemptId,
    /// Who answered.
    pub who: Who,
    /// The scenario's title.
    pub title: String,
    /// When it began, in milliseconds since 1970, UTC.
    pub began_at: i64,
    /// What was played and said.
    pub attempt: Attempt,
    /// The scores of every reply.
    pub replies: Vec<Scores>,
    /// What came of it.
    pub result: EndResult,
}

/// What came of an attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndResult {
    /// The scores of the conversation.
    pub scores: Scores,
    /// The id of the ending; `left` when the trainee left.
    pub ending: String,
    /// Its kind, as `settled`.
    pub kind: String,
    /// Whether it is a pass.
    pub passed: bool,
    /// What chance and the best way earn; `None` where no way through the options ends.
    pub yardstick: Option<Yardstick>,
    /// The session's receipt.
    pub receipt: String,
}

/// A trainer's scores for an attempt. The machine's stay beside them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overrode {
    /// Which attempt.
    pub attempt: AttemptId,
    /// The trainer's scores; what is `None` stays the machine's.
    pub scores: Scores,
    /// Why.
    pub reason: String,
    /// The trainer.
    pub trainer: String,
    /// Whether others saw the attempt at that time.
    pub open: bool,
}

impl Event {
    /// Whether others may see it as soon as it is there: assessments, and what is done to attempts that others see. The
    /// beginning and the end of practice, and what was thought of it, stay with the trainee until they share it.
    pub fn is_open(&self) -> bool {
        match self {
            Event::Began(began) => began.attempt.mode == Mode::Assessment,
            Event::Ended(ended) => ended.attempt.mode == Mode::Assessment,
            Event::Shared { .. } | Event::Forgot(_) => true,
            Event::Overrode(overrode) => overrode.open,
            Event::Reflected(reflected) => reflected.open,
        }
    }

    /// The attempt that it is about.
    pub fn attempt(&self) -> Option<&AttemptId> {
        match self {
            Event::Began(began) => Some(&began.id),
            Event::Ended(ended) => Some(&ended.id),
            Event::Shared { attempt } => Some(attempt),
            Event::Overrode(overrode) => Some(&overrode.attempt),
            Event::Reflected(reflected) => Some(&reflected.attempt),
            Event::Forgot(_) => None,
        }
    }
}

impl Entry {
    /// An entry of now.
    pub fn new(at: i64, event: Event) -> Self {
        Self { format: ENTRY_FORMAT, at, salt: chance(), event }
    }

    /// The body.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).expect("plain data serialises")
    }
}

/// A link of a desk's chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Whose chain.
    pub desk: String,
    /// The place in it, from 1.
    pub number: u64,
    /// Whether others may see the body as soon as it is there. One that is open and missing was taken out.
    pub open: bool,
    /// BLAKE3 of the body's text.
    pub digest: String,
    /// The hash of the link before; empty for the first.
    pub previous: String,
    /// BLAKE3 over all of the above.
    pub hash: String,
    /// The desk's Ed25519 signature of the hash: nobody else can write into its chain.
    pub signature: String,
}

impl Link {
    /// The link of a body, after another.
    pub fn after(previous: Option<&Link>, desk: &Desk, open: bool, body: &str) -> Self {
        let mut link = Self {
            desk: desk.id.clone(),
            number: previous.map_or(1, |link| link.number + 1),
            open,
            digest: digest(body),
            previous: previous.map_or_else(String::new, |link| link.hash.clone()),
            hash: String::new(),
            signature: String::new(),
        };
        link.hash = link.sealed();
        link.signature = desk.sign(link.hash.as_bytes());
        link
    }

    fn sealed(&self) -> String {
        let Self { desk, number, open, digest, previous, .. } = self;
        let sealed = format!("composure link 1\n{desk}\n{number}\n{open}\n{digest}\n{previous}");
        blake3::hash(sealed.as_bytes()).to_hex().to_string()
    }

    /// Whether its hash is that of what it says.
    pub fn is_whole(&self) -> bool {
        self.sealed() == self.hash
    }

    /// Whether the desk with this key has signed it.
    pub fn is_signed(&self, public_key: &str) -> bool {
        is_signed(public_key, &self.signature, self.hash.as_bytes())
    }

    /// Whether this is the text it was made of.
    pub fn is_of(&self, body: &str) -> bool {
        digest(body) == self.digest
    }
}

fn digest(body: &str) -> String {
    blake3::hash(body.as_bytes()).to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_link_or_body_shows() {
        let folder = std::env::temp_dir().join(format!("composure-link-{}", chance()));
        let (desk, other) = (Desk::new(&folder).unwrap(), Desk::new(&folder).unwrap());
        std::fs::remove_dir_all(folder).unwrap();
        let first = Link::after(None, &desk, true, "one");
        let second = Link::after(Some(&first), &desk, true, "two");
        assert!(second.is_signed(&desk.public_key()) && !second.is_signed(&other.public_key()));
        assert!(first.is_whole() && second.is_whole() && second.is_of("two"));
        assert_eq!(second.previous, first.hash);
        assert!(!second.is_of("tvo"));
        for changed in [
            Link { desk: "other".into(), ..second.clone() },
            Link { number: 3, ..second.clone() },
            Link { open: false, ..second.clone() },
            Link { previous: "00".into(), ..second.clone() },
            Link { digest: first.digest.clone(), ..second.clone() },
        ] {
            assert!(!changed.is_whole(), "{changed:?}");
        }
    }

    #[test]
    fn names_stay_in_one_line() {
        let who = Who::new(" Ana\n\"=cmd\"\u{7}  🦊 ", "");
        assert_eq!(who.person, "Ana \"=cmd\" 🦊");
        assert_eq!(Who::new(&"é".repeat(200), "").person.chars().count(), 80);
        assert_eq!(Who::new("\u{202e}Ana\u{200b}\u{feff}", "👩‍💻").cohort, "👩‍💻");
        assert_eq!(Who::new("\u{202e}Ana\u{200b}\u{feff}", "").person, "Ana");
        let cut = Who::new(&format!("{} b", "a".repeat(79)), "");
        assert_eq!(cut, Who::new(&cut.person, ""), "a name that was kept is found under itself");
    }

    #[test]
    fn hexadecimal_goes_both_ways() {
        assert_eq!(from_hexadecimal(&hexadecimal(&[0, 171, 255])), Some(vec![0, 171, 255]));
        for wrong in ["a", "zz", "é0", "AB"] {
            assert_eq!(from_hexadecimal(wrong), None, "{wrong}");
        }
        assert_ne!(AttemptId::fresh(), AttemptId::fresh());
    }
}
