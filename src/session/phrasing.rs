//! Which of several phrasings the seed picks.

use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg32;

use super::State;
use super::rules::Case;
use crate::scenario::Scenario;
use crate::scoring::Receipt;

/// What the customer says at the turn that the state has come to, after a reaction to the reply that `receipt` scores.
pub(super) fn line(
    scenario: &Scenario,
    state: &State,
    receipt: Option<&Receipt>,
    reaction: Option<String>,
    seed: u64,
) -> String {
    let turn = &scenario.file.turns[state.turn];
    let case = Case { scenario, state, receipt };
    let special = turn.says_when.iter().find(|special| case.all(&special.when));
    let lines = special.map_or(turn.says.as_slice(), |special| special.says.as_slice());
    with_reaction(reaction, pick(lines, seed, state.replies, &turn.id).unwrap_or_default())
}

/// A reaction and what follows it, as one message.
pub(super) fn with_reaction(reaction: Option<String>, words: &str) -> String {
    match reaction {
        Some(reaction) if words.is_empty() => reaction,
        Some(reaction) => format!("{reaction} {words}"),
        None => words.to_owned(),
    }
}

/// One of the lines. Drawn from the seed, the number of replies and the place alone, so that the state of a
/// conversation needs no generator in it. PCG is value-stable: the same draw on every machine and in every version.
pub(super) fn pick<'a>(lines: &'a [String], seed: u64, replies: u32, place: &str) -> Option<&'a str> {
    let last = lines.len().checked_sub(1)?;
    let mut mixed = seed ^ u64::from(replies).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for byte in place.bytes() {
        mixed = (mixed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let chosen = Pcg32::seed_from_u64(mixed).random_range(0..=last as u32);
    Some(&lines[chosen as usize])
}
