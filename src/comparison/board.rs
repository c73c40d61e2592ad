//! Boards: what people, cohorts and scenarios come to, and who can honestly be told apart.

use std::collections::{BTreeMap, BTreeSet};

use super::estimate::{Estimate, Spread, Sums};
use super::yardstick::{Column, Columns};

/// What the rows of a board are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// One row a person: means over scenarios.
    #[default]
    Person,
    /// One row a cohort: means over its people.
    Cohort,
    /// One row a scenario: means over the people who tried it.
    Scenario,
}

impl By {
    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            By::Person => "Person",
            By::Cohort => "Cohort",
            By::Scenario => "Scenario",
        }
    }
}

/// The three figures of an attempt history, kept apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Means<T> {
    /// Of the first attempts.
    pub first: Columns<T>,
    /// Of the best.
    pub best: Columns<T>,
    /// Of all.
    pub mean: Columns<T>,
}

/// Which of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Of the first attempts.
    First,
    /// Of the best.
    Best,
    /// Of all.
    Mean,
}

impl Figure {
    /// All three, in the order in which they are always shown.
    pub const ALL: [Figure; 3] = [Figure::First, Figure::Best, Figure::Mean];
}

impl<T> Means<T> {
    /// The columns that `make` gives for each figure.
    pub fn from_fn(mut make: impl FnMut(Figure) -> Columns<T>) -> Self {
        Self { first: make(Figure::First), best: make(Figure::Best), mean: make(Figure::Mean) }
    }

    /// The columns of one figure.
    pub fn get(&self, figure: Figure) -> &Columns<T> {
        match figure {
            Figure::First => &self.first,
            Figure::Best => &self.best,
            Figure::Mean => &self.mean,
        }
    }

    /// The columns of one figure, to change.
    pub fn get_mut(&mut self, figure: Figure) -> &mut Columns<T> {
        match figure {
            Figure::First => &mut self.first,
            Figure::Best => &mut self.best,
            Figure::Mean => &mut self.mean,
        }
    }
}

/// What was counted for one row, before anything is averaged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallied {
    /// The person, cohort or scenario.
    pub name: String,
    /// A person's cohort.
    pub cohort: Option<String>,
    /// Attempts that were ended.
    pub attempts: i64,
    /// Attempts that were begun and not ended.
    pub abandoned: i64,
    /// Attempts whose scores a trainer has overridden.
    pub overridden: i64,
    /// The values to be averaged, one for each scenario of a person, each person of a cohort or a scenario.
    pub values: Means<Sums>,
    /// How far repeats of one scenario by one person lie apart.
    pub spread: Spread,
    /// First attempts typed less first attempts chosen, over what somebody did both ways.
    pub gap: Sums,
}

impl Tallied {
    /// Takes a person into a cohort: their means count once.
    fn take_in(&mut self, person: &Tallied) {
        self.attempts += person.attempts;
        self.abandoned += person.abandoned;
        self.overridden += person.overridden;
        self.spread.around += person.spread.around;
        self.spread.freedom += person.spread.freedom;
        let pairs = [
            (&mut self.values.first, &person.values.first),
            (&mut self.values.best, &person.values.best),
            (&mut self.values.mean, &person.values.mean),
        ];
        for (own, other) in pairs {
            for column in Column::ALL {
                if let Some(mean) = other.get(column).mean() {
                    own.get_mut(column).add(mean);
                }
            }
        }
        if let Some(mean) = person.gap.mean() {
            self.gap.add(mean);
        }
    }
}

