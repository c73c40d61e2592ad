//! Figures and phrases as the pages write them.

/// Text from outside without control characters, which would be invisible, or no HTML at all; and without those that turn
/// the direction of writing. Of these one that is never ended breaks out of any element and turns our own words round;
/// right-to-left words need none.
pub fn plain(text: &str) -> String {
    let letter = |letter: char| match letter {
        '\n' | '\t' => Some(letter),
        '\r' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        _ if letter.is_control() => Some(char::REPLACEMENT_CHARACTER),
        _ => Some(letter),
    };
    text.chars().filter_map(letter).collect()
}

/// Points with their sign, a true minus for a loss: "+8", "−6", "0".
pub fn signed(points: i32) -> String {
    match points {
        1.. => format!("+{points}"),
        _ => figure(points),
    }
}

/// A whole number with a true minus.
pub fn figure(number: i32) -> String {
    let sign = if number < 0 { "−" } else { "" };
    format!("{sign}{}", number.unsigned_abs())
}

/// "1 reply", "2 replies"; the plural takes an s unless it ends in a y.
pub fn count(number: usize, thing: &str) -> String {
    match (number, thing.strip_suffix('y')) {
        (1, _) => format!("1 {thing}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {thing}s"),
    }
}

/// "a", "a and b", "a, b and c".
pub fn list(items: &[&str]) -> String {
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

/// A title, and how often where it is more than once.
pub fn often(title: &str, times: u32) -> String {
    match times {
        0 | 1 => title.to_owned(),
        2 => format!("{title}, twice"),
        // The number does not part from its word.
        _ => format!("{title}, {times}\u{a0}times"),
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

/// The name by which somebody is called: "Marta" of "Marta Kowalska".
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or("The customer")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses_have_a_true_minus() {
        assert_eq!([8, 0, -6, i32::MIN].map(signed), ["+8", "0", "−6", "−2147483648"]);
    }

    #[test]
    fn control_characters_are_replaced_and_nothing_turns_round() {
        assert_eq!(plain("a\0b\u{1b}[31m\r\n\tü"), "a\u{fffd}b\u{fffd}[31m\n\tü");
        assert_eq!(plain("\u{202e}مرحبا\u{2067} abc\u{200f}"), "مرحبا abc\u{200f}");
    }

    #[test]
    fn things_are_told_as_people_tell_them() {
        assert_eq!(
            [count(1, "reply"), count(0, "reply"), count(2, "point")],
            ["1 reply", "0 replies", "2 points"]
        );
        assert_eq!([list(&["a"]), list(&["a", "b", "c"])], ["a", "a, b and c"]);
        assert_eq!([40_900, 70_000, 7_500_000].map(duration), ["40 s", "1 min 10 s", "2 h 5 min"]);
    }
}
