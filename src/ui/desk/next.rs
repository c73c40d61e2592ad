//! What to practise next, of what the library shows.

use crate::debrief::{self, Next};
use crate::library::Library;
use crate::records::Known;

/// What to practise next among the scenarios of a language; not the one that was just played, if there is another.
pub fn next<'a>(
    library: &'a Library,
    language: &'a str,
    known: &Known,
    played: Option<&str>,
) -> Option<Next<'a>> {
    let best = |id: &str| known.tried.get(id).map(|tried| tried.best);
    debrief::next(library.in_language(language), &best, known.lowest(), played)
}
