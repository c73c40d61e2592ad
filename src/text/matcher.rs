//! Many patterns over one text in one pass.
//!
//! The text's words become numbers once. All patterns together are one graph of steps, so that what a hundred of them
//! begin with is looked at once; a class of two hundred members costs one bit. This replaces a byte automaton: word
//! boundaries, forms of a verb, contractions and slips of the keyboard are settled before any pattern is looked at.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use super::pattern::{Part, Step, parse};
use super::sound::sound_parts;
use super::{Break, Lexicon, PatternError, Text, WordId};

/// Named word classes: name to members, each a word or several.
pub type Classes = BTreeMap<String, Vec<String>>;

/// A group of patterns that are asked for together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetId(u32);

/// One match: the words from `start` up to `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Its set.
    pub set: SetId,
    /// First word.
    pub start: u32,
    /// One past the last word.
    pub end: u32,
    /// A word before or inside it turns it round: `I don't understand`.
    pub denied: bool,
}

/// All matches in one text, by set and then by place; from one place the shortest only.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    hits: Vec<Hit>,
    /// Where each set's matches begin, and one more.
    first: Vec<u32>,
}

impl Hits {
    fn of_sets(mut hits: Vec<Hit>, sets: u32) -> Self {
        hits.sort_unstable_by_key(|hit| {
            (u64::from(hit.set.0) << 32 | u64::from(hit.start), hit.end, hit.denied)
        });
        hits.dedup_by_key(|hit| (hit.set, hit.start));
        let mut first = vec![0; sets as usize + 1];
        for hit in &hits {
            first[hit.set.0 as usize + 1] += 1;
        }
        for set in 1..first.len() {
            first[set] += first[set - 1];
        }
        Self { hits, first }
    }

    /// The matches of one set, in the order of the text.
    pub fn of(&self, set: SetId) -> &[Hit] {
        match self.first.get(set.0 as usize..set.0 as usize + 2) {
            Some(bounds) => &self.hits[bounds[0] as usize..bounds[1] as usize],
            None => &[],
        }
    }
}

/// Collects patterns; [`MatcherBuilder::build`] makes the matcher.
#[derive(Clone, Debug)]
pub struct MatcherBuilder {
    lexicon: Lexicon,
    class_ids: BTreeMap<String, u32>,
    classes: Vec<Vec<Vec<WordId>>>,
    endings: Vec<Box<str>>,
    /// Lists of words that stand in patterns, so that equal ones lead to one node.
    lists: HashMap<Vec<Vec<WordId>>, u32, FixedState>,
    /// Where such a list leads to from a node.
    after_list: HashMap<(NodeId, u32), NodeId, FixedState>,
    nodes: Vec<Draft>,
    /// The steps that lead somewhere already.
    known: HashMap<(NodeId, Edge), NodeId, FixedState>,
    sets: u32,
}

/// A node while patterns are still added.
#[derive(Clone, Debug, Default)]
struct Draft {
    /// Several nodes may follow one word: one for the word itself, others for lists of words it is in.
    words: Vec<(WordId, NodeId)>,
    tests: Vec<(Test, NodeId)>,
    gaps: Vec<(u8, NodeId)>,
    ends: Vec<(SetId, Until)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Edge {
    Word(WordId),
    Test(Test),
    Gap(u8),
}

/// A place that a pattern has come to while it is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reached {
    node: NodeId,
    until: Until,
}

/// Room from the start, so that a large rubric does not grow it over and over.
const MANY_EDGES: usize = 1 << 15;

/// A step that is not certain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Test {
    Class(u32),
    Not(u32),
    Number,
    Any,
    Ending(u32),
}

/// Where a pattern must end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Until {
    Anywhere,
    Clause,
    Sentence,
}

type NodeId = u32;

