//! `Subject(who: [Agent], does: [..])`: certain words said of a certain person. `We broke it` and `you broke it`
//! share their words; who did it makes all the difference.

use serde::Deserialize;

use super::Evidence;
use super::phrase::{Denial, at, in_sentence_of};
use crate::rubric::Reading;
use crate::text::{Break, SetId, Text};

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, bound = "P: Deserialize<'de> + Default")]
pub struct Subject<P> {
    /// Who does it.
    pub who: Vec<Who>,
    /// What is done, without the subject.
    pub does: P,
    /// Patterns that void it in the same sentence.
    #[serde(default)]
    pub unless: P,
    /// Which matches count.
    #[serde(default)]
    pub denial: Denial,
}

/// The person that a clause is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Who {
    /// I, we, our side.
    Agent,
    /// You.
    Customer,
    /// He, she, they, a colleague, a department, the system.
    Other,
    /// Nobody named: an instruction, or words without a subject.
    Nobody,
}

impl<P> Subject<P> {
    pub(super) fn map<Q, E>(&self, make: &mut impl FnMut(&P) -> Result<Q, E>) -> Result<Subject<Q>, E> {
        Ok(Subject {
            who: self.who.clone(),
            does: make(&self.does)?,
            unless: make(&self.unless)?,
            denial: self.denial,
        })
    }
}

impl Subject<SetId> {
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<Evidence> {
        let voids = reading.hits.of(self.unless);
        reading
            .hits
            .of(self.does)
            .iter()
            .filter(|hit| self.denial.admits(hit))
            .filter(|hit| self.who.contains(&subject_before(reading.text, hit.start as usize)))
            .filter(|hit| !in_sentence_of(reading, voids, hit))
            .map(|hit| at(reading, hit))
            .collect()
    }
}

/// A subject stands no farther before its verb.
const FARTHEST: usize = 40;

/// Whom the words at `index` are said of: the nearest subject before them in their sentence, without crossing a
/// colon or a dash.
fn subject_before(text: &Text, index: usize) -> Who {
    let sentence = text.words()[index].sentence;
    for at in (index.saturating_sub(FARTHEST)..index).rev() {
        if text.words()[at].sentence != sentence || text.words()[at + 1].before >= Break::Clause {
            break;
        }
        match text.folded(at) {
            "i" | "we" | "our" | "my" | "myself" | "ourselves" => return Who::Agent,
            "you" if is_subject(text, at) => return Who::Customer,
            "he" | "she" | "they" | "it" | "someone" | "somebody" | "team" | "department" | "system"
            | "colleague" | "courier" | "driver" | "supplier" | "warehouse" | "carrier" | "manager" => {
                return Who::Other;
            }
            _ => {}
        }
    }
    Who::Nobody
}

/// Whether the `you` at `at` acts: it opens its clause, or follows a joining word or a helping verb (`did you`). After any
/// other word it is what is done to (`call you`, `for you`).
fn is_subject(text: &Text, at: usize) -> bool {
    let opens = at == 0 || text.words()[at].clause != text.words()[at - 1].clause;
    opens
        || matches!(
            text.folded(at - 1),
            "that"
                | "if"
                | "when"
                | "once"
                | "what"
                | "which"
                | "where"
                | "how"
                | "why"
                | "because"
                | "since"
                | "as"
                | "until"
                | "before"
                | "after"
                | "while"
                | "and"
                | "or"
                | "but"
                | "so"
                | "do"
                | "did"
                | "does"
                | "have"
                | "had"
                | "are"
                | "were"
                | "can"
                | "could"
                | "will"
                | "would"
                | "should"
                | "not"
                | "think"
                | "know"
                | "see"
                | "sure"
                | "whether"
                | "than"
                | "whatever"
        )
}

#[cfg(test)]
mod tests {
    use crate::rubric::check::tests::found;

    #[test]
    fn who_does_it() {
        let look_for = r#"Subject(who: [Agent], does: ["missed"])"#;
        for (reply, words) in
            [("We missed it.", &["missed"][..]), ("You missed it.", &[][..]), ("They missed it.", &[][..])]
        {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }

    #[test]
    fn nobody_named() {
        let look_for = r#"Subject(who: [Nobody], does: ["restart"])"#;
        for (reply, words) in [("Restart it.", &["Restart"][..]), ("I will restart it.", &[][..])] {
            assert_eq!(found(look_for, "", reply), words, "{reply}");
        }
    }
}
