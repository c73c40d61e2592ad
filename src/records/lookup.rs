//! Looking things up: boards, comparisons, lists. The database adds up; what is averaged and ranked is [`crate::comparison`]'s.

use std::sync::LazyLock;

use super::StoreError;
use super::database::{Row, Value};
use super::entry::{AttemptId, Ended, Event};
use super::projection::{CHOSEN, TYPED, scores, standings};
use super::store::Store;
use crate::comparison::{Board, By, Column, Columns, Figure, Means, Spread, Standing, Sums, Tallied, Versus};
use crate::rubric::PerDimension;
use crate::scoring::Scores;
use crate::session::Mode;

/// Which attempts are looked at. Practice that was not shared is in no board and in no comparison, whatever is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Chosen replies instead of typed ones.
    pub chosen: bool,
    /// Only this person.
    pub person: Option<String>,
    /// Only this cohort.
    pub cohort: Option<String>,
    /// Only this scenario.
    pub scenario: Option<String>,
    /// Ended at this time or later, in milliseconds since 1970, UTC.
    pub since: Option<i64>,
    /// Ended before this time.
    pub until: Option<i64>,
}

impl Filter {
    fn way(&self) -> &'static str {
        if self.chosen { CHOSEN } else { TYPED }
    }

    /// Whether what people come to is kept as it is asked for here.
    fn is_tallied(&self, by: By) -> bool {
        by != By::Scenario && self.scenario.is_none() && self.is_of_all_time()
    }

    /// Whether what scenarios come to is kept as it is asked for here.
    fn is_tallied_by_scenario(&self, by: By) -> bool {
        by == By::Scenario && self.person.is_none() && self.is_of_all_time()
    }

    fn is_of_all_time(&self) -> bool {
        self.since.is_none() && self.until.is_none()
    }

    /// The table of standings that it looks at: the kept one, or one worked out for a time.
    fn source(&self, values: &mut Vec<Value>) -> String {
        if self.is_of_all_time() {
            return "standing".to_owned();
        }
        values.extend([self.since.unwrap_or(0).into(), self.until.unwrap_or(i64::MAX).into()]);
        let (since, until) = (values.len() - 1, values.len());
        // What was begun and not ended counts by when it began.
        let ended = format!(
            "COALESCE(a.ended_at, a.began_at) >= ?{since} AND COALESCE(a.ended_at, a.began_at) < ?{until}"
        );
        const NAMES: [&str; 5] = ["count", "sum", "squares", "first", "best"];
        let sums = Column::ALL.iter().flat_map(|column| NAMES.map(|name| format!("{}_{name}", column.key())));
        let names = sums.collect::<Vec<_>>().join(", ");
        format!(
            "(WITH s (person, cohort, scenario, way, attempts, abandoned, overridden, {names}) AS ({}) SELECT * FROM s)",
            standings(&ended)
        )
    }

    /// The condition on attempts, time included. A cohort's are all those of the people who are in it, as boards have it.
    pub(super) fn attempts(&self, table: &str, values: &mut Vec<Value>) -> String {
        let mut condition = Self { cohort: None, ..self.clone() }.condition(table, values);
        if let Some(cohort) = &self.cohort {
            values.push(cohort.as_str().into());
            let people = format!("SELECT person FROM member WHERE cohort = ?{}", values.len());
            condition += &format!(" AND {table}person IN ({people})");
        }
        for (bound, sign) in [(self.since, ">="), (self.until, "<")] {
            if let Some(bound) = bound {
                values.push(bound.into());
                condition +=
                    &format!(" AND COALESCE({table}ended_at, {table}began_at) {sign} ?{}", values.len());
            }
        }
        condition
    }

    /// The condition on standings.
    fn condition(&self, table: &str, values: &mut Vec<Value>) -> String {
        let mut conditions = Vec::new();
        for (column, wanted) in
            [("person", &self.person), ("cohort", &self.cohort), ("scenario", &self.scenario)]
        {
            if let Some(wanted) = wanted {
                values.push(wanted.as_str().into());
                conditions.push(format!(" AND {table}{column} = ?{}", values.len()));
            }
        }
        conditions.concat()
    }
}