/// A row of a board. All figures are relative, in thousandths: 0 is chance, 1,000 the best way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The person, cohort or scenario.
    pub name: String,
    /// A person's cohort.
    pub cohort: Option<String>,
    /// Attempts that were ended.
    pub attempts: i64,
    /// Attempts that were begun and not ended.
    pub abandoned: i64,
    /// Attempts whose scores a trainer has overridden.
    pub overridden: i64,
    /// First, best and mean.
    pub means: Means<Option<Estimate>>,
    /// Standard deviation of repeats of one scenario by one person.
    pub spread: Option<i32>,
    /// How much better somebody chooses than types is below 0: first attempts typed less first attempts chosen.
    pub gap: Option<Estimate>,
    /// The place by first attempts; only where the interval overlaps no other.
    pub rank: Option<usize>,
    /// With how many others the interval overlaps.
    pub level_with: usize,
}

/// A board. Rows come by how many lie wholly above them, then by name and cohort: among rows that overlap, the order says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// What its rows are.
    pub by: By,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl Board {
    /// Averages and ranks. For [`By::Cohort`] the rows that come in are people, each with a cohort.
    pub fn new(by: By, tallied: Vec<Tallied>) -> Self {
        let tallied = if by == By::Cohort { cohorts(&tallied) } else { tallied };
        let mut rows: Vec<(usize, Row)> = tallied.into_iter().map(|tallied| (0, row(tallied))).collect();
        rank(&mut rows);
        // Rows are large; their places are sorted, and each row is moved once.
        rows.sort_by_cached_key(|(above, row)| (*above, row.name.clone(), row.cohort.clone()));
        Self { by, rows: rows.into_iter().map(|(_, row)| row).collect() }
    }
}

fn cohorts(people: &[Tallied]) -> Vec<Tallied> {
    let mut cohorts: BTreeMap<&str, Tallied> = BTreeMap::new();
    for person in people {
        cohorts.entry(person.cohort.as_deref().unwrap_or("")).or_default().take_in(person);
    }
    let named = cohorts.into_iter().map(|(name, tallied)| {
        let name = if name.is_empty() { "(no cohort)" } else { name };
        Tallied { name: name.to_owned(), ..tallied }
    });
    named.collect()
}

fn row(tallied: Tallied) -> Row {
    let estimates = |sums: Columns<Sums>| Columns::from_fn(|column| sums.get(column).estimate());
    let Means { first, best, mean } = tallied.values;
    Row {
        name: tallied.name,
        cohort: tallied.cohort,
        attempts: tallied.attempts,
        abandoned: tallied.abandoned,
        overridden: tallied.overridden,
        means: Means { first: estimates(first), best: estimates(best), mean: estimates(mean) },
        spread: tallied.spread.deviation(),
        gap: tallied.gap.estimate(),
        rank: None,
        level_with: 0,
    }
}

/// Two values can agree by luck, and then their interval has no width; from three on it means something.
const RANKED_FROM: u32 = 3;

impl Row {
    /// The interval of first attempts, where enough was averaged for a rank.
    pub fn ranked_interval(&self) -> Option<(i32, i32)> {
        self.means.first.all.filter(|estimate| estimate.count >= RANKED_FROM)?.interval()
    }
}

/// Counts for each row how many lie wholly above it and how many overlap. Rows with too little behind them take no part and
/// come last.
fn rank(rows: &mut [(usize, Row)]) {
    let interval = Row::ranked_interval;
    let mut lows: Vec<i32> = Vec::new();
    let mut highs: Vec<i32> = Vec::new();
    for (low, high) in rows.iter().filter_map(|(_, row)| interval(row)) {
        lows.push(low);
        highs.push(high);
    }
    lows.sort_unstable();
    highs.sort_unstable();
    for (order, row) in rows {
        let Some((low, high)) = interval(row) else {
            *order = usize::MAX;
            continue;
        };
        let above = lows.len() - lows.partition_point(|&other| other <= high);
        let below = highs.partition_point(|&other| other < low);
        *order = above;
        row.level_with = lows.len() - above - below - 1;
        row.rank = (row.level_with == 0 && lows.len() > 1).then_some(above + 1);
    }
}

