//! Attempts from the command line: kept, resumed, looked up, compared, checked, handed on and forgotten.

use std::process::{Command, Stdio};
use std::sync::Arc;

use composure::debrief::Reflection;
use composure::records::{Options, Records, now};
use composure::rubric::{self, PerDimension};
use composure::scenario;
use composure::session::{Reply, Session, Setting};
use serde_json::Value;

use crate::support::{Home, composure_at, status, stderr, stdout};

const REPLIES: &str = "I'm so sorry, that was our mistake and it must be worrying.\n\
                       I'll ring the depot now and write to you by six today.\n\
                       Would you rather have it sent again today, or your money back?\n";

impl Home {
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        self.run_with(arguments, "")
    }

    fn run_with(&self, arguments: &[&str], input: &str) -> (i32, String, String) {
        let output = composure_at(&self.0, arguments, input);
        (status(&output), stdout(&output), stderr(&output))
    }

    #[track_caller]
    fn ok(&self, arguments: &[&str]) -> String {
        let (status, out, err) = self.run(arguments);
        assert_eq!(status, 0, "{arguments:?}: {err}");
        out
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        let out = self.ok(arguments);
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error} in {out}"))
    }

    /// Plays to the end of the replies, and gives the attempt's id.
    #[track_caller]
    fn play(&self, scenario: &str, mode: &str, person: &str) -> String {
        let replies = if mode == "guided" { "1\n2\n1\n" } else { REPLIES };
        let arguments =
            ["play", scenario, "--mode", mode, "--as", person, "--replies", "-", "--format", "json"];
        let (status, _, err) = self.run_with(&arguments, replies);
        assert_eq!((status, err.as_str()), (0, ""));
        self.newest()
    }

    /// The id of the newest attempt.
    #[track_caller]
    fn newest(&self) -> String {
        let listed = self.json(&["scores", "list", "--newest", "1", "--format", "json"]);
        listed[0]["attempt"].as_str().unwrap().to_owned()
    }
}

#[test]
fn an_attempt_is_kept_and_shown_again_as_it_was() {
    let home = Home::new();
    let (_, played, _) = home.run_with(
        &["play", "late-gift", "--mode", "assessment", "--replies", "-", "--format", "json"],
        REPLIES,
    );
    let played: Value = serde_json::from_str(&played).unwrap();
    let id = &home.newest();
    assert_eq!(home.json(&["scores", "show", id, "--format", "json"]), played);
    let listed = home.json(&["scores", "list", "--format", "json"]);
    assert_eq!(listed[0]["receipt"], played["receipt"]);
    assert_eq!(listed[0]["scores"], played["scores"]);
    assert!(home.ok(&["scores", "show", &id[..6]]).contains("How it ended"));
    assert!(home.ok(&["scores", "show", id, "--format", "html"]).contains("<!doctype html>"));
    assert!(home.ok(&["scores", "verify"]).contains("everything holds"));
}

#[test]
fn what_was_thought_and_taken_back_is_shown() {
    let home = Home::new();
    let options = Options { home: Some(home.0.clone()), person: Some("Ana".into()), ..Options::default() };
    let mut records = Records::open(&options).unwrap();
    let scenario = scenario::shipped().iter().find(|known| known.file.id == "late-gift").unwrap();
    let mut first =
        Session::start(Arc::new(scenario.clone()), rubric::standard().clone(), Setting::default());
    first.reply(Reply::typed("I see. What happened?")).unwrap();
    let mut session = first.rewound(0);
    session.reply(Reply::typed("I'm so sorry, that was our mistake.")).unwrap();
    session.leave();
    let unfinished = records.begin(&session).unwrap();
    records.end(&unfinished, &session, now()).unwrap();
    let predicted = PerDimension { empathy: Some(33), ..PerDimension::default() };
    let (note, suggestion) = ("Name it first.".to_owned(), "Shorter waits.".to_owned());
    assert!(records.reflect(&unfinished.id, &Reflection { predicted, note, suggestion }).unwrap());
    drop(records);

    let id = &unfinished.id.0;
    let text = home.ok(&["scores", "show", id]);
    for words in
        ["(predicted 33)", "Name it first.", "Shorter waits.", "Taken back: I see.", "Instead:    I'm so"]
    {
        assert!(text.contains(words), "{words} in {text}");
    }
    let shown = home.json(&["scores", "show", id, "--format", "json"]);
    assert_eq!(shown["reflection"]["predicted"]["empathy"], 33);
    assert_eq!(shown["branches"][0]["taken_back"]["reply"]["text"], "I see. What happened?");
    let page = home.ok(&["scores", "show", id, "--format", "html"]);
    assert!(!page.contains("Name it first."), "a page is handed on, a note is not");
    assert!(page.contains("Shorter waits.") && page.contains("What was tried before"));
    assert!(home.ok(&["scores", "share", id]).contains("boards do not count it"));
    assert!(home.ok(&["scores", "share", id]).contains("already"));
}

