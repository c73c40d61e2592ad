//! What attempts were played with, kept once however many played with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::comparison::Yardstick;
use crate::rubric::{Rubric, RubricText};
use crate::scenario::{Scenario, ScenarioSource};
use crate::session::{Attempt, Setting};

/// A scenario or a rubric as it was, or a yardstick.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Its hash, as attempts name it.
    pub hash: String,
    /// What it is.
    pub kind: Kind,
    /// Its text, as JSON.
    pub text: String,
}

/// What a [`Content`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A scenario with the shared files it uses.
    Scenario,
    /// A rubric with all its files.
    Rubric,
    /// What chance and the best way earn, worked out once.
    Yardstick,
}

impl Kind {
    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Scenario => "scenario",
            Kind::Rubric => "rubric",
            Kind::Yardstick => "yardstick",
        }
    }

    /// What is stored.
    pub fn from_key(key: &str) -> Option<Self> {
        [Kind::Scenario, Kind::Rubric, Kind::Yardstick].into_iter().find(|kind| kind.key() == key)
    }
}

impl Content {
    /// A scenario.
    pub fn scenario(scenario: &Scenario) -> Self {
        let text = serde_json::to_string(&scenario.source).expect("plain data serialises");
        Self { hash: scenario.hash.clone(), kind: Kind::Scenario, text }
    }

    /// A rubric.
    pub fn rubric(rubric: &Rubric) -> Self {
        let text = serde_json::to_string(rubric.source()).expect("plain data serialises");
        Self { hash: rubric.hash().to_owned(), kind: Kind::Rubric, text }
    }

    /// A yardstick, `None` where no way ends.
    pub fn yardstick(hash: String, yardstick: Option<&Yardstick>) -> Self {
        let text = serde_json::to_string(&yardstick).expect("plain data serialises");
        Self { hash, kind: Kind::Yardstick, text }
    }
}

/// What a yardstick is kept by: all that it follows from. The seed is left out: it only picks phrasings, and a yardstick is
/// worked out with seed 0, so that everybody is held against the same.
pub fn yardstick_hash(attempt: &Attempt) -> String {
    let Attempt { scenario_hash, rubric_hash, scorer, memory, .. } = attempt;
    let sealed = format!("composure yardstick 1\n{scenario_hash}\n{rubric_hash}\n{scorer}\n{memory:?}");
    blake3::hash(sealed.as_bytes()).to_hex().to_string()
}

/// Works a yardstick out.
pub fn yardstick(scenario: &Scenario, rubric: &Rubric, memory: Option<usize>) -> Option<Yardstick> {
    Yardstick::of(scenario, rubric, Setting { memory, ..Setting::default() })
}

/// Scenarios and rubrics made again from what was kept, each once.
#[derive(Debug, Default)]
pub struct Shelf {
    rubrics: BTreeMap<String, Option<Arc<Rubric>>>,
    scenarios: BTreeMap<(String, String), Option<Arc<Scenario>>>,
    yardsticks: BTreeMap<String, Option<Yardstick>>,
}

impl Shelf {
    /// The scenario and the rubric of an attempt. `content` finds what is kept under a hash.
    ///
    /// # Errors
    /// What is missing, or is not what its hash says.
    pub fn of<'a>(
        &mut self,
        attempt: &Attempt,
        content: impl Fn(&str) -> Option<&'a Content>,
    ) -> Result<(Arc<Scenario>, Arc<Rubric>), Missing> {
        let rubric = match self.rubrics.get(&attempt.rubric_hash) {
            Some(known) => known.clone(),
            None => {
                let made = content(&attempt.rubric_hash)
                    .and_then(|content| serde_json::from_str::<RubricText>(&content.text).ok())
                    .map(|text| text.compile())
                    .filter(|rubric| rubric.hash() == attempt.rubric_hash);
                self.rubrics.entry(attempt.rubric_hash.clone()).or_insert(made.map(Arc::new)).clone()
            }
        };
        let Some(rubric) = rubric else { return Err(Missing::Rubric) };
        let key = (attempt.scenario_hash.clone(), attempt.rubric_hash.clone());
        let scenario = match self.scenarios.get(&key) {
            Some(known) => known.clone(),
            None => {
                let path = format!("{}.ron", attempt.scenario);
                let made = content(&attempt.scenario_hash)
                    .and_then(|content| serde_json::from_str::<ScenarioSource>(&content.text).ok())
                    .and_then(|source| source.read(&path, &rubric))
                    .filter(|scenario| scenario.hash == attempt.scenario_hash);
                self.scenarios.entry(key).or_insert(made.map(Arc::new)).clone()
            }
        };
        scenario.map(|scenario| (scenario, rubric)).ok_or(Missing::Scenario)
    }

    /// The yardstick of an attempt, worked out again.
    pub fn yardstick(
        &mut self,
        attempt: &Attempt,
        scenario: &Scenario,
        rubric: &Rubric,
    ) -> Option<Yardstick> {
        let worked_out = || yardstick(scenario, rubric, attempt.memory);
        *self.yardsticks.entry(yardstick_hash(attempt)).or_insert_with(worked_out)
    }
}

/// What is not kept, or not as its hash says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The scenario.
    Scenario,
    /// The rubric.
    Rubric,
}
