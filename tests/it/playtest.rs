//! The playtest against the session itself, and every shipped scenario under it.

use std::collections::BTreeSet;
use std::sync::Arc;

use composure::lint::{self, Rule, Settings, Tier};
use composure::playtest::{self, Stage, Trial, search};
use composure::rubric::{self, Dimension, Principle, Rubric};
use composure::scenario::{self, EndingKind, Scenario, Shared};
use composure::session::{Mode, Outcome, Reply, Session, Setting, Tally};
use composure::source::Severity;
use serde_json::Value;

use crate::support::{composure, file, status, stderr, stdout};

fn start_file() -> Arc<Scenario> {
    let text = Rule::example("");
    let (scenario, problems) =
        scenario::read("start.ron", text.as_bytes(), &Shared::default(), rubric::standard());
    Arc::new(scenario.unwrap_or_else(|| panic!("{problems:#?}")))
}

fn rubric() -> Arc<Rubric> {
    rubric::standard().clone()
}

/// Every guided conversation to its end, played by the session itself: kind, points, passed, and one over the number of
/// conversations that were as likely.
fn all_results(session: &Session, share: u64, found: &mut Vec<(EndingKind, i32, bool, u64)>) {
    if let Some(Outcome::Ended(ending)) = session.outcome() {
        let scores = session.scores();
        let points = Dimension::ALL.iter().filter_map(|&d| *scores.get(d)).map(i32::from).sum();
        found.push((session.scenario().file.endings[ending].kind, points, session.passed(), share));
        return;
    }
    let options = session.scenario().file.turns[session.state().turn].options.len();
    for option in 0..options {
        let mut next = session.clone();
        next.reply(Reply::chosen(option)).unwrap();
        all_results(&next, share * options as u64, found);
    }
}

#[test]
fn the_search_finds_what_playing_everything_finds() {
    let double_charge = scenario::shipped().iter().find(|s| s.file.id == "double-charge").unwrap();
    for scenario in [start_file(), Arc::new(double_charge.clone())] {
        let setting = Setting { mode: Mode::Guided, seed: 5, memory: None };
        let mut results = Vec::new();
        all_results(&Session::start(scenario.clone(), rubric(), setting), 1, &mut results);
        let mut stage = Stage::new(&scenario, rubric::standard(), 5, None);
        let opening = stage.opening();
        let outlook = search(&mut stage, opening, Tally::default(), u64::MAX, &mut |_| {}).unwrap();
        assert!(outlook.exact);
        let worth = |result: &(EndingKind, i32, bool, u64)| (std::cmp::Reverse(result.0), result.1);
        let best = results.iter().map(worth).max().unwrap();
        let worst = results.iter().map(worth).min().unwrap();
        assert_eq!(outlook.best.verdict.worth(), best);
        assert_eq!(outlook.worst.verdict.worth(), worst);
        let passes: f64 =
            results.iter().filter(|result| result.2).map(|result| 1000.0 / result.3 as f64).sum();
        assert!((f64::from(outlook.chance.passes) - passes).abs() <= 0.51, "{passes} {:?}", outlook.chance);
        let points: f64 = results.iter().map(|result| f64::from(result.1) / result.3 as f64).sum();
        assert!((f64::from(outlook.chance.points) - points).abs() <= 0.51, "{points} {:?}", outlook.chance);
    }
}

#[test]
fn regret_adds_up_from_the_best_to_what_came_of_it() {
    for scenario in scenario::shipped().iter().take(6) {
        let scenario = Arc::new(scenario.clone());
        for seed in 0..3u64 {
            let setting = Setting { mode: Mode::Guided, seed, memory: None };
            let mut session = Session::start(scenario.clone(), rubric(), setting);
            while session.outcome().is_none() {
                let options = scenario.file.turns[session.state().turn].options.len() as u64;
                let option = (seed * 7 + session.steps().len() as u64 * 3 + 1) % options;
                session.reply(Reply::chosen(option as usize)).unwrap();
            }
            let regrets = playtest::regrets(&session);
            assert_eq!(regrets.len(), session.steps().len());
            for pair in regrets.windows(2) {
                assert_eq!(pair[0].after, pair[1].before);
            }
            for regret in &regrets {
                assert!(regret.after.worth() <= regret.before.worth(), "{regret:?}");
            }
            let last = regrets.last().unwrap().after;
            assert_eq!(last.scores, session.scores());
            assert_eq!(last.passed, session.passed());
            assert_eq!(session.outcome(), Some(Outcome::Ended(last.ending)));
        }
    }
}

