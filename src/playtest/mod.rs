//! Whether a scenario tests skill: simulated trainees, every way through it, and what each turn tells.
//!
//! Architecture invariant: pure; the same scenario, rubric and seed give the same report on every machine. Progress is
//! told through a callback.

mod items;
mod players;
mod regret;
mod search;
mod stage;
mod way_to;

use crate::rubric::Rubric;
use crate::scenario::Scenario;
use crate::scoring::Scores;
use crate::session::{Tally, passes};

pub use items::Item;
pub use players::{Corpus, Player, corpus};
pub use regret::{Regret, regrets};
pub use search::{Chance, Outlook, Verdict, Way, search};
pub use stage::{Next, Spot, Stage, Utterance};
pub use way_to::way_to;

use items::Items;
use players::{Repertoire, Seat};
use search::MOST_TRIED;

/// How much is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Attempts of each player in each way of playing.
    pub runs: u32,
    /// What phrasing and chance are drawn from.
    pub seed: u64,
}

impl Default for Trial {
    fn default() -> Self {
        Self { runs: 200, seed: 0 }
    }
}

/// What a playtest found.
#[derive(Clone, Debug)]
pub struct Report {
    /// Every way through the options; `None` where none reaches an ending.
    pub guided: Option<Outlook>,
    /// The players, choosing and typing.
    pub players: Vec<Played>,
    /// What each turn tells when options are chosen, in the order of the file.
    pub chosen: Vec<Item>,
    /// What each turn tells when replies are typed.
    pub typed: Vec<Item>,
    /// Replies given in all.
    pub turns: u64,
}

/// What came of one player's attempts in one way of playing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// Who.
    pub player: Player,
    /// Typed, or chose between options.
    pub typing: bool,
    /// Attempts.
    pub runs: u32,
    /// Attempts that passed.
    pub passed: u32,
    /// Attempts by the kind of their ending, from won over to lost; the last are those that never ended.
    pub endings: [u32; 6],
    /// Means of the three scores over all attempts.
    pub scores: Scores,
}

/// A player without skill gets through a scenario when it passes at least one attempt in so many.
const LUCKY: u32 = 20;

impl Played {
    /// The sum of the mean scores.
    pub fn points(&self) -> i32 {
        crate::rubric::Dimension::ALL
            .iter()
            .filter_map(|&dimension| *self.scores.get(dimension))
            .map(i32::from)
            .sum()
    }
}

impl Report {
    /// Players without skill that get through.
    pub fn passes(&self) -> impl Iterator<Item = &Played> {
        self.players.iter().filter(|played| self.gets_through(played))
    }

    /// Whether this player shows no skill and passes all the same, at least one attempt in twenty. What blind choice
    /// passes is known exactly; of the others it is counted.
    pub fn gets_through(&self, played: &Played) -> bool {
        if !played.player.is_degenerate() {
            return false;
        }
        match &self.guided {
            Some(outlook) if outlook.exact && played.player == Player::Random && !played.typing => {
                outlook.chance.passes * LUCKY >= 1000
            }
            _ => played.passed > 0 && played.passed * LUCKY >= played.runs,
        }
    }

    /// Whether the honest players come out in the order of their skill, choosing and typing: more points each, and no
    /// fewer passes.
    pub fn is_ranked(&self) -> bool {
        [false, true].into_iter().all(|typing| {
            let of = |player| self.players.iter().find(|p| p.player == player && p.typing == typing);
            let honest: Vec<&Played> = Player::HONEST.into_iter().filter_map(of).collect();
            honest
                .windows(2)
                .all(|pair| pair[0].points() < pair[1].points() && pair[0].passed <= pair[1].passed)
        })
    }
}

/// No attempt goes on for longer; somebody who has said so much will say it for ever.
const LONGEST: usize = 60;

/// Plays a scenario with everybody. `progress` hears how much of the work is done, in thousandths.
pub fn playtest(scenario: &Scenario, rubric: &Rubric, trial: Trial, progress: &mut dyn FnMut(u32)) -> Report {
    let mut stage = Stage::new(scenario, rubric, trial.seed, None);
    let opening = stage.opening();
    let guided = search(&mut stage, opening, Tally::default(), MOST_TRIED, &mut |depth| {
        progress((depth as u32 * 30).min(400));
    });
    let mut records: Vec<Record> = Player::ALL
        .into_iter()
        .flat_map(|player| [(player, false), (player, true)])
        .filter(|&(player, typing)| if typing { player.types() } else { player.chooses() })
        .map(|(player, typing)| Record::new(player, typing))
        .collect();
    records.sort_by_key(|record| record.typing);
    let mut items = [Items::new(scenario.file.turns.len()), Items::new(scenario.file.turns.len())];
    let repertoire = Repertoire::new(&mut stage);
    for run in 0..trial.runs {
        progress(400 + (u64::from(run) * 600 / u64::from(trial.runs)) as u32);
        let seed = trial.seed.wrapping_add(u64::from(run));
        stage.reseed(seed);
        for record in &mut records {
            let replies = record.play(&mut stage, &repertoire, seed);
            if !record.player.is_degenerate() || record.player == Player::Random {
                items[usize::from(record.typing)].add(&replies);
            }
        }
    }
    Report {
        guided,
        players: records.into_iter().map(Record::finish).collect(),
        chosen: items[0].finish(),
        typed: items[1].finish(),
        turns: stage.turns(),
    }
}

struct Record {
    player: Player,
    typing: bool,
    runs: u32,
    passed: u32,
    endings: [u32; 6],
    tally: Tally,
}

impl Record {
    fn new(player: Player, typing: bool) -> Self {
        Self { player, typing, runs: 0, passed: 0, endings: [0; 6], tally: Tally::default() }
    }

    /// Plays one attempt and gives its replies.
    fn play(&mut self, stage: &mut Stage<'_>, repertoire: &Repertoire, seed: u64) -> Vec<(usize, Scores)> {
        let mut seat = Seat::new(self.player, self.typing, seed);
        let mut replies = Vec::new();
        let mut tally = Tally::default();
        let mut spot = stage.opening();
        let mut ended = 5;
        self.runs += 1;
        while replies.len() < LONGEST {
            let reply = seat.reply(stage, repertoire, &spot);
            let (facts, next) = stage.reply(&spot, reply);
            tally.add(&facts.scores);
            replies.push((spot.state.turn, facts.scores));
            match next {
                Next::Spot(next) => spot = next,
                Next::Ending(ending, state) => {
                    let kind = stage.scenario().file.endings[ending].kind;
                    self.passed += u32::from(passes(kind, &tally.scores(), state.failed_by));
                    ended = kind.rank();
                    break;
                }
            }
        }
        self.endings[ended] += 1;
        self.tally.add(&tally.scores());
        replies
    }

    fn finish(self) -> Played {
        Played {
            player: self.player,
            typing: self.typing,
            runs: self.runs,
            passed: self.passed,
            endings: self.endings,
            scores: self.tally.scores(),
        }
    }
}
