//! What holds for every reply, tried on many made at random from a fixed seed.

use std::sync::Arc;

use composure::agreement::{self, Label};
use composure::rubric::{self, Dimension, Evidence};
use composure::scenario;
use composure::scoring::{self, Context};
use composure::session::{Mode, Reply, Session, Setting};
use composure::text::Text;
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

/// Every third reply of the labelled set, with what the customer said.
fn labelled() -> Vec<(String, String)> {
    let replies = agreement::shipped().into_iter().flat_map(|item| match item.label {
        Label::Contrast(pair, _) | Label::Invariance(pair) => {
            pair.replies.map(|reply| (item.context.clone(), reply)).to_vec()
        }
        Label::Graded { reply, .. } => vec![(item.context, reply)],
    });
    replies.step_by(3).collect()
}

fn scores(context: &str, reply: &str) -> [i32; 3] {
    let customer = rubric::standard().customer(context);
    let receipt = scoring::score(rubric::standard(), reply, &Context::of(&customer));
    Dimension::ALL.map(|dimension| receipt.scores.get(dimension).map_or(0, i32::from))
}

#[test]
fn a_score_depends_on_nothing_scored_before() {
    let replies = labelled();
    let one_way: Vec<[i32; 3]> = replies.iter().map(|(context, reply)| scores(context, reply)).collect();
    let mut other_way: Vec<[i32; 3]> =
        replies.iter().rev().map(|(context, reply)| scores(context, reply)).collect();
    other_way.reverse();
    assert_eq!(one_way, other_way);
}

#[test]
fn a_neutral_sentence_moves_no_score_by_more_than_five() {
    const NEUTRAL: &[&str] = &[
        "The office is on the second floor.",
        "The path runs along the river for a while.",
        "The form has two pages.",
        "Our building is the one with the green door.",
    ];
    for (context, reply) in labelled().iter().filter(|(_, reply)| reply.ends_with('.')) {
        let before = scores(context, reply);
        let details = &rubric::standard().customer(context).details;
        // What takes up the customer's own words is not unrelated.
        for neutral in NEUTRAL.iter().filter(|neutral| !details.touched_by(&Text::read(neutral))) {
            let after = scores(context, &format!("{reply} {neutral}"));
            let moved = before.iter().zip(after).map(|(before, after)| (before - after).abs()).max();
            assert!(moved <= Some(5), "{before:?} became {after:?}: {reply} {neutral}");
        }
    }
}

#[test]
fn a_brush_off_or_an_insult_never_raises_a_score() {
    const HARM: &[&str] = &[
        "That's not our problem.",
        "You are an idiot.",
        "There's nothing we can do, take it or leave it.",
        "Calm down, it's hardly the end of the world.",
        "It's your own fault.",
    ];
    for (context, reply) in labelled().iter().filter(|(_, reply)| reply.ends_with('.')) {
        let before = scores(context, reply);
        for harm in HARM {
            let after = scores(context, &format!("{reply} {harm}"));
            assert!(
                before.iter().zip(after).all(|(&before, after)| after <= before),
                "{before:?} became {after:?}: {reply} {harm}"
            );
        }
    }
}

#[test]
fn a_conversation_replays_to_the_same_receipt() {
    let rubric = rubric::standard().clone();
    let mut random = Pcg32::seed_from_u64(2);
    for scenario in scenario::shipped() {
        let scenario = Arc::new(scenario.clone());
        for seed in 0..20 {
            let mut session = Session::start(
                scenario.clone(),
                rubric.clone(),
                Setting { mode: Mode::Practice, seed, memory: None },
            );
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
        let mut session =
            Session::start(scenario, rubric.clone(), Setting { mode: Mode::Guided, seed: 3, memory: None });
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
            let mut session = Session::start(
                scenario.clone(),
                rubric.clone(),
                Setting { mode: Mode::Guided, seed, memory: None },
            );
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