/// The nodes that patterns begin at: anywhere, with a clause, with a sentence.
const ANYWHERE: NodeId = 0;
const CLAUSE: NodeId = 1;
const SENTENCE: NodeId = 2;
const ROOTS: usize = 3;

/// Compiled patterns. Immutable; scanning takes no lock and keeps no state.
#[derive(Clone, Debug)]
pub struct Matcher {
    lexicon: Lexicon,
    members: Members,
    endings: Vec<Box<str>>,
    nodes: Vec<Node>,
    words: Words,
    tests: Vec<(Test, Link)>,
    gaps: Vec<(u8, Link)>,
    ends: Vec<(SetId, Until)>,
    /// By word, the range in `starts`.
    first: Vec<u32>,
    starts: Vec<Start>,
    sets: u32,
}

/// A step that some pattern begins with, by the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Start {
    /// The node it begins at.
    root: u8,
    /// How many words the step takes here.
    length: u8,
    /// Which member of the class it is, where that has several words.
    member: u32,
    next: Link,
}

/// Where its edges begin; they end where those of the next node begin.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    tests: u32,
    gaps: u32,
    ends: u32,
}

/// A node, with what tells most places apart without a look at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Link {
    node: NodeId,
    takes: Key,
    /// Which of the [`WINDOWS`] holds the words that it may take: more than one where it begins with a gap.
    window: u8,
}

/// How many words a gap may pass over, in three sizes.
const WINDOWS: [u8; 3] = [0, 4, 12];

fn window(width: u8) -> u8 {
    WINDOWS.iter().position(|&window| width <= window).unwrap_or(WINDOWS.len() - 1) as u8
}

/// Which words a node takes, or what one word or all words of a stretch are: two that have no bit in common do not meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// Bit per word, by the last six bits of its number.
    words: u64,
    /// Bit per class, see [`class_bit`], and [`OPEN`].
    classes: u64,
}

/// Set in the key of every word, and of a node that takes more than words and classes.
const OPEN: u64 = 1 << 63;

fn class_bit(class: u32) -> u64 {
    1 << (class % 63)
}

impl Key {
    fn meets(self, other: Key) -> bool {
        self.words & other.words | self.classes & other.classes != 0
    }

    fn join(self, other: Key) -> Key {
        Key { words: self.words | other.words, classes: self.classes | other.classes }
    }

    /// What a node takes itself, gaps left aside.
    fn of_draft(draft: &Draft) -> Self {
        let words = draft.words.iter().fold(0, |all, (word, _)| all | 1 << (word.0 % 64));
        let test =
            |(test, _): &(Test, NodeId)| if let Test::Class(class) = test { class_bit(*class) } else { OPEN };
        let ends = if draft.ends.is_empty() { 0 } else { OPEN };
        Key { words, classes: draft.tests.iter().map(test).fold(ends, |all, bit| all | bit) }
    }
}

/// The links to all nodes.
fn links(nodes: &[Draft]) -> Vec<Link> {
    let own: Vec<Key> = nodes.iter().map(Key::of_draft).collect();
    let link = |(node, draft): (usize, &Draft)| {
        let behind = |&(_, next): &(u8, NodeId)| {
            let another = !nodes[next as usize].gaps.is_empty();
            own[next as usize].join(Key { words: 0, classes: if another { OPEN } else { 0 } })
        };
        let takes = draft.gaps.iter().map(behind).fold(own[node], Key::join);
        let width = draft.gaps.iter().map(|gap| gap.0).max().unwrap_or(0);
        Link { node: node as NodeId, takes, window: window(width) }
    };
    nodes.iter().enumerate().map(link).collect()
}

/// All edges that take one certain word, in one table: a search in each node's own list would be most of the work.
#[derive(Clone, Debug, Default)]
struct Words {
    /// By node and word, with room between.
    table: Vec<WordEdge>,
    links: Vec<Link>,
}

#[derive(Clone, Copy, Debug)]
struct WordEdge {
    node: NodeId,
    word: WordId,
    first: u32,
    count: u32,
}

