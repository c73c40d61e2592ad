//! Boards against a plain count: the same random history, added up here attempt by attempt, with no database and none of the
//! program's sums.

use std::collections::{BTreeMap, BTreeSet};

use composure::comparison::{Board, By, Column, Columns, Means, Spread, Sums, Tallied};
use composure::records::{Entry, Filter};
use composure::rubric::PerDimension;
use composure::scoring::Scores;
use composure::session::Mode;
use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg32;

use super::history::{Invented, all, overrode, shared};
use super::place::Place;

/// An attempt, and what became of it.
struct Known {
    attempt: Invented,
    shared: bool,
    trainer: Option<Scores>,
    /// Which of the person's counted attempts at the scenario in this way of replying; 0 for shared practice.
    nth: usize,
    /// The cohort that boards put it in.
    cohort: String,
}

impl Known {
    /// One that was left before the first reply was only begun.
    fn was_played(&self) -> bool {
        self.attempt.ended_at.is_some() && self.attempt.replies > 0
    }

    fn is_counted(&self) -> bool {
        self.was_played() && (self.shared || self.attempt.mode == Mode::Assessment)
    }

    fn is_abandoned(&self) -> bool {
        !self.was_played() && self.attempt.mode == Mode::Assessment
    }

    fn is_chosen(&self) -> bool {
        // While nothing was said, nothing has been chosen yet.
        self.attempt.chosen && self.was_played()
    }

    /// Chance earns 0 and the best way 100: a point is ten thousandths.
    fn relative(&self) -> Columns<Option<i32>> {
        let score = |dimension| {
            // A trainer judges what was called for, and nothing else.
            let machine = (*self.attempt.scores.get(dimension))?;
            let trainer = self.trainer.and_then(|scores| *scores.get(dimension));
            Some(i32::from(trainer.unwrap_or(machine)) * 10)
        };
        let dimensions = PerDimension::from_fn(score);
        let rated: Vec<i32> =
            composure::rubric::Dimension::ALL.iter().filter_map(|&d| *dimensions.get(d)).collect();
        let mean = |values: &[i32]| {
            let (sum, count) = (values.iter().sum::<i32>(), values.len() as i32);
            (count > 0).then(|| (2 * sum + count) / (2 * count))
        };
        let relative = Columns { all: mean(&rated), dimensions };
        // Who left before the end earns at most what chance does.
        let cap = |value: i32| if self.attempt.left { value.min(0) } else { value };
        Columns::from_fn(|column| relative.get(column).map(cap))
    }
}

