//! How fast replies are scored, and against what: `cargo bench --no-default-features`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use composure::rubric::{self, Rubric};
use composure::scoring::{Context, score_text};
use composure::text::Text;

const REPLY: &str = "You waited in all day for nothing, and that is on us: the driver's list was printed before your slot was moved. \
    I'm sorry, Mrs Novak. I've put you first on tomorrow's round, between 8 and 9, and I'll ring you myself at 9 to hear that the cot \
    is standing. If anything slips before then, you'll know from me and not from the tracking page.";

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..400).map(|_| { let t = Instant::now(); run(); t.elapsed() }).collect();
    times.sort_unstable();
    times[times.len() / 10]
}

fn main() {
    if std::env::args().any(|a| a == "only-score") { let rubric = rubric::standard(); let customer = rubric.customer("I waited in ALL DAY for the cot, nobody came, and the baby is due on Friday!"); for _ in 0..200000 { let text = Text::read(REPLY); black_box(score_text(rubric, black_box(&text), &Context::of(&customer))); } return; }
    if std::env::args().any(|a| a == "only-ready") { let sources = rubric::sources(); for _ in 0..200 { black_box(Rubric::compile(black_box(&sources))); } return; }
    let sources = rubric::sources();
    println!("ready {:?}", median(|| { black_box(Rubric::compile(black_box(&sources))); }));
    println!("outlines {:?}", median(|| { for s in &sources { black_box(composure::source::Outline::scan(s.path, std::str::from_utf8(s.bytes).unwrap().to_owned())); } }));
    println!("parse {:?}", median(|| { for s in &sources { if s.path.contains('/') && !s.path.starts_with("classes") { black_box(ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME|ron::extensions::Extensions::UNWRAP_NEWTYPES|ron::extensions::Extensions::UNWRAP_VARIANT_NEWTYPES).from_bytes::<composure::rubric::Behaviour>(s.bytes)).ok(); } } }));
    println!("load {:?}", median(|| { for s in &sources { black_box(composure::source::load::<composure::rubric::Behaviour>(s.path, s.bytes)); } }));
    let rubric = rubric::standard();
    let customer = rubric.customer("I waited in ALL DAY for the cot, nobody came, and the baby is due on Friday!");
    println!("words {}", Text::read(REPLY).words().len());
    println!("read {:?}", median(|| { black_box(Text::read(black_box(REPLY))); }));
    let text = Text::read(REPLY);
    println!("score {:?}", median(|| { black_box(score_text(rubric, black_box(&text), &Context::of(&customer))); }));
}
