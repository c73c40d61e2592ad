//! The scoreboard in the window: reached, asked for, shown, opened, and with the figures that the board has.

use std::time::{Duration, Instant};

use composure::comparison::words::figure;
use composure::comparison::{Board, By, Columns, Means, Sums, Tallied};
use composure::records::{Filter, Known, News, Options, Task, Who, Worker, now};
use composure::rubric::PerDimension;
use composure::settings::Setting;
use composure::ui::theme::Kind;
use composure::ui::{Action, Effect};
use egui::accesskit::{Node, Role};
use egui::{Key, Modifiers, vec2};

use super::desk::Player;
use super::records::support::{Home, assessed};

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

/// People who can and who cannot be told apart, names that are hard to show, and figures off the scale.
pub fn board() -> Board {
    let gap = |values: &[i32]| values.iter().copied().collect();
    let long = "Maria-Magdalena Fernández-Villanueva de la Concepción y Todos los Santos ".repeat(4);
    Board::new(
        By::Person,
        vec![
            Tallied { gap: gap(&[-120, -160, -140]), abandoned: 2, ..tallied("Zoe", &[900, 905, 910]) },
            Tallied { gap: gap(&[-120, 160]), overridden: 1, ..tallied("Dana", &[480, 560, 520]) },
            tallied("Abe", &[450, 500, 560]),
            tallied("Low", &[-700, -710, -705]),
            tallied(&long, &[600]),
            tallied("🎧 \u{202e}محمد\nعلي", &[300, 310, 305]),
            Tallied { values: Means::default(), abandoned: 1, attempts: 0, ..tallied("Nothing yet", &[]) },
        ],
    )
}

/// Somebody called Dana before a scoreboard that was just opened, and what came of asking for it.
fn before(answer: Option<Result<Board, String>>) -> Player {
    let mut player = Player::new();
    let who = Who { person: "Dana".into(), cohort: "May".into() };
    player.desk.hear(News::Opened(Box::new(Known { who, ..Known::default() })));
    player.desk.apply(Action::OpenScoreboard);
    if let Some(answer) = answer {
        player.desk.hear(News::Board(Box::new(answer)));
    }
    player.settle();
    player
}

impl Player {
    fn asked(&self) -> Vec<(By, bool)> {
        let asked = self.effects.iter().filter_map(|effect| match effect {
            Effect::Board(by, filter) => {
                let plain = Filter { chosen: filter.chosen, ..Filter::default() };
                assert_eq!(*filter, plain, "nobody and nothing is left out");
                Some((*by, filter.chosen))
            }
            _ => None,
        });
        asked.collect()
    }

    /// The rows that are drawn, from top to foot.
    fn rows(&self) -> Vec<&Node> {
        let nodes = self.nodes.iter().map(|(_, node)| node);
        let mut rows: Vec<&Node> =
            nodes.filter(|node| node.role() == Role::Button && node.position_in_set().is_some()).collect();
        rows.sort_by_key(|row| row.position_in_set());
        rows
    }

    fn row(&self, name: &str) -> &Node {
        let found = self.rows().into_iter().find(|node| Self::name(node).starts_with(name));
        found.unwrap_or_else(|| panic!("no row of {name}; there are {:?}", self.said()))
    }

    fn said(&self) -> Vec<String> {
        self.rows().into_iter().map(Self::name).collect()
    }

    fn focused(&self) -> String {
        let found = self.nodes.iter().find(|(id, _)| Some(*id) == self.focus);
        found.map(|(_, node)| Self::name(node)).unwrap_or_default()
    }

    fn key(&mut self, key: Key) {
        self.press(Modifiers::NONE, key);
        self.settle();
    }
}

#[test]
fn it_is_reached_and_asked_by_mouse() {
    let mut player = Player::new();
    player.click("Scoreboard");
    player.sees("The records are being read");
    player.sees("Conversations with typed replies");
    player.click("By cohort");
    player.click("Chosen replies");
    player.sees("Conversations with chosen replies");
    player.click("By scenario");
    player.click("Typed replies");
    let asked = [(By::Person, false), (By::Cohort, false), (By::Cohort, true), (By::Scenario, true)];
    assert_eq!(player.asked()[..4], asked);
    assert_eq!(player.asked()[4..], [(By::Scenario, false)]);
    player.click("By scenario");
    assert_eq!(player.asked().len(), 5, "what is chosen already is not asked for again");
}