fn random_history(seed: u64) -> Vec<Known> {
    let mut chance = Pcg32::seed_from_u64(seed);
    let mut known = Vec::new();
    for number in 0..400 {
        let person = chance.random_range(0..12);
        let began_at = chance.random_range(0..1000);
        // Two of them change their cohort in the middle.
        let cohort = if person < 2 && began_at > 500 { "june" } else { ["", "may", "july"][person % 3] };
        let scenario = ["a", "b", "c", "d", "e"][chance.random_range(0..5)];
        let mut score = || (!chance.random_ratio(1, 8)).then(|| chance.random_range(0..=100));
        let scores = PerDimension { empathy: score(), ownership: score(), deescalation: score() };
        let invented = Invented::new(number, &format!("Person {person}"), cohort, scenario, 0, began_at);
        let attempt = Invented {
            scores,
            mode: if chance.random_ratio(1, 3) { Mode::Practice } else { Mode::Assessment },
            chosen: chance.random_ratio(1, 3),
            ended_at: (!chance.random_ratio(1, 7)).then(|| began_at + chance.random_range(1..50)),
            left: chance.random_ratio(1, 6),
            replies: usize::from(!chance.random_ratio(1, 8)),
            ..invented
        };
        let trainer = chance.random_ratio(1, 9).then(|| match chance.random_ratio(1, 2) {
            true => all(chance.random_range(0..=100)),
            false => {
                PerDimension { ownership: Some(chance.random_range(0..=100)), ..PerDimension::default() }
            }
        });
        known.push(Known {
            attempt,
            shared: chance.random_ratio(1, 4),
            trainer,
            nth: 0,
            cohort: String::new(),
        });
    }
    known.sort_by(|one, other| {
        (one.attempt.began_at, &one.attempt.id).cmp(&(other.attempt.began_at, &other.attempt.id))
    });
    // Everybody is in the cohort that they named last, with all they did.
    let named = known.iter().map(|one| &one.attempt.who).filter(|who| !who.cohort.is_empty());
    let last: BTreeMap<String, String> = named.map(|who| (who.person.clone(), who.cohort.clone())).collect();
    for one in &mut known {
        one.cohort = last.get(&one.attempt.who.person).cloned().unwrap_or_default();
    }
    let mut seen: BTreeMap<(String, String, bool), usize> = BTreeMap::new();
    // Shared practice is counted, and is nobody's first.
    let may_be_first =
        |one: &&mut Known| one.is_counted() && (one.is_chosen() || one.attempt.mode == Mode::Assessment);
    for one in known.iter_mut().filter(may_be_first) {
        let key = (one.attempt.who.person.clone(), one.attempt.scenario.clone(), one.is_chosen());
        let count = seen.entry(key).or_default();
        *count += 1;
        one.nth = *count;
    }
    known
}

/// First, best and mean of some attempts of one person at one scenario.
fn three(group: &[&Known]) -> Means<Option<i32>> {
    let values = |column: Column| {
        let of = |one: &&&Known| *one.relative().get(column);
        group.iter().filter(|one| one.is_counted()).filter_map(|one| of(&one)).collect::<Vec<i32>>()
    };
    let first = group.iter().find(|one| one.nth == 1).map(|one| one.relative());
    Means {
        first: Columns::from_fn(|column| first.as_ref().and_then(|first| *first.get(column))),
        best: Columns::from_fn(|column| values(column).into_iter().max()),
        mean: Columns::from_fn(|column| {
            let values = values(column);
            let (sum, count) = (values.iter().sum::<i32>(), values.len() as i32);
            (count > 0).then(|| (2 * sum + count) / (2 * count))
        }),
    }
}

fn add(to: &mut Means<Sums>, values: &Means<Option<i32>>) {
    for column in Column::ALL {
        for (sums, value) in
            [(&mut to.first, &values.first), (&mut to.best, &values.best), (&mut to.mean, &values.mean)]
        {
            if let Some(value) = value.get(column) {
                sums.get_mut(column).add(*value);
            }
        }
    }
}

