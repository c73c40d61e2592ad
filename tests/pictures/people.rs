//! Who the pictures are of: somebody who has played before, and the team on the scoreboard.

use std::collections::BTreeMap;

use composure::comparison::{Board, By, Columns, Means, Sums, Tallied};
use composure::library::{Checked, Library};
use composure::records::{Known, News, Tried, Who};
use composure::rubric::{PerDimension, standard};
use composure::scoring::Scores;

fn scores(empathy: u8, ownership: u8, deescalation: u8) -> Scores {
    PerDimension { empathy: Some(empathy), ownership: Some(ownership), deescalation: Some(deescalation) }
}

/// What the records know of her.
pub fn known() -> News {
    let tried = [
        ("first-words", scores(71, 62, 60), scores(81, 72, 71), "pancakes"),
        ("late-gift", scores(52, 49, 44), scores(78, 64, 52), "settled"),
        ("double-charge", scores(70, 64, 71), scores(82, 78, 80), "stays"),
        ("room-not-ready", scores(61, 66, 58), scores(74, 70, 63), "settled"),
    ];
    let tried: BTreeMap<String, Tried> = tried
        .into_iter()
        .map(|(id, first, best, ending)| (id.to_owned(), Tried { first, best, ending: ending.to_owned() }))
        .collect();
    let who = Who { person: "Dana".into(), cohort: "May".into() };
    let lately = scores(74, 66, 55);
    let (week, judged) = ([1, 0, 2, 1, 0, 0, 0], vec![14, 9, 7]);
    News::Opened(Box::new(Known { who, tried, week, judged, lately, ..Known::default() }))
}

/// A board as the records would answer with.
pub fn board(by: By) -> News {
    News::Board(Box::new(Ok(team(by))))
}

fn team(by: By) -> Board {
    let people: &[(&str, &[i32])] = match by {
        By::Person => &[
            ("Ana", &[610, 640, 700, 660]),
            ("Dana", &[480, 560, 520, 500]),
            ("Femi", &[450, 500, 560]),
            ("Jo", &[380, 610, 490, 455, 520]),
            ("Priya", &[820, 805, 790, 840]),
            ("Tomasz", &[120, 90, 160]),
        ],
        By::Cohort => &[("April", &[430, 470, 520, 505]), ("May", &[580, 610, 560, 640, 600])],
        By::Scenario => &[("late-gift", &[410, 520, 470, 505]), ("cut-off", &[210, 300, 260])],
    };
    Board::new(by, people.iter().map(|(name, values)| tallied(name, values)).collect())
}

fn tallied(name: &str, first: &[i32]) -> Tallied {
    let sums = |by: i32| first.iter().map(|value| value + by).collect::<Sums>();
    let columns = |by| Columns {
        all: sums(by),
        dimensions: PerDimension { empathy: sums(by - 40), ownership: sums(by + 40), deescalation: sums(by) },
    };
    Tallied {
        name: name.to_owned(),
        cohort: Some("May".to_owned()),
        attempts: 2 * first.len() as i64,
        values: Means { first: columns(0), best: columns(120), mean: columns(60) },
        ..Tallied::default()
    }
}

/// A file that somebody has not finished.
pub fn broken() -> Checked {
    let folder = std::env::temp_dir().join(format!("composure-pictures-{}", std::process::id()));
    let text = "(\n    format: 1,\n    id: \"lamp\",\n    titel: \"The lamp that hums\",\n)\n";
    std::fs::create_dir_all(&folder).expect("a temporary folder can be made");
    std::fs::write(folder.join("lamp.ron"), text).expect("a temporary file can be written");
    let library = Library::open(std::slice::from_ref(&folder), standard()).expect("it was just written");
    let checked = library.broken().next().expect("it is broken").clone();
    std::fs::remove_dir_all(&folder).expect("it was just made");
    Checked { path: "scenarios/lamp.ron".to_owned(), ..checked }
}