#[test]
fn nothing_is_kept_where_nobody_wants_it() {
    let home = Home::new();
    let quiet = ["play", "late-gift", "--no-save", "--replies", "-", "--format", "json"];
    let middle =
        ["play", "late-gift", "--mode", "guided", "--from", "friday", "--replies", "-", "--format", "json"];
    for arguments in [&quiet[..], &middle] {
        let (status, _, err) = home.run_with(arguments, "1\n");
        assert_eq!(status, 0, "{err}");
    }
    assert!(std::fs::read_dir(&home.0).unwrap().next().is_none());
}

#[test]
fn practice_is_on_no_board_and_in_no_export_until_it_is_shared() {
    let home = Home::new();
    let id = home.play("late-gift", "practice", "Ana");
    let words = "it must be worrying";
    assert_eq!(home.json(&["scores", "board", "--format", "json"])["rows"], Value::Array(Vec::new()));
    assert!(!home.ok(&["scores", "export"]).contains(words));
    assert_eq!(home.ok(&["scores", "export", "--format", "csv"]).lines().count(), 1);
    assert_eq!(home.run(&["scores", "compare", "Ana"]).0, 1);
    assert!(home.ok(&["scores", "share", &id]).contains("can see"));
    assert_eq!(home.json(&["scores", "board", "--format", "json"])["rows"][0]["name"], "Ana");
    assert!(home.ok(&["scores", "export"]).contains(words));
    assert_eq!(home.ok(&["scores", "export", "--format", "csv"]).lines().count(), 2);
    assert!(home.ok(&["scores", "share", &id]).contains("already"));
}

#[test]
fn records_go_from_store_to_store_any_number_of_times() {
    let (home, other) = (Home::new(), Home::new());
    for person in ["Ana", "Bea"] {
        home.play("late-gift", "assessment", person);
        home.play("double-charge", "assessment", person);
    }
    let file = home.0.join("export.jsonl");
    let file = file.to_str().unwrap();
    home.ok(&["scores", "export", "--output", file]);
    assert!(other.ok(&["scores", "import", file]).contains("8 new entries"));
    assert!(other.ok(&["scores", "import", file]).contains("0 new entries"));
    let board = ["scores", "board", "--format", "json"];
    assert_eq!(home.json(&board), other.json(&board));
    assert!(other.ok(&["scores", "verify"]).contains("4 attempts played again"));

    let changed = std::fs::read_to_string(file).unwrap().replacen("so sorry", "so story", 1);
    std::fs::write(file, changed).unwrap();
    let (status, _, err) = Home::new().run(&["scores", "import", file]);
    assert_eq!(status, 4);
    assert!(err.contains("not as it was signed"), "{err}");
}

#[test]
fn a_changed_score_is_found_and_named() {
    let home = Home::new();
    let id = home.play("late-gift", "assessment", "Ana");
    let database = rusqlite::Connection::open(home.0.join("records.sqlite")).unwrap();
    database.execute("UPDATE attempt SET empathy = 99", []).unwrap();
    let (status, out, _) = home.run(&["scores", "verify"]);
    assert_eq!(status, 1);
    assert!(out.contains(&format!("the row of the attempt {id}")), "{out}");
}

#[test]
fn an_attempt_is_checked_against_the_scenario_of_then() {
    let home = Home::new();
    let shipped = std::fs::read_to_string(crate::support::root().join("assets/start/scenario.ron")).unwrap();
    let path = home.0.join("scenarios").join("mine.ron");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, &shipped).unwrap();
    let arguments =
        ["play", path.to_str().unwrap(), "--mode", "assessment", "--replies", "-", "--format", "json"];
    assert_eq!(home.run_with(&arguments, REPLIES).0, 0);
    let folder = path.parent().unwrap().to_str().unwrap();
    let verify = ["scores", "verify", "--scenarios", folder];
    assert!(!home.ok(&verify).contains("has changed since"));
    std::fs::write(&path, shipped + "\n// another thought\n").unwrap();
    let out = home.ok(&verify);
    assert!(out.contains("the scenario has changed since") && out.contains("everything holds"), "{out}");
}