/// An attempt as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: AttemptId,
    /// Who answered.
    pub person: String,
    /// Their cohort; empty for none.
    pub cohort: String,
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// How it was played, as `practice`.
    pub mode: String,
    /// Whether replies were chosen instead of typed.
    pub chosen: bool,
    /// When it began, in milliseconds since 1970, UTC.
    pub began_at: i64,
    /// When it ended; `None` where it has not.
    pub ended_at: Option<i64>,
    /// How many replies.
    pub replies: i64,
    /// How many hints.
    pub hints: i64,
    /// The id of the ending.
    pub ending: String,
    /// Its kind.
    pub kind: String,
    /// Whether it is a pass.
    pub passed: bool,
    /// The machine's scores.
    pub scores: Scores,
    /// The trainer's, where there are some.
    pub overridden: Option<TrainersView>,
    /// Relative to chance and best, in thousandths; the trainer's scores where there are some.
    pub relative: Columns<Option<i32>>,
    /// Whether a practice attempt was shared.
    pub shared: bool,
    /// Whether boards count it.
    pub counted: bool,
    /// Which of this person's assessments of the scenario, or of their counted attempts with chosen replies, from 1; 0 for what
    /// can be no first.
    pub nth: i64,
    /// Hash of the scenario.
    pub scenario_hash: String,
    /// Hash of the rubric.
    pub rubric_hash: String,
    /// Version of the scorer.
    pub scorer: i64,
    /// The session's receipt.
    pub receipt: String,
    /// Whose chain it is in.
    pub desk: String,
    /// And where.
    pub number: u64,
}

impl Listed {
    /// Whether others may see it: an assessment, or practice that was shared.
    pub fn is_open(&self) -> bool {
        self.shared || self.mode == Mode::Assessment.key()
    }
}

/// A trainer's scores for an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainersView {
    /// The scores; what is `None` stays the machine's.
    pub scores: Scores,
    /// Why.
    pub reason: String,
    /// Who.
    pub trainer: String,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
}

const LISTED: &str = "SELECT id, person, cohort, scenario, title, mode, began_at, ended_at, replies, hints, ending, kind, \
                      passed, empathy, ownership, deescalation, relative_overall, relative_empathy, relative_ownership, \
                      relative_deescalation, shared, counted, nth, scenario_hash, rubric_hash, scorer, receipt, desk, \
                      number, overridden, way FROM attempt";

/// Sums of a name and a cohort.
type NamedSums = ((String, String), Sums);

/// A scenario, and what somebody came to in it.
pub type ByScenario = (String, Means<Option<i32>>);

/// Which attempts a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListFilter {
    /// Whose, what, when.
    pub filter: Filter,
    /// Only what boards count.
    pub counted: bool,
    /// How many, the newest first; `None` for all, the oldest first.
    pub newest: Option<u32>,
}

