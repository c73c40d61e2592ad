//! What was said: every reply with its evidence, and the one that cost most beside a stronger one.

use serde::Serialize;

use super::evidence::Marked;
use super::words;
use crate::debrief::{Debrief, Stronger, regret_sentence};
use crate::session::{Session, Step};

/// One exchange.
#[derive(Debug, Serialize)]
pub struct Exchange {
    /// Counted from 1.
    number: usize,
    /// What the customer had said; may be empty.
    customer: String,
    reply: Marked,
    /// "after 1 min 10 s, 1 hint"; empty where nothing is known.
    beside: String,
    costliest: bool,
}

/// The reply that cost most.
#[derive(Debug, Serialize)]
pub struct Costliest {
    exchange: Exchange,
    /// The only reply of the conversation.
    only: bool,
    /// How it stands beside the author's best; empty without one.
    standing: String,
    /// What it cost of what was within reach.
    regret: Option<String>,
    stronger: Option<Better>,
}

/// The author's best at the same point.
#[derive(Debug, Serialize)]
pub struct Better {
    /// Where it is no better than what was said: so in a few words.
    equal: Option<&'static str>,
    reply: Marked,
    why: String,
    missing: Vec<Lacking>,
}

/// What the given reply lacked.
#[derive(Debug, Serialize)]
struct Lacking {
    dimension: &'static str,
    name: &'static str,
    title: String,
    tip: String,
}

/// All exchanges in order.
pub fn exchanges(session: &Session, debrief: &Debrief) -> Vec<Exchange> {
    (0..session.steps().len()).map(|index| exchange(session, debrief, index)).collect()
}

fn exchange(session: &Session, debrief: &Debrief, index: usize) -> Exchange {
    let step = &session.steps()[index];
    Exchange {
        number: index + 1,
        customer: step.customer.clone(),
        reply: Marked::new(session.rubric(), &step.reply, &step.receipt),
        beside: beside(step),
        costliest: debrief.costliest == Some(index),
    }
}

fn beside(step: &Step) -> String {
    let after = step.at_ms.map(|at| format!("after {}", words::duration(at)));
    let hints = (step.hints > 0).then(|| words::count(usize::from(step.hints), "hint"));
    [after, hints].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

impl Costliest {
    /// `None` where no reply cost anything.
    pub fn new(session: &Session, debrief: &Debrief) -> Option<Self> {
        let index = debrief.costliest?;
        let stronger = debrief.stronger[index].as_ref();
        Some(Self {
            exchange: exchange(session, debrief, index),
            only: session.steps().len() == 1,
            standing: stronger.map_or_else(String::new, |stronger| standing(stronger.cost)),
            regret: debrief.regrets.get(index).and_then(regret_sentence),
            stronger: stronger.map(|stronger| better(session, &session.steps()[index], stronger)),
        })
    }
}

/// How a reply stands beside the author's best, which is worth `cost` points more.
fn standing(cost: i32) -> String {
    if cost == 0 {
        return "Worth as much as the author’s best.".to_owned();
    }
    let points = words::count(cost.unsigned_abs() as usize, "point");
    let side = if cost > 0 { "below" } else { "above" };
    format!("{points} {side} the author’s best, all scores together.")
}

fn better(session: &Session, given: &Step, stronger: &Stronger) -> Better {
    let equal = match stronger.cost {
        _ if stronger.text == given.reply => {
            Some("This is the author’s best; there is nothing stronger to show.")
        }
        1.. => None,
        0 => Some("As good as the author’s best; there is nothing stronger to show."),
        _ => Some("Better than the author’s best; there is nothing stronger to show."),
    };
    let lacking = stronger.missing.iter().map(|missing| Lacking {
        dimension: missing.dimension.key(),
        name: missing.dimension.name(),
        title: words::capital(&missing.title),
        tip: missing.tip.clone(),
    });
    Better {
        equal,
        // It is an example to read, not a score to account for.
        reply: Marked {
            asides: Vec::new(),
            ..Marked::new(session.rubric(), &stronger.text, &stronger.receipt)
        },
        why: stronger.why.clone(),
        missing: lacking.collect(),
    }
}
