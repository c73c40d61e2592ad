//! Simulated trainees: some who show no skill at all and must not pass, and three honest ones of different skill.

use std::sync::LazyLock;

use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg32;
use serde::Deserialize;

use super::stage::{Spot, Stage, Utterance};

/// A simulated trainee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Player {
    /// Chooses the first option, always.
    AlwaysFirst,
    /// Chooses the last option, always.
    AlwaysLast,
    /// Chooses the longest option, always.
    AlwaysLongest,
    /// Chooses an option, or says a line of the corpus, by chance.
    Random,
    /// Apologises in every reply and does nothing else.
    Apologiser,
    /// Says the customer's own words back.
    Parrot,
    /// Strings good words together.
    KeywordStuffer,
    /// Gets rid of the customer.
    BrushOff,
    /// Means well and mostly picks or says the weaker thing.
    LowSkill,
    /// As often right as not.
    MiddleSkill,
    /// Mostly right.
    HighSkill,
}

impl Player {
    /// All of them; those without skill first.
    pub const ALL: [Player; 11] = [
        Player::AlwaysFirst,
        Player::AlwaysLast,
        Player::AlwaysLongest,
        Player::Random,
        Player::Apologiser,
        Player::Parrot,
        Player::KeywordStuffer,
        Player::BrushOff,
        Player::LowSkill,
        Player::MiddleSkill,
        Player::HighSkill,
    ];

    /// The honest ones, from low to high.
    pub const HONEST: [Player; 3] = [Player::LowSkill, Player::MiddleSkill, Player::HighSkill];

    /// As programs read it.
    pub fn key(self) -> &'static str {
        match self {
            Player::AlwaysFirst => "always-first",
            Player::AlwaysLast => "always-last",
            Player::AlwaysLongest => "always-longest",
            Player::Random => "random",
            Player::Apologiser => "apologise-every-turn",
            Player::Parrot => "parrot",
            Player::KeywordStuffer => "keyword-stuffer",
            Player::BrushOff => "brush-off",
            Player::LowSkill => "low-skill",
            Player::MiddleSkill => "middle-skill",
            Player::HighSkill => "high-skill",
        }
    }

    /// Whether it shows no skill, so that a scenario which it passes tests none.
    pub fn is_degenerate(self) -> bool {
        !Player::HONEST.contains(&self)
    }

    /// Whether it can choose between options.
    pub fn chooses(self) -> bool {
        !matches!(self, Player::Apologiser | Player::Parrot | Player::KeywordStuffer | Player::BrushOff)
    }

    /// Whether it can type.
    pub fn types(self) -> bool {
        !matches!(self, Player::AlwaysFirst | Player::AlwaysLast | Player::AlwaysLongest)
    }

    /// The chances, in percent, of a reply of the best, a middling and the worst kind.
    fn skill(self) -> [u32; 3] {
        match self {
            Player::HighSkill => [86, 11, 3],
            Player::MiddleSkill => [45, 35, 20],
            _ => [12, 33, 55],
        }
    }
}

/// General lines for typed play, by what they are.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corpus {
    /// Sorry, and nothing else.
    pub apologies: Vec<String>,
    /// Good words strung together.
    pub stuffed: Vec<String>,
    /// Ways to get rid of somebody.
    pub brush_offs: Vec<String>,
    /// Civil, and of no use.
    pub weak: Vec<String>,
    /// Half of what is needed.
    pub middling: Vec<String>,
    /// Good in any conversation.
    pub strong: Vec<String>,
}

/// The shipped corpus.
pub fn corpus() -> &'static Corpus {
    static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
        ron::from_str(include_str!("../../assets/playtest/en.ron")).expect("a test reads the shipped corpus")
    });
    &CORPUS
}

/// The replies that honest players have at each turn, by the author's bands: the best, middling ones, the worst.
#[derive(Clone, Debug)]
pub(super) struct Repertoire {
    chosen: Vec<[Vec<usize>; 3]>,
    typed: Vec<[Vec<Utterance>; 3]>,
    longest: Vec<usize>,
    weak: Vec<Utterance>,
    middling: Vec<Utterance>,
    strong: Vec<Utterance>,
    apologies: Vec<Utterance>,
    stuffed: Vec<Utterance>,
    brush_offs: Vec<Utterance>,
}

impl Repertoire {
    pub fn new(stage: &mut Stage<'_>) -> Self {
        let turns = &stage.scenario().file.turns;
        let mut chosen = Vec::new();
        let mut typed = Vec::new();
        let mut longest = Vec::new();
        for turn in turns {
            let options: Vec<(usize, i32)> =
                turn.options.iter().map(|option| option.expect.worth()).enumerate().collect();
            let labelled = turn.labelled.iter().map(|reply| (reply.text.as_str(), reply.expect.worth()));
            let replies = turn.options.iter().map(|option| (option.text.as_str(), option.expect.worth()));
            let all: Vec<(Utterance, i32)> =
                replies.chain(labelled).map(|(text, worth)| (stage.utterance(text), worth)).collect();
            chosen.push(by_kind(options));
            typed.push(by_kind(all));
            let length = |index: &usize| turn.options[*index].text.chars().count();
            longest.push((0..turn.options.len()).max_by_key(length).unwrap_or(0));
        }
        let corpus = corpus();
        let mut read = |lines: &[String]| lines.iter().map(|line| stage.utterance(line)).collect();
        Self {
            weak: read(&corpus.weak),
            middling: read(&corpus.middling),
            strong: read(&corpus.strong),
            apologies: read(&corpus.apologies),
            stuffed: read(&corpus.stuffed),
            brush_offs: read(&corpus.brush_offs),
            chosen,
            typed,
            longest,
        }
    }
}

