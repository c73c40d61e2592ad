//! Which of several phrasings the seed picks.

use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg32;

use super::rules::{Case, Taken};
use super::{Facts, State};
use crate::scenario::{Ask, SaysWhen, Scenario, Target, spoken};

/// Which words the customer says: enough to tell two lines of one conversation apart under one seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineKey {
    target: Target,
    /// Which special lines, counted from 1; 0 for the usual ones.
    special: usize,
    /// The turn that was answered and the rule that held; `None` for the first line of all.
    after: Option<(usize, Taken)>,
    replies: u32,
}

impl LineKey {
    /// What the customer says at the target, in a state, after a reply to the turn `answered` made a rule hold.
    pub fn new(
        scenario: &Scenario,
        target: Target,
        state: &State,
        facts: Option<&Facts>,
        after: Option<(usize, Taken)>,
    ) -> Self {
        let script = &scenario.script;
        let special: &[Vec<Ask>] = match target {
            Target::Turn(turn) => &script.turns[turn].special,
            Target::Ending(ending) => &script.endings[ending],
        };
        let special = if special.is_empty() {
            None
        } else {
            let case = Case::new(scenario, state, facts);
            special.iter().position(|asks| case.all(asks))
        };
        Self { target, special: special.map_or(0, |index| index + 1), after, replies: state.replies }
    }

    /// The words, as this seed picks them.
    pub fn words(self, scenario: &Scenario, seed: u64) -> String {
        let file = &scenario.file;
        let (id, says, special): (&str, &[String], &[SaysWhen]) = match self.target {
            Target::Turn(turn) => {
                let turn = &file.turns[turn];
                (&turn.id, &turn.says, &turn.says_when)
            }
            Target::Ending(ending) => {
                let ending = &file.endings[ending];
                (&ending.id, std::slice::from_ref(&ending.says), &ending.says_when)
            }
        };
        let lines = self.special.checked_sub(1).map_or(says, |index| special[index].says.as_slice());
        let reaction = match self.after {
            None => &[][..],
            Some((_, Taken::Interrupt(index))) => file.interrupts[index].reaction.as_slice(),
            Some((turn, Taken::Rule(index))) => file.turns[turn].next[index].reaction.as_slice(),
        };
        let reaction = pick(reaction, seed, self.replies, "reaction");
        let line = with_reaction(reaction, pick(lines, seed, self.replies, id).unwrap_or_default());
        spoken(&line, |name| {
            let phrases = file.customer.voice.get(name)?;
            pick(phrases, seed, self.replies, name)
        })
    }
}

/// A reaction and what follows it, as one message.
fn with_reaction(reaction: Option<&str>, words: &str) -> String {
    match reaction {
        Some(reaction) if words.is_empty() => reaction.to_owned(),
        Some(reaction) => format!("{reaction} {words}"),
        None => words.to_owned(),
    }
}

/// One of the lines. Drawn from the seed, the number of replies and the place alone, so that the state of a
/// conversation needs no generator in it. PCG is value-stable: the same draw on every machine and in every version.
fn pick<'a>(lines: &'a [String], seed: u64, replies: u32, place: &str) -> Option<&'a str> {
    let last = lines.len().checked_sub(1)?;
    let mut mixed = seed ^ u64::from(replies).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for byte in place.bytes() {
        mixed = (mixed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let chosen = Pcg32::seed_from_u64(mixed).random_range(0..=last as u32);
    Some(&lines[chosen as usize])
}