impl Words {
    const NONE: WordEdge = WordEdge { node: 0, word: WordId::UNKNOWN, first: 0, count: 0 };

    fn of(nodes: &[Draft], links: &[Link]) -> Self {
        let count: usize = nodes.iter().map(|draft| draft.words.len()).sum();
        let mut words = Self {
            table: vec![Self::NONE; (count * 2).next_power_of_two()],
            links: Vec::with_capacity(count),
        };
        for (node, draft) in nodes.iter().enumerate() {
            for run in draft.words.chunk_by(|one, other| one.0 == other.0) {
                let edge = WordEdge {
                    node: node as NodeId,
                    word: run[0].0,
                    first: words.links.len() as u32,
                    count: run.len() as u32,
                };
                words.links.extend(run.iter().map(|&(_, next)| links[next as usize]));
                let free = words.place(edge.node, edge.word);
                words.table[free] = edge;
            }
        }
        words
    }

    /// Where the edge is, or where it would be.
    fn place(&self, node: NodeId, word: WordId) -> usize {
        let mask = self.table.len() - 1;
        let mixed = (u64::from(node) << 32 | u64::from(word.0)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut at = (mixed >> 32) as usize & mask;
        while self.table[at].word != WordId::UNKNOWN
            && (self.table[at].node, self.table[at].word) != (node, word)
        {
            at = (at + 1) & mask;
        }
        at
    }

    /// The nodes after a word.
    fn after(&self, node: NodeId, word: WordId) -> &[Link] {
        let edge = &self.table[self.place(node, word)];
        part(&self.links, edge.first, edge.first + edge.count)
    }
}

/// Who is a member of which class.
#[derive(Clone, Debug, Default)]
struct Members {
    /// Blocks of 64 classes per word.
    stride: usize,
    /// Bit per word and class: is the word alone a member?
    alone: Vec<u64>,
    /// Bit per word and class: does a member of several words begin with it?
    begins: Vec<u64>,
    /// Both, as [`class_bit`]s.
    either: Vec<u64>,
    /// Members of several words by class and first word, the longer ones first.
    longer: BTreeMap<(u32, WordId), Vec<u32>>,
    pool: Vec<Box<[WordId]>>,
}

impl Members {
    fn of(classes: &[Vec<Vec<WordId>>], words: usize) -> Self {
        let stride = classes.len().div_ceil(64);
        let mut members = Self {
            stride,
            alone: vec![0; stride * words],
            begins: vec![0; stride * words],
            either: vec![0; words],
            ..Self::default()
        };
        for (class, list) in classes.iter().enumerate() {
            let mut list: Vec<&Vec<WordId>> = list.iter().collect();
            list.sort_by_key(|words| std::cmp::Reverse(words.len()));
            for words in list {
                let Some(first) = words.first() else { continue };
                let (block, bit) = (first.index() * stride + class / 64, 1 << (class % 64));
                members.either[first.index()] |= class_bit(class as u32);
                if words.len() == 1 {
                    members.alone[block] |= bit;
                } else {
                    members.begins[block] |= bit;
                    members.pool.push(words.as_slice().into());
                    let at = members.pool.len() as u32 - 1;
                    members.longer.entry((class as u32, *first)).or_default().push(at);
                }
            }
        }
        members
    }

    fn bit(&self, table: &[u64], class: u32, word: WordId) -> bool {
        let block = word.index() * self.stride + class as usize / 64;
        word != WordId::UNKNOWN && table[block] >> (class % 64) & 1 == 1
    }

    fn alone(&self, class: u32, word: WordId) -> bool {
        self.bit(&self.alone, class, word)
    }

