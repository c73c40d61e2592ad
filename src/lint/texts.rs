//! Everything in a scenario that somebody reads.

use crate::scenario::ScenarioFile;
use crate::source::Path;

/// Where a text stands; a path is made of it only where there is something to tell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    field: &'static str,
    /// Names and numbers further in.
    inside: [Option<(usize, &'static str)>; 2],
    last: Option<usize>,
}

impl Spot {
    fn of(field: &'static str) -> Self {
        Self { field, inside: [None; 2], last: None }
    }

    fn at(self, index: usize, field: &'static str) -> Self {
        let [first, _] = self.inside;
        let step = Some((index, field));
        let inside = if first.is_none() { [step, None] } else { [first, step] };
        Self { inside, ..self }
    }

    fn number(self, index: usize) -> Self {
        Self { last: Some(index), ..self }
    }

    /// As a path.
    pub fn path(self) -> Path {
        let root = match self.field.split_once('.') {
            Some(_) => Path::root().field("brief").field(&self.field["brief.".len()..]),
            None => Path::root().field(self.field),
        };
        let inside = self.inside.iter().flatten();
        let path = inside.fold(root, |path, (index, field)| path.index(*index).field(*field));
        self.last.map_or(path.clone(), |index| path.index(index))
    }
}

/// Each text with its place, in the order of the file.
pub(super) fn texts(file: &ScenarioFile) -> impl Iterator<Item = (Spot, &str)> {
    let head = [
        ("title", &file.title),
        ("summary", &file.summary),
        ("brief.company", &file.brief.company),
        ("brief.situation", &file.brief.situation),
    ];
    let head = head.into_iter().map(|(field, text)| (Spot::of(field), text.as_str()));
    let facts = lines(Spot::of("brief.facts"), &file.brief.facts);
    let turns = file.turns.iter().enumerate().flat_map(|(index, turn)| {
        let spot = move |field| Spot::of("turns").at(index, field);
        let special = turn.says_when.iter().enumerate();
        let special = special
            .flat_map(move |(number, special)| lines(spot("says_when").at(number, "says"), &special.says));
        // A weak option may well be hard to read.
        let options = turn.options.iter().enumerate().filter(|(_, option)| option.expect.worth() >= 0);
        let options =
            options.map(move |(number, option)| (spot("options").at(number, "text"), option.text.as_str()));
        let rules = turn.next.iter().enumerate();
        let reactions =
            rules.flat_map(move |(number, rule)| lines(spot("next").at(number, "reaction"), &rule.reaction));
        lines(spot("says"), &turn.says).chain(special).chain(options).chain(reactions)
    });
    let endings = file.endings.iter().enumerate().flat_map(|(index, ending)| {
        let spot = |field| Spot::of("endings").at(index, field);
        [(spot("says"), ending.says.as_str()), (spot("survey"), ending.survey.as_str())]
    });
    head.chain(facts).chain(turns).chain(endings)
}

fn lines(spot: Spot, lines: &[String]) -> impl Iterator<Item = (Spot, &str)> {
    lines.iter().enumerate().map(move |(index, line)| (spot.number(index), line.as_str()))
}
