//! What the debrief says about a conversation, where it takes more than a word.

use crate::debrief::Debrief;
pub use crate::report::words::{capital, count, duration, list};
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
            format!(
                "{} {side} the author’s best, all scores together",
                count(cost.unsigned_abs() as usize, "point")
            )
        }
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
        names => format!("Not passed: {} below 60.", list(&names)),
    }
}

fn below_good(scores: &Scores) -> Vec<&'static str> {
    let low =
        |dimension: &Dimension| scores.get(*dimension).is_some_and(|score| Band::of(score) < Band::Good);
    Dimension::ALL.into_iter().filter(low).map(Dimension::name).collect()
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
    fn long_words_are_cut_between_words_where_there_is_a_gap() {
        assert_eq!(cut("You would have to take that up", 20), "You would have to…");
        assert_eq!(cut("äääääääääääää", 5), "äääää…");
        assert_eq!(cut(" short ", 5), "short");
    }
}