#[test]
fn a_trainers_scores_stand_beside_the_machines() {
    let home = Home::new();
    let id = home.play("late-gift", "assessment", "Ana");
    let before = home.json(&["scores", "list", "--format", "json"]);
    let given =
        ["scores", "override", &id, "--empathy", "90", "--reason", "She named the wait.", "--as", "Tom"];
    home.ok(&given);
    let after = home.json(&["scores", "list", "--format", "json"]);
    assert_eq!(after[0]["scores"], before[0]["scores"], "the machine's scores stay");
    assert_eq!(after[0]["trainer"]["scores"]["empathy"], 90);
    assert_ne!(after[0]["relative"]["empathy"], before[0]["relative"]["empathy"]);
    assert_eq!(after[0]["relative"]["ownership"], before[0]["relative"]["ownership"]);
    let shown = home.ok(&["scores", "show", &id]);
    assert!(shown.contains("She named the wait.") && shown.contains("Tom"), "{shown}");
    assert!(home.ok(&["scores", "show", &id, "--format", "html"]).contains("She named the wait."));
    assert!(home.ok(&["scores", "verify"]).contains("everything holds"));
    for wrong in [
        &["scores", "override", &id, "--reason", "none"][..],
        &["scores", "override", &id, "--empathy", "101", "--reason", "x"],
        &["scores", "override", &id, "--empathy", "10"],
        &["scores", "override", &id, "--empathy", "10", "--reason", "  "],
    ] {
        assert_eq!(home.run(wrong).0, 2, "{wrong:?}");
    }
}

#[test]
fn a_person_is_forgotten_and_the_chain_still_holds() {
    let home = Home::new();
    home.play("late-gift", "assessment", "Xenobia");
    home.play("late-gift", "practice", "Xenobia");
    home.play("late-gift", "assessment", "Bea");
    home.ok(&["scores", "forget", "Xenobia"]);
    let listed = home.json(&["scores", "list", "--format", "json"]);
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert!(home.ok(&["scores", "verify"]).contains("4 forgotten: everything holds"));
    let (status, _, err) = home.run(&["scores", "forget", "Xenobia"]);
    assert_eq!(status, 1);
    assert!(err.contains("nothing is recorded of `Xenobia`"));
    for file in std::fs::read_dir(&home.0).unwrap().flatten().filter(|file| file.path().is_file()) {
        let bytes = std::fs::read(file.path()).unwrap();
        assert!(
            !bytes.windows(3).any(|three| three == b"Xenobia"),
            "{} still knows her",
            file.path().display()
        );
    }
}

#[test]
fn two_are_compared_over_what_both_tried_and_one_over_time() {
    let home = Home::new();
    for (scenario, person) in
        [("late-gift", "Ana"), ("double-charge", "Ana"), ("late-gift", "Bea"), ("room-not-ready", "Bea")]
    {
        home.play(scenario, "assessment", person);
    }
    let versus = home.json(&["scores", "compare", "Ana", "Bea", "--format", "json"]);
    assert_eq!(versus["scenarios"], 1);
    assert_eq!(versus["ahead"]["first"]["overall"]["mean"], 0);
    assert!(versus["ahead"]["first"]["overall"]["margin"].is_null());
    let along = home.json(&["scores", "compare", "Ana", "--format", "json"]);
    assert_eq!(along["scenarios"].as_array().unwrap().len(), 2);
    assert_eq!(along["months"][0]["attempts"], 2);
    let (status, _, err) = home.run(&["scores", "compare", "Anna"]);
    assert_eq!(status, 1);
    assert!(err.contains("did you mean `Ana`?"), "{err}");
}

#[test]
fn choosing_and_typing_are_never_mixed() {
    let home = Home::new();
    home.play("late-gift", "assessment", "Ana");
    let chosen = home.play("late-gift", "guided", "Ana");
    home.ok(&["scores", "share", &chosen]);
    let typed = home.json(&["scores", "board", "--format", "json"]);
    let chosen = home.json(&["scores", "board", "--chosen", "--format", "json"]);
    assert_eq!((&typed["rows"][0]["attempts"], &chosen["rows"][0]["attempts"]), (&1.into(), &1.into()));
    let first = |board: &Value| board["rows"][0]["first"]["overall"]["mean"].as_i64().unwrap();
    assert_eq!(typed["rows"][0]["gap"]["mean"], first(&typed) - first(&chosen));
}