#[test]
fn it_is_reached_and_left_by_keyboard() {
    let mut player = Player::new();
    player.tab_to("Scoreboard");
    player.key(Key::Enter);
    player.tab_to("By cohort");
    player.key(Key::Space);
    assert_eq!(player.asked(), [(By::Person, false), (By::Cohort, false)]);
    player.key(Key::Escape);
    player.sees("Who would you like to talk to?");
}

#[test]
fn of_several_boards_that_were_asked_for_the_last_is_shown() {
    let mut player = before(None);
    player.click("By cohort");
    player.desk.hear(News::Board(Box::new(Ok(board()))));
    player.settle();
    player.sees("The records are being read");
    let cohorts = Board::new(By::Cohort, vec![tallied("Zoe", &[900, 905])]);
    player.desk.hear(News::Board(Box::new(Ok(cohorts))));
    player.settle();
    assert_eq!(player.rows().len(), 1);
    assert!(player.said()[0].starts_with("May, "), "{:?}", player.said());
}

#[test]
fn it_is_read_again_under_the_eyes() {
    let mut player = before(Some(Ok(board())));
    player.click("Read again");
    assert_eq!(player.asked(), [(By::Person, false); 2]);
    player.sees("being read again");
    assert!(!player.rows().is_empty(), "the last board stays until the next is there");
    player.desk.hear(News::Board(Box::new(Ok(Board::new(By::Person, vec![tallied("Newcomer", &[1])])))));
    player.settle();
    player.row("Newcomer");
}

#[test]
fn a_board_that_cannot_be_read_is_told_and_read_again() {
    let mut player = before(Some(Err("the records could not be opened".into())));
    player.sees("The scoreboard cannot be read: the records could not be opened");
    player.click("Read again");
    assert_eq!(player.asked(), [(By::Person, false); 2]);
}

#[test]
fn without_anybody_it_says_what_to_do() {
    let mut player = before(Some(Ok(Board::new(By::Person, Vec::new()))));
    player.sees("Nobody to compare yet");
    player.sees("composure scores share");
    player.click("Choose a conversation");
    player.sees("Who would you like to talk to?");
}

#[test]
fn a_name_is_found_and_the_place_stays() {
    let mut player = before(Some(Ok(board())));
    let all = player.said();
    player.tab_to("Find a name");
    player.type_words("zO");
    player.sees("1 of 7 people");
    assert_eq!(player.said(), [all.iter().find(|row| row.starts_with("Zoe")).unwrap().as_str()]);
    player.type_words("zzz");
    player.sees("No name here fits that");
    player.click("Show all");
    assert_eq!(player.said(), all);
}

#[test]
fn what_is_spoken_is_what_the_board_says() {
    let board = board();
    let mut player = before(Some(Ok(board.clone())));
    player.size = vec2(1280.0, 4000.0);
    player.settle();
    let said = player.said();
    assert_eq!(said.len(), board.rows.len());
    for (row, said) in board.rows.iter().zip(&said) {
        for (what, estimate) in
            [("first", row.means.first.all), ("best", row.means.best.all), ("mean", row.means.mean.all)]
        {
            let words = estimate.map(|estimate| format!("{what} {}", figure(estimate.mean)));
            assert!(words.is_none_or(|words| said.contains(&words)), "{said}: {what} of {row:?}");
        }
        if let Some((low, high)) = row.means.first.all.and_then(|first| first.interval()) {
            assert!(said.contains(&format!("interval {} to {}", figure(low), figure(high))), "{said}");
        }
        if let Some(rank) = row.rank {
            assert!(said.contains(&format!("place {rank}")), "{said}");
        }
    }
    let row = |name: &str| said.iter().find(|said| said.starts_with(name)).unwrap().as_str();
    assert!(row("Zoe").contains("chooses better than types by 14 ±5, 2 not finished"), "{}", row("Zoe"));
    assert!(row("Dana").contains("Dana, May, you, "), "{}", row("Dana"));
    assert!(
        row("Dana").contains("1 overridden") && !row("Dana").contains("better"),
        "an open gap says nothing"
    );
    assert!(row("Nothing yet").contains("too few to tell, no first attempt"), "{}", row("Nothing yet"));
    assert!(said.iter().all(|said| !said.contains(['\n', '\u{202e}'])));
}

