//! Rubric packs: they add, override, switch off and re-point, and their mistakes are told like those of scenarios.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{composure, root, scratch, status, stderr, stdout};

const BEHAVIOUR: &str = r#"(
    title: "hands over a key", principles: [P7], why: "w", tip: "t", points: (ownership: 9),
    look_for: [Phrase(any: ["here is (a|the|your) key"])],
    hits: ["Here is the key.", "And here's your key."], misses: ["The key is lost."],
)
"#;

/// A pack of these files: path inside it and content.
fn pack(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = scratch("packs").join(name);
    let _ = fs::remove_dir_all(&folder);
    for (path, content) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn score(reply: &str, pack: Option<&Path>) -> Value {
    let mut arguments = vec!["score", "--format", "jsonl"];
    if let Some(pack) = pack {
        arguments.extend(["--rubric", pack.to_str().unwrap()]);
    }
    let output = composure(&arguments, serde_json::json!({ "id": 1, "reply": reply }).to_string());
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    serde_json::from_str(stdout(&output).trim()).unwrap()
}

#[test]
fn a_pack_adds_a_behaviour() {
    let folder = pack("adds", &[("values/hands-over-a-key.ron", BEHAVIOUR)]);
    assert_eq!(score("Here is your key.", Some(&folder))["behaviours"]["hands-over-a-key"], 1);
    assert_eq!(score("Here is your key.", None)["behaviours"]["hands-over-a-key"], Value::Null);
}

#[test]
fn a_pack_overrides_a_behaviour_by_its_name() {
    let folder = pack("overrides", &[("values/says-thanks.ron", BEHAVIOUR)]);
    let row = score("Thank you. Here is your key.", Some(&folder));
    assert_eq!(row["behaviours"]["says-thanks"], 1, "{row}");
    assert_eq!(row["spans"], serde_json::json!([[11, 27]]), "{row}");
}

#[test]
fn a_pack_switches_a_behaviour_off() {
    let folder = pack("off", &[("pack.ron", "(off: [\"apologises\"])")]);
    assert!(score("I'm so sorry.", None)["behaviours"]["apologises"].is_u64());
    assert_eq!(score("I'm so sorry.", Some(&folder))["behaviours"]["apologises"], Value::Null);
}

#[test]
fn a_pack_gives_other_points() {
    let folder = pack("points", &[("points.ron", "{\"apologises\": (ownership: -40)}")]);
    let row = score("I'm so sorry.", Some(&folder));
    assert_eq!(row["ownership"], 10, "{row}");
}

#[test]
fn mistakes_in_a_pack_are_told_with_their_places() {
    for (name, file, content, code, line) in [
        ("unknown-kind", "values/a.ron", BEHAVIOUR.replace("Phrase(", "Phrases("), "", 3),
        ("empty-pattern", "values/a.ron", BEHAVIOUR.replace("here is (a|the|your) key", ""), "R002", 3),
        ("range", "values/a.ron", BEHAVIOUR.replace("ownership: 9", "ownership: 90"), "R001", 2),
        (
            "hit",
            "values/a.ron",
            BEHAVIOUR.replace("\"Here is the key.\"", "\"There is the key.\""),
            "R006",
            4,
        ),
        ("miss", "values/a.ron", BEHAVIOUR.replace("The key is lost.", "Here is the key."), "R006", 4),
        ("off", "pack.ron", "(\n    off: [\"apologizes\"],\n)".to_owned(), "R003", 2),
        ("points", "points.ron", "{\n    \"says-thank\": (empathy: 1),\n}".to_owned(), "R003", 2),
    ] {
        let folder = pack(name, &[(file, &content), ("values/key.ron", BEHAVIOUR)]);
        let output = composure(&["check", folder.to_str().unwrap(), "--format", "json"], "");
        assert_eq!(status(&output), 1, "{name}");
        let problems: Vec<Value> = serde_json::from_str(&stdout(&output)).unwrap();
        let told = problems.iter().any(|problem| {
            problem["line"] == line
                && problem["file"].as_str().is_some_and(|path| path.ends_with(file))
                && problem["code"].as_str().is_some_and(|found| code.is_empty() || found == code)
        });
        assert!(told, "{name}: {problems:#?}");
        assert_eq!(status(&composure(&["score", "--rubric", folder.to_str().unwrap()], "Hi")), 1, "{name}");
    }
}

#[test]
fn the_sample_pack_is_sound_and_explained() {
    let folder = root().join("assets/packs/corner-shop");
    let folder = folder.to_str().unwrap();
    assert_eq!(status(&composure(&["check", folder], "")), 0);
    let output = composure(&["explain", "gives-own-name", "--rubric", folder], "");
    assert!(stdout(&output).contains("P7"), "{}", stdout(&output));
}
