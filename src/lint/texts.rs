//! Everything in a scenario that somebody reads.

use crate::scenario::{SaysWhen, ScenarioFile};
use crate::source::Path;

/// Where a text stands; a path is made of it only where there is something to tell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// Names from the file inwards, parted by stops.
    field: &'static str,
    /// Numbers and names further in.
    inside: [Option<(usize, &'static str)>; 2],
    last: Option<usize>,
    /// It is an option that the author thinks weak, or what is said of one afterwards: it may well be hard to read.
    pub weak: bool,
}

impl Spot {
    fn of(field: &'static str) -> Self {
        Self { field, inside: [None; 2], last: None, weak: false }
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
        let root = self.field.split('.').fold(Path::root(), |path, name| path.field(name));
        let inside = self.inside.iter().flatten();
        let path = inside.fold(root, |path, (index, field)| path.index(*index).field(*field));
        self.last.map_or(path.clone(), |index| path.index(index))
    }
}

/// Each text with its place. Shared texts stand where this file would have them.
pub(super) fn texts(file: &ScenarioFile) -> impl Iterator<Item = (Spot, &str)> {
    before_the_conversation(file).chain(turns(file)).chain(after_the_conversation(file))
}

fn before_the_conversation(file: &ScenarioFile) -> impl Iterator<Item = (Spot, &str)> {
    let brief = &file.brief;
    let head = [
        ("title", &file.title),
        ("summary", &file.summary),
        ("brief.company", &brief.company),
        ("brief.role", &brief.role),
        ("brief.situation", &brief.situation),
    ];
    let head = head.into_iter().map(|(field, text)| (Spot::of(field), text.as_str()));
    let each = |list: &'static str, field: &'static str| move |index: usize| Spot::of(list).at(index, field);
    let may = brief.policy.may.iter().map(|may| may.text.as_str());
    let may_not = brief.policy.may_not.iter().map(|rule| rule.text.as_str());
    let asks = file.concerns.iter().map(|concern| concern.asks.as_str());
    let titles = brief.articles.iter().map(|article| article.title.as_str());
    let articles = brief.articles.iter().map(|article| article.text.as_str());
    head.chain(lines(Spot::of("brief.facts"), &brief.facts))
        .chain(lines(Spot::of("customer.card"), &file.customer.card))
        .chain(numbered(may, each("brief.policy.may", "text")))
        .chain(numbered(may_not, each("brief.policy.may_not", "text")))
        .chain(numbered(titles, each("brief.articles", "title")))
        .chain(numbered(articles, each("brief.articles", "text")))
        .chain(numbered(asks, each("concerns", "asks")))
}

fn turns(file: &ScenarioFile) -> impl Iterator<Item = (Spot, &str)> {
    let turns = file.turns.iter().enumerate().flat_map(|(index, turn)| {
        let spot = move |field| Spot::of("turns").at(index, field);
        let options = turn.options.iter().enumerate();
        let options = options.flat_map(move |(number, option)| {
            let weak = option.expect.worth() < 0;
            let text = (Spot { weak, ..spot("options").at(number, "text") }, option.text.as_str());
            [text, (Spot { weak: true, ..spot("options").at(number, "why") }, option.why.as_str())]
        });
        let rules = turn.next.iter().enumerate();
        let reactions =
            rules.flat_map(move |(number, rule)| lines(spot("next").at(number, "reaction"), &rule.reaction));
        let special = special(spot("says_when"), &turn.says_when);
        lines(spot("says"), &turn.says).chain(special).chain(options).chain(reactions)
    });
    let interrupts = file.interrupts.iter().enumerate();
    turns.chain(interrupts.flat_map(|(index, interrupt)| {
        lines(Spot::of("interrupts").at(index, "reaction"), &interrupt.reaction)
    }))
}

fn after_the_conversation(file: &ScenarioFile) -> impl Iterator<Item = (Spot, &str)> {
    file.endings.iter().enumerate().flat_map(|(index, ending)| {
        let spot = move |field| Spot::of("endings").at(index, field);
        let said = [(spot("says"), ending.says.as_str()), (spot("survey"), ending.survey.as_str())];
        let special = special(spot("says_when"), &ending.says_when);
        said.into_iter().chain(special).chain(lines(spot("outcome"), &ending.outcome))
    })
}

fn special(spot: Spot, special: &[SaysWhen]) -> impl Iterator<Item = (Spot, &str)> {
    let special = special.iter().enumerate();
    special.flat_map(move |(number, special)| lines(spot.at(number, "says"), &special.says))
}

fn numbered<'a>(
    texts: impl Iterator<Item = &'a str>,
    spot: impl Fn(usize) -> Spot,
) -> impl Iterator<Item = (Spot, &'a str)> {
    texts.enumerate().map(move |(index, text)| (spot(index), text))
}

fn lines(spot: Spot, lines: &[String]) -> impl Iterator<Item = (Spot, &str)> {
    lines.iter().enumerate().map(move |(index, line)| (spot.number(index), line.as_str()))
}
