//! `{name}` in a customer's line stands for one of their turns of phrase.

/// The names in braces in a line, in order. A brace without a name and a partner is only a brace.
pub(super) fn names(line: &str) -> impl Iterator<Item = &str> {
    let line = if line.contains('{') { line } else { "" };
    pieces(line).filter_map(|piece| match piece {
        Piece::Name(name) => Some(name),
        Piece::Words(_) => None,
    })
}

/// The line with every name replaced by what `phrase` gives for it.
pub fn spoken<'a>(line: &'a str, phrase: impl Fn(&'a str) -> Option<&'a str>) -> String {
    if !line.contains('{') {
        return line.to_owned();
    }
    pieces(line)
        .map(|piece| match piece {
            Piece::Name(name) => phrase(name).unwrap_or_default(),
            Piece::Words(words) => words,
        })
        .collect()
}

enum Piece<'a> {
    Words(&'a str),
    Name(&'a str),
}

fn pieces(line: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = line;
    std::iter::from_fn(move || {
        if let Some((name, after)) = name_at(rest) {
            rest = after;
            return Some(Piece::Name(name));
        }
        // A brace at the beginning that opens no name belongs to the words.
        let next = rest.char_indices().skip(1).find(|&(at, _)| name_at(&rest[at..]).is_some());
        let (words, after) = rest.split_at(next.map_or(rest.len(), |(at, _)| at));
        rest = after;
        (!words.is_empty()).then_some(Piece::Words(words))
    })
}

fn name_at(rest: &str) -> Option<(&str, &str)> {
    let (name, after) = rest.strip_prefix('{')?.split_once('}')?;
    is_name(name).then_some((name, after))
}

/// Whether a turn of phrase can go by this name.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spoken() {
        let phrase = |name| (name == "sigh").then_some("Honestly.");
        assert_eq!(spoken("{sigh} It's {late}{sigh}", phrase), "Honestly. It's Honestly.");
        assert_eq!(spoken("a {Brace} { and } an {open", phrase), "a {Brace} { and } an {open");
        assert_eq!(spoken("", phrase), "");
        assert_eq!(names("{a} {b-c}{").collect::<Vec<_>>(), ["a", "b-c"]);
    }
}
