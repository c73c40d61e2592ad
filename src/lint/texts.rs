//! Everything in a scenario that somebody reads.

use crate::scenario::ScenarioFile;
use crate::source::Path;

/// Each text with its place, in the order of the file.
pub(super) fn texts(file: &ScenarioFile) -> Vec<(Path, &str)> {
    let root = Path::root();
    let brief = root.field("brief");
    let mut texts = vec![
        (root.field("title"), file.title.as_str()),
        (root.field("summary"), file.summary.as_str()),
        (brief.field("company"), file.brief.company.as_str()),
        (brief.field("situation"), file.brief.situation.as_str()),
    ];
    for (index, fact) in file.brief.facts.iter().enumerate() {
        texts.push((brief.field("facts").index(index), fact));
    }
    for (index, turn) in file.turns.iter().enumerate() {
        let path = root.field("turns").index(index);
        for (number, line) in turn.says.iter().enumerate() {
            texts.push((path.field("says").index(number), line));
        }
        for (number, special) in turn.says_when.iter().enumerate() {
            for (which, line) in special.says.iter().enumerate() {
                texts.push((path.field("says_when").index(number).field("says").index(which), line));
            }
        }
        for (number, option) in
            turn.options.iter().enumerate().filter(|(_, option)| option.expect.worth() >= 0)
        {
            texts.push((path.field("options").index(number).field("text"), &option.text));
        }
        for (number, rule) in turn.next.iter().enumerate() {
            for (which, line) in rule.reaction.iter().enumerate() {
                texts.push((path.field("next").index(number).field("reaction").index(which), line));
            }
        }
    }
    for (index, ending) in file.endings.iter().enumerate() {
        let path = root.field("endings").index(index);
        texts.push((path.field("says"), &ending.says));
        texts.push((path.field("survey"), &ending.survey));
    }
    texts
}