#[test]
fn a_way_to_a_turn_is_a_conversation_that_gets_there() {
    for scenario in scenario::shipped() {
        let scenario = Arc::new(scenario.clone());
        let setting = Setting { mode: Mode::Guided, seed: 2, memory: None };
        let mut found = 0;
        for turn in 0..scenario.file.turns.len() {
            let Some(way) = playtest::way_to(&scenario, rubric::standard(), setting, turn) else { continue };
            let mut session = Session::start(scenario.clone(), rubric(), setting);
            for option in way {
                session.reply(Reply::chosen(option)).unwrap();
            }
            assert_eq!(session.state().turn, turn);
            assert_eq!(session.outcome(), None);
            found += 1;
        }
        assert!(found * 10 >= scenario.file.turns.len() * 7, "{}: {found}", scenario.file.id);
    }
}

#[test]
fn every_shipped_scenario_checks_clean_and_tests_skill() {
    let rubric = rubric::standard();
    let scenarios = scenario::shipped();
    assert!(scenarios.len() >= 15, "{}", scenarios.len());
    let (left, right) = scenarios.split_at(scenarios.len() / 2);
    let clean = |scenarios: &[Scenario]| {
        for scenario in scenarios {
            let id = &scenario.file.id;
            let problems = lint::lint(scenario, rubric, &Settings::default(), Tier::Played);
            let real: Vec<_> = problems.iter().filter(|problem| problem.severity != Severity::Note).collect();
            assert!(real.is_empty(), "{id}: {real:#?}");
            let report = playtest::playtest(scenario, rubric, Trial { runs: 120, seed: 40 }, &mut |_| {});
            assert!(report.is_ranked(), "{id}: {:#?}", report.players);
            assert_eq!(report.passes().count(), 0, "{id}: {:#?}", report.players);
            let outlook = report.guided.as_ref().unwrap();
            assert!(outlook.exact && outlook.best.verdict.passed, "{id}: {outlook:?}");
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| clean(left));
        clean(right);
    });
}

#[test]
fn every_principle_decides_an_outcome_somewhere() {
    // `decisions.md` sets apart: C3 and M1 (measures), P5 (reflection), C1 and A4 (exercises of their own).
    let apart = ["C1", "C3", "M1", "P5", "A4"];
    // That what is trained is also asked for, the lint `trains-unasked` has seen.
    let trained: BTreeSet<Principle> =
        scenario::shipped().iter().flat_map(|s| s.file.trains.clone()).collect();
    let missing: Vec<&str> = Principle::ALL
        .iter()
        .filter(|principle| !trained.contains(principle) && !apart.contains(&principle.id()))
        .map(|principle| principle.id())
        .collect();
    assert!(missing.is_empty(), "no scenario trains {missing:?}");
}

#[test]
fn content_is_as_varied_as_it_was_meant_to_be() {
    let scenarios = scenario::shipped();
    let channels: BTreeSet<_> = scenarios.iter().map(|scenario| scenario.file.channel).collect();
    assert_eq!(channels.len(), 5);
    let calm = scenarios.iter().filter(|scenario| scenario.file.customer.mood().anger <= 40).count();
    assert!(calm * 3 >= scenarios.len(), "{calm} of {} are calm from the start", scenarios.len());
}

#[test]
fn the_command_tells_who_gets_through() {
    let easy = lint::rule("passed-without-skill").unwrap();
    let path = file("easy.ron", Rule::example(easy.bad));
    let output = composure(&["playtest", path.to_str().unwrap(), "--runs", "40", "--format", "json"], "");
    assert_eq!(status(&output), 1, "{}", stderr(&output));
    let reports: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let report = &reports[0];
    for field in ["scenario", "best", "worst", "chance", "players", "passes"] {
        assert!(!report[field].is_null(), "{field} in {report}");
    }
    assert!(report["passes"].as_array().is_some_and(|passes| !passes.is_empty()));
    assert!(report["players"]["always-first"]["choosing"]["passed"].is_number());

    let path = file("start.ron", Rule::example(""));
    let output = composure(&["playtest", path.to_str().unwrap(), "--runs", "40"], "");
    assert_eq!(status(&output), 0, "{}", stdout(&output));
    assert!(stdout(&output).contains("Nobody passes without skill."));
    let again = composure(&["playtest", path.to_str().unwrap(), "--runs", "40", "--format", "json"], "");
    let once = composure(&["playtest", path.to_str().unwrap(), "--runs", "40", "--format", "json"], "");
    assert_eq!(stdout(&again), stdout(&once));
}