    /// Members of several words of a class that begin with a word.
    fn longer(&self, class: u32, word: WordId) -> &[u32] {
        if !self.bit(&self.begins, class, word) {
            return &[];
        }
        self.longer.get(&(class, word)).map_or(&[], Vec::as_slice)
    }
}

impl MatcherBuilder {
    /// A builder that knows these classes, and the words that are no misspelt cues.
    pub fn new(classes: &Classes, protected: &[String]) -> Self {
        let mut builder = Self {
            lexicon: Lexicon::default(),
            class_ids: BTreeMap::new(),
            classes: Vec::with_capacity(classes.len()),
            endings: Vec::new(),
            lists: HashMap::default(),
            after_list: HashMap::default(),
            nodes: vec![Draft::default(); ROOTS],
            known: HashMap::with_capacity_and_hasher(MANY_EDGES, FixedState::default()),
            sets: 0,
        };
        for word in protected {
            builder.lexicon.protect(word);
        }
        for (name, members) in classes {
            builder.class_ids.insert(name.clone(), builder.classes.len() as u32);
            let read = members.iter().map(|member| builder.member(member)).collect();
            builder.classes.push(read);
        }
        builder
    }

    /// A class's member is read like any text.
    fn member(&mut self, member: &str) -> Vec<WordId> {
        let text = Text::read(member);
        (0..text.words().len()).map(|at| self.lexicon.intern(text.folded(at))).collect()
    }

    /// Compiles one set of patterns. On a mistake, tells which pattern it is in.
    ///
    /// # Errors
    /// The index of the first unsound pattern and what is wrong with it.
    pub fn set(&mut self, patterns: &[String]) -> Result<SetId, (usize, PatternError)> {
        let set = SetId(self.sets);
        self.sets += 1;
        for (index, source) in patterns.iter().enumerate() {
            self.pattern(set, source).map_err(|error| (index, error))?;
        }
        Ok(set)
    }

    fn pattern(&mut self, set: SetId, source: &str) -> Result<(), PatternError> {
        let begin = Reached { node: ANYWHERE, until: Until::Anywhere };
        let parts = parse(source)?;
        sound_parts(&parts, &|name| self.class_ids.contains_key(name))?;
        for end in self.sequence(vec![begin], &parts) {
            let ends = &mut self.nodes[end.node as usize].ends;
            if !ends.contains(&(set, end.until)) {
                ends.push((set, end.until));
            }
        }
        Ok(())
    }