#[test]
fn names_are_harmless_everywhere() {
    let home = Home::new();
    for name in
        ["=cmd|' /C calc'!A0", "O'Neil; DROP TABLE attempt;--", "Zoë \"🦊\" Ünal", "two\nlines", "<script>"]
    {
        home.play("late-gift", "assessment", name);
    }
    let csv = home.ok(&["scores", "export", "--format", "csv"]);
    assert!(csv.contains("'=cmd|' /C calc'!A0") && csv.contains("\"Zoë \"\"🦊\"\" Ünal\""), "{csv}");
    assert!(csv.contains("two lines") && csv.contains("O'Neil; DROP TABLE attempt;--"), "{csv}");
    let rows =
        csv::Reader::from_reader(csv.as_bytes()).records().map(|row| row.unwrap().len()).collect::<Vec<_>>();
    assert_eq!(rows.len(), 5);
    let page = home.ok(&["scores", "board", "--format", "html"]);
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script>"));
    assert_eq!(home.json(&["scores", "board", "--format", "json"])["rows"].as_array().unwrap().len(), 5);
    assert_eq!(
        home.json(&["scores", "board", "--person", "two lines", "--format", "json"])["rows"][0]["attempts"],
        1
    );
    assert!(home.ok(&["scores", "verify"]).contains("everything holds"));
}

#[test]
fn a_killed_conversation_goes_on_where_it_was() {
    use std::io::{BufRead as _, BufReader, Write as _};
    let home = Home::new();
    let mut child = Command::new(env!("CARGO_BIN_EXE_composure"))
        .args(["play", "late-gift", "--mode", "assessment", "--as", "Ana", "--replies", "-"])
        .env("COMPOSURE_HOME", &home.0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let first = REPLIES.lines().next().unwrap();
    writeln!(child.stdin.as_mut().unwrap(), "{first}").unwrap();
    // What comes of a reply is printed once it is kept.
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap() == format!("You: {first}")));
    child.kill().unwrap();
    child.wait().unwrap();

    let rest: String = REPLIES.lines().skip(1).flat_map(|line| [line, "\n"]).collect();
    let resume = [
        "play",
        "late-gift",
        "--mode",
        "assessment",
        "--as",
        "Ana",
        "--resume",
        "--replies",
        "-",
        "--format",
        "json",
    ];
    let (status, out, err) = home.run_with(&resume, &rest);
    assert_eq!(status, 0, "{err}");
    let resumed: Value = serde_json::from_str(&out).unwrap();
    let whole = Home::new();
    let id = whole.play("late-gift", "assessment", "Ana");
    let whole = whole.json(&["scores", "show", &id, "--format", "json"]);
    assert_eq!(resumed["turns"], whole["turns"], "as if nothing had happened");
    assert_eq!(home.json(&["scores", "board", "--format", "json"])["rows"][0]["not_finished"], 0);
    let (status, _, err) = home.run_with(&resume, "");
    assert_eq!(status, 1);
    assert!(err.contains("no conversation in `late-gift` that was not ended"), "{err}");
}

#[test]
fn a_customer_who_returns_remembers_how_it_was_with_this_person() {
    let home = Home::new();
    let name = &composure::scenario::shipped()
        .iter()
        .find(|known| known.file.id == "fit-again")
        .unwrap()
        .file
        .customer
        .name;
    // Somebody at a keyboard.
    let opening = |person: &str, more: &[&str]| {
        let mut arguments = vec!["play", "fit-again", "--as", person];
        arguments.extend(more);
        let (status, out, err) = home.run_with(&arguments, "");
        assert_eq!(status, 0, "{err}");
        let said = out.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
        said.unwrap_or_else(|| panic!("{name} says nothing in {out}")).to_owned()
    };
    let returns = composure::scenario::shipped().iter().find(|known| known.file.id == "fit-again").unwrap();
    let from = &returns.file.returns.as_ref().unwrap().from;
    let fresh = opening("Bea", &[]);
    // Guided to an ending, whichever it is.
    let ways = ["1\n".repeat(20), "2\n".repeat(20), "3\n".repeat(20)];
    for way in ways {
        let arguments =
            ["play", from, "--mode", "guided", "--as", "Ana", "--replies", "-", "--format", "json"];
        let (_, out, _) = home.run_with(&arguments, &way);
        let played: Value = serde_json::from_str(&out).unwrap();
        let ending = played["ending"]["id"].as_str().unwrap().to_owned();
        if ending != "left" {
            assert_eq!(opening("Ana", &[]), opening("Bea", &["--after", &ending]), "after {ending}");
        }
    }
    assert_eq!(opening("Cem", &[]), fresh, "somebody else's conversations are not hers");
}

