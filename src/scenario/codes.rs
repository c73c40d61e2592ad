//! The codes of problems that a scenario's meaning can have, for `composure explain`.

/// Code, what is wrong in a few words, and what it means and what to do.
pub const CODES: &[(&str, &str, &str)] = &[
    (
        "V001",
        "unknown format",
        "The first field says how the file is to be read. Write `format: 1`; a file with a higher number comes from a later Composure and needs that program.",
    ),
    ("V002", "a text is empty", "Somebody would look at nothing: a title, a name, a reply. Write the words."),
    (
        "V003",
        "no turn or no ending",
        "A conversation needs at least one turn, where the customer says something, and one ending.",
    ),
    (
        "V004",
        "not a usable id",
        "Ids are names for rules and commands. Use lower-case letters, digits and hyphens: `late-gift`.",
    ),
    ("V005", "a number out of range", "Moods and scores go from 0 to 100, stars from 1 to 5."),
    (
        "V006",
        "an id used twice",
        "A rule that names it could mean either. Turns and endings share their ids; concerns have their own.",
    ),
    (
        "V007",
        "a concern that nothing answers",
        "Without `answered_by` no words close it and it stays open for ever. Write down how somebody would say the answer.",
    ),
    (
        "V009",
        "an unsound pattern",
        "The pattern cannot be read: a bracket without its partner, a word class that does not exist, a gap at an end.",
    ),
    ("V010", "nothing to say", "A turn or a special case has no line for the customer."),
    (
        "V011",
        "a turn without options",
        "In guided mode there would be nothing to choose. Write at least two replies.",
    ),
    (
        "V012",
        "no last rule",
        "When none of a turn's rules holds, the conversation has nowhere to go. End the list with a rule that has no `when`.",
    ),
    (
        "V014",
        "no such behaviour",
        "A condition names a behaviour that the rubric does not have. `composure explain` with a wrong name lists them.",
    ),
    ("V015", "no such concern", "A rule or a turn names a concern that the scenario does not have."),
    ("V016", "no such turn or ending", "A rule leads to a place that does not exist."),
    (
        "V019",
        "a customer who returns from here",
        "`returns.from` names the scenario in which they were met before, and that is another one.",
    ),
    (
        "V020",
        "too many of something",
        "A conversation keeps in mind at most 64 concerns, promises, flags and so on. A scenario with more is two scenarios.",
    ),
    (
        "V021",
        "a promise that words keep and that cannot be kept",
        "`can_be_kept: false` says that it is broken whatever is said, so `kept_by` would never be looked at.",
    ),
    (
        "V022",
        "no such turn of phrase",
        "`{name}` in a customer's line stands for one of the phrases in their `voice`, and that name is not there.",
    ),
    ("V023", "no such promise", "A rule or a turn names a promise that the scenario does not have."),
    (
        "V024",
        "no such rule of policy, allowance or article",
        "A condition names something in the brief that is not there, or asks for goodwill where the policy sets none aside.",
    ),
    (
        "V025",
        "no such shared file",
        "`uses` and `extends` name files below `shared`, beside the scenario or beside its folder, by their names without `.ron`.",
    ),
    (
        "V026",
        "shared files that extend each other in a circle",
        "None of them could ever be filled in. Take `extends` out of one of them.",
    ),
    (
        "V027",
        "a shared file in the wrong folder",
        "What a shared file is follows from its folder: `companies`, `policies` or `personas`.",
    ),
    (
        "V028",
        "a link",
        "Links are not followed: they may lead out of the folder, and what they lead to may change unseen. Put the file itself there.",
    ),
    (
        "V029",
        "two scenarios with one id",
        "Attempts, commands and returning customers name a scenario by its id. In a library the later folder's counts; checked together, both are told.",
    ),
    (
        "V030",
        "an ending that the other scenario does not have",
        "`returns.remembers` names the endings of the scenario in `from`, and this is none of them. It is looked for only when both files are checked together.",
    ),
    (
        "V031",
        "two most urgent concerns",
        "`urgent` says which concern comes before all others, so one at most may have it.",
    ),
    (
        "V032",
        "a reply that no conversation takes",
        "A session refuses replies of more than 20,000 characters, options too. Nobody would read one.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_that_is_used_is_explained() {
        let sources = [
            include_str!("validate.rs"),
            include_str!("shared.rs"),
            include_str!("read.rs"),
            include_str!("../library/files.rs"),
            include_str!("../library/check.rs"),
        ];
        let pieces = sources.iter().flat_map(|source| source.split('"'));
        let used = pieces.filter(|piece| piece.len() == 4 && piece.starts_with('V'));
        let mut count = 0;
        for code in used {
            count += 1;
            assert!(CODES.iter().any(|entry| entry.0 == code), "{code}");
        }
        assert!(count >= CODES.len());
    }
}