    /// Goes on from every place reached so far.
    fn sequence(&mut self, from: Vec<Reached>, parts: &[Part<'_>]) -> Vec<Reached> {
        let mut reached = from;
        for part in parts {
            match part {
                Part::Step(step) => {
                    for from in &mut reached {
                        *from = self.step(*from, step);
                    }
                }
                Part::OneOf(alternatives) | Part::Optional(alternatives) => {
                    let mut next = Vec::with_capacity(reached.len() * 2);
                    for parts in alternatives {
                        next.append(&mut self.sequence(reached.clone(), parts));
                    }
                    if let Part::Optional(_) = part {
                        next.append(&mut reached);
                    }
                    reached = next;
                }
            }
            if reached.len() > 1 {
                reached.sort_unstable();
                reached.dedup();
            }
        }
        reached
    }

    /// One step further. That the step may stand here, [`sound_parts`] has seen.
    fn step(&mut self, from: Reached, step: &Step<'_>) -> Reached {
        let node = match step {
            Step::Word(word) => self.word(from.node, word),
            Step::OneOf(runs) => self.words(from.node, runs),
            Step::Class(name) => self.follow(from.node, Edge::Test(Test::Class(self.class_ids[*name]))),
            Step::Number => self.follow(from.node, Edge::Test(Test::Number)),
            Step::Any => self.follow(from.node, Edge::Test(Test::Any)),
            Step::Not(name) => self.follow(from.node, Edge::Test(Test::Not(self.class_ids[*name]))),
            Step::Ending(ending) => {
                let ending = self.ending(ending);
                self.follow(from.node, Edge::Test(Test::Ending(ending)))
            }
            Step::Gap(width) => self.follow(from.node, Edge::Gap(*width)),
            Step::Begin => SENTENCE,
            Step::BeginClause => CLAUSE,
            Step::End => return Reached { until: Until::Sentence, ..from },
            Step::EndClause => return Reached { until: Until::Clause, ..from },
        };
        Reached { node, ..from }
    }

    fn word(&mut self, from: NodeId, word: &str) -> NodeId {
        let word = self.lexicon.intern(word);
        self.follow(from, Edge::Word(word))
    }

    /// The node after one of several runs of words.
    fn words(&mut self, from: NodeId, runs: &[Vec<Cow<'_, str>>]) -> NodeId {
        if let [run] = runs {
            return run.iter().fold(from, |at, word| self.word(at, word));
        }
        let mut list: Vec<Vec<WordId>> =
            runs.iter().map(|run| run.iter().map(|word| self.lexicon.intern(word)).collect()).collect();
        list.sort_unstable();
        list.dedup();
        let count = self.lists.len() as u32;
        let id = *self.lists.entry(list.clone()).or_insert(count);
        if let Some(&node) = self.after_list.get(&(from, id)) {
            return node;
        }
        let node = self.add_node();
        for run in &list {
            let Some((&last, head)) = run.split_last() else { continue };
            let before = head.iter().fold(from, |at, &word| self.follow(at, Edge::Word(word)));
            self.nodes[before as usize].words.push((last, node));
        }
        self.after_list.insert((from, id), node);
        node
    }

    fn ending(&mut self, ending: &str) -> u32 {
        let at = self.endings.iter().position(|known| **known == *ending).unwrap_or_else(|| {
            self.endings.push(ending.into());
            self.endings.len() - 1
        });
        at as u32
    }

    /// The node after a step; made when no pattern has taken that step from here before.
    fn follow(&mut self, from: NodeId, edge: Edge) -> NodeId {
        if let Some(&node) = self.known.get(&(from, edge)) {
            return node;
        }
        let node = self.add_node();
        let draft = &mut self.nodes[from as usize];
        match edge {
            Edge::Word(word) => draft.words.push((word, node)),
            Edge::Test(test) => draft.tests.push((test, node)),
            Edge::Gap(width) => draft.gaps.push((width, node)),
        }
        self.known.insert((from, edge), node);
        node
    }

    fn add_node(&mut self) -> NodeId {
        self.nodes.push(Draft::default());
        self.nodes.len() as NodeId - 1
    }

    /// The finished matcher.
    pub fn build(self) -> Matcher {
        let members = Members::of(&self.classes, self.lexicon.len());
        let mut nodes = self.nodes;
        nodes.iter_mut().for_each(|draft| draft.words.sort_unstable());
        let links = links(&nodes);
        let link = |node: NodeId| links[node as usize];
        let mut starts: Vec<(WordId, Start)> = Vec::new();
        for (root, draft) in nodes[..ROOTS].iter().enumerate() {
            let root = root as u8;
            starts.extend(
                draft
                    .words
                    .iter()
                    .map(|&(word, node)| (word, Start { root, length: 1, member: 0, next: link(node) })),
            );
            for &(test, node) in &draft.tests {
                // A number as a beginning is looked up at the root itself.
                let Test::Class(class) = test else { continue };
                for words in &self.classes[class as usize] {
                    let Some(&word) = words.first() else { continue };
                    let length = words.len() as u8;
                    if length == 1 {
                        starts.push((word, Start { root, length, member: 0, next: link(node) }));
                    }
                }
                for (&(_, word), list) in members.longer.range((class, WordId(0))..(class + 1, WordId(0))) {
                    for &member in list {
                        let length = members.pool[member as usize].len() as u8;
                        starts.push((word, Start { root, length, member, next: link(node) }));
                    }
                }
            }
        }
        starts.sort_unstable();
        starts.dedup();
        let mut first = vec![0; self.lexicon.len() + 1];
        for (word, _) in &starts {
            first[word.index() + 1] += 1;
        }
        for word in 1..first.len() {
            first[word] += first[word - 1];
        }
        let mut matcher = Matcher {
            lexicon: self.lexicon,
            members,
            endings: self.endings,
            nodes: Vec::with_capacity(nodes.len()),
            words: Words::of(&nodes, &links),
            tests: Vec::new(),
            gaps: Vec::new(),
            ends: Vec::new(),
            first,
            starts: starts.into_iter().map(|(_, start)| start).collect(),
            sets: self.sets,
        };
        for mut draft in nodes {
            matcher.nodes.push(matcher.next_node());
            matcher.tests.extend(draft.tests.into_iter().map(|(test, node)| (test, link(node))));
            matcher.gaps.extend(draft.gaps.into_iter().map(|(width, node)| (width, link(node))));
            matcher.ends.append(&mut draft.ends);
        }
        matcher.nodes.push(matcher.next_node());
        matcher
    }
}

fn part<T>(all: &[T], from: u32, to: u32) -> &[T] {
    &all[from as usize..to as usize]
}

impl Matcher {
    /// A node whose edges begin where all edges so far end.
    fn next_node(&self) -> Node {
        Node { tests: self.tests.len() as u32, gaps: self.gaps.len() as u32, ends: self.ends.len() as u32 }
    }

    /// The steps that patterns begin with, where they begin with this word.
    fn starts(&self, word: WordId) -> &[Start] {
        match self.first.get(word.index()..word.index().saturating_add(2)) {
            Some(bounds) => part(&self.starts, bounds[0], bounds[1]),
            None => &[],
        }
    }

    fn tests_of(&self, node: NodeId) -> &[(Test, Link)] {
        part(&self.tests, self.nodes[node as usize].tests, self.nodes[node as usize + 1].tests)
    }

    fn gaps_of(&self, node: NodeId) -> &[(u8, Link)] {
        part(&self.gaps, self.nodes[node as usize].gaps, self.nodes[node as usize + 1].gaps)
    }

    fn ends_of(&self, node: NodeId) -> &[(SetId, Until)] {
        part(&self.ends, self.nodes[node as usize].ends, self.nodes[node as usize + 1].ends)
    }

    fn key(&self, word: WordId) -> Key {
        match self.members.either.get(word.index()) {
            Some(classes) => Key { words: 1 << (word.0 % 64), classes: classes | OPEN },
            None => Key { words: 0, classes: OPEN },
        }
    }

    /// For every word, and for the end, the keys of the words that gaps of three sizes may come to, together.
    fn windows(&self, ids: &[WordId]) -> Vec<[Key; WINDOWS.len()]> {
        let beyond = usize::from(WINDOWS[WINDOWS.len() - 1]) + 1;
        let end = std::iter::repeat_n(Key { words: 0, classes: OPEN }, beyond);
        let keys: Vec<Key> = ids.iter().map(|&id| self.key(id)).chain(end).collect();
        let all = |at: usize, width: u8| {
            keys[at..=at + usize::from(width)].iter().fold(Key::default(), |all, &key| all.join(key))
        };
        (0..=ids.len()).map(|at| WINDOWS.map(|width| all(at, width))).collect()
    }

    /// Every match of every pattern, quoted words left out.
    pub fn scan(&self, text: &Text) -> Hits {
        let ids = self.lexicon.ids(text);
        let windows = self.windows(&ids);
        let hits = Vec::with_capacity(128);
        let mut scan = Scan { matcher: self, text, ids: &ids, windows: &windows, start: 0, hits };
        for start in 0..ids.len() {
            scan.from(start);
        }
        Hits::of_sets(scan.hits, self.sets)
    }
}

struct Scan<'a> {
    matcher: &'a Matcher,
    text: &'a Text,
    ids: &'a [WordId],
    /// See [`Matcher::windows`].
    windows: &'a [[Key; WINDOWS.len()]],
    start: usize,
    hits: Vec<Hit>,
}

impl Scan<'_> {
    /// Every match that begins at a word.
    fn from(&mut self, start: usize) {
        let word = &self.text.words()[start];
        if word.quoted {
            return;
        }
        self.start = start;
        let matcher = self.matcher;
        let opens_clause = start == 0 || self.text.words()[start - 1].clause != word.clause;
        let stands = [true, opens_clause, word.before == Break::Sentence];
        for begin in matcher.starts(self.ids[start]) {
            let after = start + usize::from(begin.length);
            let whole = |begin: &Start| self.is_run(start, &matcher.members.pool[begin.member as usize]);
            if after <= self.ids.len()
                && self.may_go(&begin.next, after)
                && stands[usize::from(begin.root)]
                && (begin.length == 1 || whole(begin))
            {
                self.take(begin.next.node, after, false);
            }
        }
        if word.number {
            for root in [ANYWHERE, CLAUSE, SENTENCE].into_iter().filter(|&root| stands[root as usize]) {
                for &(test, node) in matcher.tests_of(root) {
                    if test == Test::Number {
                        self.take(node.node, start + 1, false);
                    }
                }
            }
        }
    }

