//! L005: replies that do nothing go round for ever.

use crate::lint::{Case, Report, Rule, Tier};
use crate::rubric::PerDimension;
use crate::scenario::Target;
use crate::scoring::BASE;
use crate::session::{Facts, State, advance};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L005",
    name: "endless-round",
    title: "replies that do nothing go round for ever",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "Whoever gives civil replies that do nothing comes back to the same turns again and again, and nothing ever gives way: two hundred such replies were played, and none led to an ending. Let something give way: `(when: [Replies(8)], go: ...)` or an interrupt `(when: [Below(Patience, 10)], go: ...)`. A turn all of whose rules lead back to it is told in any case.",
    bad: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(when: [AtLeast(Ownership, 60)], go: "pleased"), (go: "opening")]),
]"#,
    good: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: ())], next: [(when: [AtLeast(Ownership, 60)], go: "pleased"), (when: [Replies(5)], go: "gone"), (go: "opening")]),
]"#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let script = &case.scenario.script;
    let next_of = |turn: usize| Path::root().field("turns").index(turn).field("next");
    for (index, turn) in script.turns.iter().enumerate() {
        if turn.rules.iter().all(|rule| rule.target == Target::Turn(index)) {
            let message = "no rule of this turn leads on; only an interrupt could";
            report.at(&next_of(index), message, "let a rule lead to another turn or an ending");
        }
    }
    if let Some(turn) = endless(case) {
        let id = &case.scenario.file.turns[turn].id;
        let message = format!("replies that do nothing come back to the turn `{id}` for ever");
        report.at(&next_of(turn), message, "add a rule for `Replies(n)`, or an interrupt for lost patience");
    }
}

/// The turn at which somebody still is who has given a great many civil replies that do nothing. They are played, so that
/// mood, flags and everything else stand as they would.
fn endless(case: &Case<'_>) -> Option<usize> {
    let mut state = State::opening(case.scenario, None);
    for _ in 0..MANY {
        let rated = case.scenario.calls_for(state.turn);
        let scores = PerDimension::from_fn(|dimension| rated.get(dimension).then_some(BASE as u8));
        let moved = advance(case.scenario, &state, &Facts { scores, ..Facts::default() });
        match moved.target {
            Target::Turn(_) => state = moved.state,
            Target::Ending(_) => return None,
        }
    }
    Some(state.turn)
}

/// Nobody has the patience for so many.
const MANY: usize = 200;
