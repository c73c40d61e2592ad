//! What the debrief says about a conversation, where it takes more than a word.

use crate::debrief::Debrief;
use crate::rubric::{Band, Dimension};
use crate::scenario::EndingKind;
use crate::scoring::Scores;

/// The heading of the reply card: "Reply 3 cost you most", "Reply 2", "Your reply" when it is the only one.
pub fn headline(index: usize, count: usize, costliest: Option<usize>) -> String {
    match costliest {
        _ if count == 1 => "Your reply".to_owned(),
        Some(most) if most == index => format!("Reply {} cost you most", index + 1),
        _ => format!("Reply {}", index + 1),
    }
}

/// How a reply stands beside the author's best: `cost` points below it, all scores together. Empty where there is
/// nothing to compare with.
pub fn standing(cost: Option<i32>) -> String {
    match cost {
        None => String::new(),
        Some(0) => "worth as much as the author’s best".to_owned(),
        Some(cost) => {
            let side = if cost > 0 { "below" } else { "above" };
            format!("{} {side} the author’s best, all scores together", count(cost.unsigned_abs(), "point"))
        }
    }
}

/// "1 reply", "2 replies"; the plural takes an s unless it ends in y.
pub fn count(number: u32, thing: &str) -> String {
    match (number, thing.strip_suffix('y')) {
        (1, _) => format!("1 {thing}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {thing}s"),
    }
}

/// All of some things: "the one concern", "both concerns", "all 3 concerns".
pub fn all_of(number: usize, thing: &str) -> String {
    match number {
        1 => format!("the one {thing}"),
        2 => format!("both {thing}s"),
        _ => format!("all {number} {thing}s"),
    }
}

/// A stretch of time: "40 s", "1 min 10 s", "2 h 5 min".
pub fn duration(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, 0) => format!("{minutes} min"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

/// Whether it is a pass, and if not, why not. A critical behaviour is told elsewhere.
pub fn verdict(debrief: &Debrief) -> String {
    if debrief.passed {
        return "Passed.".to_owned();
    }
    if !matches!(debrief.kind, EndingKind::Settled | EndingKind::WonOver) {
        return "Not passed: a pass ends settled or won over.".to_owned();
    }
    match below_good(&debrief.scores) {
        names if names.is_empty() => "Not passed.".to_owned(),
        names if names.len() == Dimension::ALL.len() => {
            "Not passed: all three scores are below 60.".to_owned()
        }
        names => format!("Not passed: {} below 60.", sentence_list(&names)),
    }
}

fn below_good(scores: &Scores) -> Vec<&'static str> {
    let low =
        |dimension: &Dimension| scores.get(*dimension).is_some_and(|score| Band::of(score) < Band::Good);
    Dimension::ALL.into_iter().filter(low).map(Dimension::name).collect()
}

/// "a", "a and b", "a, b and c".
pub fn sentence_list(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// With its first letter large.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Up to `most` characters of some words, cut between words with an ellipsis.
pub fn cut(words: &str, most: usize) -> String {
    let words = words.trim();
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let short: String = words.chars().take(most).collect();
    let end = short.rfind(char::is_whitespace).filter(|&end| end > short.len() / 2).unwrap_or(short.len());
    format!("{}…", short[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_costliest_reply_is_called_so_unless_it_is_the_only_one() {
        assert_eq!(headline(2, 5, Some(2)), "Reply 3 cost you most");
        assert_eq!(headline(1, 5, Some(2)), "Reply 2");
        assert_eq!(headline(0, 3, None), "Reply 1");
        assert_eq!(headline(0, 1, Some(0)), "Your reply");
    }

    #[test]
    fn a_reply_stands_below_with_or_above_the_best() {
        assert_eq!(standing(Some(14)), "14 points below the author’s best, all scores together");
        assert_eq!(standing(Some(-1)), "1 point above the author’s best, all scores together");
        assert_eq!(standing(Some(0)), "worth as much as the author’s best");
    }

    #[test]
    fn times_are_told_in_two_units_at_most() {
        let told = [40_900, 60_000, 70_000, 7_500_000].map(duration);
        assert_eq!(told, ["40 s", "1 min", "1 min 10 s", "2 h 5 min"]);
    }

    #[test]
    fn things_are_counted_and_listed_as_people_do() {
        assert_eq!(
            [count(1, "reply"), count(2, "reply"), count(0, "point")],
            ["1 reply", "2 replies", "0 points"]
        );
        assert_eq!(
            sentence_list(&["Empathy", "Ownership", "De-escalation"]),
            "Empathy, Ownership and De-escalation"
        );
    }

    #[test]
    fn long_words_are_cut_between_words_where_there_is_a_gap() {
        assert_eq!(cut("You would have to take that up", 20), "You would have to…");
        assert_eq!(cut("äääääääääääää", 5), "äääää…");
        assert_eq!(cut(" short ", 5), "short");
    }
}