#[test]
fn a_row_opens_by_mouse_and_closes_again() {
    let mut player = before(Some(Ok(board())));
    player.click("Abe, May");
    assert_eq!(player.row("Abe").is_expanded(), Some(true));
    let abe = board().rows.into_iter().find(|row| row.name == "Abe").unwrap();
    let empathy = abe.means.first.dimensions.empathy.unwrap();
    let (low, high) = empathy.interval().unwrap();
    let first =
        format!("Empathy: first {}, interval {} to {}", figure(empathy.mean), figure(low), figure(high));
    player.sees(&first);
    player.sees("De-escalation: first");
    player.sees("6 attempts, over 3 scenarios");
    player.click("Abe, May");
    assert!(player.find("Empathy: first").is_none());
}

#[test]
fn rows_are_walked_and_opened_by_keyboard() {
    let mut player = before(Some(Ok(board())));
    player.size = vec2(640.0, 400.0);
    player.settle();
    let names: Vec<String> = board().rows.iter().map(|row| row.name.chars().take(3).collect()).collect();
    player.tab_to(&names[0]);
    for name in &names[1..3] {
        player.key(Key::ArrowDown);
        assert!(player.focused().starts_with(name.as_str()), "{} instead of {name}", player.focused());
    }
    player.key(Key::Enter);
    let rect = player.row(&names[2]).bounds().unwrap();
    assert!(rect.y0 > 0.0 && rect.y1 < 400.0, "the row that was opened shows: {rect:?}");
    player.sees("Ownership: first");
    player.key(Key::End);
    assert!(player.focused().starts_with(names.last().unwrap().as_str()));
    player.key(Key::Home);
    player.key(Key::ArrowUp);
    assert!(player.focused().starts_with(names[0].as_str()), "before the first there is none");
    player.key(Key::Tab);
    assert!(!player.focused().starts_with(names[1].as_str()), "the list is one stop for Tab");
}

#[test]
fn of_thousands_of_rows_only_those_that_show_are_drawn_and_all_are_reached() {
    let people = (0..5000).map(|number| tallied(&format!("P{number:04}"), &[300, 500]));
    let mut player = before(Some(Ok(Board::new(By::Person, people.collect()))));
    assert!(player.rows().len() < 40, "{} rows are drawn", player.rows().len());
    player.tab_to("P0000");
    player.key(Key::End);
    assert!(player.focused().starts_with("P4999"), "{}", player.focused());
    let rect = player.row("P4999").bounds().unwrap();
    assert!(rect.y0 > 0.0 && rect.y1 <= 800.0, "{rect:?}");
    assert!(player.rows().len() < 40);
    player.key(Key::PageUp);
    player.key(Key::Space);
    player.sees("Empathy: first");
    player.tab_to("Find a name");
    player.type_words("P1234");
    player.sees("1 of 5000 people");
    player.row("P1234");
}

#[test]
fn nothing_asks_for_frames_while_nothing_happens() {
    let asleep = Duration::from_secs(3600);
    let mut player = before(None);
    assert!(player.sleeps_for > asleep, "being read: {:?}", player.sleeps_for);
    player.desk.hear(News::Board(Box::new(Ok(board()))));
    player.settle();
    assert!(player.sleeps_for > asleep, "rows: {:?}", player.sleeps_for);
    player.tab_to("Zoe");
    player.key(Key::ArrowDown);
    player.key(Key::Enter);
    assert!(player.sleeps_for > asleep, "an open row: {:?}", player.sleeps_for);
}

