//! How the customer's message reads: the same words calm one customer and inflame another.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::text::{Hits, SetId, Text};

/// One trait of the customer's message; it may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Climate {
    /// Heat: capitals, exclamation marks, angry words.
    Angry,
    /// An insult or a threat at the person who answers.
    Abusive,
    /// Fear, grief, exhaustion.
    Worried,
    /// Something went wrong for them.
    Complaining,
    /// A question waits for its answer.
    Asking,
    /// Something is wanted of us: anything but thanks, a goodbye or a word or two.
    Waiting,
}

/// The patterns behind the climates that words show: `climate.ron` beside the word classes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClimateFile {
    /// For [`Climate::Angry`], beside capitals and exclamation marks.
    pub angry: Vec<String>,
    /// For [`Climate::Abusive`].
    pub abusive: Vec<String>,
    /// For [`Climate::Worried`].
    pub worried: Vec<String>,
    /// For [`Climate::Complaining`].
    pub complaining: Vec<String>,
    /// Where all is well, and so not for [`Climate::Waiting`].
    pub content: Vec<String>,
}

/// Fewer words want nothing that can be told.
const LEAST_WANT: usize = 3;

/// The compiled sets of a [`ClimateFile`].
#[derive(Clone, Copy, Debug)]
pub(super) struct ClimateSets {
    pub angry: SetId,
    pub abusive: SetId,
    pub worried: SetId,
    pub complaining: SetId,
    pub content: SetId,
}

impl ClimateSets {
    /// The climates of a message that has been scanned.
    pub fn read(&self, text: &Text, hits: &Hits) -> BTreeSet<Climate> {
        let affirmed = |set| hits.of(set).iter().any(|hit| !hit.denied);
        let shouted = text.words().iter().filter(|word| word.shouted).count();
        let loud = shouted >= 2 || !text.screams().is_empty();
        let abusive = affirmed(self.abusive);
        let angry = abusive || loud || affirmed(self.angry);
        let worried = affirmed(self.worried);
        let complaining = angry || worried || affirmed(self.complaining);
        let asking = text.sentences().iter().any(|sentence| sentence.question);
        let content = affirmed(self.content) && !complaining;
        let waiting = text.words().len() >= LEAST_WANT && !content;
        [
            (Climate::Waiting, waiting),
            (Climate::Angry, angry),
            (Climate::Abusive, abusive),
            (Climate::Worried, worried),
            (Climate::Complaining, complaining),
            (Climate::Asking, asking),
        ]
        .into_iter()
        .filter_map(|(climate, found)| found.then_some(climate))
        .collect()
    }
}
