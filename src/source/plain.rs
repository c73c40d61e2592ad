//! Texts in which `ron` overlooks nothing that we would not: no map, whose keys it takes twice; no float, which it takes
//! when it is none; nothing newer than this program; no more depth and no more values than an outline holds. Nearly every good scenario is one, and needs no outline.

use memchr::{memchr, memchr2};

use super::outline::{MAX_DEPTH, MAX_NODES};

/// Whether a text is plain. A text that is not may be good all the same.
pub(super) fn is_plain(text: &str, newest: Option<u32>) -> bool {
    newest.is_none_or(|newest| names_format(text, newest)) && outside_is_plain(text.as_bytes())
}

/// Whether the first `format` in the text is followed by exactly this number.
fn names_format(text: &str, number: u32) -> bool {
    let Some(at) = text.find("format") else { return false };
    let rest = text[at + "format".len()..].trim_start();
    let Some(rest) = rest.strip_prefix(':') else { return false };
    let digits: &str = rest.trim_start();
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse() == Ok(number)
}

/// Goes through what stands outside of strings and comments.
fn outside_is_plain(bytes: &[u8]) -> bool {
    let (mut at, mut depth, mut values) = (0, 0usize, 0usize);
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b'"' => match string_end(bytes, at + 1) {
                Some(end) => end,
                None => return false,
            },
            b'/' if bytes.get(at + 1) == Some(&b'/') => match memchr(b'\n', &bytes[at..]) {
                Some(end) => at + end,
                None => bytes.len(),
            },
            // Maps, attributes, block comments, characters, and floats in any of their forms.
            b'{' | b'#' | b'/' | b'\'' | b'.' => return false,
            b'0'..=b'9' => match bytes.get(at + 1) {
                Some(b'e' | b'E' | b'.') => return false,
                _ => at + 1,
            },
            b'N' if bytes[at..].starts_with(b"NaN") => return false,
            b'i' if bytes[at..].starts_with(b"inf") => return false,
            // Raw strings and byte strings.
            b'r' | b'b' if matches!(bytes.get(at + 1), Some(b'"' | b'#')) => return false,
            b'(' | b'[' => {
                depth += 1;
                at + 1
            }
            b')' | b']' => {
                depth = depth.saturating_sub(1);
                at + 1
            }
            b',' => {
                values += 1;
                at + 1
            }
            // Space stands in long runs.
            b' ' => at + bytes[at..].iter().take_while(|&&byte| byte == b' ').count(),
            _ => at + 1,
        };
        if depth >= MAX_DEPTH || values > MAX_NODES / 4 {
            return false;
        }
    }
    true
}

/// Behind the closing mark of a string that has been opened.
fn string_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let found = at + memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[found] == b'"' {
            return Some(found + 1);
        }
        at = found + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_plain() {
        let plain = r#"(format: 1, a: "x {y} 1.5 \" NaN", b: [Some(3), Not(A)]) // it's {fine}"#;
        assert!(is_plain(plain, Some(1)));
        for other in [
            "(format: 2)",
            "(a: 1)",
            r#"(format: 1, a: {"x": 1})"#,
            "(format: 1, a: 1.5)",
            "(format: 1, a: 1e9)",
            "(format: 1, a: NaN)",
            "(format: 1, a: inf)",
            "(format: 1 /* x */)",
            r##"(format: 1, a: r#"x"#)"##,
            r#"(format: 1, a: "x"#,
            "#![enable(implicit_some)] (format: 1)",
        ] {
            assert!(!is_plain(other, Some(1)), "{other}");
        }
        assert!(is_plain("(a: 1)", None));
    }
}
