//! What to practise next, and why.

use crate::rubric::{Dimension, Principle};
use crate::scenario::Scenario;
use crate::scoring::Scores;

/// A scenario to practise next.
#[derive(Clone, Debug)]
pub struct Next<'a> {
    /// Which.
    pub scenario: &'a Scenario,
    /// The dimension that it is chosen for; `None` where no dimension lags behind.
    pub dimension: Option<Dimension>,
    /// Why, in a sentence or two.
    pub why: String,
}

/// What somebody should practise next: of the scenarios that train their lowest dimension the easiest one that they have
/// not tried yet, or else the one that leaves the most room. Whoever is new begins with the easiest and shortest.
///
/// `best` gives the best scores in a scenario, by id, where it has been tried; `lately` is the dimension that was lowest in
/// the last conversations, where one was. The scenario that was just `played` is named only where there is no other.
pub fn next<'a>(
    scenarios: impl IntoIterator<Item = &'a Scenario>,
    best: &dyn Fn(&str) -> Option<Scores>,
    lately: Option<Dimension>,
    played: Option<&str>,
) -> Option<Next<'a>> {
    let mut all: Vec<&Scenario> = scenarios.into_iter().collect();
    all.sort_by_key(|scenario| (scenario.file.difficulty, scenario.file.minutes, &scenario.file.id));
    let reached = |scenario: &Scenario| best(&scenario.file.id);
    let tried: Vec<Scores> = all.iter().filter_map(|scenario| reached(scenario)).collect();
    let is_played = |scenario: &&Scenario| Some(scenario.file.id.as_str()) == played;
    let others: Vec<&Scenario> = all.iter().copied().filter(|scenario| !is_played(scenario)).collect();
    let others = if others.is_empty() { all } else { others };
    if tried.is_empty() {
        return others.first().map(|scenario| first(scenario));
    }
    let lately = lately.map(|dimension| (dimension, "was your lowest in your last conversations"));
    lately
        .or_else(|| lowest(&tried).map(|dimension| (dimension, "is your lowest so far")))
        .and_then(|lowest| for_dimension(&others, lowest, &reached))
        .or_else(|| for_anything(&others, &reached))
}

/// Whether a scenario trains a dimension: one of the principles it practises shows mostly there.
pub fn trains(scenario: &Scenario, dimension: Dimension) -> bool {
    scenario.file.trains.iter().any(|&principle| shows_in(principle) == dimension)
}

/// The dimension that a principle shows in most.
fn shows_in(principle: Principle) -> Dimension {
    use Principle::{A1, A2, A3, C1, D1, D5, D6, N1, N3, N4, N5, N6, P8, P10, R1};
    match principle {
        D1 | D5 | D6 | N1 | N6 | P8 | P10 | R1 | C1 => Dimension::Empathy,
        N3 | N4 | N5 | A1 | A2 | A3 => Dimension::Deescalation,
        _ => Dimension::Ownership,
    }
}

/// For somebody who has tried nothing.
fn first(scenario: &Scenario) -> Next<'_> {
    let file = &scenario.file;
    let why = format!("{}, and {} minutes: one to begin with.", file.difficulty.name(), file.minutes);
    Next { scenario, dimension: None, why }
}

/// The dimension whose best scores are lowest on average, if one is: of two that are equal neither lags behind.
fn lowest(tried: &[Scores]) -> Option<Dimension> {
    let mean = |dimension: Dimension| {
        let scores: Vec<u32> = tried.iter().filter_map(|best| *best.get(dimension)).map(u32::from).collect();
        let count = u32::try_from(scores.len()).ok().filter(|count| *count > 0)?;
        Some((1000 * scores.iter().sum::<u32>() / count, dimension))
    };
    let mut means: Vec<(u32, Dimension)> = Dimension::ALL.into_iter().filter_map(mean).collect();
    means.sort_unstable();
    match means[..] {
        [(least, dimension), (second, _), ..] if least < second => Some(dimension),
        _ => None,
    }
}

/// Of the scenarios that train a dimension, which come the easiest first.
fn for_dimension<'a>(
    scenarios: &[&'a Scenario],
    (dimension, is_lowest): (Dimension, &str),
    reached: &dyn Fn(&Scenario) -> Option<Scores>,
) -> Option<Next<'a>> {
    let training = || scenarios.iter().copied().filter(|scenario| trains(scenario, dimension));
    let score = |scenario: &Scenario| reached(scenario).and_then(|best| *best.get(dimension));
    let fresh = training().find(|scenario| reached(scenario).is_none());
    let scenario = fresh.or_else(|| training().min_by_key(|scenario| score(scenario)))?;
    let then = match score(scenario) {
        Some(best) => format!("Your best here is {best}."),
        None => "This one trains it.".to_owned(),
    };
    let why = format!("Because {} {is_lowest}. {then}", dimension.name().to_lowercase());
    Some(Next { scenario, dimension: Some(dimension), why })
}

