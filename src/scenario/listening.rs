//! What a scenario listens for in a reply: its concerns and its policy, compiled with the rubric's word classes.

use super::ScenarioFile;
use crate::rubric::{Answer, Rubric};
use crate::text::{Matcher, PatternError, SetId, Text};

/// Compiled concerns and policy of one scenario.
#[derive(Clone, Debug)]
pub struct Listening {
    matcher: Matcher,
    concerns: Vec<SetId>,
    policy: Vec<SetId>,
}

/// A pattern that cannot be compiled, and where it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unsound {
    /// Among the concerns, or among what policy forbids?
    pub concern: bool,
    /// Which of them.
    pub index: usize,
    /// Which of its patterns.
    pub pattern: usize,
    /// What is wrong.
    pub error: PatternError,
}

impl Listening {
    /// Compiles what can be compiled and tells the rest.
    pub(super) fn compile(file: &ScenarioFile, rubric: &Rubric) -> (Self, Vec<Unsound>) {
        let mut builder = rubric.pattern_builder();
        let mut unsound = Vec::new();
        let mut compile = |concern: bool, lists: Vec<&Vec<String>>| -> Vec<SetId> {
            let mut sets = Vec::new();
            for (index, patterns) in lists.into_iter().enumerate() {
                sets.push(builder.set(patterns).unwrap_or_else(|(pattern, error)| {
                    unsound.push(Unsound { concern, index, pattern, error });
                    builder.set(&[]).expect("an empty set has no unsound pattern")
                }));
            }
            sets
        };
        let concerns = compile(true, file.concerns.iter().map(|concern| &concern.answered_by).collect());
        let policy = compile(false, file.brief.policy.may_not.iter().map(|rule| &rule.breached_by).collect());
        (Self { matcher: builder.build(), concerns, policy }, unsound)
    }

    /// Concerns that the reply answers and rules of policy that it breaks.
    pub fn hear(&self, text: &Text) -> (Vec<Answer>, Vec<Answer>) {
        let hits = self.matcher.scan(text);
        let first = |sets: &[SetId]| {
            let mut answers = Vec::new();
            for (index, &set) in sets.iter().enumerate() {
                if let Some(hit) = hits.of(set).iter().find(|hit| !hit.denied) {
                    answers.push(Answer { index, span: text.span_of(hit.start as usize..hit.end as usize) });
                }
            }
            answers
        };
        (first(&self.concerns), first(&self.policy))
    }
}