#[test]
fn rows_and_charts_stand_in_order_and_inside_of_the_window() {
    for (width, height, percent) in [
        (640.0, 400.0, 100),
        (640.0, 400.0, 250),
        (1024.0, 640.0, 100),
        (1024.0, 640.0, 200),
        (1280.0, 800.0, 80),
        (1280.0, 800.0, 250),
        (3840.0, 2160.0, 100),
        (3840.0, 2160.0, 250),
    ] {
        let mut player = before(Some(Ok(board())));
        player.size = vec2(width, height);
        player.desk.apply(Action::Change(Setting::Theme(Kind::HighContrast)));
        player.desk.apply(Action::Change(Setting::TextPercent(percent)));
        player.settle();
        player.click("How this is counted");
        player.sees("plain mean over scenarios");
        player.click("Hide how this is counted");
        // The page moves by keys as long as nothing has the focus.
        for key in [None, Some(Key::End), Some(Key::Home)] {
            if let Some(key) = key {
                player.key(key);
            }
            player.all_named("scoreboard");
            player.check_places(&format!("{width} by {height} at {percent}, {key:?}"));
        }
        player.tab_to(&board().rows[0].name[..3]);
        player.key(Key::Enter);
        player.sees("Empathy: first");
        player.check_places(&format!("{width} by {height} at {percent}, open"));
    }
}

impl Player {
    fn check_places(&self, when: &str) {
        let mut end = f64::MIN;
        for row in self.rows() {
            let place = row.bounds().expect("a row has a place");
            assert!(place.x0 >= 0.0 && place.x1 <= f64::from(self.size.x), "{when}: {place:?}");
            assert!(place.y0 >= end - 0.5, "{when}: rows lie over each other");
            end = place.y1;
        }
        let charts = self.nodes.iter().filter(|(_, node)| Self::name(node).starts_with("Chart: "));
        let mut charts: Vec<_> = charts.filter_map(|(_, node)| node.bounds()).collect();
        charts.sort_by(|one, other| one.y0.total_cmp(&other.y0));
        assert_eq!(charts.len(), self.rows().len(), "{when}: a chart for each row");
        for (row, chart) in self.rows().into_iter().zip(&charts) {
            let row = row.bounds().expect("a row has a place");
            let inside = row.x0 <= chart.x0 && chart.x1 <= row.x1 && row.y0 <= chart.y0 && chart.y1 <= row.y1;
            assert!(inside, "{when}: {chart:?} is not inside {row:?}");
            assert_eq!((chart.x0, chart.x1), (charts[0].x0, charts[0].x1), "{when}: charts share a scale");
        }
    }
}

#[test]
fn attempts_in_a_store_come_to_the_screen() {
    let home = Home::new();
    for (person, seed) in [("Ana", 1), ("Bea", 2)] {
        let mut records = home.records(person);
        for scenario in ["late-gift", "cut-off"] {
            let session = assessed(scenario, seed);
            let unfinished = records.begin(&session).unwrap();
            records.end(&unfinished, &session, now()).unwrap();
        }
    }
    let store = home.0.join("records.sqlite").display().to_string();
    let person = Some("Ana".to_owned());
    let options = Options { store: Some(store), person, home: Some(home.0.clone()), ..Options::default() };
    let worker = Worker::start(options, || {});
    let mut player = Player::new();
    player.click("Scoreboard");
    for by in ["By person", "By scenario"] {
        player.click(by);
        let patience = Instant::now() + Duration::from_secs(30);
        while player.rows().is_empty() && Instant::now() < patience {
            for effect in std::mem::take(&mut player.effects) {
                if let Effect::Board(by, filter) = effect {
                    worker.ask(Task::Board(by, filter));
                }
            }
            std::thread::sleep(Duration::from_millis(10));
            worker.news().into_iter().for_each(|news| player.desk.hear(news));
            player.settle();
        }
        let known = home
            .records("Ana")
            .local()
            .board(if by == "By person" { By::Person } else { By::Scenario }, &Filter::default());
        let known = known.unwrap();
        assert_eq!(player.rows().len(), known.rows.len());
        for (row, said) in known.rows.iter().zip(player.said()) {
            let first = format!("first {}", figure(row.means.first.all.unwrap().mean));
            assert!(said.contains(&row.name) && said.contains(&first), "{said}");
        }
    }
    player.row("The");
}
