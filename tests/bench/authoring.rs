//! How fast scenarios are checked and played: `cargo bench --no-default-features --bench authoring`.
//!
//! Checking is held against bare `ron` reading the same files into the same type, in the same run, file by file.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use composure::library::Checker;
use composure::lint::{self, Rule, Settings, Tier};
use composure::playtest::{self, Next, Stage, Trial, search};
use composure::rubric;
use composure::scenario::{self, Scenario, ScenarioFile};
use composure::session::{Mode, Reply, Session, Setting, Tally};

const FILES: usize = 10_000;

fn main() {
    checking();
    rules();
    choosing();
    typing();
    in_a_session();
}

/// Files of every shipped scenario and of the small one that rules are explained with, one in twenty of them large.
fn generate(folder: &Path) -> Vec<PathBuf> {
    let small = Rule::example("");
    // Those that share files would miss them here.
    let large: Vec<String> = scenario::embedded()
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .filter(|text| !text.contains("uses: ("))
        .collect();
    fs::create_dir_all(folder).expect("the target folder can be written");
    (0..FILES)
        .map(|index| {
            let text = if index % 20 == 0 { &large[index / 20 % large.len()] } else { &small };
            let start = text.find("id: \"").expect("every scenario has an id") + 5;
            let end = start + text[start..].find('"').expect("it ends");
            let path = folder.join(format!("{index:05}.ron"));
            let text = format!("{}generated-{index}{}", &text[..start], &text[end..]);
            fs::write(&path, text).expect("the target folder can be written");
            path
        })
        .collect()
}

fn checking() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ten-thousand");
    let files = generate(&folder);
    let rubric = rubric::standard();
    let bytes: u64 = files.iter().map(|path| fs::metadata(path).expect("it was written").len()).sum();
    // Both in turns, so that what else the machine does hits both.
    let mut bare = Duration::ZERO;
    let mut ours = Duration::ZERO;
    let mut checker = Checker::new(rubric, Tier::File);
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    for chunk in files.chunks(100) {
        let start = Instant::now();
        for path in chunk {
            let text = fs::read_to_string(path).expect("it was written");
            black_box(options.from_str::<ScenarioFile>(&text).expect("it is sound"));
        }
        bare += start.elapsed();
        let start = Instant::now();
        for path in chunk {
            checker.file(path).expect("it was written");
        }
        ours += start.elapsed();
    }
    let before = memory();
    let (count, checked) = checker.finish();
    assert_eq!(count, FILES);
    println!("{FILES} files, {} MB, of them with problems: {}", bytes / 1_000_000, checked.len());
    println!("  read by bare ron                 {bare:>10.1?}");
    println!(
        "  checked without scoring          {ours:>10.1?}   {:.2} times that; wanted: at most 2",
        ours.as_secs_f64() / bare.as_secs_f64()
    );
    println!("  memory at the end                {before:>7} MB");
    fs::remove_dir_all(&folder).expect("it was made here");
}

/// Resident memory in megabytes, where the system tells.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) / 1000
}

fn rules() {
    let rubric = rubric::standard();
    let scenarios = scenario::shipped();
    let options: usize = scenarios
        .iter()
        .flat_map(|s| &s.file.turns)
        .map(|turn| turn.options.len() + turn.labelled.len())
        .sum();
    for (tier, name) in [(Tier::File, "reading"), (Tier::Scored, "scoring"), (Tier::Played, "playing")] {
        let start = Instant::now();
        for scenario in scenarios {
            black_box(lint::lint(scenario, rubric, &Settings::default(), tier));
        }
        let each = start.elapsed() / scenarios.len() as u32;
        println!(
            "rules up to {name}: {each:>10.1?} a scenario ({} replies a scenario)",
            options / scenarios.len()
        );
    }
}

/// Every way through the options, and simulated trainees.
fn choosing() {
    let rubric = rubric::standard();
    let mut largest: Option<(Duration, u64, &Scenario)> = None;
    let (mut tried, mut took) = (0, Duration::ZERO);
    for scenario in scenario::shipped() {
        let start = Instant::now();
        let mut stage = Stage::new(scenario, rubric, 0, None);
        let opening = stage.opening();
        let outlook =
            search(&mut stage, opening, Tally::default(), u64::MAX, &mut |_| {}).expect("it can be played");
        assert!(outlook.exact, "{}", scenario.file.id);
        let time = start.elapsed();
        tried += outlook.tried;
        took += time;
        if largest.is_none_or(|(longest, ..)| time > longest) {
            largest = Some((time, outlook.tried, scenario));
        }
    }
    let (time, replies, scenario) = largest.expect("scenarios ship");
    println!("exact search of `{}`: {replies} replies in {time:.1?}; wanted: under 2 s", scenario.file.id);
    println!(
        "  all shipped: {:.0} guided turns a second, contexts scored included",
        tried as f64 / took.as_secs_f64()
    );
    let trial = Trial { runs: 3000, seed: 0 };
    let start = Instant::now();
    let report = playtest::playtest(scenario, rubric, trial, &mut |_| {});
    let rate = report.turns as f64 / start.elapsed().as_secs_f64();
    println!(
        "  a playtest of 3000 runs: {rate:.0} turns a second, choosing and typing; wanted: 500000 guided"
    );
}

/// Typed in a playtest: any reply of the turn, read once, and scored once in each context it is given in.
fn typing() {
    let rubric = rubric::standard();
    let (mut typed, mut contexts) = (0u64, 0);
    let start = Instant::now();
    for scenario in scenario::shipped() {
        let mut stage = Stage::new(scenario, rubric, 0, None);
        for seed in 0..2000u64 {
            stage.reseed(seed);
            let mut spot = stage.opening();
            for step in 0..30 {
                let turn = &scenario.file.turns[spot.state.turn];
                let texts = turn.options.iter().map(|o| &o.text).chain(turn.labelled.iter().map(|r| &r.text));
                let texts: Vec<&String> = texts.collect();
                let reply = stage.utterance(texts[(seed as usize * 31 + step * 17) % texts.len()]);
                match stage.reply(&spot, reply).1 {
                    Next::Spot(next) => spot = next,
                    Next::Ending(..) => break,
                }
            }
        }
        typed += stage.turns();
        contexts += stage.scored();
    }
    let rate = typed as f64 / start.elapsed().as_secs_f64();
    println!(
        "  typed in a playtest: {rate:.0} turns a second, {contexts} contexts of {typed} turns scored; wanted: 30000"
    );
}

/// Typed as a session takes it: read, heard, scored, moved on, nothing kept from before.
fn in_a_session() {
    let rubric = rubric::standard().clone();
    let mut turns = 0u32;
    let start = Instant::now();
    for scenario in scenario::shipped() {
        let scenario = Arc::new(scenario.clone());
        for seed in 0..40 {
            let setting = Setting { mode: Mode::Practice, seed, memory: None };
            let mut session = Session::start(scenario.clone(), rubric.clone(), setting);
            while session.outcome().is_none() && session.steps().len() < 30 {
                let options = &scenario.file.turns[session.state().turn].options;
                let text = options[(seed as usize + session.steps().len()) % options.len()].text.clone();
                session.reply(Reply::typed(text)).expect("it is a reply");
                turns += 1;
            }
        }
    }
    let each = start.elapsed() / turns;
    println!(
        "a typed turn in a session, nothing kept from before: {each:.1?}, {:.0} a second",
        1.0 / each.as_secs_f64()
    );
}
