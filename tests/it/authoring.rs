//! What an author does: begin a file, share files, be told.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::support::{composure, root, scratch, status, stderr, stdout};

/// An empty folder of its own.
fn empty(name: &str) -> PathBuf {
    let folder = scratch("authoring").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn write(path: &Path, content: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// The start file with another id and these fields laid over it.
fn scenario(id: &str, fields: &str) -> String {
    let id = format!("id: \"{id}\"");
    composure::lint::Rule::example(fields).replacen("id: \"example\"", &id, 1)
}

/// Code, file name and message of every problem.
fn problems(arguments: &[&str]) -> Vec<(String, String, String)> {
    let output = composure(&[&["check", "--quick", "--format", "json"], arguments].concat(), "");
    let problems: Value =
        serde_json::from_str(&stdout(&output)).unwrap_or_else(|_| panic!("{}", stderr(&output)));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let file = |value: &Value| text(value).rsplit('/').next().unwrap_or_default().to_owned();
    let problem =
        |p: &Value| (text(&p["code"]), file(&p["file"]), text(&p["message"]) + " " + &text(&p["help"]));
    problems.as_array().unwrap().iter().map(problem).collect()
}

#[track_caller]
fn told(folder: &Path, code: &str, file: &str, words: &str) {
    let found = problems(&[folder.to_str().unwrap()]);
    let hit = found.iter().any(|(c, f, message)| c == code && f == file && message.contains(words));
    assert!(hit, "{code} in {file} with `{words}`: {found:#?}");
}

#[test]
fn what_new_writes_checks_clean_and_nothing_is_overwritten() {
    let folder = empty("new");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    for (what, name, check) in [
        ("scenario", "first", "first.ron"),
        ("pack", "ours", "ours"),
        ("behaviour", "ours/values/odd-thing", "ours"),
    ] {
        let output = composure(&["new", what, &path(name)], "");
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        let checked = composure(&["check", &path(check)], "");
        assert_eq!(status(&checked), 0, "{}", stdout(&checked));
    }
    let before = fs::read(path("first.ron")).unwrap();
    let again = composure(&["new", "scenario", &path("first")], "");
    assert_eq!(status(&again), 4);
    assert!(stderr(&again).contains("nothing is overwritten"), "{}", stderr(&again));
    assert_eq!(fs::read(path("first.ron")).unwrap(), before);
    assert_eq!(status(&composure(&["new", "scenario", &path("My First")], "")), 2);
}

#[test]
fn shared_files_fill_what_a_scenario_leaves_out() {
    let folder = empty("sharing");
    let uses = r#"uses: (company: "kiln", persona: "ines"), customer: (mood: (anger: 40, trust: 45, patience: 60)), brief: (role: "the agent", situation: "Broken.")"#;
    write(&folder.join("one.ron"), scenario("one", uses));
    write(&folder.join("more/two.ron"), scenario("two", uses));
    write(
        &folder.join("shared/companies/kiln.ron"),
        r#"(format: 1, extends: "craft", name: "Kiln & Table")"#,
    );
    write(&folder.join("shared/companies/craft.ron"), r#"(format: 1, facts: ["We pack by hand."])"#);
    write(
        &folder.join("shared/personas/ines.ron"),
        r#"(format: 1, customer: (name: "Ines Falk", pronoun: She))"#,
    );
    assert_eq!(problems(&[folder.to_str().unwrap()]), []);
    let played = composure(&["play", folder.join("more/two.ron").to_str().unwrap(), "--replies", "-"], "");
    for words in ["Kiln & Table", "We pack by hand.", "Ines Falk"] {
        assert!(stdout(&played).contains(words), "{words}: {}", stdout(&played));
    }
    // The hash of a scenario covers what it shares.
    let hash = || {
        let path = folder.join("one.ron");
        let output = composure(&["play", path.to_str().unwrap(), "--replies", "-", "--format", "json"], "");
        serde_json::from_str::<Value>(&stdout(&output)).unwrap()["scenario_hash"].clone()
    };
    let before = hash();
    write(&folder.join("shared/companies/craft.ron"), r#"(format: 1, facts: ["We pack by machine."])"#);
    assert_ne!(before, hash());
}

#[test]
fn shared_files_that_are_missing_misnamed_or_go_round_are_told() {
    let folder = empty("sharing-gone-wrong");
    let uses =
        |id: &str| format!(r#"uses: (company: "{id}"), brief: (role: "the agent", situation: "Broken.")"#);
    write(&folder.join("missing.ron"), scenario("missing", &uses("kilm")));
    write(&folder.join("path.ron"), scenario("path", &uses("../../etc/passwd")));
    write(&folder.join("round.ron"), scenario("round", &uses("a")));
    write(&folder.join("shared/companies/kiln.ron"), r#"(format: 1, name: "Kiln & Table")"#);
    write(&folder.join("shared/companies/a.ron"), r#"(format: 1, name: "A", extends: "b")"#);
    write(&folder.join("shared/companies/b.ron"), r#"(format: 1, extends: "a")"#);
    write(&folder.join("shared/companies/alone.ron"), r#"(format: 1, name: "Alone", extends: "nobody")"#);
    write(&folder.join("shared/companies/broken.ron"), r#"(format: 1, nmae: "Broken")"#);
    write(&folder.join("shared/stray.ron"), "(format: 1)");
    told(&folder, "V025", "missing.ron", "did you mean `kiln`?");
    told(&folder, "V025", "path.ron", "is a path");
    told(&folder, "V026", "a.ron", "a, then b, then a");
    told(&folder, "V025", "round.ron", "cannot be used");
    told(&folder, "V025", "alone.ron", "nobody");
    told(&folder, "S006", "broken.ron", "name");
    told(&folder, "V027", "stray.ron", "companies");
}

#[cfg(unix)]
#[test]
fn links_are_refused() {
    let folder = empty("links");
    let outside = empty("outside");
    write(&outside.join("secret.ron"), scenario("secret", ""));
    write(&folder.join("fine.ron"), scenario("fine", ""));
    std::os::unix::fs::symlink(outside.join("secret.ron"), folder.join("link.ron")).unwrap();
    std::os::unix::fs::symlink(&outside, folder.join("folder")).unwrap();
    std::os::unix::fs::symlink(&outside, folder.join("shared")).unwrap();
    told(&folder, "V028", "link.ron", "links are not followed");
    told(&folder, "V028", "folder", "links are not followed");
    assert!(problems(&[folder.to_str().unwrap()]).iter().all(|problem| problem.1 != "secret.ron"));
}

#[test]
fn ids_that_differ_by_case_and_ids_in_two_folders_are_told() {
    let folder = empty("twice");
    write(&folder.join("here/one.ron"), scenario("same", ""));
    write(&folder.join("there/one.ron"), scenario("same", ""));
    let found = problems(&[folder.to_str().unwrap()]);
    let messages: Vec<&str> =
        found.iter().filter(|problem| problem.0 == "V029").map(|problem| problem.2.as_str()).collect();
    assert_eq!(messages.len(), 2, "{found:?}");
    assert!(messages[0].contains("there/one.ron") && messages[1].contains("here/one.ron"), "{messages:?}");

    let folder = empty("case");
    let concerns = r#"concerns: [(id: "new", asks: "?", answered_by: ["a"]), (id: "New", asks: "?", answered_by: ["b"]), (id: "when", asks: "?", answered_by: ["c"]), (id: "halves", asks: "?", answered_by: ["d"])]"#;
    write(&folder.join("one.ron"), scenario("one", concerns));
    told(&folder, "V006", "one.ron", "already a concern");
}

#[test]
fn a_returning_customer_remembers_endings_that_exist() {
    let folder = empty("returns");
    let returns = r#"returns: (from: "first", remembers: [(endings: ["pleased"]), (endings: ["plaesed"])])"#;
    write(&folder.join("first.ron"), scenario("first", ""));
    write(&folder.join("second.ron"), scenario("second", returns));
    told(&folder, "V030", "second.ron", "did you mean `pleased`?");
    let file = folder.join("second.ron");
    let play =
        |after: &str| composure(&["play", file.to_str().unwrap(), "--after", after, "--replies", "-"], "");
    assert_eq!(status(&play("pleased")), 0);
    assert_eq!(status(&play("pleesed")), 1);
}

#[test]
fn a_project_sets_severities() {
    let folder = empty("severities");
    let long = r#"brief: (company: "Kiln & Table", role: "the agent", situation: "Broken.", policy: (goodwill: (budget: 30)))"#;
    write(&folder.join("one.ron"), scenario("one", long));
    assert_eq!(problems(&[folder.to_str().unwrap()])[0].0, "L028");
    write(&folder.join("lint.ron"), r#"(severities: {"goodwill-unspendable": Off})"#);
    assert_eq!(problems(&[folder.to_str().unwrap()]), []);
    write(&folder.join("lint.ron"), r#"(severities: {"goodwil-unspendable": Off})"#);
    told(&folder, "L000", "lint.ron", "did you mean `goodwill-unspendable`?");
}

#[test]
fn a_conversation_begins_in_the_middle() {
    let play = |from: &str| {
        let arguments =
            ["play", "late-gift", "--mode", "guided", "--from", from, "--replies", "-", "--format", "json"];
        composure(&arguments, "1\n")
    };
    let output = play("friday");
    let played: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let turns: Vec<&str> =
        played["turns"].as_array().unwrap().iter().filter_map(|t| t["turn"].as_str()).collect();
    assert_eq!(turns.last(), Some(&"friday"), "{turns:?}");
    assert_eq!(turns.first(), Some(&"opening"));
    let output = play("fridy");
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("did you mean `friday`?"));
}

#[test]
fn a_file_that_changes_or_goes_while_a_folder_is_checked_does_no_harm() {
    let folder = empty("changing");
    for index in 0..60 {
        write(&folder.join(format!("{index:03}.ron")), scenario(&format!("s{index}"), ""));
    }
    let victim = folder.join("059.ron");
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                fs::write(&victim, "(format: 1, id: \"half").unwrap();
                fs::write(&victim, scenario("s59", "")).unwrap();
            }
        });
        for _ in 0..5 {
            let output = composure(&["check", "--quick", folder.to_str().unwrap()], "");
            assert!([0, 1].contains(&status(&output)), "{}", stderr(&output));
            assert!(!stderr(&output).contains("panicked"));
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    fs::remove_file(&victim).unwrap();
    assert_eq!(status(&composure(&["check", "--quick", folder.to_str().unwrap()], "")), 0);
}

#[test]
fn a_folder_that_happens_to_be_called_shared_and_a_file_named_twice() {
    let folder = empty("elsewhere").join("shared/project");
    write(&folder.join("one.ron"), scenario("one", ""));
    let file = folder.join("one.ron");
    let output = composure(&["check", "--quick", folder.to_str().unwrap(), file.to_str().unwrap()], "");
    assert_eq!(stdout(&output), "1 file checked, no problems\n");
}

#[test]
fn a_reply_that_no_conversation_takes_is_told() {
    let folder = empty("too-long");
    let long = "word ".repeat(4100);
    let turns = format!(
        r#"turns: [(id: "opening", says: ["?"], options: [(text: "{long}", why: "Long.", expect: ())], next: [(go: "pleased")])]"#
    );
    write(&folder.join("one.ron"), scenario("one", &turns));
    told(&folder, "V032", "one.ron", "20000");
}

#[test]
fn a_limit_holds_every_time_and_goodwill_is_spent_once() {
    let folder = empty("goodwill");
    let brief = r#"brief: (company: "Kiln & Table", role: "the agent", situation: "Broken.", policy: (
        goodwill: (budget: 20),
        may: [(text: "Take something off.", id: "off", given_by: ["off"], up_to: 10, costs: 3)],
    ))"#;
    write(&folder.join("one.ron"), scenario("one", brief));
    let path = folder.join("one.ron");
    let broken = |replies: &str| {
        let arguments = ["play", path.to_str().unwrap(), "--replies", "-", "--format", "json"];
        let output = composure(&arguments, replies);
        let played: Value = serde_json::from_str(&stdout(&output)).unwrap();
        let breaks = |turn: &Value| {
            let findings = turn["findings"].as_array().unwrap();
            findings.iter().any(|finding| finding["behaviour"] == "breaks-policy")
        };
        played["turns"].as_array().unwrap().iter().map(breaks).collect::<Vec<_>>()
    };
    assert_eq!(broken("I'll take £8 off the bill of £256.\n"), [false]);
    assert_eq!(broken("I'll take £5000 off, sorry.\n"), [true]);
    assert_eq!(broken("I'll take £5 off.\nI'll take £5000 off, sorry.\n"), [false, true]);
    assert_eq!(broken("I'll take £5 off and later £50 off.\n"), [true]);
}

/// Every example of the author's guide, run as it stands there.
#[test]
fn the_guide_is_true() {
    let guide = fs::read_to_string(root().join("scenarios/README.md")).unwrap();
    let folder = empty("guide");
    let program = Path::new(env!("CARGO_BIN_EXE_composure")).parent().unwrap().to_owned();
    let mut blocks = 0;
    let mut rest = guide.as_str();
    while let Some((_, block)) = rest.split_once("\n```") {
        let (kind, block) = block.split_once('\n').unwrap();
        let (content, after) =
            block.split_once("\n```").unwrap_or_else(|| panic!("a block of {kind} has no end"));
        rest = after;
        blocks += 1;
        match kind.trim() {
            "sh" => run(&folder, &program, content),
            "ron" => {
                let whole = content.trim_start().starts_with('(');
                let text = if whole { content.to_owned() } else { composure::lint::Rule::example(content) };
                let path = folder.join("guide-block").join(format!("block-{blocks}.ron"));
                write(&path, text.replacen("id: \"example\"", &format!("id: \"block-{blocks}\""), 1));
                let shared = folder.join("guide-block/shared");
                let _ = fs::create_dir_all(&shared);
                let output = composure(&["check", "--quick", "--format", "json", path.to_str().unwrap()], "");
                let problems: Value = serde_json::from_str(&stdout(&output)).unwrap();
                let errors: Vec<&Value> = problems
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter(|problem| problem["severity"] == "error")
                    .collect();
                assert!(errors.is_empty(), "{content}\n{errors:#?}");
            }
            kind if kind.starts_with("ron ") => {
                let (folder_name, file) = match &kind[4..] {
                    "company" => ("shared/companies", "kiln"),
                    "policy" => ("shared/policies", "kiln"),
                    "persona" => ("shared/personas", "ines"),
                    "lint" => ("", "lint"),
                    other => panic!("what is a block of {other}?"),
                };
                write(&folder.join("guide-block").join(folder_name).join(format!("{file}.ron")), content);
            }
            "text" | "" => {}
            other => panic!("what is a block of {other}?"),
        }
    }
    assert!(blocks > 10, "{blocks}");
}

/// Runs a block of commands; it must end as it says.
fn run(folder: &Path, program: &Path, commands: &str) {
    let fails = commands.contains("# exits 1");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-e", "-c", commands])
        .current_dir(folder)
        .env("PATH", path)
        .env("COMPOSURE_HOME", folder.join("home"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap();
    let told = format!("{commands}\n{}{}", stdout(&output), stderr(&output));
    assert_eq!(status(&output), i32::from(fails), "{told}");
}