#[test]
fn a_damaged_store_is_put_aside_told_and_never_overwritten() {
    let home = Home::new();
    let path = home.0.join("records.sqlite");
    let garbage = b"this was a store once, and then the disk failed".repeat(100);
    std::fs::write(&path, &garbage).unwrap();
    let arguments = ["play", "late-gift", "--mode", "assessment", "--replies", "-", "--format", "json"];
    let (status, _, err) = home.run_with(&arguments, REPLIES);
    assert_eq!(status, 0, "{err}");
    assert!(err.contains("put aside as") && err.contains("records.sqlite.damaged-1"), "{err}");
    assert_eq!(std::fs::read(home.0.join("records.sqlite.damaged-1")).unwrap(), garbage);
    assert_eq!(home.json(&["scores", "list", "--format", "json"]).as_array().unwrap().len(), 1);

    // One that was named is somebody's file: it is left where it is.
    let named = home.0.join("notes.txt");
    std::fs::write(&named, &garbage).unwrap();
    let (status, _, err) = home.run(&["scores", "list", "--store", named.to_str().unwrap()]);
    assert_eq!(status, 4);
    assert!(err.contains("no store of Composure"), "{err}");
    assert_eq!(std::fs::read(&named).unwrap(), garbage);
}

#[test]
fn a_locked_store_keeps_nobody_from_talking() {
    let home = Home::new();
    home.play("late-gift", "assessment", "Ana");
    let database = rusqlite::Connection::open(home.0.join("records.sqlite")).unwrap();
    database.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").unwrap();
    let arguments = ["play", "double-charge", "--mode", "assessment", "--as", "Ana", "--replies", "-"];
    let (status, out, err) = home.run_with(&arguments, REPLIES.lines().next().unwrap());
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("How it ended"));
    assert!(err.contains("locked by another program") && err.contains("waiting"), "{err}");
    drop(database);
    let listed = home.ok(&["play", "late-gift", "--as", "Ana", "--replies", "/dev/null", "--format", "json"]);
    assert!(!listed.is_empty());
    let listed = home.json(&["scores", "list", "--scenario", "double-charge", "--format", "json"]);
    assert_eq!(listed.as_array().unwrap().len(), 1, "it was taken in");
    assert!(home.ok(&["scores", "verify"]).contains("everything holds"));
}

#[test]
fn what_cannot_be_is_said_in_a_sentence() {
    let home = Home::new();
    home.play("late-gift", "assessment", "Ana");
    for (arguments, status, words) in [
        (&["scores", "show", "zzzz"][..], 1, "is no attempt"),
        (&["scores", "show", "0000000000"], 1, "no attempt has an id"),
        (&["scores", "list", "--store", "/nowhere/at/all.sqlite"], 4, "/nowhere/at/all.sqlite"),
        (&["scores", "list", "--store", "mysql://x/y"], 4, "is no store"),
        (&["scores", "list", "--format", "html"], 2, "does not come as html"),
        (&["scores", "list", "--since", "yesterday"], 2, "2026-11-22"),
        (&["scores", "import", "/nowhere.jsonl"], 4, "/nowhere.jsonl"),
        (&["scores", "export", "--output", "/nowhere/x.jsonl"], 4, "cannot write /nowhere/x.jsonl"),
        (&["scores", "compare", "Ana", "--by", "scenario"], 2, "scores board --by scenario"),
        (
            &["play", "late-gift", "--store", "/proc/nowhere/x.sqlite", "--replies", "/dev/null"],
            4,
            "/proc/nowhere",
        ),
    ] {
        let (ended, out, err) = home.run(arguments);
        assert_eq!(ended, status, "{arguments:?}: {err}");
        assert!(err.contains(words), "{arguments:?}: {err}");
        assert!(out.is_empty(), "{arguments:?}: {out}");
    }
}

