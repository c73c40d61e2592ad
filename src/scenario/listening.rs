//! What a scenario listens for in a reply: its concerns, its policy, its promises and its articles, compiled with the
//! rubric's word classes.

use std::ops::Range;

use super::ScenarioFile;
use crate::rubric::{Answer, Rubric};
use crate::source::Path;
use crate::text::{Matcher, MatcherBuilder, PatternError, SetId, Text, sound};

/// Everything in a reply that touches something the scenario knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Concerns, raised or not.
    pub concerns: Vec<Answer>,
    /// Rules of policy that it breaks.
    pub breaches: Vec<Answer>,
    /// What policy allows and it gives.
    pub given: Vec<Given>,
    /// Promises that it makes.
    pub promised: Vec<Answer>,
    /// Promises that it keeps, if they are due.
    pub kept: Vec<Answer>,
    /// Help articles that it sends.
    pub sent: Vec<Answer>,
}

/// Something that policy allows, given in a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// Which allowance, and the words.
    pub answer: Answer,
    /// What it takes from the goodwill, in whole units; a sum that is named is rounded up.
    pub costs: u32,
    /// The sum that is named is larger than policy allows.
    pub too_much: bool,
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Listening {
    matcher: Matcher,
    concerns: Vec<SetId>,
    breaches: Vec<SetId>,
    given: Vec<(SetId, Price)>,
    promised: Vec<SetId>,
    kept: Vec<SetId>,
    /// The words of each article's title.
    sent: Vec<Vec<String>>,
    /// Concerns that each article answers.
    article_answers: Vec<Vec<usize>>,
}

#[derive(Clone, Copy, Debug)]
struct Price {
    costs: u32,
    up_to: Option<u32>,
}

impl Listening {
    /// Compiles a file whose patterns are sound; validation has seen to that.
    pub(super) fn compile(file: &ScenarioFile, rubric: &Rubric) -> Self {
        let mut builder = rubric.pattern_builder();
        let mut set = |patterns: &[String]| add(&mut builder, patterns);
        let policy = &file.brief.policy;
        let articles = &file.brief.articles;
        let concern = |id: &String| file.concerns.iter().position(|concern| concern.id == *id);
        Self {
            concerns: file.concerns.iter().map(|concern| set(&concern.answered_by)).collect(),
            breaches: policy.may_not.iter().map(|rule| set(&rule.breached_by)).collect(),
            given: policy
                .may
                .iter()
                .map(|may| (set(&may.given_by), Price { costs: may.costs, up_to: may.up_to }))
                .collect(),
            promised: file.promises.iter().map(|promise| set(&promise.made_by)).collect(),
            kept: file.promises.iter().map(|promise| set(&promise.kept_by)).collect(),
            sent: articles.iter().map(|article| words_of(&article.title)).collect(),
            article_answers: articles
                .iter()
                .map(|article| article.answers.iter().filter_map(concern).collect())
                .collect(),
            matcher: builder.build(),
        }
    }

    /// What a reply touches.
    pub fn hear(&self, text: &Text) -> Heard {
        let hits = self.matcher.scan(text);
        let words = |set: SetId| {
            let hit = hits.of(set).iter().find(|hit| !hit.denied)?;
            Some(hit.start as usize..hit.end as usize)
        };
        let all = |sets: &[SetId]| -> Vec<Answer> {
            let found = sets.iter().enumerate();
            found
                .filter_map(|(index, &set)| Some(Answer { index, span: text.span_of(words(set)?) }))
                .collect()
        };
        let titles = self.sent.iter().enumerate();
        let sent: Vec<Answer> = titles
            .filter_map(|(index, title)| Some(Answer { index, span: text.span_of(text.find_run(title)?) }))
            .collect();
        let mut concerns = all(&self.concerns);
        for article in &sent {
            for &index in &self.article_answers[article.index] {
                if concerns.iter().all(|answer| answer.index != index) {
                    concerns.push(Answer { index, span: article.span });
                }
            }
        }
        let given = self.given.iter().enumerate().filter_map(|(index, &(set, price))| {
            // Of several times, the one with the largest sum: it is what the customer will hold us to.
            let hits = hits.of(set).iter().filter(|hit| !hit.denied);
            let given = hits.map(|hit| {
                let words = hit.start as usize..hit.end as usize;
                let sum = sum_beside(text, &words);
                price.of(Answer { index, span: text.span_of(words) }, sum)
            });
            given.reduce(|most, next| if next.costs > most.costs { next } else { most })
        });
        Heard {
            given: given.collect(),
            breaches: all(&self.breaches),
            promised: all(&self.promised),
            kept: all(&self.kept),
            sent,
            concerns,
        }
    }
}

impl Price {
    /// What is given with a sum, in hundredths, named beside it.
    fn of(self, answer: Answer, sum: Option<u64>) -> Given {
        let Some(limit) = self.up_to else { return Given { answer, costs: self.costs, too_much: false } };
        let named = sum.map(|sum| u32::try_from(sum.div_ceil(100)).unwrap_or(u32::MAX));
        Given {
            answer,
            costs: named.unwrap_or(self.costs),
            too_much: sum.is_some_and(|sum| sum > u64::from(limit) * 100),
        }
    }
}

/// The sum of money that stands nearest to some words of its sentence; of two as near, the one behind them: "I'll take
/// £20 off" before "£20 off the £256".
fn sum_beside(text: &Text, words: &Range<usize>) -> Option<u64> {
    let sentence = text.sentence_of(words.start).words.clone();
    let far = |at: usize| words.start.saturating_sub(at).max(at.saturating_sub(words.end - 1));
    let sums = text.sums().filter(|(at, _)| sentence.contains(at));
    sums.min_by_key(|&(at, _)| (far(at), std::cmp::Reverse(at))).map(|(_, sum)| sum)
}

fn add(builder: &mut MatcherBuilder, patterns: &[String]) -> SetId {
    builder.set(patterns).expect("validation has seen that every pattern is sound")
}

/// A title as its words. It is no pattern: whoever sends an article may put its title in quotation marks, and no
/// denial stands before it.
fn words_of(title: &str) -> Vec<String> {
    let text = Text::read(title);
    (0..text.words().len()).map(|at| text.folded(at).to_owned()).collect()
}

/// Calls `tell` with every pattern of a file that cannot be looked for, its place and what is wrong.
pub(super) fn unsound(file: &ScenarioFile, rubric: &Rubric, tell: &mut dyn FnMut(Path, PatternError)) {
    let mut look = |patterns: &[String], place: &dyn Fn() -> Path| {
        for (index, pattern) in patterns.iter().enumerate() {
            if let Err(error) = sound(pattern, &|class| rubric.has_class(class)) {
                tell(place().index(index), error);
            }
        }
    };
    let listed = |list: &'static str, index: usize| Path::root().field(list).index(index);
    let policy = |list: &'static str, index: usize| {
        Path::root().field("brief").field("policy").field(list).index(index)
    };
    for (index, concern) in file.concerns.iter().enumerate() {
        look(&concern.answered_by, &|| listed("concerns", index).field("answered_by"));
    }
    for (index, promise) in file.promises.iter().enumerate() {
        look(&promise.made_by, &|| listed("promises", index).field("made_by"));
        look(&promise.kept_by, &|| listed("promises", index).field("kept_by"));
    }
    for (index, rule) in file.brief.policy.may_not.iter().enumerate() {
        look(&rule.breached_by, &|| policy("may_not", index).field("breached_by"));
    }
    for (index, allowance) in file.brief.policy.may.iter().enumerate() {
        look(&allowance.given_by, &|| policy("may", index).field("given_by"));
    }
}
