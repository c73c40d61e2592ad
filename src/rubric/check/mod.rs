//! The kinds of check. One file each; a kind is added only when none of these can say it.
//!
//! `P` is what patterns are: lists of text as the author writes them, or compiled sets.

mod absence;
mod concern;
mod length;
mod mirror;
mod off_topic;
mod phrase;
mod policy;
mod question;
mod readability;
mod repetition;
mod salad;
mod sequence;
mod shouting;
mod subject;
mod waived;

use serde::Deserialize;

pub use absence::Absence;
pub use concern::Concern;
pub use length::Length;
pub use mirror::Mirror;
pub use off_topic::OffTopic;
pub use phrase::Phrase;
pub use policy::Policy;
pub use question::Question;
pub use readability::Readability;
pub use repetition::Repetition;
pub use salad::Salad;
pub use sequence::Sequence;
pub use shouting::Shouting;
pub use subject::Subject;
pub use waived::Waived;

use super::Reading;
use super::compile::Others;
use crate::text::{SetId, Span};

/// Where a behaviour shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// In these words.
    At(Span),
    /// In what is not there.
    Absent,
}

/// One way to find a behaviour.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(bound = "P: Deserialize<'de> + Default")]
pub enum Check<P> {
    /// Certain words, with slots and alternatives.
    Phrase(Phrase<P>),
    /// One thing after another.
    Sequence(Sequence<P>),
    /// Certain words said of a certain person.
    Subject(Subject<P>),
    /// A question of a certain kind.
    Question(Question<P>),
    /// The customer's own details given back.
    Mirror(Mirror),
    /// Another complaint answered than the one that was made.
    OffTopic(OffTopic<P>),
    /// What is not the matter taken up, and what is left.
    Waived(Waived<P>),
    /// An open concern answered.
    Concern(Concern),
    /// A rule of the company's policy broken.
    Policy(Policy),
    /// Capitals and exclamation marks.
    Shouting(Shouting<P>),
    /// Scraps instead of sentences.
    Salad(Salad),
    /// A wall of text, or hardly a word.
    Length(Length),
    /// Long words or long sentences.
    Readability(Readability),
    /// None of some other behaviours.
    Absence(Absence),
    /// Another behaviour once too often.
    Repetition(Repetition),
}

impl<P: Clone> Check<P> {
    /// The same check with its patterns made into something else.
    ///
    /// # Errors
    /// The first error of `make`.
    pub fn map<Q, E>(&self, mut make: impl FnMut(&P) -> Result<Q, E>) -> Result<Check<Q>, E> {
        Ok(match self {
            Check::Phrase(check) => Check::Phrase(check.map(&mut make)?),
            Check::Sequence(check) => Check::Sequence(check.map(&mut make)?),
            Check::Subject(check) => Check::Subject(check.map(&mut make)?),
            Check::Question(check) => Check::Question(check.map(&mut make)?),
            Check::Mirror(check) => Check::Mirror(check.clone()),
            Check::OffTopic(check) => Check::OffTopic(check.map(&mut make)?),
            Check::Waived(check) => Check::Waived(check.map(&mut make)?),
            Check::Concern(check) => Check::Concern(check.clone()),
            Check::Policy(check) => Check::Policy(check.clone()),
            Check::Shouting(check) => Check::Shouting(check.map(&mut make)?),
            Check::Salad(check) => Check::Salad(check.clone()),
            Check::Length(check) => Check::Length(check.clone()),
            Check::Readability(check) => Check::Readability(check.clone()),
            Check::Absence(check) => Check::Absence(check.clone()),
            Check::Repetition(check) => Check::Repetition(check.clone()),
        })
    }

    /// Asks about these behaviours no more, which a pack has switched off.
    pub(in crate::rubric) fn forget(&mut self, off: &[String]) {
        if let Check::Absence(Absence { of, .. }) | Check::Repetition(Repetition { of, .. }) = self {
            of.retain(|id| !off.contains(id));
        }
    }

    /// Other behaviours that this check asks about by name.
    pub fn asks_about(&self) -> &[String] {
        match self {
            Check::Absence(check) => &check.of,
            Check::Repetition(check) => &check.of,
            _ => &[],
        }
    }

    /// Whether other behaviours must be found before it.
    pub fn comes_last(&self) -> bool {
        matches!(self, Check::Absence(_) | Check::Repetition(_))
    }
}

impl Check<SetId> {
    /// Everything this check finds. What `others` were found is asked for by checks that [come last](Check::comes_last).
    pub(in crate::rubric) fn find(&self, reading: &Reading<'_>, others: &Others<'_>) -> Vec<Evidence> {
        match self {
            Check::Phrase(check) => check.find(reading),
            Check::Sequence(check) => check.find(reading),
            Check::Subject(check) => check.find(reading),
            Check::Question(check) => check.find(reading),
            Check::Mirror(check) => check.find(reading),
            Check::OffTopic(check) => check.find(reading),
            Check::Waived(check) => check.find(reading),
            Check::Concern(check) => check.find(reading),
            Check::Policy(check) => check.find(reading),
            Check::Shouting(check) => check.find(reading),
            Check::Salad(check) => check.find(reading),
            Check::Length(check) => check.find(reading),
            Check::Readability(check) => check.find(reading),
            Check::Absence(check) => check.find(reading, others),
            Check::Repetition(check) => check.find(reading, others),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rubric::{Evidence, History, Rubric, RubricSource};
    use crate::text::Text;

    /// The words that a check finds in a reply, `-` for what it finds missing. The rubric has one other behaviour,
    /// `regrets`, which is the word sorry and raises empathy.
    pub fn found(look_for: &str, customer: &str, reply: &str) -> Vec<String> {
        let behaviour = |points: &str, look_for: &str| {
            format!(
                "(title: \"t\", principles: [D1], why: \"w\", tip: \"t\", points: ({points}: 5), \
                 look_for: [{look_for}], hits: [], misses: [])"
            )
        };
        let (tried, regrets) =
            (behaviour("ownership", look_for), behaviour("empathy", "Phrase(any: [\"sorry\"])"));
        let sources = [("x/tried.ron", &tried), ("x/regrets.ron", &regrets)];
        let (rubric, problems) = Rubric::compile(&sources.map(|(path, text)| RubricSource {
            pack: 0,
            path,
            name: path,
            bytes: text.as_bytes(),
        }));
        assert!(problems.is_empty(), "{problems:#?}");
        let customer = rubric.customer(customer);
        let answers = [super::super::Answer { index: 0, span: crate::text::Span::new(0, 2) }];
        let found = rubric.find(&Text::read(reply), &customer, History::default(), &answers, &answers);
        let of_tried = found.into_iter().filter(|(index, _)| rubric.id(*index).as_str() == "tried");
        let words = |evidence| match evidence {
            Evidence::At(span) => span.of(reply).to_owned(),
            Evidence::Absent => "-".to_owned(),
        };
        of_tried.flat_map(|(_, evidence)| evidence).map(words).collect()
    }
}