/// The best, those between, the worst. Where nothing lies between, both ends do.
fn by_kind<T: Copy>(replies: Vec<(T, i32)>) -> [Vec<T>; 3] {
    let best = replies.iter().map(|reply| reply.1).max().unwrap_or_default();
    let worst = replies.iter().map(|reply| reply.1).min().unwrap_or_default();
    let of = |keep: &dyn Fn(i32) -> bool| -> Vec<T> {
        replies.iter().filter(|reply| keep(reply.1)).map(|reply| reply.0).collect()
    };
    let between = of(&|worth| worth > worst && worth < best);
    let between = if between.is_empty() { of(&|_| true) } else { between };
    [of(&|worth| worth == best), between, of(&|worth| worth == worst)]
}

/// One player in one conversation.
#[derive(Debug)]
pub(super) struct Seat {
    player: Player,
    typing: bool,
    chance: Pcg32,
}

impl Seat {
    pub fn new(player: Player, typing: bool, seed: u64) -> Self {
        let mixed = seed ^ (player as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self { player, typing, chance: Pcg32::seed_from_u64(mixed) }
    }

    /// The reply to give here.
    pub fn reply(&mut self, stage: &mut Stage<'_>, repertoire: &Repertoire, spot: &Spot) -> Utterance {
        let turn = spot.state.turn;
        if !self.typing {
            let options = stage.options(turn).len();
            let option = match self.player {
                Player::AlwaysFirst => 0,
                Player::AlwaysLast => options - 1,
                Player::AlwaysLongest => repertoire.longest[turn],
                Player::LowSkill | Player::MiddleSkill | Player::HighSkill => {
                    let kind = self.kind();
                    *self.one(&repertoire.chosen[turn][kind])
                }
                _ => self.below(options),
            };
            return stage.options(turn)[option];
        }
        match self.player {
            Player::Apologiser => *self.one(&repertoire.apologies),
            Player::Parrot => {
                let words = stage.words(spot).to_owned();
                stage.utterance(&words)
            }
            Player::KeywordStuffer => *self.one(&repertoire.stuffed),
            Player::BrushOff => *self.one(&repertoire.brush_offs),
            Player::LowSkill | Player::MiddleSkill | Player::HighSkill => self.honest(repertoire, turn),
            _ => {
                let lists =
                    [&repertoire.weak, &repertoire.middling, &repertoire.brush_offs, &repertoire.strong];
                let list = lists[self.below(lists.len())];
                *self.one(list)
            }
        }
    }

    /// Mostly something that was written for this turn, and now and then a line that fits anywhere.
    fn honest(&mut self, repertoire: &Repertoire, turn: usize) -> Utterance {
        let kind = self.kind();
        if self.below(100) < 15 {
            let list = [&repertoire.strong, &repertoire.middling, &repertoire.weak][kind];
            return *self.one(list);
        }
        *self.one(&repertoire.typed[turn][kind])
    }

    /// 0 for the best kind of reply, 1 for a middling one, 2 for the worst.
    fn kind(&mut self) -> usize {
        let [best, middling, _] = self.player.skill();
        let drawn = self.below(100) as u32;
        usize::from(drawn >= best) + usize::from(drawn >= best + middling)
    }

    fn one<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    fn below(&mut self, count: usize) -> usize {
        self.chance.random_range(0..count as u32) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::{self, Dimension};
    use crate::scoring::{self, Context};

    #[test]
    fn the_corpus_is_what_it_says() {
        let rubric = rubric::standard();
        let customer = rubric.customer("It is late again and nobody told me. What happens now?");
        let mean = |lines: &[String]| {
            let sums = lines.iter().map(|line| {
                let scores = scoring::score(rubric, line, &Context::of(&customer)).scores;
                Dimension::ALL.iter().filter_map(|&d| *scores.get(d)).map(i32::from).sum::<i32>()
            });
            sums.sum::<i32>() / lines.len() as i32 / 3
        };
        let corpus = corpus();
        let [brush, weak, middling, strong] =
            [&corpus.brush_offs, &corpus.weak, &corpus.middling, &corpus.strong].map(|lines| mean(lines));
        assert!(brush < weak && weak < middling && middling < strong, "{brush} {weak} {middling} {strong}");
        assert!(brush < 45 && strong >= 60, "{brush} {strong}");
    }

    #[test]
    fn kinds_of_replies() {
        assert_eq!(by_kind(vec![(0, 2), (1, -3), (2, 2), (3, 0)]), [vec![0, 2], vec![3], vec![1]]);
        assert_eq!(by_kind(vec![(0, 1), (1, 1)]), [vec![0, 1], vec![0, 1], vec![0, 1]]);
    }
}
