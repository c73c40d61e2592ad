//! The scorer against labelled replies, and points fitted to a team's own.

use std::fs;
use std::path::Path;

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
fn the_shipped_points_are_the_fitted_ones() {
    let rubric = rubric::standard();
    let changes = agreement::fit(rubric, &agreement::shipped()).unwrap();
    for (id, behaviour) in rubric.behaviours() {
        let change = changes.iter().find(|change| change.behaviour == *id);
        let fitted = change.map_or(behaviour.given, |change| change.fitted);
        assert_eq!(
            behaviour.points, fitted,
            "{id}: run `composure agreement --rubric assets/rubric/en --fit --write`"
        );
    }
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
    let text = "(title: \"says blue\", principles: [P7], why: \"w\", tip: \"t\",\n    \
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
    let fit = || {
        let output = composure(&["agreement", "--items", items, "--rubric", pack, "--fit", "--write"], "");
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        fs::read_to_string(Path::new(pack).join("points.ron")).unwrap()
    };
    let once = fit();
    assert!(once.contains("\"says-blue\""), "{once}");
    assert_eq!(fit(), once, "a second fit begins where the first began");
    assert_eq!(fs::read_to_string(&behaviour).unwrap(), text);
    let score =
        composure(&["score", "--format", "jsonl", "--rubric", pack], "{\"id\":1,\"reply\":\"It is blue.\"}");
    let row: serde_json::Value = serde_json::from_str(stdout(&score).trim()).unwrap();
    assert!(row["empathy"].as_u64() >= Some(65), "{row}");
}
