//! How somebody comes along, from the list of what they did: for the window, which shows it while it waits for them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::entry::AttemptId;
use super::lookup::Listed;
use crate::debrief::misjudged;
use crate::rubric::Dimension;
use crate::scoring::Scores;
use crate::session::Tally;

/// So many of the last conversations say how somebody does lately.
const LATELY: usize = 4;

/// Those that ended, with something said.
pub(super) fn played(attempts: &[Listed]) -> impl Iterator<Item = &Listed> {
    // One that was left before the first reply was not tried.
    attempts.iter().filter(|attempt| attempt.ended_at.is_some() && attempt.replies > 0)
}

/// How many of these times fall on each of the last seven days in a zone, today last. Times are milliseconds since 1970, UTC;
/// a day is as long as its zone makes it.
pub(super) fn week(times: impl IntoIterator<Item = i64>, now: i64, zone: &TimeZone) -> [u16; 7] {
    let day = |at: i64| -> Option<Date> {
        Timestamp::from_millisecond(at).ok().map(|at| at.to_zoned(zone.clone()).date())
    };
    let mut week = [0; 7];
    let Some(today) = day(now) else { return week };
    for date in times.into_iter().filter_map(day) {
        let ago = today.since(date).map_or(i32::MAX, |span| span.get_days());
        if let Some(place) = usize::try_from(ago).ok().and_then(|ago| 6_usize.checked_sub(ago)) {
            week[place] = u16::saturating_add(week[place], 1);
        }
    }
    week
}

/// How far each prediction lay from the scores, in points, in the order of the attempts. Of several predictions of one attempt
/// the last holds.
pub(super) fn judged(attempts: &[Listed], predictions: Vec<(AttemptId, Scores)>) -> Vec<u8> {
    let predictions: BTreeMap<AttemptId, Scores> = predictions.into_iter().collect();
    let judged = |attempt: &Listed| misjudged(predictions.get(&attempt.id)?, &attempt.scores);
    played(attempts).filter_map(judged).collect()
}

/// The rounded mean, per dimension, over those of the last four conversations that rated it.
pub(super) fn lately(attempts: &[Listed]) -> Scores {
    let mut tally = Tally::default();
    let mut ended: Vec<&Listed> = played(attempts).collect();
    ended.sort_by_key(|attempt| attempt.ended_at);
    ended.iter().rev().take(LATELY).for_each(|attempt| tally.add(&attempt.scores));
    tally.scores()
}

/// The dimension that is lower than every other one with a score; `None` where fewer than two have one, or two share the
/// lowest.
pub(super) fn lowest(scores: &Scores) -> Option<Dimension> {
    let rated = Dimension::ALL
        .into_iter()
        .filter_map(|dimension| scores.get(dimension).map(|score| (score, dimension)));
    let mut rated: Vec<(u8, Dimension)> = rated.collect();
    rated.sort();
    match rated[..] {
        [(lowest, dimension), (next, _), ..] if lowest < next => Some(dimension),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    #[test]
    fn a_week_is_seven_days_of_the_zone() {
        // 2026-11-22, 01:00 in a zone two hours ahead of UTC, where it is still the 21st.
        let now = "2026-11-21T23:00:00Z".parse::<Timestamp>().unwrap().as_millisecond();
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let ago = |hours: i64| now - hours * HOUR;
        let times = [now, ago(1), ago(2), ago(26), ago(145), ago(146), ago(-23), i64::MAX];
        assert_eq!(week(times, now, &zone), [1, 0, 0, 0, 1, 1, 2]);
        assert_eq!(week(times, now, &TimeZone::UTC), [2, 0, 0, 0, 0, 1, 3], "it is the 21st there");
        assert_eq!(week([], i64::MAX, &zone), [0; 7]);
    }

    #[test]
    fn the_lowest_is_named_where_there_is_one() {
        let scores = |empathy, ownership, deescalation| Scores { empathy, ownership, deescalation };
        assert_eq!(lowest(&scores(Some(60), Some(70), Some(41))), Some(Dimension::Deescalation));
        assert_eq!(lowest(&scores(Some(40), None, Some(41))), Some(Dimension::Empathy));
        assert_eq!(lowest(&scores(Some(40), Some(40), Some(41))), None);
        assert_eq!(lowest(&scores(None, Some(10), None)), None);
    }
}
