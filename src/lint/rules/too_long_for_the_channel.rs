//! L022: a text that is too long for its channel.

use crate::lint::{Case, Report, Rule, Tier};
use crate::scenario::Channel;
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L022",
    name: "too-long-for-the-channel",
    title: "a text that is too long for its channel",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "Nobody says so much in one go: more than 420 letters for a customer in a chat or across a counter, 520 on the phone, 900 in a review, 1,600 in an e-mail; for an option 360, 360, 420, 600 and 900. Cut it, or spread it over two turns.",
    bad: r#"turns: [(id: "opening", says: ["It came broken and I am very cross. It came broken and I am very cross. It came broken and I am very cross. It came broken and I am very cross. It came broken and I am very cross. It came broken and I am very cross. It came broken and I am very cross. It came broken and I am very cross. It came broken and I am very cross. It came broken and I am very cross. It came broken and I am very cross. It came broken and I am very cross. It came broken and I am very cross. It came broken and I am very cross. "], options: [(text: "I'm sorry, I'll send another one.", why: "Acts.", expect: ())], next: [(when: [Below(Trust, 20)], go: "gone"), (when: [Below(Anger, 20)], go: "unsure"), (go: "pleased")])]"#,
    good: r#""#,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let (most_said, most_offered) = match case.scenario.file.channel {
        Channel::Chat | Channel::Counter => (420, 360),
        Channel::Phone => (520, 420),
        Channel::Review => (900, 600),
        Channel::Email => (1600, 900),
    };
    let mut look = |path: Path, text: &str, most: usize| {
        let length = text.chars().count();
        if length > most {
            let channel = case.scenario.file.channel.name().to_lowercase();
            let message = format!("{length} letters are too long for {channel}, where {most} are plenty");
            report.at(&path, message, "cut it, or spread it over two turns");
        }
    };
    for (index, turn) in case.scenario.file.turns.iter().enumerate() {
        let path = Path::root().field("turns").index(index);
        for (number, line) in turn.says.iter().enumerate() {
            look(path.field("says").index(number), line, most_said);
        }
        for (number, special) in turn.says_when.iter().enumerate() {
            for (which, line) in special.says.iter().enumerate() {
                look(path.field("says_when").index(number).field("says").index(which), line, most_said);
            }
        }
        for (number, option) in turn.options.iter().enumerate() {
            look(path.field("options").index(number).field("text"), &option.text, most_offered);
        }
    }
}