impl Store {
    /// A board.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn board(&mut self, by: By, filter: &Filter) -> Result<Board, StoreError> {
        let (sql, values) = board_sql(by, filter);
        let mut tallied = Vec::new();
        self.database.query(&sql, &values, &mut |row| tallied.push(self::tallied(&row)))?;
        let gaps = self.gaps(by, filter)?;
        for one in &mut tallied {
            let key = (one.name.clone(), one.cohort.clone().unwrap_or_default());
            if let Ok(at) = gaps.binary_search_by(|(known, _)| known.cmp(&key)) {
                one.gap = gaps[at].1;
            }
        }
        Ok(Board::new(by, tallied))
    }

    /// First attempts typed less first attempts chosen, over what somebody did both ways; sorted by name and cohort.
    fn gaps(&mut self, by: By, filter: &Filter) -> Result<Vec<NamedSums>, StoreError> {
        let (sql, values) = gaps_sql(by, filter);
        let rows = self.rows(&sql, &values)?;
        let gap = |row: &Row| -> NamedSums {
            let sums = Sums { count: row.integer(2), sum: row.integer(3), squares: row.integer(4) };
            ((row.text(0).to_owned(), row.text(1).to_owned()), sums)
        };
        let mut gaps: Vec<NamedSums> = rows.iter().map(gap).collect();
        gaps.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(gaps)
    }

    /// Two people or cohorts over the scenarios that both tried.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn versus(&mut self, by: By, one: &str, other: &str, filter: &Filter) -> Result<Versus, StoreError> {
        let one = self.standings(by, one, filter)?;
        let other = self.standings(by, other, filter)?;
        Ok(match by {
            By::Cohort => Versus::cohorts(&one, &other),
            By::Person | By::Scenario => Versus::people(&one, &other),
        })
    }

    /// What a person, or each of a cohort, came to in each scenario.
    fn standings(&mut self, by: By, name: &str, filter: &Filter) -> Result<Vec<Standing>, StoreError> {
        let (sql, values) = standings_sql(by, name, filter);
        let mut found = Vec::new();
        self.database.query(&sql, &values, &mut |row| {
            let value = |at: usize| row.optional(at).and_then(|value| i32::try_from(value).ok());
            let mut standing = Standing {
                person: row.text(0).to_owned(),
                scenario: row.text(1).to_owned(),
                ..Standing::default()
            };
            for (index, column) in Column::ALL.into_iter().enumerate() {
                for (place, figure) in Figure::ALL.into_iter().enumerate() {
                    *standing.values.get_mut(figure).get_mut(column) = value(2 + index * 3 + place);
                }
            }
            found.push(standing);
        })?;
        Ok(found)
    }

    /// What a person, or the people of a cohort on average, came to in each scenario; sorted by it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn by_scenario(
        &mut self,
        by: By,
        name: &str,
        filter: &Filter,
    ) -> Result<Vec<ByScenario>, StoreError> {
        let filter = named(by, name, filter);
        let (sql, values) = board_sql(By::Scenario, &filter);
        let mut found = Vec::new();
        self.database.query(&sql, &values, &mut |row| {
            let tallied = self::tallied(&row);
            // What was only begun says nothing.
            if tallied.attempts == 0 {
                return;
            }
            let means = |sums: Columns<Sums>| Columns::from_fn(|column| sums.get(column).mean());
            let Means { first, best, mean } = tallied.values;
            found.push((tallied.name, Means { first: means(first), best: means(best), mean: means(mean) }));
        })?;
        found.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(found)
    }

    /// Attempts.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn list(&mut self, list: &ListFilter) -> Result<Vec<Listed>, StoreError> {
        let (sql, values) = list_sql(list);
        self.listed(&sql, &values)
    }

    /// The attempts whose id begins so.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn find(&mut self, prefix: &str) -> Result<Vec<Listed>, StoreError> {
        // How other characters are ordered depends on the database.
        let prefix = prefix.to_ascii_lowercase();
        if !prefix.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(Vec::new());
        }
        // Past every id that begins so; ids are hexadecimal digits.
        let values = [Value::from(prefix.as_str()), format!("{prefix}g").into()];
        self.listed(&format!("{LISTED} WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT 3"), &values)
    }

    fn listed(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Listed>, StoreError> {
        let mut found = Vec::new();
        let mut overridden = Vec::new();
        self.database.query(sql, values, &mut |row| {
            if row.integer(29) == 1 {
                overridden.push(found.len());
            }
            found.push(listed(row));
        })?;
        for at in overridden {
            found[at].overridden = self.overridden(&found[at].id)?;
        }
        Ok(found)
    }

    /// The trainers' scores that hold for an attempt: of several, dimension by dimension the latest, with the latest's reason.
    fn overridden(&mut self, id: &AttemptId) -> Result<Option<TrainersView>, StoreError> {
        let sql = "SELECT empathy, ownership, deescalation, reason, trainer, at FROM overriding WHERE attempt = ?1 \
                   ORDER BY at, desk, number";
        let rows = self.rows(sql, &[id.0.as_str().into()])?;
        Ok(rows.iter().fold(None, |earlier: Option<TrainersView>, row| {
            let given = scores(row, 0);
            let before = earlier.map_or_else(Scores::default, |view| view.scores);
            Some(TrainersView {
                scores: PerDimension::from_fn(|dimension| given.get(dimension).or(*before.get(dimension))),
                reason: row.text(3).to_owned(),
                trainer: row.text(4).to_owned(),
                at: row.integer(5),
            })
        }))
    }

    /// The whole record of an attempt that ended.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn ended(&mut self, listed: &Listed) -> Result<Option<Ended>, StoreError> {
        let sql = "SELECT text FROM body WHERE desk = ?1 AND number = ?2";
        let place = [Value::from(listed.desk.as_str()), (listed.number as i64).into()];
        let Some(row) = self.row(sql, &place)? else { return Ok(None) };
        let entry = self.entry(&listed.desk, listed.number, row.text(0))?;
        Ok(match entry.event {
            Event::Ended(ended) => Some(*ended),
            _ => None,
        })
    }

    /// How an attempt ended, if it has.
    pub(super) fn ended_as(&mut self, id: &AttemptId) -> Result<Option<Ended>, StoreError> {
        let sql = "SELECT b.desk, b.number, b.text FROM attempt a JOIN body b ON b.desk = a.desk AND b.number = a.number \
                   WHERE a.id = ?1 AND a.ended_at IS NOT NULL";
        let Some(row) = self.row(sql, &[id.0.as_str().into()])? else { return Ok(None) };
        match self.entry(row.text(0), row.integer(1) as u64, row.text(2))?.event {
            Event::Ended(ended) => Ok(Some(*ended)),
            _ => Ok(None),
        }
    }

    /// How a person's last conversation in a scenario ended, by the id of the ending.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn last_ending(&mut self, person: &str, scenario: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT ending FROM attempt WHERE person = ?1 AND scenario = ?2 AND ended_at IS NOT NULL \
                   AND replies > 0 ORDER BY ended_at DESC, id DESC LIMIT 1";
        Ok(self.row(sql, &[person.into(), scenario.into()])?.map(|row| row.text(0).to_owned()))
    }
}