#[test]
fn stats_counts_what_there_is() {
    let home = Home::new();
    home.play("late-gift", "practice", "Ana");
    let stats = home.json(&["stats", "--format", "json"]);
    assert_eq!(stats["store"]["ended"], 1);
    assert_eq!(stats["library"]["scenarios"], composure::scenario::shipped().len());
    assert!(home.ok(&["stats"]).contains("behaviours"));
}

#[test]
fn a_trainers_scores_are_shown_and_go_with_the_trainer() {
    let home = Home::new();
    let id = home.play("late-gift", "assessment", "Ana");
    let show = ["scores", "show", &id, "--format", "json"];
    let before = home.json(&["scores", "list", "--format", "json"]);
    assert!(home.json(&show)["trainer"].is_null());
    let given = |column: &str, score: &str, reason: &str| {
        home.ok(&[
            "scores",
            "override",
            &id,
            column,
            score,
            "--reason",
            reason,
            "--as",
            " Tom \n the  Third ",
        ]);
    };
    given("--empathy", "90", "She named the wait.");
    given("--ownership", "80", "And her part in it.");
    let shown = home.json(&show);
    assert_eq!(shown["trainer"]["scores"]["empathy"], 90, "the second does not undo the first");
    assert_eq!(shown["trainer"]["scores"]["ownership"], 80);
    assert_eq!(shown["trainer"]["reason"], "And her part in it.");
    assert_eq!(shown["trainer"]["name"], "Tom the Third");
    assert!(home.ok(&["scores", "forget", "Tom  the Third\n"]).contains("2 entries"));
    assert_eq!(home.json(&["scores", "list", "--format", "json"]), before, "the machine's hold again");
    assert!(home.json(&show)["trainer"].is_null());
    assert!(home.ok(&["scores", "verify"]).contains("2 forgotten: everything holds"));
}

#[test]
fn who_is_forgotten_is_found_as_typed_and_told_to_who_imports_it() {
    let (home, other) = (Home::new(), Home::new());
    home.play("late-gift", "assessment", "Ana");
    home.play("late-gift", "assessment", "Bea");
    let file = home.0.join("export.jsonl");
    let file = file.to_str().unwrap();
    home.ok(&["scores", "export", "--output", file]);
    other.ok(&["scores", "import", file]);
    assert!(home.ok(&["scores", "forget", " Ana\n"]).contains("2 entries of Ana are gone"));
    home.ok(&["scores", "export", "--output", file]);
    let told = other.ok(&["scores", "import", file]);
    assert!(told.contains("2 that were here are gone"), "{told}");
    let listed = other.json(&["scores", "list", "--format", "json"]);
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!(listed[0]["person"], "Bea");
    assert!(other.ok(&["scores", "verify"]).contains("2 forgotten: everything holds"));
    assert!(!other.ok(&["scores", "import", file]).contains("are gone"), "they go once");
}

#[test]
fn a_part_that_is_handed_on_holds_and_says_what_is_absent() {
    let (home, other) = (Home::new(), Home::new());
    home.play("late-gift", "assessment", "Ana");
    home.play("late-gift", "assessment", "Bea");
    let file = home.0.join("export.jsonl");
    let file = file.to_str().unwrap();
    home.ok(&["scores", "export", "--person", "Ana", "--output", file]);
    other.ok(&["scores", "import", file]);
    let told = other.ok(&["scores", "verify"]);
    assert!(told.contains("note: 2 entries that others may see never came here"), "{told}");
    assert!(told.contains("everything holds"), "{told}");
    assert_eq!(other.json(&["scores", "verify", "--format", "json"])["absent"], 2);
}

#[test]
fn who_says_nothing_has_not_tried() {
    let home = Home::new();
    let silent = ["play", "late-gift", "--mode", "assessment", "--as", "Ana", "--replies", "-"];
    assert_eq!(home.run_with(&silent, "").0, 0);
    home.play("late-gift", "assessment", "Ana");
    let board = home.json(&["scores", "board", "--format", "json"]);
    assert_eq!((&board["rows"][0]["attempts"], &board["rows"][0]["not_finished"]), (&1.into(), &1.into()));
    let listed = home.json(&["scores", "list", "--format", "json"]);
    let nths: Vec<&Value> = listed.as_array().unwrap().iter().map(|listed| &listed["nth"]).collect();
    assert_eq!(nths, [1, 0]);
}
