//! Files and replies that nobody should have written. Nothing panics, everything is told, the rest goes on.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{composure, file, scratch, status, stderr, stdout};

/// The smallest scenario that plays.
const SMALL: &str = r#"(
    format: 1,
    id: "small",
    title: "A missing key",
    summary: "She stands outside.",
    channel: Phone,
    brief: (company: "Keyhole, a locksmith", role: "on the phones", situation: "She rings at ten at night."),
    customer: (name: "Ida Brekke", mood: (anger: 30, trust: 40, patience: 50)),
    turns: [(
        id: "opening",
        says: ["I am outside my own flat."],
        options: [
            (text: "Someone is on the way.", why: "Plain and quick.", expect: ()),
            (text: "We close at ten.", why: "True, and no help.", expect: ()),
        ],
        next: [(go: "done")],
    )],
    endings: [(id: "done", kind: Settled, stars: 4)],
)
"#;

#[track_caller]
fn problem(name: &str, content: impl AsRef<[u8]>) -> Value {
    let path = file(name, content);
    let output = composure(&["check", "--quick", path.to_str().unwrap(), "--format", "json"], "");
    assert_eq!(status(&output), 1, "{name}: {}", stdout(&output));
    assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
    let problems: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let first = problems[0].clone();
    assert!(first["line"].as_u64() >= Some(1) && first["message"].is_string(), "{name}: {problems}");
    first
}

#[track_caller]
fn line_of(name: &str, content: &str) -> (u64, String) {
    let first = problem(name, content);
    (first["line"].as_u64().unwrap(), format!("{} {}", first["message"], first["help"]))
}

#[test]
fn the_small_one_is_sound() {
    let path = file("small.ron", SMALL);
    let output = composure(&["check", "--quick", path.to_str().unwrap()], "");
    assert_eq!(status(&output), 0, "{}", stdout(&output));
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let path = file("bom.ron", format!("\u{feff}{SMALL}"));
    assert_eq!(status(&composure(&["check", "--quick", path.to_str().unwrap()], "")), 0);
    assert_eq!(status(&composure(&["play", path.to_str().unwrap(), "--replies", "-"], "Hello\n")), 0);
}

#[test]
fn mistakes_are_told_with_their_line() {
    assert_eq!(line_of("comma.ron", &SMALL.replace("id: \"small\",", "id: \"small\"")).0, 3);
    let (line, words) = line_of("field.ron", &SMALL.replace("summary:", "sumary:"));
    assert!(line == 5 && words.contains("summary"), "{line} {words}");
    let (line, words) = line_of("turn.ron", &SMALL.replace("go: \"done\"", "go: \"doen\""));
    assert!(line == 16 && words.contains("done"), "{line} {words}");
    assert_eq!(line_of("nan.ron", &SMALL.replace("anger: 30", "anger: NaN")).0, 8);
    assert_eq!(line_of("huge.ron", &SMALL.replace("anger: 30", "anger: 1e400")).0, 8);
    assert_eq!(line_of("range.ron", &SMALL.replace("anger: 30", "anger: 101")).0, 8);
    let (line, words) =
        line_of("twice.ron", &SMALL.replace("channel: Phone,", "channel: Phone,\n    channel: Chat,"));
    assert!(line == 7 && words.contains("channel"), "{line} {words}");
    assert!(line_of("newer.ron", &SMALL.replace("format: 1", "format: 99")).1.contains("99"));
}

#[test]
fn what_is_no_scenario_at_all_is_told() {
    problem("latin1.ron", b"(title: \"caf\xe9\")");
    problem("empty.ron", "");
    problem("blank.ron", " \n // nothing\n");
    problem("open.ron", "(id: \"never closed");
    problem("binary.ron", [0u8, 159, 146, 150, 255]);
}

#[test]
fn fifty_megabytes_of_brackets_are_refused_at_once() {
    let path = file("brackets.ron", vec![b'['; 50_000_000]);
    let began = Instant::now();
    let output = composure(&["check", "--quick", path.to_str().unwrap()], "");
    assert_eq!(status(&output), 1, "{}", stderr(&output));
    assert!(began.elapsed() < Duration::from_secs(20), "took {:?}", began.elapsed());
    std::fs::remove_file(path).unwrap();
}

#[test]
fn a_broken_file_does_not_take_the_others_down() {
    let folder = scratch("mixed");
    std::fs::write(folder.join("good.ron"), SMALL).unwrap();
    std::fs::write(folder.join("bad.ron"), "(format: 1").unwrap();
    std::fs::write(folder.join("worse.ron"), b"\xff\xfe").unwrap();
    let folder = folder.to_str().unwrap();
    let output =
        composure(&["play", "small", "--scenarios", folder, "--replies", "-"], "Someone is on the way.\n");
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let output = composure(&["play", &format!("{folder}/bad.ron")], "");
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("bad.ron"), "{}", stderr(&output));
}

#[test]
fn strange_replies_are_scored_or_refused_with_a_sentence() {
    let long = "very ".repeat(200_000) + "sorry";
    for reply in [
        long.as_str(),
        "🙂🙃🙂",
        "אני מצטער מאוד",
        "\u{202e}txet\u{202c}",
        "\u{0}\u{1}\u{7f}",
        "e\u{301}\u{301}\u{301}",
        "    ",
        "\"",
    ] {
        let line = serde_json::json!({"id": 1, "context": "x", "reply": reply}).to_string();
        let output = composure(&["score", "--format", "jsonl"], line);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        let row: Value = serde_json::from_str(stdout(&output).trim()).unwrap();
        let length = reply.chars().count() as u64;
        assert!(row["spans"].as_array().unwrap().iter().all(|span| span[1].as_u64().unwrap() <= length));

        let output = composure(&["play", "late-gift", "--replies", "-"], format!("{reply}\n"));
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
    }
}

#[test]
fn a_megabyte_is_refused_in_a_conversation() {
    let output = composure(
        &["play", "late-gift", "--replies", "-", "--format", "json"],
        "a".repeat(1_000_000) + "\nSorry.\n",
    );
    assert!(stderr(&output).contains("1000000 characters"), "{}", stderr(&output));
    let played: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(played["turns"].as_array().unwrap().len(), 1, "the refused reply is no turn");
}

#[test]
fn replies_that_are_not_utf8_do_not_end_the_conversation() {
    let output = composure(&["play", "late-gift", "--replies", "-", "--format", "json"], b"caf\xe9, sorry\n");
    assert_eq!(status(&output), 0, "{}", stderr(&output));
}

#[test]
fn an_option_that_is_not_there_is_refused_and_the_next_line_read() {
    let output = composure(
        &["play", "late-gift", "--mode", "guided", "--replies", "-", "--format", "json"],
        "0\n99\nhello\n1\n",
    );
    assert_eq!(status(&output), 0);
    assert_eq!(stderr(&output).lines().count(), 3, "{}", stderr(&output));
    let played: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(played["turns"].as_array().unwrap().len(), 1);
}
