//! The codes of problems that a rubric's files can have, for `composure explain`.

/// Code, what is wrong in a few words, and what it means and what to do.
pub const CODES: &[(&str, &str, &str)] = &[
    ("R001", "a number out of range", "Points go from -40 to 40 in each dimension, `counts` from 1 to 3."),
    (
        "R002",
        "an unsound pattern",
        "The pattern cannot be read: a bracket without its partner, a word class that does not exist, a gap at an end.",
    ),
    (
        "R003",
        "no such behaviour",
        "`Absence` and `Repetition` name other behaviours, and this one does not exist.",
    ),
    ("R004", "nothing to look for", "Without a check in `look_for` the behaviour can never be found."),
    (
        "R006",
        "an example that does not do what it says",
        "A reply under `hits` does not show the behaviour, or one under `misses` does. Mend the pattern or move the example.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_that_is_used_is_explained() {
        let used =
            include_str!("compile.rs").split('"').filter(|piece| piece.len() == 4 && piece.starts_with("R0"));
        let mut count = 0;
        for code in used {
            count += 1;
            assert!(CODES.iter().any(|entry| entry.0 == code), "{code}");
        }
        assert!(count >= CODES.len());
    }
}
