//! Many patterns over one text in one pass.
//!
//! The text's words become numbers once; a pattern is tried only where one of the words it can begin with stands.
//! This replaces a byte automaton: word boundaries, forms of a verb, contractions and slips of the keyboard are
//! settled before any pattern is looked at, and a class of two hundred members costs one bit.

use std::collections::BTreeMap;

use super::pattern::{Step, expand};
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

/// All matches in one text, by set and then by place.
#[derive(Clone, Debug, Default)]
pub struct Hits(Vec<Hit>);

impl Hits {
    /// The matches of one set, in the order of the text.
    pub fn of(&self, set: SetId) -> &[Hit] {
        let from = self.0.partition_point(|hit| hit.set < set);
        let to = self.0.partition_point(|hit| hit.set <= set);
        &self.0[from..to]
    }
}

/// Collects patterns; [`MatcherBuilder::build`] makes the matcher.
#[derive(Clone, Debug, Default)]
pub struct MatcherBuilder {
    lexicon: Lexicon,
    class_ids: BTreeMap<String, u32>,
    classes: Vec<Class>,
    patterns: Vec<Pattern>,
    sets: u32,
}

/// Compiled patterns. Immutable; scanning takes no lock and keeps no state.
#[derive(Clone, Debug)]
pub struct Matcher {
    lexicon: Lexicon,
    classes: Vec<Class>,
    patterns: Vec<Pattern>,
    /// Patterns by the word they can begin with.
    by_word: Vec<Vec<u32>>,
    /// Patterns that begin with a number.
    by_number: Vec<u32>,
}

#[derive(Clone, Debug, Default)]
struct Class {
    /// Bit per word: is the word alone a member?
    alone: Vec<u64>,
    /// Members of several words, by their first, the longer ones first.
    longer: BTreeMap<u32, Vec<Vec<WordId>>>,
    first: Vec<WordId>,
}

#[derive(Clone, Debug)]
struct Pattern {
    set: SetId,
    at_begin: bool,
    steps: Vec<Compiled>,
}

#[derive(Clone, Copy, Debug)]
enum Compiled {
    Word(WordId),
    Class(u32),
    Number,
    Gap(u8),
    End,
}

impl Class {
    /// Of members that are words or runs of words.
    fn of(members: Vec<Vec<WordId>>) -> Self {
        let mut class = Class::default();
        for words in members {
            let Some(&first) = words.first() else { continue };
            class.first.push(first);
            if words.len() > 1 {
                class.longer.entry(first.0).or_default().push(words);
            } else {
                let (block, bit) = (first.index() / 64, first.index() % 64);
                class.alone.resize(class.alone.len().max(block + 1), 0);
                class.alone[block] |= 1 << bit;
            }
        }
        class.first.sort_unstable();
        class.first.dedup();
        for members in class.longer.values_mut() {
            members.sort_by_key(|words| std::cmp::Reverse(words.len()));
        }
        class
    }
}

impl MatcherBuilder {
    /// A builder that knows these classes, and the words that are no misspelt cues.
    pub fn new(classes: &Classes, protected: &[String]) -> Self {
        let mut builder = Self::default();
        for word in protected {
            builder.lexicon.protect(word);
        }
        for (name, members) in classes {
            builder.class_ids.insert(name.clone(), builder.classes.len() as u32);
            let class = builder.named_class(members);
            builder.classes.push(class);
        }
        builder
    }

    /// Compiles one set of patterns. On a mistake, tells which pattern it is in.
    ///
    /// # Errors
    /// The index of the first unsound pattern and what is wrong with it.
    pub fn set(&mut self, patterns: &[String]) -> Result<SetId, (usize, PatternError)> {
        let set = SetId(self.sets);
        self.sets += 1;
        for (index, source) in patterns.iter().enumerate() {
            for steps in expand(source).map_err(|error| (index, error))? {
                let pattern = self.pattern(set, &steps).map_err(|error| (index, error))?;
                self.patterns.push(pattern);
            }
        }
        Ok(set)
    }

    /// The finished matcher.
    pub fn build(self) -> Matcher {
        let mut by_word = vec![Vec::new(); self.lexicon.len()];
        let mut by_number = Vec::new();
        for (index, pattern) in self.patterns.iter().enumerate() {
            let index = index as u32;
            match pattern.steps[0] {
                Compiled::Word(word) => by_word[word.index()].push(index),
                Compiled::Class(class) => {
                    self.classes[class as usize]
                        .first
                        .iter()
                        .for_each(|word| by_word[word.index()].push(index));
                }
                Compiled::Number => by_number.push(index),
                Compiled::Gap(_) | Compiled::End => {}
            }
        }
        Matcher { lexicon: self.lexicon, classes: self.classes, patterns: self.patterns, by_word, by_number }
    }

    /// A named class; its members are read like any text.
    fn named_class(&mut self, members: &[String]) -> Class {
        let mut read = Vec::with_capacity(members.len());
        for member in members {
            let text = Text::read(member);
            read.push((0..text.words().len()).map(|at| self.lexicon.intern(text.folded(at))).collect());
        }
        Class::of(read)
    }

