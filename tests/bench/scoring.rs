//! How fast replies are scored, beside a bare multi-pattern scan for the same phrases in the same run:
//! `cargo bench --no-default-features --bench scoring`.
//!
//! Every figure is the tenth percentile of many runs: what the code takes when the machine does nothing else.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::{Duration, Instant};

use aho_corasick::AhoCorasick;
use composure::rubric::{self, Rubric};
use composure::scoring::{self, Context};
use composure::text::Text;

const CUSTOMER: &str = "I waited in ALL DAY for the cot, nobody came, and the baby is due on Friday!";

/// 60 words.
const REPLY: &str = "You waited in all day for nothing, and that is on us: the driver's list was printed before your slot was moved. \
    I'm sorry, Mrs Novak. I've put you first on tomorrow's round, between 8 and 9, and I'll ring you to hear that the cot \
    is standing. If anything slips, you'll hear it from me, not the tracking page.";

/// What a run takes on an idle core.
fn time(runs: usize, mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 10]
}

fn main() {
    let sources = rubric::sources();
    let ready = time(50, || {
        black_box(Rubric::compile(black_box(&sources)));
    });
    let rubric = rubric::standard();
    println!("rubric of {} behaviours ready             {ready:>10.1?}   wanted: under 10 ms", rubric.len());

    let customer = rubric.customer(CUSTOMER);
    let score = |reply: &str| {
        black_box(scoring::score(rubric, black_box(reply), &Context::of(&customer)));
    };
    assert_eq!(REPLY.split_whitespace().count(), 60);
    let read = time(20_000, || {
        black_box(Text::read(black_box(REPLY)));
    });
    let scored = time(20_000, || score(REPLY));
    println!("a reply of 60 words taken apart            {read:>10.1?}");
    println!("a reply of 60 words scored                 {scored:>10.1?}   wanted: at most 15 µs");

    let phrases = phrases();
    let automaton = AhoCorasick::new(&phrases).expect("phrases make an automaton");
    let bare = time(20_000, || {
        let lower = black_box(REPLY).to_lowercase();
        black_box(automaton.find_overlapping_iter(&lower).count());
    });
    let ratio = scored.as_secs_f64() / bare.as_secs_f64();
    println!(
        "a bare scan for the same {:>5} phrases     {bare:>10.1?}   {ratio:.1} times that; wanted: at most 15",
        phrases.len()
    );

    let mut text = String::new();
    for kilobytes in [1, 10, 100, 1000] {
        while text.len() < kilobytes * 1000 {
            text.push_str(REPLY);
            text.push(' ');
        }
        let long = time(20, || score(&text));
        let each = long.as_secs_f64() * 1e6 / kilobytes as f64;
        println!(
            "a reply of {kilobytes:>4} KB                         {long:>10.1?}   {each:.0} µs a KB; wanted: linear"
        );
    }
}

/// Every run of plain words in the rubric's patterns and classes.
fn phrases() -> Vec<String> {
    let mut phrases = BTreeSet::new();
    for source in rubric::sources() {
        let text = std::str::from_utf8(source.bytes).expect("the shipped rubric is UTF-8");
        let patterns = match (text.find("look_for:"), text.find("hits:")) {
            (Some(from), Some(to)) if from < to => &text[from..to],
            _ if source.path.starts_with("classes/") => text,
            _ => continue,
        };
        for quoted in patterns.split('"').skip(1).step_by(2) {
            for run in quoted.split(|c: char| "()[]|{}^$#<>*!.~0123456789".contains(c)) {
                phrases.insert(run.trim().to_lowercase());
            }
        }
    }
    phrases.into_iter().filter(|phrase| phrase.len() > 1).collect()
}
