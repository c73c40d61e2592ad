//! What does not fit a type, said in the words of somebody who writes scenarios.

use std::fmt::Write;

use super::diagnostic::Flaw;
use super::fault::{Fault, What};
use super::outline::{Kind, NodeId, Outline};

/// The known name that somebody probably meant.
#[must_use]
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let fold = |name: &str| name.to_lowercase().replace(['-', ' '], "_");
    let wrong = fold(wrong);
    let most = (wrong.chars().count() / 3).clamp(1, 3);
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&wrong, &fold(name)), name))
        .filter(|&(distance, name)| distance <= most && distance < name.chars().count())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

/// The problem that a fault is, with its place.
pub(super) fn describe(outline: &Outline, fault: &Fault) -> Flaw {
    let Some(node) = fault.node() else { return Flaw::new("S008", 0..0, "this file does not fit") };
    let owner = fault.owner().filter(|owner| !owner.is_empty());
    let owner = owner.map(|owner| format!(" in the {}", spoken(owner))).unwrap_or_default();
    let here = outline.head_span(node);
    let label = fault.entry().map_or(here.clone(), |entry| label_span(outline, entry));
    match fault.what() {
        What::UnknownField { found, known } => {
            let message = format!("unknown field `{found}`{owner}{}", did_you_mean(found, known));
            Flaw::new("S006", label, message).help(all_of("fields", known))
        }
        What::Missing(field) => {
            let opening = outline.opening_span(node);
            Flaw::new("S007", opening, format!("the field `{field}` is missing{owner}"))
                .help(format!("write `{field}: ...,` between these brackets"))
        }
        What::Duplicate(field) => {
            Flaw::new("S010", label, format!("the field `{field}` stands here a second time{owner}"))
                .help("remove one of the two")
        }
        What::UnknownVariant { found, known } => {
            let name = outline.node(node).name_span().unwrap_or(here);
            let message = format!("unknown word `{found}`{}", did_you_mean(found, known));
            Flaw::new("S009", name, message).help(all_of("words", known))
        }
        What::NoVariant { known } => no_variant(outline, node, known),
        What::Type { expected } => wrong_type(outline, node, expected),
        What::Length { expected, found } => {
            Flaw::new("S008", here, format!("{} belong here, not {found}", plain(expected)))
        }
        What::StructName { expected } => {
            let name = outline.node(node).name_span().unwrap_or(here);
            let found = outline.name(node).unwrap_or_default();
            let message = format!("{} belongs here, not `{found}`", one(expected));
            Flaw::new("S008", name, message).help("leave the name before the bracket out")
        }
        What::NeedsBrackets => {
            let word = outline.name(node).unwrap_or_default();
            Flaw::new("S008", here, format!("`{word}` needs brackets with more in them"))
                .help(format!("write `{word}(...)`"))
        }
        What::NoBrackets => {
            let word = outline.name(node).unwrap_or_default();
            Flaw::new("S008", here, format!("`{word}` stands alone, without brackets"))
                .help(format!("write `{word}`"))
        }
        What::Other(message) => Flaw::new("S008", here, lower_first(message)),
    }
}

fn label_span(outline: &Outline, entry: NodeId) -> std::ops::Range<usize> {
    let node = outline.node(entry);
    let key = node.key().map(|key| outline.head_span(key));
    node.field_span().or(key).unwrap_or_else(|| outline.head_span(entry))
}