/// The query of what a person, or each of a cohort, came to in each scenario.
fn standings_sql(by: By, name: &str, filter: &Filter) -> (String, Vec<Value>) {
    let mut values = vec![Value::from(filter.way())];
    let filter = named(by, name, filter);
    let source = filter.source(&mut values);
    let condition = filter.condition("", &mut values);
    let mut columns = vec!["person".to_owned(), "scenario".to_owned()];
    for column in Column::ALL {
        let key = column.key();
        let mean = rounded(&format!("{key}_sum"), &format!("{key}_count"));
        columns.extend([format!("{key}_first"), format!("{key}_best"), mean]);
    }
    let columns = columns.join(", ");
    let sql = format!("SELECT {columns} FROM {source} AS s WHERE way = ?1 AND attempts > 0{condition}");
    (sql, values)
}

/// The filter that lets through one person or cohort.
fn named(by: By, name: &str, filter: &Filter) -> Filter {
    let mut filter = filter.clone();
    match by {
        By::Cohort => filter.cohort = Some(name.to_owned()),
        By::Person | By::Scenario => filter.person = Some(name.to_owned()),
    }
    filter
}

/// The query of a board: one row for each name, with the sums of all that is to be averaged.
pub(super) fn board_sql(by: By, filter: &Filter) -> (String, Vec<Value>) {
    let mut values = vec![Value::from(filter.way())];
    if filter.is_tallied(by) {
        let condition = filter.condition("", &mut values);
        return (
            format!("SELECT person, cohort, {} FROM tally WHERE way = ?1{condition}", *TALLIED_NAMES),
            values,
        );
    }
    if filter.is_tallied_by_scenario(by) {
        let condition = filter.condition("", &mut values);
        let sums: Vec<String> =
            TALLIED_NAMES.split(", ").map(|name| format!("CAST(SUM({name}) AS BIGINT)")).collect();
        let sums = sums.join(", ");
        let sql = format!(
            "SELECT scenario, '', {sums} FROM scenario_tally WHERE way = ?1{condition} GROUP BY scenario"
        );
        return (sql, values);
    }
    let source = filter.source(&mut values);
    let condition = filter.condition("", &mut values);
    let (names, group) = match by {
        By::Scenario => ("scenario, ''", "scenario"),
        By::Person | By::Cohort => ("person, cohort", "person, cohort"),
    };
    let sql =
        format!("SELECT {names}, {} FROM {source} AS s WHERE way = ?1{condition} GROUP BY {group}", *TALLIES);
    (sql, values)
}

/// The sums of standings that a board needs.
static TALLIES: LazyLock<String> = LazyLock::new(|| tallies().join(", "));

/// The columns of `tally` that hold them.
static TALLIED_NAMES: LazyLock<String> = LazyLock::new(tallied_names);