    fn pattern(&mut self, set: SetId, steps: &[Step]) -> Result<Pattern, PatternError> {
        let mut compiled = Vec::with_capacity(steps.len());
        let mut at_begin = false;
        for step in steps {
            compiled.push(match step {
                Step::Word(word) => Compiled::Word(self.lexicon.intern(word)),
                Step::Class(name) => match self.class_ids.get(name) {
                    Some(&id) => Compiled::Class(id),
                    None => return Err(PatternError::UnknownClass(name.clone())),
                },
                Step::OneOf(runs) => {
                    let mut intern =
                        |run: &Vec<String>| run.iter().map(|word| self.lexicon.intern(word)).collect();
                    let members = runs.iter().map(&mut intern).collect();
                    self.classes.push(Class::of(members));
                    Compiled::Class(u32::try_from(self.classes.len() - 1).expect("fewer classes than bytes"))
                }
                Step::Number => Compiled::Number,
                Step::Gap(width) => Compiled::Gap(*width),
                Step::End => Compiled::End,
                Step::Begin => {
                    at_begin = true;
                    continue;
                }
            });
        }
        Ok(Pattern { set, at_begin, steps: compiled })
    }
}

impl Matcher {
    /// Every match of every pattern, quoted words left out.
    pub fn scan(&self, text: &Text) -> Hits {
        let ids = self.lexicon.ids(text);
        let scan = Scan { matcher: self, text, ids: &ids };
        let mut hits = Vec::new();
        for (start, word) in text.words().iter().enumerate() {
            if word.quoted {
                continue;
            }
            let id = ids[start];
            let known = if id == WordId::UNKNOWN { &[][..] } else { &self.by_word[id.index()] };
            let numbers = if word.number { self.by_number.as_slice() } else { &[] };
            for &index in known.iter().chain(numbers) {
                hits.extend(scan.try_at(&self.patterns[index as usize], start));
            }
        }
        hits.sort_unstable();
        hits.dedup_by_key(|hit| (hit.set, hit.start));
        Hits(hits)
    }
}

struct Scan<'a> {
    matcher: &'a Matcher,
    text: &'a Text,
    ids: &'a [WordId],
}

impl Scan<'_> {
    fn try_at(&self, pattern: &Pattern, start: usize) -> Option<Hit> {
        if pattern.at_begin && self.text.words()[start].before != Break::Sentence {
            return None;
        }
        let sentence = self.text.words()[start].sentence;
        let mut denied = false;
        let end = self.run(&pattern.steps, start, sentence, &mut denied)?;
        let denied = denied || self.text.is_denied(start);
        Some(Hit { set: pattern.set, start: start as u32, end: end as u32, denied })
    }

    /// Where the steps end when they match from `at`; `denied` is set when a gap swallowed a negation.
    fn run(&self, steps: &[Compiled], at: usize, sentence: u32, denied: &mut bool) -> Option<usize> {
        let Some((step, rest)) = steps.split_first() else { return Some(at) };
        let here = self.text.words().get(at).filter(|word| word.sentence == sentence && !word.quoted);
        match *step {
            Compiled::End => here.is_none().then_some(at),
            Compiled::Word(id) => {
                (here.is_some() && self.ids[at] == id).then(|| self.run(rest, at + 1, sentence, denied))?
            }
            Compiled::Number => here?.number.then(|| self.run(rest, at + 1, sentence, denied))?,
            Compiled::Class(class) => {
                here?;
                self.run_class(&self.matcher.classes[class as usize], rest, at, sentence, denied)
            }
            Compiled::Gap(width) => {
                let mut swallowed = false;
                for skip in 0..=usize::from(width) {
                    let mut inner = false;
                    if let Some(end) = self.run(rest, at + skip, sentence, &mut inner) {
                        *denied |= inner || swallowed;
                        return Some(end);
                    }
                    let word = self.text.words().get(at + skip).filter(|word| word.sentence == sentence)?;
                    swallowed |= word.negator;
                }
                None
            }
        }
    }

    fn run_class(
        &self,
        class: &Class,
        rest: &[Compiled],
        at: usize,
        sentence: u32,
        denied: &mut bool,
    ) -> Option<usize> {
        let id = self.ids[at];
        if id == WordId::UNKNOWN {
            return None;
        }
        for member in class.longer.get(&id.0).into_iter().flatten() {
            let end = at + member.len();
            let fits = self.ids.get(at..end) == Some(member.as_slice())
                && self.text.words()[end - 1].sentence == sentence;
            if fits && let Some(end) = self.run(rest, end, sentence, denied) {
                return Some(end);
            }
        }
        let alone = class.alone.get(id.index() / 64).is_some_and(|block| block >> (id.index() % 64) & 1 == 1);
        alone.then(|| self.run(rest, at + 1, sentence, denied))?
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
}
