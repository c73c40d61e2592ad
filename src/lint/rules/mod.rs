//! One rule a file.

mod band_differs;
mod concern_never_answered;
mod concern_never_raised;
mod cue_longest;
mod cue_place;
mod cue_polite;
mod dead_end;
mod dimension_never_called_for;
mod endless_round;
mod flag_never_read;
mod flag_never_set;
mod goodwill_unspendable;
mod hard_to_read;
mod language_without_rubric;
mod not_winnable;
mod options_alike;
mod passed_without_skill;
mod private_fact_repeated;
mod promise_kept_by_making;
mod promise_never_due;
mod reaction_missing;
mod real_company;
mod rule_never_holds;
mod rule_shadowed;
mod skill_does_not_pay;
mod too_long_for_the_channel;
mod trains_unasked;
mod unreachable_turn;
mod unreached_ending;
mod won_at_once;

use super::Rule;

/// Options that give nothing away: the good example of every rule about cues.
const NO_CUE: &str = r#"turns: [
    (id: "opening", says: ["It came broken."], options: [(text: "It happens, sorry to say.", why: "So.", expect: (ownership: Weak)), (text: "I'll send one today, and write to you.", why: "So.", expect: (ownership: Good))], next: [(go: "b")]),
    (id: "b", says: ["And now?"], options: [(text: "I'll send one today.", why: "So.", expect: (ownership: Good)), (text: "It happens now and then, and nobody can do much about it.", why: "So.", expect: (ownership: Weak))], next: [(go: "c")]),
    (id: "c", says: ["Really?"], options: [(text: "It happens, sorry to say.", why: "So.", expect: (ownership: Weak)), (text: "I'll send one today, and write to you.", why: "So.", expect: (ownership: Good))], next: [(go: "d")]),
    (id: "d", says: ["Sure?"], options: [(text: "I'll send one today.", why: "So.", expect: (ownership: Good)), (text: "It happens now and then, and nobody can do much about it.", why: "So.", expect: (ownership: Weak))], next: [(when: [Below(Trust, 20)], go: "gone"), (when: [Below(Anger, 20)], go: "unsure"), (go: "pleased")]),
]"#;

/// All rules, in the order of their codes. Codes are never given a new meaning.
pub const RULES: &[&Rule] = &[
    &unreachable_turn::RULE,
    &dead_end::RULE,
    &rule_never_holds::RULE,
    &rule_shadowed::RULE,
    &endless_round::RULE,
    &unreached_ending::RULE,
    &concern_never_raised::RULE,
    &concern_never_answered::RULE,
    &promise_never_due::RULE,
    &flag_never_read::RULE,
    &flag_never_set::RULE,
    &dimension_never_called_for::RULE,
    &band_differs::RULE,
    &options_alike::RULE,
    &cue_longest::RULE,
    &cue_place::RULE,
    &cue_polite::RULE,
    &passed_without_skill::RULE,
    &not_winnable::RULE,
    &won_at_once::RULE,
    &private_fact_repeated::RULE,
    &too_long_for_the_channel::RULE,
    &real_company::RULE,
    &hard_to_read::RULE,
    &language_without_rubric::RULE,
    &trains_unasked::RULE,
    &skill_does_not_pay::RULE,
    &goodwill_unspendable::RULE,
    &reaction_missing::RULE,
    &promise_kept_by_making::RULE,
];
