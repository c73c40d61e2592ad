//! L017: only the best option is polite, nearly always.

use crate::lint::case::told_apart;
use crate::lint::{Case, Report, Rule, Tier};
use crate::source::{Path, Severity};

/// See the module.
pub const RULE: Rule = Rule {
    code: "L017",
    name: "cue-polite",
    title: "only the best option is polite, nearly always",
    severity: Severity::Warning,
    tier: Tier::File,
    explanation: "Whoever looks for sorry, thanks and please need not think. At three of four turns or more (from four turns with a best option on), the best options are the only ones with such a word. Tired people are polite too: let weak options say sorry.",
    bad: r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "It happens.", why: "So.", expect: (ownership: Weak)), (text: "Thank you, I'll send one today, and write.", why: "So.", expect: (ownership: Good))], next: [(go: "b")]),
    (id: "b", says: ["And now?"], options: [(text: "Sorry, I'll send one today.", why: "So.", expect: (ownership: Good)), (text: "It happens now and then, and nobody can do much about it.", why: "So.", expect: (ownership: Weak))], next: [(go: "c")]),
    (id: "c", says: ["Really?"], options: [(text: "It happens.", why: "So.", expect: (ownership: Weak)), (text: "Thank you, I'll send one today, and write.", why: "So.", expect: (ownership: Good))], next: [(go: "d")]),
    (id: "d", says: ["Sure?"], options: [(text: "Sorry, I'll send one today.", why: "So.", expect: (ownership: Good)), (text: "It happens now and then, and nobody can do much about it.", why: "So.", expect: (ownership: Weak))], next: [(when: [Below(Trust, 20)], go: "gone"), (when: [Below(Anger, 20)], go: "unsure"), (go: "pleased")]),
]"#,
    good: super::NO_CUE,
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let told = told_apart(case);
    if told.len() < 4 {
        return;
    }
    let polite = |text: &str| {
        text.split(|letter: char| !letter.is_alphanumeric()).any(|word| {
            let is = |known: &&str| word.eq_ignore_ascii_case(known);
            let begins = word.get(..6).is_some_and(|head| head.eq_ignore_ascii_case("apolog"));
            begins || ["sorry", "thank", "thanks", "please"].iter().any(is)
        })
    };
    let only_best = |(turn, best): &&(usize, Vec<usize>)| {
        let options = case.scenario.file.turns[*turn].options.iter().enumerate();
        let with: Vec<usize> =
            options.filter(|(_, option)| polite(&option.text)).map(|(index, _)| index).collect();
        !with.is_empty() && with.iter().all(|index| best.contains(index))
    };
    let hits = told.iter().filter(only_best).count();
    if hits * 4 >= told.len() * 3 {
        let message =
            format!("only best options say sorry, thanks or please at {hits} of {} turns", told.len());
        report.at(&Path::root().field("turns"), message, "let weak options be polite too");
    }
}