/// Two people or cohorts, over the scenarios that both tried: only there can they be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versus {
    /// Scenarios that both tried.
    pub scenarios: usize,
    /// What the one is ahead of the other by; below 0 the other is ahead.
    pub ahead: Means<Option<Estimate>>,
}

/// What one person came to in one scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub person: String,
    /// The scenario's id.
    pub scenario: String,
    /// First, best and mean, in thousandths.
    pub values: Means<Option<i32>>,
}

impl Versus {
    /// Two people: the mean of their differences, scenario by scenario, and Student's interval over the scenarios.
    pub fn people(one: &[Standing], other: &[Standing]) -> Self {
        let mut sums = Means::<Sums>::default();
        let common = common(one, other);
        for ours in one.iter().filter(|ours| common.contains(ours.scenario.as_str())) {
            let Some(theirs) = other.iter().find(|theirs| theirs.scenario == ours.scenario) else { continue };
            for (figure, column) in figures() {
                let value = |standing: &Standing| *standing.values.get(figure).get(column);
                if let (Some(ours), Some(theirs)) = (value(ours), value(theirs)) {
                    sums.get_mut(figure).get_mut(column).add(ours - theirs);
                }
            }
        }
        let ahead = |figure| Columns::from_fn(|column| sums.get(figure).get(column).estimate());
        Self { scenarios: common.len(), ahead: Means::from_fn(ahead) }
    }

    /// Two cohorts: the difference between the means of their people, and Welch's interval over the people.
    pub fn cohorts(one: &[Standing], other: &[Standing]) -> Self {
        let common = common(one, other);
        let (one, other) = (people(one, &common), people(other, &common));
        let ahead = |figure| {
            Columns::from_fn(|column| one.get(figure).get(column).less(other.get(figure).get(column)))
        };
        Self { scenarios: common.len(), ahead: Means::from_fn(ahead) }
    }
}

/// Scenarios that both have tried.
fn common<'a>(one: &'a [Standing], other: &[Standing]) -> BTreeSet<&'a str> {
    let others: BTreeSet<&str> = other.iter().map(|standing| standing.scenario.as_str()).collect();
    one.iter().map(|standing| standing.scenario.as_str()).filter(|id| others.contains(id)).collect()
}

/// The means of people over some scenarios, each person once.
fn people(standings: &[Standing], scenarios: &BTreeSet<&str>) -> Means<Sums> {
    let mut people: BTreeMap<&str, Means<Sums>> = BTreeMap::new();
    for standing in standings.iter().filter(|standing| scenarios.contains(standing.scenario.as_str())) {
        let person = people.entry(&standing.person).or_default();
        for (figure, column) in figures() {
            if let Some(value) = *standing.values.get(figure).get(column) {
                person.get_mut(figure).get_mut(column).add(value);
            }
        }
    }
    let mut sums = Means::<Sums>::default();
    for person in people.values() {
        for (figure, column) in figures() {
            if let Some(mean) = person.get(figure).get(column).mean() {
                sums.get_mut(figure).get_mut(column).add(mean);
            }
        }
    }
    sums
}

fn figures() -> impl Iterator<Item = (Figure, Column)> {
    Figure::ALL.into_iter().flat_map(|figure| Column::ALL.map(|column| (figure, column)))
}

/// How the difference between recognising and writing a good reply is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The data leave it open.
    Open,
    /// Chooses better than they write.
    ChoosesBetter,
    /// Writes better than they choose.
    WritesBetter,
}

