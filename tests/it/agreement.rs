//! The scorer against labelled replies, and points fitted to a team's own.

use std::fs;

use composure::agreement::{self, Item, Part};
use composure::rubric::{self, Dimension};

use crate::support::{composure, file, scratch, status, stderr, stdout};

/// What the shipped scorer reached on replies that were held back when this was written, less a little: a change that
/// loses more must be meant.
#[test]
fn agreement_on_replies_held_back_does_not_fall() {
    let held_back: Vec<Item> =
        agreement::shipped().into_iter().filter(|item| item.part == Part::Check).collect();
    let measures = agreement::measure(rubric::standard(), &held_back);
    for (dimension, rho) in
        [(Dimension::Empathy, 0.63), (Dimension::Ownership, 0.66), (Dimension::Deescalation, 0.64)]
    {
        assert!(measures.graded.get(dimension).rho >= rho, "{dimension}: {:?}", measures.graded);
    }
    let contrast = Dimension::ALL.map(|dimension| *measures.contrast.get(dimension));
    let held: usize = contrast.iter().map(|share| share.held).sum();
    let count: usize = contrast.iter().map(|share| share.count).sum();
    assert!(held * 100 >= count * 80, "{held} of {count} contrasts");
    assert!(measures.invariance.value() >= 0.88, "{:?}", measures.invariance);
}

#[test]
fn the_command_prints_both_parts() {
    let output = composure(&["agreement"], "");
    let text = stdout(&output);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    for part in ["fit:", "check:", "invariance", "De-escalation", "separation", "sarcasm"] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_line_that_is_no_labelled_reply_is_told() {
    let items = file("items.jsonl", "{\"reply\":\"x\"}\n");
    let output = composure(&["agreement", "--items", items.to_str().unwrap()], "");
    assert_eq!(status(&output), 4);
    assert!(stderr(&output).contains("items.jsonl, line 1"), "{}", stderr(&output));
    assert_eq!(status(&composure(&["agreement", "--items", "nowhere.jsonl"], "")), 4);
}

/// A team that marks every reply with "blue" high, and teaches the scorer so with its own labels.
#[test]
fn points_are_fitted_to_a_teams_own_replies() {
    let pack = scratch("fitted-pack");
    fs::create_dir_all(pack.join("values")).unwrap();
    let behaviour = pack.join("values/says-blue.ron");
    let text = "(title: \"says blue\", principles: [P7], why: \"w\", tip: \"t\",\n    // Felt, not derived.\n    \
                points: (empathy: 9), look_for: [Phrase(any: [\"blue\"])], hits: [], misses: [])\n";
    fs::write(&behaviour, text).unwrap();
    let line = |group: usize, reply: &str, mark: usize| {
        serde_json::json!({
            "group": group.to_string(), "context": "", "reply": reply,
            "ratings": { "empathy": mark, "ownership": 2, "deescalation": 2 },
        })
        .to_string()
    };
    let lines: Vec<String> =
        (0..120).flat_map(|group| [line(group, "It is blue.", 4), line(group, "It is green.", 2)]).collect();
    let items = file("team.jsonl", lines.join("\n"));
    let (items, pack) = (items.to_str().unwrap(), pack.to_str().unwrap());
    let output = composure(&["agreement", "--items", items, "--rubric", pack, "--fit", "--write", pack], "");
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let written = fs::read_to_string(&behaviour).unwrap();
    assert!(written.contains("// Felt, not derived.") && !written.contains("(empathy: 9)"), "{written}");
    let score =
        composure(&["score", "--format", "jsonl", "--rubric", pack], "{\"id\":1,\"reply\":\"It is blue.\"}");
    let row: serde_json::Value = serde_json::from_str(stdout(&score).trim()).unwrap();
    assert!(row["empathy"].as_u64() >= Some(65), "{row}");
}
