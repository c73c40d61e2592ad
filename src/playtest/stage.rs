//! A scenario that can be played a million times: every line the customer says and every reply is read once, and a reply
//! is scored once for each context it is given in.
//!
//! The course of a conversation is [`session::advance`], as everywhere.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::rubric::{Answer, Customer, History, Rubric};
use crate::scenario::{Bits, Heard, Scenario, Target};
use crate::session::{self, Counting, Facts, LineKey, State};
use crate::text::Text;

type Table<K, V> = HashMap<K, V, FixedState>;

/// A reply that has been read, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Utterance(u32);

/// A place in a conversation at which a reply is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// Where the conversation stands.
    pub state: State,
    line: u32,
}

/// What a reply leads to.
#[derive(Clone, Copy, Debug)]
pub enum Next {
    /// Another reply is due.
    Spot(Spot),
    /// An ending, by index, with the last state.
    Ending(usize, State),
}

/// See the module.
#[derive(Debug)]
pub struct Stage<'a> {
    scenario: &'a Scenario,
    rubric: &'a Rubric,
    seed: u64,
    opening: Spot,
    lines: Vec<Line>,
    by_key: Table<LineKey, u32>,
    by_words: HashMap<String, u32, FixedState>,
    replies: Vec<Read>,
    by_reply: HashMap<String, Utterance, FixedState>,
    options: Vec<Vec<Utterance>>,
    weighed: Table<Context, Facts>,
    turns: u64,
}

#[derive(Debug)]
struct Line {
    words: String,
    customer: Customer,
}

#[derive(Debug)]
struct Read {
    text: Text,
    heard: Heard,
    concerns: Bits,
    gives: Bits,
    reads_state: bool,
}

/// All that the facts of a reply depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Context {
    reply: Utterance,
    line: u32,
    turn: usize,
    history: History,
    open: Bits,
    ahead: Bits,
    gave: Bits,
    spent: u32,
}

impl<'a> Stage<'a> {
    /// Sets a scenario up with the phrasing of a seed; `memory` is what a returning customer remembers.
    pub fn new(scenario: &'a Scenario, rubric: &'a Rubric, seed: u64, memory: Option<usize>) -> Self {
        let state = State::opening(scenario, memory);
        let mut stage = Self {
            scenario,
            rubric,
            seed,
            opening: Spot { state, line: 0 },
            lines: Vec::new(),
            by_key: Table::default(),
            by_words: HashMap::default(),
            replies: Vec::new(),
            by_reply: HashMap::default(),
            options: Vec::new(),
            weighed: Table::default(),
            turns: 0,
        };
        stage.reseed(seed);
        stage.options = scenario
            .file
            .turns
            .iter()
            .map(|turn| turn.options.iter().map(|option| stage.utterance(&option.text)).collect())
            .collect();
        stage
    }

    /// The same scenario from the beginning with the phrasing of another seed. What has been read and scored stays.
    pub fn reseed(&mut self, seed: u64) {
        self.seed = seed;
        self.by_key.clear();
        let opening = LineKey::new(self.scenario, Target::Turn(0), &self.opening.state, None, None);
        self.opening.line = self.line(opening);
    }

    /// The scenario that is played.
    pub fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// The first reply is due.
    pub fn opening(&self) -> Spot {
        self.opening
    }

    /// A spot of a conversation that is under way.
    pub fn spot(&mut self, state: State, line: &str) -> Spot {
        let line = self.line_of(line.to_owned());
        Spot { state, line }
    }

    /// What the customer has just said.
    pub fn words(&self, spot: &Spot) -> &str {
        &self.lines[spot.line as usize].words
    }

    /// The options at a turn.
    pub fn options(&self, turn: usize) -> &[Utterance] {
        &self.options[turn]
    }

    /// A reply in any words.
    pub fn utterance(&mut self, words: &str) -> Utterance {
        if let Some(&known) = self.by_reply.get(words) {
            return known;
        }
        let text = Text::read(words);
        let heard = self.scenario.listening(self.rubric).hear(&text);
        let indices = |answers: &[Answer]| answers.iter().map(|answer| answer.index).collect();
        let reply = Utterance(self.replies.len() as u32);
        self.replies.push(Read {
            concerns: indices(&heard.concerns),
            gives: heard.given.iter().map(|given| given.answer.index).collect(),
            reads_state: !heard.concerns.is_empty() || !heard.given.is_empty(),
            text,
            heard,
        });
        self.by_reply.insert(words.to_owned(), reply);
        reply
    }

    /// Gives a reply.
    pub fn reply(&mut self, spot: &Spot, reply: Utterance) -> (Facts, Next) {
        self.turns += 1;
        let facts = self.facts(spot, reply);
        let moved = session::advance(self.scenario, &spot.state, &facts);
        let next = match moved.target {
            Target::Ending(ending) => Next::Ending(ending, moved.state),
            Target::Turn(_) => {
                let after = Some((spot.state.turn, moved.taken));
                let key = LineKey::new(self.scenario, moved.target, &moved.state, Some(&facts), after);
                Next::Spot(Spot { state: moved.state, line: self.line(key) })
            }
        };
        (facts, next)
    }

    /// Replies given so far.
    pub fn turns(&self) -> u64 {
        self.turns
    }

    /// Contexts in which a reply has been scored so far.
    pub fn scored(&self) -> usize {
        self.weighed.len()
    }

    fn facts(&mut self, spot: &Spot, reply: Utterance) -> Facts {
        let state = &spot.state;
        let read = &self.replies[reply.0 as usize];
        let (mut open, mut ahead, mut gave, mut spent) = (Bits::NONE, Bits::NONE, Bits::NONE, 0);
        if read.reads_state {
            open = read.concerns.and(state.open());
            ahead = read.concerns.without(state.raised);
            if !read.gives.is_empty() {
                gave = read.gives.and(state.gave);
                spent = state.spent;
            }
        }
        let context = Context {
            reply,
            line: spot.line,
            turn: state.turn,
            history: state.history,
            open,
            ahead,
            gave,
            spent,
        };
        if let Some(known) = self.weighed.get(&context) {
            return *known;
        }
        let customer = &self.lines[spot.line as usize].customer;
        let counting = Counting::of(self.scenario, state, &read.heard);
        let words = (&read.text, &read.heard, 0);
        let (_, facts) = counting.weigh(self.scenario, self.rubric, state, customer, words);
        self.weighed.insert(context, facts);
        facts
    }

    fn line(&mut self, key: LineKey) -> u32 {
        if let Some(&known) = self.by_key.get(&key) {
            return known;
        }
        let line = self.line_of(key.words(self.scenario, self.seed));
        self.by_key.insert(key, line);
        line
    }

    fn line_of(&mut self, words: String) -> u32 {
        if let Some(&known) = self.by_words.get(&words) {
            return known;
        }
        let line = self.lines.len() as u32;
        self.lines.push(Line { customer: self.rubric.customer(&words), words: words.clone() });
        self.by_words.insert(words, line);
        line
    }
}