/// Where no dimension lags behind, or nothing trains the one that does.
fn for_anything<'a>(
    scenarios: &[&'a Scenario],
    reached: &dyn Fn(&Scenario) -> Option<Scores>,
) -> Option<Next<'a>> {
    if let Some(scenario) = scenarios.iter().find(|scenario| reached(scenario).is_none()) {
        let why = "You have not talked to this customer yet.".to_owned();
        return Some(Next { scenario, dimension: None, why });
    }
    let weakest = |scenario: &Scenario| {
        let best = reached(scenario)?;
        let rated = |dimension: Dimension| best.get(dimension).map(|score| (score, dimension));
        Dimension::ALL.into_iter().filter_map(rated).min()
    };
    let scenario = *scenarios.iter().min_by_key(|scenario| weakest(scenario))?;
    let (dimension, why) = match weakest(scenario) {
        Some((score, dimension)) => {
            let name = dimension.name().to_lowercase();
            (Some(dimension), format!("It leaves the most room: your best in {name} is {score}."))
        }
        None => (None, "Nothing was rated in it yet.".to_owned()),
    };
    Some(Next { scenario, dimension, why })
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::collections::BTreeMap;

    use crate::library::Library;
    use crate::rubric::{self, PerDimension};
    use crate::scenario::Difficulty;
    use Difficulty::{Gentle, Hard, Medium};
    use Principle::{A1, D1, D2, N5};

    fn scenario(id: &str, difficulty: Difficulty, minutes: u32, trains: &[Principle]) -> Scenario {
        let library = Library::open(&[], rubric::standard()).unwrap();
        let mut scenario = Scenario::clone(&library.scenarios[0]);
        scenario.file.id = id.to_owned();
        scenario.file.difficulty = difficulty;
        scenario.file.minutes = minutes;
        scenario.file.trains = trains.to_vec();
        scenario
    }

    fn shelf() -> Vec<Scenario> {
        vec![
            scenario("ask", Medium, 12, &[D1]),
            scenario("bins", Hard, 9, &[A1]),
            scenario("calm", Medium, 8, &[N5, D2]),
            scenario("door", Gentle, 11, &[D2]),
            scenario("easy", Gentle, 10, &[D1, D2]),
        ]
    }

    fn scores(empathy: u8, ownership: u8, deescalation: u8) -> Scores {
        PerDimension { empathy: Some(empathy), ownership: Some(ownership), deescalation: Some(deescalation) }
    }

    /// What is next, as `id: why`, for the best scores that were reached.
    #[track_caller]
    fn check(tried: &[(&str, Scores)], played: Option<&str>, expected: &str) {
        let shelf = shelf();
        let tried: BTreeMap<&str, Scores> = tried.iter().copied().collect();
        let next = next(&shelf, &|id| tried.get(id).copied(), None, played).expect("there is always one");
        assert_eq!(format!("{}: {}", next.scenario.file.id, next.why), expected);
    }

    #[test]
    fn whoever_is_new_begins_with_the_easiest_and_shortest() {
        check(&[], None, "easy: Gentle, and 10 minutes: one to begin with.");
        check(&[], Some("easy"), "door: Gentle, and 11 minutes: one to begin with.");
    }

    #[test]
    fn the_lowest_dimension_decides_and_the_easiest_that_trains_it_comes_first() {
        let why = "Because de-escalation is your lowest so far. This one trains it.";
        check(&[("easy", scores(70, 60, 50))], None, &format!("calm: {why}"));
        check(&[("easy", scores(70, 60, 50))], Some("calm"), &format!("bins: {why}"));
        let why = "Because empathy is your lowest so far. This one trains it.";
        check(&[("easy", scores(50, 60, 70))], None, &format!("ask: {why}"));
    }

    #[test]
    fn the_average_counts_and_not_one_bad_day() {
        let tried = [("easy", scores(90, 40, 70)), ("door", scores(60, 90, 50))];
        check(&tried, None, "calm: Because de-escalation is your lowest so far. This one trains it.");
    }

    #[test]
    fn where_all_that_train_it_were_tried_the_most_room_decides() {
        let tried = [("bins", scores(80, 80, 44)), ("calm", scores(80, 80, 52))];
        check(&tried, None, "bins: Because de-escalation is your lowest so far. Your best here is 44.");
        check(
            &tried,
            Some("bins"),
            "calm: Because de-escalation is your lowest so far. Your best here is 52.",
        );
    }

    #[test]
    fn what_was_lowest_lately_comes_before_what_is_lowest_of_all() {
        let shelf = shelf();
        let best = |id: &str| (id == "easy").then(|| scores(70, 60, 50));
        let next = next(&shelf, &best, Some(Dimension::Empathy), None).expect("there is one");
        let why = "Because empathy was your lowest in your last conversations. This one trains it.";
        assert_eq!((next.scenario.file.id.as_str(), next.why.as_str()), ("ask", why));
    }

    #[test]
    fn of_equal_dimensions_none_is_called_the_lowest() {
        check(&[("easy", scores(50, 50, 70))], None, "door: You have not talked to this customer yet.");
        let unrated = PerDimension { empathy: Some(50), ..Scores::default() };
        check(&[("easy", unrated)], None, "door: You have not talked to this customer yet.");
    }

    #[test]
    fn where_everything_was_tried_the_most_room_decides() {
        let mut tried: Vec<(&str, Scores)> =
            ["ask", "bins", "calm", "easy"].map(|id| (id, scores(70, 70, 70))).to_vec();
        tried.push(("door", scores(70, 60, 80)));
        tried.push(("calm", scores(70, 80, 60)));
        check(&tried, None, "door: It leaves the most room: your best in ownership is 60.");
    }

    #[test]
    fn what_was_just_played_comes_again_only_where_there_is_no_other() {
        let only = [scenario("ask", Medium, 12, &[D1])];
        let best = |_: &str| Some(scores(40, 60, 60));
        let again = next(&only, &best, None, Some("ask")).expect("it is there");
        assert_eq!(again.scenario.file.id, "ask");
        assert!(next([], &best, None, Some("ask")).is_none());
    }

    #[test]
    fn every_dimension_is_trained_by_something_that_is_shipped() {
        let library = Library::open(&[], rubric::standard()).unwrap();
        for dimension in Dimension::ALL {
            assert!(library.scenarios.iter().any(|scenario| trains(scenario, dimension)), "{dimension}");
        }
    }
}