    /// Whether these words stand at a place, in its sentence.
    fn is_run(&self, at: usize, run: &[WordId]) -> bool {
        let end = at + run.len();
        self.ids.get(at..end) == Some(run)
            && self.text.words()[end - 1].sentence == self.text.words()[at].sentence
    }

    #[inline]
    fn may_go(&self, next: &Link, at: usize) -> bool {
        next.takes.meets(self.windows[at][usize::from(next.window)])
    }

    /// Goes on from a node whose step ended before the word `at`. `denied` is set when a gap swallowed a negation.
    fn take(&mut self, node: NodeId, at: usize, denied: bool) {
        let matcher = self.matcher;
        let words = self.text.words();
        let here = words.get(at).filter(|word| word.sentence == words[self.start].sentence);
        for &(set, until) in matcher.ends_of(node) {
            let done = match until {
                Until::Anywhere => true,
                Until::Sentence => here.is_none(),
                Until::Clause => here.is_none_or(|word| word.clause != words[at - 1].clause),
            };
            if done {
                let denied = denied || self.text.is_denied(self.start);
                self.hits.push(Hit { set, start: self.start as u32, end: at as u32, denied });
            }
        }
        let Some(word) = here.filter(|word| !word.quoted) else { return };
        let id = self.ids[at];
        if id != WordId::UNKNOWN {
            for next in matcher.words.after(node, id) {
                if self.may_go(next, at + 1) {
                    self.take(next.node, at + 1, denied);
                }
            }
        }
        for &(test, next) in matcher.tests_of(node) {
            let fits = match test {
                Test::Class(class) => {
                    for &member in matcher.members.longer(class, id) {
                        let run = &matcher.members.pool[member as usize];
                        if self.is_run(at, run) {
                            self.take(next.node, at + run.len(), denied);
                        }
                    }
                    matcher.members.alone(class, id)
                }
                Test::Number => word.number,
                // What takes nearly any word does not reach into the next clause.
                Test::Not(_) | Test::Any | Test::Ending(_) if word.clause != words[at - 1].clause => false,
                Test::Not(class) => !matcher.members.alone(class, id),
                Test::Any => true,
                Test::Ending(ending) => self.text.folded(at).ends_with(&*matcher.endings[ending as usize]),
            };
            if fits && self.may_go(&next, at + 1) {
                self.take(next.node, at + 1, denied);
            }
        }
        for &(width, next) in matcher.gaps_of(node) {
            if next.window == 0 && !next.takes.meets(self.windows[at][usize::from(window(width))]) {
                continue;
            }
            let mut denied = denied;
            for at in at..=at + usize::from(width) {
                if self.may_go(&next, at) {
                    self.take(next.node, at, denied);
                }
                let skipped = words.get(at).filter(|other| other.sentence == word.sentence);
                let Some(skipped) = skipped else { break };
                denied |= skipped.negator;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The matched words in brackets, `!` before those that are denied.
    fn found(pattern: &str, raw: &str) -> String {
        let classes: Classes = BTreeMap::from([(
            "feeling".to_owned(),
            vec!["upset".to_owned(), "let down".to_owned(), "at the end of your tether".to_owned()],
        )]);
        let mut builder = MatcherBuilder::new(&classes, &[]);
        let set = builder.set(&[pattern.to_owned()]).expect("a sound pattern");
        let text = Text::read(raw);
        let hits = builder.build().scan(&text);
        let draw = |hit: &Hit| {
            let span = text.span_of(hit.start as usize..hit.end as usize);
            format!("{}[{}]", if hit.denied { "!" } else { "" }, span.of(raw))
        };
        hits.of(set).iter().map(draw).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn matches() {
        for (pattern, raw, expected) in [
            ("so sorry", "I’m so sorry. So very sorry.", "[so sorry]"),
            ("apologise~", "We apologise, and I apologized before.", "[apologise] [apologized]"),
            ("(ring~|call~) you", "I'll ring you. She called you.", "[ring you] [called you]"),
            ("so ...1 sorry", "I’m so sorry. So very sorry.", "[so sorry] [So very sorry]"),
            (
                "(feel|are) {feeling}",
                "You feel let down. You are at the end of your tether!",
                "[feel let down] [are at the end of your tether]",
            ),
            ("i understand", "I don't understand. I understand.", "[I understand]"),
            ("i ... understand", "I do not understand", "![I do not understand]"),
            ("understand", "I don’t understand", "![understand]"),
            ("sorry", "He said \"sorry\" once", ""),
            ("^sorry", "Sorry. I am sorry", "[Sorry]"),
            ("sorry$", "Sorry now. I am sorry", "[sorry]"),
            ("by #", "by noon, or by 18:00", "[by 18:00]"),
            ("sorry for", "I am sorry. For now", ""),
            ("i will *", "I will, naturally, go. I will go", "[I will go]"),
            ("i will * you", "I will not you. I will call you", "[I will not you] [I will call you]"),
            ("i will !{feeling}", "I will upset her, I will go", "[I will go]"),
            ("i have *ed", "I have asked. I have no idea", "[I have asked]"),
            ("<no>", "There is no way, no, none", "[no]"),
            ("(can not|will not) go", "I can't go, I won't go", "[can't go] [won't go]"),
        ] {
            assert_eq!(found(pattern, raw), expected, "{pattern} in {raw}");
        }
    }

    #[test]
    fn an_unknown_class_is_an_error() {
        let mut builder = MatcherBuilder::new(&Classes::new(), &[]);
        let error = builder.set(&["fine".into(), "{feelng}".into()]);
        assert_eq!(error, Err((1, PatternError::UnknownClass("feelng".into()))));
    }

    #[test]
    fn a_pattern_must_ask_for_something() {
        for (source, error) in [
            ("... sorry", PatternError::Loose),
            ("so ...", PatternError::Loose),
            ("[so]", PatternError::Optional),
            ("* sorry", PatternError::Loose),
            ("sorry ^now", PatternError::Loose),
            ("sorry$ now", PatternError::Loose),
            ("so ...13 sorry", PatternError::TooWide),
            ("(call|ring)~ you", PatternError::Tilde),
            ("~call you", PatternError::Tilde),
        ] {
            assert_eq!(
                MatcherBuilder::new(&Classes::new(), &[]).set(&[source.into()]),
                Err((0, error)),
                "{source}"
            );
        }
    }
}