fn tallies() -> Vec<String> {
    let sum = |what: &str| format!("CAST(COALESCE(SUM({what}), 0) AS BIGINT)");
    let mut columns = vec![sum("attempts"), sum("abandoned"), sum("overridden")];
    for column in Column::ALL {
        let key = column.key();
        let mean = rounded(&format!("{key}_sum"), &format!("{key}_count"));
        for value in [format!("{key}_first"), format!("{key}_best"), mean] {
            columns.push(format!("COUNT({value})"));
            columns.push(sum(&value));
            columns.push(sum(&format!("({value}) * ({value})")));
        }
    }
    // Σ(x - mean)² of the repeats in each row, and Σ(n - 1).
    let square = rounded("overall_sum * overall_sum", "overall_count");
    columns.push(sum(&format!("CASE WHEN overall_count > 1 THEN overall_squares - {square} END")));
    columns.push(sum("CASE WHEN overall_count > 1 THEN overall_count - 1 END"));
    columns
}

/// A quotient to the nearest whole, half away from zero, as everywhere; nothing where the divisor is 0. Both engines cut off.
fn rounded(number: &str, by: &str) -> String {
    format!("((2 * ({number}) + CASE WHEN {number} < 0 THEN -{by} ELSE {by} END) / (2 * NULLIF({by}, 0)))")
}

/// The columns of `tally` that hold [`tallies`], in their order.
fn tallied_names() -> String {
    let mut names: Vec<String> = ["attempts", "abandoned", "overridden"].map(str::to_owned).to_vec();
    for column in Column::ALL {
        for value in ["first", "best", "mean"] {
            names.extend(["count", "sum", "squares"].map(|sum| format!("{}_{value}_{sum}", column.key())));
        }
    }
    names.extend(["around", "freedom"].map(str::to_owned));
    names.join(", ")
}

/// The query that the rows of `tally` of one person, `?1`, are the answer to; in the order of the table's columns.
pub(super) fn person_tallies() -> String {
    format!(
        "SELECT person, cohort, way, {} FROM standing WHERE person = ?1 GROUP BY person, cohort, way",
        *TALLIES
    )
}

/// The query that the rows of `scenario_tally` are the answer to, over the standings for which `condition` holds.
pub(super) fn scenario_tallies(condition: &str) -> String {
    format!(
        "SELECT scenario, cohort, way, {} FROM standing WHERE {condition} GROUP BY scenario, cohort, way",
        *TALLIES
    )
}

/// Adds what one standing comes to (`?1` person, `?2` scenario, `?3` way), or takes it off, to what its scenario comes to.
pub(super) fn added_to_scenario(off: bool) -> String {
    let sign = if off { "-" } else { "" };
    let columns = || TALLIED_NAMES.split(", ");
    let signed: Vec<String> = columns().map(|name| format!("{sign}{name}")).collect();
    let added: Vec<String> =
        columns().map(|name| format!("{name} = scenario_tally.{name} + excluded.{name}")).collect();
    let (signed, added) = (signed.join(", "), added.join(", "));
    let one = scenario_tallies("person = ?1 AND scenario = ?2 AND way = ?3");
    let names = &*TALLIED_NAMES;
    format!(
        "INSERT INTO scenario_tally SELECT scenario, cohort, way, {signed} FROM (WITH s (scenario, cohort, way, {names}) AS \
         ({one}) SELECT * FROM s) AS s WHERE 1 = 1 ON CONFLICT (scenario, cohort, way) DO UPDATE SET {added}"
    )
}

/// The query that the rows of `gap` of one person, `?1`, are the answer to.
pub(super) fn person_gaps() -> String {
    gaps_of("standing", " AND t.person = ?1", "t.person, t.cohort", "t.person, t.cohort")
}

fn gaps_of(source: &str, condition: &str, name: &str, group: &str) -> String {
    let difference = "t.overall_first - c.overall_first";
    format!(
        "SELECT {name}, COUNT(*), CAST(SUM({difference}) AS BIGINT), CAST(SUM(({difference}) * ({difference})) AS \
         BIGINT) FROM {source} AS t JOIN {source} AS c ON c.person = t.person AND c.scenario = t.scenario AND c.cohort = \
         t.cohort WHERE t.way = 'typed' AND c.way = 'chosen' AND t.overall_first IS NOT NULL AND c.overall_first IS \
         NOT NULL{condition} GROUP BY {group}"
    )
}

