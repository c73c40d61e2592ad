//! Whole conversations, kept to the byte: the same scenario, rubric, seed and replies give the same transcript on every
//! machine. When a change is meant, raise `SCORER_VERSION` if a score changed, run with `UPDATE_GOLDEN=1`, and read the
//! difference like code.

use std::{env, fs};

use crate::support::{composure, root, status, stderr, stdout};

#[track_caller]
fn check(name: &str, arguments: &[&str]) {
    let folder = root().join("tests/golden");
    let replies = folder.join(format!("{name}.replies"));
    let mut all = vec!["play"];
    all.extend(arguments);
    all.extend(["--replies", replies.to_str().unwrap(), "--format", "json"]);
    let output = composure(&all, "");
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let played = stdout(&output);
    assert_eq!(played, stdout(&composure(&all, "")), "the second run differs");
    let path = folder.join(format!("{name}.json"));
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &played).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(played == kept, "{name} differs from {}:\n{}", path.display(), first_difference(&kept, &played));
}

fn first_difference(kept: &str, played: &str) -> String {
    let pairs = kept.lines().zip(played.lines()).enumerate();
    pairs
        .filter(|(_, (kept, played))| kept != played)
        .map(|(index, (kept, played))| format!("line {}:\n  kept   {kept}\n  played {played}", index + 1))
        .next()
        .unwrap_or_else(|| "one is longer than the other".to_owned())
}

#[test]
fn late_gift_typed_with_care() {
    check("late-gift-high", &["late-gift", "--mode", "practice", "--seed", "7"]);
}

#[test]
fn double_charge_guided() {
    check("double-charge-guided", &["double-charge", "--mode", "guided", "--seed", "2"]);
}

#[test]
fn cut_off_assessed() {
    check("cut-off-low", &["cut-off", "--mode", "assessment", "--seed", "11"]);
}
