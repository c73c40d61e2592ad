//! How to come to a turn in the middle, by a conversation that can really be had.

use std::collections::HashSet;

use foldhash::fast::FixedState;

use super::stage::{Next, Spot, Stage};
use crate::rubric::Rubric;
use crate::scenario::Scenario;
use crate::session::Setting;

/// No way is followed further than this.
const DEEPEST: usize = 30;
/// No more conversations than this are kept at one depth.
const WIDEST: usize = 50_000;

/// The options, by index, of a shortest way from the beginning to a turn; of several, the one after which the customer
/// trusts most. `None` when no way through the options leads there.
pub fn way_to(scenario: &Scenario, rubric: &Rubric, setting: Setting, turn: usize) -> Option<Vec<usize>> {
    let mut stage = Stage::new(scenario, rubric, setting.seed, setting.memory);
    let mut seen: HashSet<Spot, FixedState> = HashSet::default();
    let mut layer = vec![(stage.opening(), Vec::new())];
    for _ in 0..DEEPEST {
        let there = layer.iter().filter(|(spot, _)| spot.state.turn == turn);
        if let Some((_, way)) =
            there.max_by_key(|(spot, way)| (spot.state.mood.trust, std::cmp::Reverse(way)))
        {
            return Some(way.clone());
        }
        let mut next = Vec::new();
        for (spot, way) in &layer {
            for option in 0..stage.options(spot.state.turn).len() {
                let reply = stage.options(spot.state.turn)[option];
                if let (_, Next::Spot(to)) = stage.reply(spot, reply)
                    && next.len() < WIDEST
                    && seen.insert(to)
                {
                    let mut way: Vec<usize> = way.clone();
                    way.push(option);
                    next.push((to, way));
                }
            }
        }
        layer = next;
    }
    None
}
