//! What holds for every reply, tried on many made at random from a fixed seed.

use std::sync::Arc;

use composure::rubric::{self, Dimension, Evidence};
use composure::scenario;
use composure::scoring::{self, Context};
use composure::session::{Mode, Reply, Session};
use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg32;

const PIECES: &[&str] = &[
    "I'm sorry",
    "we got this wrong",
    "I'll call you by six",
    "you should have",
    "calm down",
    "our policy",
    "but",
    "not",
    "if you",
    "refund",
    "that must be",
    "frustrating",
    "\"quoted\"",
    "?",
    "!!",
    "...",
    ",",
    ".",
    "\n",
    "WHY",
    "ok",
    "🙂",
    "e\u{301}",
    "שלום",
    "'",
    "can't",
    "don't",
    "£40",
    "18:30",
    "\u{200d}",
    "\u{0}",
    "manager",
    "unfortunately",
    "thank you",
    "(",
    "—",
    "ß",
    "İ",
    "ﬁ",
];

fn reply(random: &mut Pcg32) -> String {
    let count = random.random_range(0..30);
    let mut reply = String::new();
    for _ in 0..count {
        let piece = PIECES[random.random_range(0..PIECES.len() as u32) as usize];
        reply.push_str(piece);
        if random.random_range(0..5) > 0 {
            reply.push(' ');
        }
    }
    reply
}

#[test]
fn receipts_add_up_and_evidence_lies_in_the_reply() {
    let rubric = rubric::standard();
    let mut random = Pcg32::seed_from_u64(1);
    for _ in 0..3000 {
        let (said, reply) = (reply(&mut random), reply(&mut random));
        let customer = rubric.customer(&said);
        let receipt = scoring::score(rubric, &reply, &Context::of(&customer));
        let length = reply.chars().count() as u32;
        for finding in &receipt.findings {
            if let Evidence::At(span) = finding.evidence {
                assert!(span.start < span.end && span.end <= length, "{reply:?}: {finding:?}");
            }
        }
        for dimension in Dimension::ALL {
            let score = receipt.scores.get(dimension).expect("all three are called for");
            assert_eq!(i32::from(score), receipt.sum(dimension), "{reply:?}");
        }
        assert_eq!(receipt, scoring::score(rubric, &reply, &Context::of(&customer)), "{reply:?}");
    }
}

#[test]
fn a_conversation_replays_to_the_same_receipt() {
    let rubric = rubric::standard().clone();
    let mut random = Pcg32::seed_from_u64(2);
    for scenario in scenario::shipped() {
        let scenario = Arc::new(scenario.clone());
        for seed in 0..20 {
            let mut session = Session::start(scenario.clone(), rubric.clone(), Mode::Practice, seed);
            while session.outcome().is_none() && session.steps().len() < 12 {
                // What is refused changes nothing, so it needs no word here.
                let _ = session.reply(Reply::typed(reply(&mut random)));
            }
            session.leave();
            let again = session.attempt().replay(&scenario, &rubric).expect("it was played with these");
            assert_eq!(session.receipt(), again.receipt());
            assert_eq!(session.steps(), again.steps());
            assert_eq!(session.line(), again.line());
        }
    }
}

#[test]
fn rewinding_is_playing_again_up_to_there() {
    let rubric = rubric::standard().clone();
    for scenario in scenario::shipped() {
        let scenario = Arc::new(scenario.clone());
        let mut session = Session::start(scenario, rubric.clone(), Mode::Guided, 3);
        let mut lines = vec![session.line().to_owned()];
        while session.outcome().is_none() {
            session.reply(Reply::chosen(0)).expect("every turn has a first option");
            lines.push(session.line().to_owned());
        }
        for (count, line) in lines.iter().enumerate().take(session.steps().len()) {
            let rewound = session.rewound(count);
            assert_eq!(rewound.line(), line);
            assert_eq!(rewound.steps(), &session.steps()[..count]);
            assert!(rewound.outcome().is_none());
        }
    }
}

#[test]
fn every_shipped_scenario_reaches_three_endings_by_choosing() {
    use std::collections::BTreeSet;
    let rubric = rubric::standard().clone();
    for scenario in scenario::shipped() {
        let scenario = Arc::new(scenario.clone());
        let mut random = Pcg32::seed_from_u64(5);
        let mut endings = BTreeSet::new();
        for seed in 0..60 {
            let mut session = Session::start(scenario.clone(), rubric.clone(), Mode::Guided, seed);
            // A trainee who mostly chooses well, mostly badly, or any which way.
            let bias = random.random_range(0..3u32);
            for _ in 0..30 {
                if session.outcome().is_some() {
                    break;
                }
                let count = scenario.file.turns[session.state().turn].options.len();
                let mut options: Vec<usize> = (0..count).collect();
                options.sort_by_key(|&option| {
                    let scores = session
                        .preview(&scenario.file.turns[session.state().turn].options[option].text)
                        .receipt
                        .scores;
                    Dimension::ALL.iter().filter_map(|&d| *scores.get(d)).map(u32::from).sum::<u32>()
                });
                let choice = match bias {
                    0 if random.random_range(0..5) > 0 => options[count - 1],
                    1 if random.random_range(0..5) > 0 => options[0],
                    _ => options[random.random_range(0..count as u32) as usize],
                };
                session.reply(Reply::chosen(choice)).expect("the option is there");
            }
            endings.insert(format!("{:?}", session.outcome()));
        }
        endings.remove("None");
        assert!(endings.len() >= 3, "{}: {endings:?}", scenario.file.id);
    }
}