fn did_you_mean(found: &str, known: &[&'static str]) -> String {
    nearest(found, known.iter().copied()).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

fn all_of(what: &str, known: &[&str]) -> String {
    if known.is_empty() {
        return format!("no {what} are known here");
    }
    format!("the {what} that may stand here: {}", joined(known, "and"))
}

fn joined(names: &[&str], last: &str) -> String {
    let mut text = String::new();
    for (at, name) in names.iter().enumerate() {
        let before = match at {
            0 => "",
            _ if at + 1 == names.len() => &format!(" {last} "),
            _ => ", ",
        };
        let _ = write!(text, "{before}`{name}`");
    }
    text
}

fn no_variant(outline: &Outline, node: NodeId, known: &'static [&'static str]) -> Flaw {
    let found = found(outline, node);
    let message = match field(outline, node) {
        Some(field) => format!("`{field}` should be a word without quotation marks, not {found}"),
        None => format!("a word without quotation marks belongs here, not {found}"),
    };
    let inside = outline.slice(node).trim_matches('"');
    let help = match nearest(inside, known.iter().copied()) {
        Some(near) => format!("write `{near}`"),
        None => all_of("words", known),
    };
    Flaw::new("S008", outline.head_span(node), message).help(help)
}

fn wrong_type(outline: &Outline, node: NodeId, expected: &str) -> Flaw {
    let wanted = plain(expected);
    let found = found(outline, node);
    let message = match field(outline, node) {
        Some(field) => format!("`{field}` should be {wanted}, not {found}"),
        None => format!("{wanted} belongs here, not {found}"),
    };
    let help = mend(outline, node, expected);
    Flaw { help, ..Flaw::new("S008", outline.head_span(node), message) }
}

fn field(outline: &Outline, node: NodeId) -> Option<String> {
    let key = outline.node(node).key().map(|key| outline.key_text(key));
    outline.field_name(node).map(str::to_owned).or(key)
}

/// What stands there.
fn found(outline: &Outline, node: NodeId) -> String {
    let slice = outline.slice(node);
    let short = slice.chars().count() <= 40 && !slice.contains('\n');
    match outline.node(node).kind() {
        Kind::Text if short => format!("the text {slice}"),
        Kind::Text => "a text".into(),
        Kind::Number if short => format!("the number {slice}"),
        Kind::Number => "a number".into(),
        Kind::Word if short => format!("the word `{slice}`"),
        Kind::Word => "a word".into(),
        Kind::Char => format!("the single character {slice}"),
        Kind::Bytes => "bytes".into(),
        Kind::List => "a list [ ... ]".into(),
        Kind::Map => "a map { ... }".into(),
        Kind::Struct => "( ... ) with fields".into(),
        Kind::Tuple if outline.children(node).next().is_none() => "empty brackets".into(),
        Kind::Tuple => "values in round brackets".into(),
        Kind::Missing => "nothing".into(),
    }
}

/// What would make a value of the expected sort from what stands there.
fn mend(outline: &Outline, node: NodeId, expected: &str) -> Option<String> {
    let slice = outline.slice(node);
    let kind = outline.node(node).kind();
    let short = slice.chars().count() <= 60 && !slice.contains('\n');
    let inside = slice.trim_matches(['"', '\'']);
    let whole = !matches!(expected, "f32" | "f64");
    match (expected, kind) {
        ("a string", Kind::Word | Kind::Number) if short => Some(format!("write \"{slice}\"")),
        ("a string", Kind::Char) => Some(format!("write \"{inside}\"")),
        ("a sequence", Kind::Tuple | Kind::Struct | Kind::Map) if short => Some(format!("write [{slice}]")),
        ("a sequence", Kind::Text | Kind::Word | Kind::Number) if short => Some(format!("write [{slice}]")),
        ("a sequence", _) => Some("write square brackets around it: [ ... ]".into()),
        ("a boolean", Kind::Text | Kind::Word) if inside.eq_ignore_ascii_case("true") => {
            Some("write `true`".into())
        }
        ("a boolean", Kind::Text | Kind::Word) if inside.eq_ignore_ascii_case("false") => {
            Some("write `false`".into())
        }
        ("a map", Kind::Struct | Kind::Tuple) => Some("write curly brackets: { key: value }".into()),
        (_, Kind::Text) if is_number(expected) && inside.parse::<f64>().is_ok_and(f64::is_finite) => {
            Some(format!("write {inside} without quotation marks"))
        }
        (_, Kind::Number) if is_number(expected) && whole && slice.contains(['.', 'e', 'E']) => {
            Some("write it without a fraction".into())
        }
        (_, Kind::Map) if expected.starts_with("struct ") => {
            Some("write round brackets, and field names without quotation marks: (field: value)".into())
        }
        _ => None,
    }
}

fn is_number(expected: &str) -> bool {
    matches!(expected.as_bytes(), [b'u' | b'i' | b'f', rest @ ..] if !rest.is_empty()
        && (rest.iter().all(u8::is_ascii_digit) || rest == b"size"))
}

/// What `serde` expected, in plain words.
fn plain(expected: &str) -> String {
    let words = match expected {
        "a string" | "str" | "string" => "text in quotation marks",
        "a boolean" => "`true` or `false`",
        "a sequence" => "a list [ ... ]",
        "a map" => "a map { key: value }",
        "a character" => "a single character such as 'a'",
        "unit" => "empty brackets ()",
        "option" => "a value",
        "byte array" => "bytes such as b\"...\"",
        "u8" => "a whole number from 0 to 255",
        "i8" => "a whole number from -128 to 127",
        "u16" => "a whole number from 0 to 65535",
        "i16" => "a whole number from -32768 to 32767",
        "u32" => "a whole number from 0 to 4294967295",
        "u64" | "usize" => "a whole number that is not negative",
        "i32" => "a whole number from -2147483648 to 2147483647",
        "i64" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        _ => "",
    };
    if !words.is_empty() {
        return words.to_owned();
    }
    if let Some(name) = expected.strip_prefix("struct variant ") {
        let variant = name.rsplit("::").next().unwrap_or(name);
        return format!("`{variant}(field: value)`");
    }
    if let Some(name) = expected.strip_prefix("struct ") {
        return format!("{} in round brackets (field: value)", one(name));
    }
    let size = expected.strip_prefix("a tuple of size ").or(expected.strip_prefix("an array of length "));
    if let Some(size) = size {
        return format!("{size} values in round brackets");
    }
    if let Some((_, size)) = expected.strip_prefix("tuple ").and_then(|rest| rest.split_once(" with ")) {
        return format!("{} in round brackets", size.replace("element", "value"));
    }
    expected.strip_prefix("enum ").map_or_else(|| expected.to_owned(), one)
}

/// A name with its article: "a reply option", "an ending".
fn one(name: &str) -> String {
    let words = spoken(name);
    let article = if words.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {words}")
}

/// `ReplyOption` and `reply_option` as people say it: "reply option".
fn spoken(name: &str) -> String {
    let mut words = String::new();
    for c in name.chars() {
        if (c.is_uppercase() || c == '_') && !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
        if c != '_' {
            words.extend(c.to_lowercase());
        }
    }
    words
}

/// Messages go on after a colon, so they begin small, unless the first word is an abbreviation.
fn lower_first(message: &str) -> String {
    let mut chars = message.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if first.is_ascii_uppercase() && second.is_lowercase() => {
            format!("{}{}", first.to_ascii_lowercase(), &message[1..])
        }
        _ => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names() {
        let known = ["empathy", "ownership", "id", "text"];
        assert_eq!(nearest("emapthy", known), Some("empathy"));
        assert_eq!(nearest("Owner-ship", known), Some("ownership"));
        assert_eq!(nearest("ID", known), Some("id"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("x", ["y"]), None);
    }

    #[test]
    fn plain_words() {
        assert_eq!(plain("u8"), "a whole number from 0 to 255");
        assert_eq!(plain("struct ReplyOption"), "a reply option in round brackets (field: value)");
        assert_eq!(plain("tuple struct Span with 2 elements"), "2 values in round brackets");
        assert_eq!(plain("a whole number from 0 to 100"), "a whole number from 0 to 100");
    }
}