/// The query of how far somebody's typed and chosen attempts lie apart.
fn gaps_sql(by: By, filter: &Filter) -> (String, Vec<Value>) {
    let mut values = Vec::new();
    if filter.is_tallied(by) {
        let condition = filter.condition("", &mut values);
        return (
            format!("SELECT person, cohort, pairs, total, squares FROM gap WHERE 1 = 1{condition}"),
            values,
        );
    }
    let source = filter.source(&mut values);
    let condition = filter.condition("t.", &mut values);
    let sql = match by {
        By::Scenario => gaps_of(&source, &condition, "t.scenario, ''", "t.scenario"),
        By::Person | By::Cohort => gaps_of(&source, &condition, "t.person, t.cohort", "t.person, t.cohort"),
    };
    (sql, values)
}

fn list_sql(list: &ListFilter) -> (String, Vec<Value>) {
    let mut values = Vec::new();
    let mut condition = list.filter.attempts("", &mut values);
    if list.counted {
        condition += " AND counted = 1";
    }
    let order = match list.newest {
        Some(count) => format!("ORDER BY began_at DESC, id DESC LIMIT {count}"),
        None => "ORDER BY began_at, id".to_owned(),
    };
    (format!("{LISTED} WHERE 1 = 1{condition} {order}"), values)
}

/// What a board asks of the database, with its values written in: to hold the program against the bare queries.
#[doc(hidden)]
pub fn asked_for_board(by: By, filter: &Filter) -> Vec<String> {
    [board_sql(by, filter), gaps_sql(by, filter)].map(written_in).to_vec()
}

/// What a comparison asks of the database about one of the two; see [`asked_for_board`].
#[doc(hidden)]
pub fn asked_for_standings(by: By, name: &str, filter: &Filter) -> String {
    written_in(standings_sql(by, name, filter))
}

/// What a list asks of the database; see [`asked_for_board`].
#[doc(hidden)]
pub fn asked_for_list(list: &ListFilter) -> String {
    written_in(list_sql(list))
}

fn written_in((sql, values): (String, Vec<Value>)) -> String {
    let written = |value: &Value| match value {
        Value::Null => "NULL".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => format!("'{}'", text.replace('\'', "''")),
    };
    // From the last, so that ?1 is not found in ?10.
    let numbered = values.iter().enumerate().rev();
    numbered.fold(sql, |sql, (at, value)| sql.replace(&format!("?{}", at + 1), &written(value)))
}

/// A row of [`board_sql`].
fn tallied(row: &Row) -> Tallied {
    let sums =
        |at: usize| Sums { count: row.integer(at), sum: row.integer(at + 1), squares: row.integer(at + 2) };
    let mut values = Means::<Sums>::default();
    for (index, column) in Column::ALL.into_iter().enumerate() {
        let at = 5 + index * 9;
        *values.first.get_mut(column) = sums(at);
        *values.best.get_mut(column) = sums(at + 3);
        *values.mean.get_mut(column) = sums(at + 6);
    }
    Tallied {
        name: row.text(0).to_owned(),
        cohort: row.optional_text(1).filter(|cohort| !cohort.is_empty()).map(str::to_owned),
        attempts: row.integer(2),
        abandoned: row.integer(3),
        overridden: row.integer(4),
        values,
        spread: Spread { around: row.integer(41), freedom: row.integer(42) },
        gap: Sums::default(),
    }
}

fn listed(mut row: Row) -> Listed {
    let mut columns = Columns::default();
    for (index, column) in Column::ALL.into_iter().enumerate() {
        *columns.get_mut(column) = row.optional(16 + index).and_then(|value| i32::try_from(value).ok());
    }
    let scores = scores(&row, 13);
    Listed {
        id: AttemptId(row.take_text(0)),
        person: row.take_text(1),
        cohort: row.take_text(2),
        scenario: row.take_text(3),
        title: row.take_text(4),
        mode: row.take_text(5),
        chosen: row.text(30) == CHOSEN,
        began_at: row.integer(6),
        ended_at: row.optional(7),
        replies: row.integer(8),
        hints: row.integer(9),
        ending: row.take_text(10),
        kind: row.take_text(11),
        passed: row.integer(12) == 1,
        scores,
        overridden: None,
        relative: columns,
        shared: row.integer(20) == 1,
        counted: row.integer(21) == 1,
        nth: row.integer(22),
        scenario_hash: row.take_text(23),
        rubric_hash: row.take_text(24),
        scorer: row.integer(25),
        receipt: row.take_text(26),
        desk: row.take_text(27),
        number: row.integer(28) as u64,
    }
}
