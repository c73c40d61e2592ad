//! L013: a reply that the scorer sees otherwise than the author.

use crate::lint::case::outside;
use crate::lint::{Case, Report, Rule, Tier};
use crate::rubric::{Band, Dimension};
use crate::source::Severity;

/// See the module.
pub const RULE: Rule = Rule {
    code: "L013",
    name: "band-differs",
    title: "a reply that the scorer sees otherwise than the author",
    severity: Severity::Warning,
    tier: Tier::Scored,
    explanation: "`expect` says what the author thinks of an option or a labelled reply, and the scorer gives more than 10 points above or below that band. Look at the words with `composure score --scenario FILE --turn ID`: either the reply does not say what was meant, or the band is wrong, or the scorer is; in the last case tell us, and leave the dimension out of `expect`. It is scored as if the customer had just said the first of the turn's lines and everything raised so far were open.",
    bad: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "I'm sorry, I'll send another one today.", why: "Acts.", expect: (empathy: Harmful))], next: [(when: [Below(Trust, 20)], go: "gone"), (when: [Below(Anger, 20)], go: "unsure"), (go: "pleased")]),
]"#,
    good: r#""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let replies = case.replies().iter().enumerate();
    for (turn, reply) in replies.flat_map(|(turn, replies)| replies.iter().map(move |reply| (turn, reply))) {
        for dimension in Dimension::ALL {
            let (Some(band), Some(score)) = (reply.expect.get(dimension), *reply.scores.get(dimension))
            else {
                continue;
            };
            if outside(score, band) > LENIENCY {
                let message = format!(
                    "the author expects {} {}, the scorer gives {score} ({})",
                    dimension.name().to_lowercase(),
                    band.name(),
                    Band::of(score).name()
                );
                let path = reply.path.field("expect").field(dimension.key());
                let place = case.scenario.file.turns[turn].id.as_str();
                let help = format!(
                    "look at the evidence with `composure score --scenario {} --turn {place}`",
                    case.scenario.path
                );
                report.with_help(&path, message, Some(help));
            }
        }
    }
}

/// A score may lie so far outside the band, half the width of one: bands end sharply and judgements do not.
const LENIENCY: u8 = 10;