fn plain_board(by: By, known: &[Known], filter: &Filter) -> Board {
    let is_asked = |one: &&Known| {
        let Invented { who, scenario, began_at, ended_at, .. } = &one.attempt;
        let at = ended_at.unwrap_or(*began_at);
        filter.person.as_ref().is_none_or(|person| *person == who.person)
            && filter.cohort.as_ref().is_none_or(|cohort| *cohort == one.cohort)
            && filter.scenario.as_ref().is_none_or(|wanted| wanted == scenario)
            && filter.since.is_none_or(|since| at >= since)
            && filter.until.is_none_or(|until| at < until)
    };
    // By person, cohort, scenario and way.
    type Key = (String, String, String, bool);
    let mut groups: BTreeMap<Key, Vec<&Known>> = BTreeMap::new();
    for one in known.iter().filter(is_asked).filter(|one| one.is_counted() || one.is_abandoned()) {
        let who = &one.attempt.who;
        let key = (who.person.clone(), one.cohort.clone(), one.attempt.scenario.clone(), one.is_chosen());
        groups.entry(key).or_default().push(one);
    }
    let name = |key: &Key| match by {
        By::Scenario => (key.2.clone(), None),
        _ => (key.0.clone(), Some(key.1.clone()).filter(|cohort| !cohort.is_empty())),
    };
    let names: BTreeSet<_> = groups.keys().filter(|key| key.3 == filter.chosen).map(name).collect();
    let mut rows = Vec::new();
    for wanted in names {
        let mut tallied = Tallied { name: wanted.0.clone(), cohort: wanted.1.clone(), ..Tallied::default() };
        for (key, group) in groups.iter().filter(|(key, _)| name(key) == wanted) {
            let other = (key.0.clone(), key.1.clone(), key.2.clone(), true);
            if !key.3
                && let Some(chosen) = groups.get(&other)
                && let (Some(typed), Some(chosen)) = (three(group).first.all, three(chosen).first.all)
            {
                tallied.gap.add(typed - chosen);
            }
            if key.3 != filter.chosen {
                continue;
            }
            let counted: Vec<&&Known> = group.iter().filter(|one| one.is_counted()).collect();
            tallied.attempts += counted.len() as i64;
            tallied.abandoned += group.iter().filter(|one| one.is_abandoned()).count() as i64;
            tallied.overridden += counted.iter().filter(|one| one.trainer.is_some()).count() as i64;
            add(&mut tallied.values, &three(group));
            let repeats: Vec<i64> =
                counted.iter().filter_map(|one| one.relative().all).map(i64::from).collect();
            if repeats.len() > 1 {
                let sum: i64 = repeats.iter().sum();
                let squares: i64 = repeats.iter().map(|value| value * value).sum();
                let Spread { around, freedom } = tallied.spread;
                let n = repeats.len() as i64;
                tallied.spread = Spread {
                    around: around + squares - (2 * sum * sum + n) / (2 * n),
                    freedom: freedom + n - 1,
                };
            }
        }
        rows.push(tallied);
    }
    Board::new(by, rows)
}

/// Every board of the same history is the same on either engine, because it is the one that is counted here.
pub fn boards_are_those_of_a_plain_count(place: &Place) {
    for seed in 0..2 {
        let known = random_history(seed);
        let place = place.another();
        let (mut store, desk, trainer) = (place.open(), place.desk(), place.desk());
        let mut entries: Vec<Entry> = known.iter().flat_map(|one| one.attempt.entries()).collect();
        let told = known.iter().filter(|one| one.shared).map(|one| shared(&one.attempt.id, 2_000));
        entries.extend(told);
        let views = known
            .iter()
            .filter_map(|one| one.trainer.map(|scores| overrode(&one.attempt.id, scores, "Because.", 3_000)));
        store.append(&trainer, &views.collect::<Vec<_>>(), &[]).unwrap();
        store.append(&desk, &entries, &[]).unwrap();
        let some = |text: &str| Some(text.to_owned());
        let filters = [
            Filter::default(),
            Filter { scenario: some("c"), ..Filter::default() },
            Filter { cohort: some("may"), ..Filter::default() },
            Filter { cohort: some(""), ..Filter::default() },
            Filter { person: some("Person 1"), ..Filter::default() },
            Filter { person: some("Person 5"), scenario: some("a"), ..Filter::default() },
            Filter { since: Some(300), ..Filter::default() },
            Filter { until: Some(700), cohort: some("june"), ..Filter::default() },
            Filter { since: Some(250), until: Some(600), scenario: some("b"), ..Filter::default() },
            Filter { since: Some(5_000), ..Filter::default() },
        ];
        for filter in
            filters.iter().flat_map(|filter| [false, true].map(|chosen| Filter { chosen, ..filter.clone() }))
        {
            for by in [By::Person, By::Cohort, By::Scenario] {
                let found = store.board(by, &filter).unwrap();
                assert_eq!(found, plain_board(by, &known, &filter), "{by:?}, {filter:?}, history {seed}");
            }
        }
        assert!(store.board(By::Person, &Filter::default()).unwrap().rows.len() >= 12);
    }
}