impl Gap {
    /// What an estimated gap says.
    pub fn of(gap: &Estimate) -> Self {
        match gap.interval() {
            Some((_, high)) if high < 0 => Gap::ChoosesBetter,
            Some((low, _)) if low > 0 => Gap::WritesBetter,
            _ => Gap::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, cohort: &str, first: &[i32]) -> Tallied {
        let sums: Sums = first.iter().copied().collect();
        let columns = Columns { all: sums, ..Columns::default() };
        Tallied {
            name: name.into(),
            cohort: (!cohort.is_empty()).then(|| cohort.to_owned()),
            attempts: first.len() as i64,
            values: Means { first: columns, best: columns, mean: columns },
            ..Tallied::default()
        }
    }

    fn names(board: &Board) -> Vec<(&str, Option<usize>, usize)> {
        board.rows.iter().map(|row| (row.name.as_str(), row.rank, row.level_with)).collect()
    }

    #[test]
    fn only_people_whose_intervals_lie_apart_are_ranked() {
        let board = Board::new(
            By::Person,
            vec![
                person("zoe", "", &[900, 910, 905]),
                person("bea", "", &[300, 420, 500]),
                person("abe", "", &[350, 460, 380]),
                person("new", "", &[990]),
                person("low", "", &[10, 12, 11]),
            ],
        );
        assert_eq!(
            names(&board),
            [("zoe", Some(1), 0), ("abe", None, 1), ("bea", None, 1), ("low", Some(4), 0), ("new", None, 0)]
        );
    }

    #[test]
    fn somebody_alone_is_no_first() {
        assert_eq!(names(&Board::new(By::Person, vec![person("zoe", "", &[1, 2])])), [("zoe", None, 0)]);
    }

    #[test]
    fn in_a_cohort_each_person_counts_once() {
        let board = Board::new(
            By::Cohort,
            vec![person("a", "may", &[0; 30]), person("b", "may", &[600]), person("c", "", &[100])],
        );
        assert_eq!(board.rows.len(), 2);
        let may = board.rows.iter().find(|row| row.name == "may").unwrap();
        assert_eq!(may.means.first.all.unwrap().mean, 300);
        assert_eq!(may.attempts, 31);
    }

    #[test]
    fn two_are_compared_only_where_both_were() {
        let of = |person: &str, values: &[(&str, i32)]| -> Vec<Standing> {
            let standing = |&(scenario, value): &(&str, i32)| {
                let columns = Columns { all: Some(value), ..Columns::default() };
                let values = Means { first: columns, best: columns, mean: columns };
                Standing { person: person.into(), scenario: scenario.into(), values }
            };
            values.iter().map(standing).collect()
        };
        let one = of("one", &[("a", 500), ("b", 700), ("d", 0)]);
        let other = of("other", &[("b", 600), ("c", 1), ("d", 100)]);
        let versus = Versus::people(&one, &other);
        assert_eq!(versus.scenarios, 2);
        assert_eq!(versus.ahead.first.all.unwrap().mean, 0);
        assert_eq!(versus.ahead.first.dimensions.empathy, None);

        // Of one person each nothing can be said about cohorts, however many scenarios they share.
        let alone = Versus::cohorts(&one, &other).ahead.first.all.unwrap();
        assert_eq!((alone.mean, alone.margin), (0, None));
        // 300, 500 and 400 against 100 and 200: 250 apart, variances 10,000/3 and 5,000/2, t(1).
        let may = [of("a", &[("b", 300)]), of("b", &[("b", 500)]), of("c", &[("b", 400), ("x", 9)])].concat();
        let june = [of("d", &[("b", 100)]), of("e", &[("b", 200)])].concat();
        let ahead = Versus::cohorts(&may, &june).ahead.mean.all.unwrap();
        assert_eq!((ahead.count, ahead.mean, ahead.margin), (2, 250, Some(970)));
    }

    #[test]
    fn a_gap_needs_an_interval_on_one_side_of_nothing() {
        let gap = |values: &[i32]| Gap::of(&values.iter().copied().collect::<Sums>().estimate().unwrap());
        assert_eq!(gap(&[-300, -310, -290]), Gap::ChoosesBetter);
        assert_eq!(gap(&[300, 310, 290]), Gap::WritesBetter);
        assert_eq!(gap(&[-300, 310, 0]), Gap::Open);
        assert_eq!(gap(&[-300]), Gap::Open);
    }
}
