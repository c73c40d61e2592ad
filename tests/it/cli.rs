//! The command line is a contract: what it prints and how it ends.

use serde_json::Value;

use crate::support::{composure, file, status, stderr, stdout};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

#[test]
fn wrong_usage_ends_with_2() {
    for arguments in [
        &["nonsense"][..],
        &["play"],
        &["score", "--format", "xml"],
        &["check"],
        &["play", "x", "--seed", "-1"],
    ] {
        let output = composure(arguments, "");
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert!(!output.stderr.is_empty());
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn help_and_version_end_with_0() {
    for arguments in [&["--help"][..], &["--version"], &["play", "--help"]] {
        let output = composure(arguments, "");
        assert_eq!(status(&output), 0, "{arguments:?}");
        assert!(!output.stdout.is_empty());
    }
}

#[test]
fn without_a_display_the_conversation_runs_in_the_terminal() {
    let output = composure(&[], "I'm so sorry, that was our mistake.\n");
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(
        stderr(&output).contains("The conversation runs in the terminal instead."),
        "{}",
        stderr(&output)
    );
    assert!(stdout(&output).contains("How it ended"));
}

#[test]
fn a_window_that_was_asked_for_and_cannot_be_ends_with_3() {
    let output = composure(&["window"], "");
    assert_eq!(status(&output), 3);
    assert_eq!(stderr(&output).lines().count(), 1, "{}", stderr(&output));
}

#[test]
fn play_as_json_has_the_promised_fields() {
    for mode in ["guided", "practice", "assessment"] {
        let replies = if mode == "guided" {
            "1\n1\n1\n"
        } else {
            "I'm sorry, that was our mistake.\nI'll call you by six.\n"
        };
        let output =
            composure(&["play", "late-gift", "--mode", mode, "--replies", "-", "--format", "json"], replies);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        let played = json(&stdout(&output));
        for field in [
            "scenario",
            "scenario_hash",
            "rubric_hash",
            "scorer",
            "seed",
            "mode",
            "turns",
            "scores",
            "ending",
            "receipt",
        ] {
            assert!(!played[field].is_null(), "{field} is missing");
        }
        assert_eq!(played["mode"], mode);
        let turn = &played["turns"][0];
        for field in ["turn", "customer", "reply"] {
            assert!(turn[field].is_string(), "{field}");
        }
        for gauge in ["anger", "trust", "patience"] {
            assert!(turn["mood"][gauge].is_u64(), "{gauge}");
        }
        for finding in turn["findings"].as_array().unwrap() {
            assert!(finding["span"].is_null() || finding["span"].as_array().unwrap().len() == 2);
            assert!(
                finding["behaviour"].is_string()
                    && finding["dimension"].is_string()
                    && finding["points"].is_i64()
            );
        }
    }
}

#[test]
fn when_the_replies_end_the_trainee_has_left() {
    let output =
        composure(&["play", "late-gift", "--replies", "-", "--format", "json"], "One moment please.\n");
    let played = json(&stdout(&output));
    assert_eq!(played["ending"]["id"], "left");
    assert_eq!(played["ending"]["kind"], "unresolved");
}

#[test]
fn a_reply_may_go_on_in_the_next_line() {
    let output =
        composure(&["play", "late-gift", "--replies", "-", "--format", "json"], "One moment,\\\nplease.\n");
    assert_eq!(json(&stdout(&output))["turns"][0]["reply"], "One moment,\nplease.");
}

#[test]
fn an_unknown_scenario_names_the_nearest() {
    let output = composure(&["play", "late-gft"], "");
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("did you mean `late-gift`?"), "{}", stderr(&output));
}

#[test]
fn a_file_that_is_not_there_ends_with_4() {
    for arguments in [
        &["play", "nowhere/at-all.ron"][..],
        &["check", "nowhere/at-all.ron"],
        &["play", "late-gift", "--replies", "nowhere"],
    ] {
        let output = composure(arguments, "");
        assert_eq!(status(&output), 4, "{arguments:?}");
        assert_eq!(stderr(&output).lines().count(), 1, "{}", stderr(&output));
    }
}

#[test]
fn score_keeps_the_order_and_the_shape() {
    let lines = "{\"id\":\"b\",\"context\":\"Where is it?!\",\"reply\":\"I’m so sorry. I'll find out now.\"}\n\n{\"id\":7,\"reply\":\"\"}\n";
    let output = composure(&["score", "--format", "jsonl"], lines);
    assert_eq!(status(&output), 0);
    let rows: Vec<Value> = stdout(&output).lines().map(json).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!((&rows[0]["id"], &rows[1]["id"]), (&Value::from("b"), &Value::from(7)));
    for row in &rows {
        for dimension in ["empathy", "ownership", "deescalation"] {
            assert!(row[dimension].as_u64().is_some_and(|score| score <= 100), "{row}");
        }
        assert!(row["behaviours"].is_object() && row["spans"].is_array());
    }
    assert!(rows[0]["behaviours"]["apology"].as_u64() >= Some(1), "{}", rows[0]);
    assert_eq!(rows[1]["empathy"], 50);
    assert!(rows[1]["error"].is_string());
}

#[test]
fn a_line_that_is_no_json_is_named_and_the_others_are_scored() {
    let output = composure(
        &["score", "--format", "jsonl"],
        "{\"id\":1,\"reply\":\"Hi\"}\nnonsense\n{\"id\":2,\"reply\":\"Hi\"}\n",
    );
    assert_eq!(status(&output), 4);
    assert_eq!(stdout(&output).lines().count(), 2);
    assert!(stderr(&output).contains("line 2"), "{}", stderr(&output));
}

#[test]
fn score_as_text_draws_carets_under_the_evidence() {
    let output = composure(&["score"], "I'm so sorry about this.");
    let text = stdout(&output);
    assert_eq!(status(&output), 0);
    assert!(text.contains("I'm so sorry") && text.contains("^^^") && text.contains("Empathy"), "{text}");
}

#[test]
fn score_against_a_turn_knows_its_concerns() {
    let scenario = crate::support::root().join("scenarios/late-gift.ron");
    let scenario = scenario.to_str().unwrap();
    assert_eq!(status(&composure(&["score", "--scenario", scenario, "--turn", "nowhere"], "Hi")), 1);
    assert_eq!(status(&composure(&["score", "--scenario", scenario], "Hi")), 2);
}

#[test]
fn check_tells_all_problems_with_their_places() {
    let path = file("two-problems.ron", "(\n    format: 1,\n    id: \"Bad Id\",\n    titel: \"x\",\n)\n");
    let output = composure(&["check", path.to_str().unwrap(), "--format", "json"], "");
    assert_eq!(status(&output), 1);
    let problems = json(&stdout(&output));
    let problems = problems.as_array().unwrap();
    assert!(problems.len() >= 2, "{problems:?}");
    for problem in problems {
        for field in ["code", "severity", "file", "message"] {
            assert!(problem[field].is_string(), "{field} in {problem}");
        }
        for field in ["line", "column", "end_line", "end_column"] {
            assert!(problem[field].as_u64() >= Some(1), "{field} in {problem}");
        }
    }
    assert!(
        problems.iter().any(|problem| problem["line"] == 4
            && problem["help"].as_str().is_some_and(|help| help.contains("title")))
    );
}

#[test]
fn shipped_scenarios_and_rubric_check_clean() {
    let root = crate::support::root();
    for folder in ["scenarios", "assets/rubric/en"] {
        let output = composure(&["check", "--quick", root.join(folder).to_str().unwrap()], "");
        assert_eq!(status(&output), 0, "{}", stdout(&output));
    }
}

#[test]
fn explain_knows_behaviours_and_codes_and_the_nearest() {
    assert!(stdout(&composure(&["explain", "names-the-feeling"], "")).contains("Why:"));
    assert!(stdout(&composure(&["explain", "s006"], "")).contains("S006"));
    let output = composure(&["explain", "names-the-feelin"], "");
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("names-the-feeling"));
}

#[test]
fn output_holds_no_escape_codes_when_nobody_looks() {
    let output = composure(&["play", "late-gift", "--replies", "-"], "You are \u{1b}[31mred\u{7}.\n");
    assert!(!stdout(&output).contains('\u{1b}') && !stdout(&output).contains('\u{7}'));
}
