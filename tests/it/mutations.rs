//! Damage done to every shipped scenario, one mistake at a time: is it told, and at the right line?
//!
//! Each kind of damage knows by itself whether it makes a scenario wrong; where it does not (a rule that nothing depends
//! on is dropped), the mutant is called equivalent and counted apart. Ordinarily a few places of each kind and file are
//! tried, spread over the file; `COMPOSURE_MUTATE=all` tries every one and prints the table.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use composure::lint::{self, Settings, Tier};
use composure::rubric;
use composure::scenario::{self, Condition, ScenarioFile};
use composure::source::{Outline, Path, Severity};

/// A shipped scenario, ready to be damaged.
struct Original {
    text: String,
    outline: Outline,
    file: ScenarioFile,
}

/// One mistake.
struct Mutant {
    text: String,
    /// Lines at which it may rightly be told.
    lines: Vec<usize>,
    /// Whether it is a mistake at all.
    wrong: bool,
}

type Kind = (&'static str, Tier, fn(&Original) -> Vec<Mutant>);

const KINDS: &[Kind] = &[
    ("a field name misspelt", Tier::File, |o| o.fields(|name| format!("{name}x"))),
    ("a required field left out", Tier::File, required_left_out),
    ("a field written twice", Tier::File, |o| {
        o.at(o.endings("stars"), |value| format!("{value}, stars: {value}"))
    }),
    ("a comma left out between fields", Tier::File, comma_left_out),
    ("a turn's closing bracket left out", Tier::File, |o| {
        o.at(o.turns(""), |value| value[..value.len() - 1].to_owned())
    }),
    ("a quotation mark left out", Tier::File, quote_left_out),
    ("a text where a number belongs", Tier::File, |o| {
        o.at(o.endings("stars"), |value| format!("\"{value}\""))
    }),
    ("stars out of range", Tier::File, |o| o.at(o.endings("stars"), |_| "9".into())),
    ("an unknown channel", Tier::File, |o| o.at(vec!["channel".into()], |value| format!("{value}t"))),
    ("an unknown kind of ending", Tier::File, |o| o.at(o.endings("kind"), |value| format!("{value}y"))),
    ("an unknown condition", Tier::File, |o| o.at(o.conditions(), |value| format!("Iff{value}"))),
    ("an unknown principle", Tier::File, |o| o.at(o.list("trains"), |_| "Q7".into())),
    ("a newer format", Tier::File, |o| o.at(vec!["format".into()], |_| "9".into())),
    ("an empty title", Tier::File, |o| o.at(vec!["title".into()], |_| "\"  \"".into())),
    ("an id with a capital", Tier::File, |o| o.at(vec!["id".into()], |value| value.replacen('"', "\"X", 1))),
    ("a target renamed", Tier::File, |o| o.at(o.rules("go"), |value| value.replacen('"', "\"zz-", 1))),
    ("a turn's id changed", Tier::File, |o| renamed(o, "turns")),
    ("an ending's id changed", Tier::File, |o| renamed(o, "endings")),
    ("a concern's id changed", Tier::File, concern_renamed),
    ("a turn's id used twice", Tier::File, |o| {
        let first = o.value(&"turns[0].id".parse().unwrap()).to_owned();
        o.at(o.turns("id").split_off(1), |_| first.clone())
    }),
    ("an ending's id used twice", Tier::File, |o| {
        let first = o.value(&"endings[0].id".parse().unwrap()).to_owned();
        o.at(o.endings("id").split_off(1), |_| first.clone())
    }),
    ("a concern raised that is not there", Tier::File, |o| {
        let raises = (0..o.file.turns.len()).flat_map(|turn| o.list(&format!("turns[{turn}].raises")));
        o.at(raises.collect(), |value| value.replacen('"', "\"zz-", 1))
    }),
    ("a behaviour misspelt in a condition", Tier::File, behaviour_misspelt),
    ("a concern misspelt in a condition", Tier::File, |o| {
        o.conditions_like(
            |c| matches!(c, Condition::Answered(_) | Condition::Open(_)),
            |v| v.replacen("(\"", "(\"zz-", 1),
        )
    }),
    ("a flag misspelt where it is asked for", Tier::File, |o| {
        o.conditions_like(|c| matches!(c, Condition::Flag(_)), |v| v.replacen("(\"", "(\"zz-", 1))
    }),
    ("a flag misspelt where it is set", Tier::File, |o| {
        o.at(o.sets(), |value| value.replacen('"', "\"zz-", 1))
    }),
    ("a bound beyond the scale", Tier::File, |o| {
        o.conditions_like(
            |c| matches!(c, Condition::AtLeast(..)),
            |v| format!("{}, 101)", v.split(',').next().unwrap()),
        )
    }),
    ("a condition that cannot hold", Tier::File, |o| {
        o.at(o.conditions(), |value| format!("{value}, Below(Anger, 0)"))
    }),
    ("two conditions that exclude each other", Tier::File, |o| {
        o.at(o.conditions(), |value| format!("{value}, Not({value})"))
    }),
    ("the last rule dropped", Tier::File, last_rule_dropped),
    ("the last rule put first", Tier::File, last_rule_first),
    ("a turn dropped", Tier::File, |o| dropped(o, "turns")),
    ("an ending dropped", Tier::File, |o| dropped(o, "endings")),
    ("every way out turned back", Tier::File, turned_back),
    ("a line emptied", Tier::File, |o| o.at(o.turns("says"), |_| "[]".into())),
    ("an option emptied", Tier::File, |o| o.at(o.options("text"), |_| "\"\"".into())),
    ("all options dropped", Tier::File, |o| o.at(o.turns("options"), |_| "[]".into())),
    ("an option far too long", Tier::File, |o| {
        o.at(o.options("text"), |value| format!("\"{}\"", value.trim_matches('"').repeat(12)))
    }),
    ("a concern that nothing answers", Tier::File, unanswered),
    ("a concern that nobody raises", Tier::File, unraised),
    ("a bracket open in a pattern", Tier::File, |o| {
        o.at(o.patterns(), |value| value.replacen('"', "\"(", 1))
    }),
    ("an unknown class in a pattern", Tier::File, |o| {
        o.at(o.patterns(), |value| value.replacen('"', "\"{no-such-class} ", 1))
    }),
    ("a pattern that ends in a gap", Tier::File, |o| {
        o.at(o.patterns(), |value| format!("{} ...\"", &value[..value.len() - 1]))
    }),
    ("a phrase that nobody has", Tier::File, |o| {
        let says = (0..o.file.turns.len()).flat_map(|turn| o.list(&format!("turns[{turn}].says")));
        o.at(says.collect(), |value| value.replacen('"', "\"{no-such-phrase} ", 1))
    }),
    ("a real company", Tier::File, |o| {
        let says = (0..o.file.turns.len()).flat_map(|turn| o.list(&format!("turns[{turn}].says")));
        o.at(says.collect(), |value| value.replacen('"', "\"It came from Amazon. ", 1))
    }),
    ("a reply's texts swapped with one of another worth", Tier::Scored, swapped),
];

impl Original {
    fn of(bytes: &[u8]) -> Self {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let (outline, problems) = Outline::scan("original", text.clone());
        assert!(problems.is_empty());
        let rubric = rubric::standard();
        let (scenario, _) = scenario::read("original", bytes, scenario::shipped_shared(), rubric);
        let own: ScenarioFile = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
            .from_str(&text)
            .unwrap();
        assert!(scenario.is_some());
        Self { text, outline, file: own }
    }

    /// The ids of the turns or of the endings.
    fn ids(&self, list: &str) -> Vec<&str> {
        match list {
            "turns" => self.file.turns.iter().map(|turn| turn.id.as_str()).collect(),
            _ => self.file.endings.iter().map(|ending| ending.id.as_str()).collect(),
        }
    }

    fn span(&self, path: &Path) -> Range<usize> {
        self.outline.value_span(path).unwrap_or_else(|| panic!("{path} is not there"))
    }

    fn value(&self, path: &Path) -> &str {
        &self.text[self.span(path)]
    }

    fn line(&self, byte: usize) -> usize {
        line(&self.text, byte)
    }

    /// Every place at which a new value is wrong, told on its lines.
    fn at(&self, places: Vec<String>, new: impl Fn(&str) -> String) -> Vec<Mutant> {
        let places = places.iter().map(|place| place.parse().unwrap());
        places
            .filter(|path| self.outline.find(path).is_some())
            .map(|path| self.replaced(&path, &new))
            .collect()
    }

    fn replaced(&self, path: &Path, new: impl Fn(&str) -> String) -> Mutant {
        let span = self.span(path);
        let value = new(&self.text[span.clone()]);
        let lines = (self.line(span.start)..=self.line(span.start) + value.matches('\n').count()).collect();
        Mutant { text: spliced(&self.text, span, &value), lines, wrong: true }
    }

    fn each(&self, list: &str, count: usize, field: &str) -> Vec<String> {
        let field = if field.is_empty() { String::new() } else { format!(".{field}") };
        (0..count).map(|index| format!("{list}[{index}]{field}")).collect()
    }

    fn turns(&self, field: &str) -> Vec<String> {
        self.each("turns", self.file.turns.len(), field)
    }

    fn endings(&self, field: &str) -> Vec<String> {
        self.each("endings", self.file.endings.len(), field)
    }

    fn list(&self, path: &str) -> Vec<String> {
        let Some(node) = self.outline.find(&path.parse().unwrap()) else { return Vec::new() };
        (0..self.outline.children(node).count()).map(|index| format!("{path}[{index}]")).collect()
    }

    fn rules(&self, field: &str) -> Vec<String> {
        let turns = self.file.turns.iter().enumerate();
        turns
            .flat_map(|(index, turn)| self.each(&format!("turns[{index}].next"), turn.next.len(), field))
            .collect()
    }

    fn options(&self, field: &str) -> Vec<String> {
        let turns = self.file.turns.iter().enumerate();
        let options = |(index, turn): (usize, &scenario::Turn)| {
            self.each(&format!("turns[{index}].options"), turn.options.len(), field)
        };
        turns.flat_map(options).collect()
    }

    fn sets(&self) -> Vec<String> {
        self.rules("set").iter().flat_map(|list| self.list(list)).collect()
    }

    /// Conditions of the turns' rules.
    fn conditions(&self) -> Vec<String> {
        self.rules("when").iter().flat_map(|list| self.list(list)).collect()
    }

    fn conditions_like(&self, like: fn(&Condition) -> bool, new: impl Fn(&str) -> String) -> Vec<Mutant> {
        let turns = self.file.turns.iter().enumerate();
        let places = turns.flat_map(|(turn, content)| {
            content.next.iter().enumerate().flat_map(move |(rule, content)| {
                let when = content.when.iter().enumerate().filter(move |(_, condition)| like(condition));
                when.map(move |(index, _)| format!("turns[{turn}].next[{rule}].when[{index}]"))
            })
        });
        self.at(places.collect(), new)
    }

    fn patterns(&self) -> Vec<String> {
        let concerns = self.each("concerns", self.file.concerns.len(), "answered_by");
        let rules = self.each("brief.policy.may_not", self.file.brief.policy.may_not.len(), "breached_by");
        concerns.iter().chain(&rules).flat_map(|list| self.list(list)).collect()
    }

    /// Every field of the scenario, its turns, options, rules and endings, under another name.
    fn fields(&self, new: impl Fn(&str) -> String) -> Vec<Mutant> {
        let mut holders = vec![String::new()];
        holders.extend(self.turns("").into_iter().chain(self.endings("")).chain(self.rules("")));
        holders.extend(self.options("").into_iter().chain(self.each(
            "concerns",
            self.file.concerns.len(),
            "",
        )));
        let mut mutants = Vec::new();
        for holder in holders {
            let Some(node) = self.outline.find(&holder.parse().unwrap()) else { continue };
            for child in self.outline.children(node) {
                let Some(span) = self.outline.node(child).field_span() else { continue };
                let text = spliced(&self.text, span.clone(), &new(&self.text[span.clone()]));
                mutants.push(Mutant { text, lines: vec![self.line(span.start)], wrong: true });
            }
        }
        mutants
    }

    /// Lines on which a rule or an interrupt leads to an id.
    fn lines_that_lead_to(&self, id: &str) -> Vec<usize> {
        let interrupts = self.each("interrupts", self.file.interrupts.len(), "go");
        let places = self.rules("go").into_iter().chain(interrupts);
        let paths = places.map(|place| place.parse::<Path>().unwrap());
        let spans =
            paths.map(|path| self.span(&path)).filter(|span| self.text[span.clone()] == format!("\"{id}\""));
        spans.map(|span| self.line(span.start)).collect()
    }

    /// From an element to where the next begins, so that it can be taken out.
    fn element(&self, path: &Path) -> Range<usize> {
        let span = self.span(path);
        let comma = self.text[span.end..].find(',').map_or(span.end, |at| span.end + at + 1);
        span.start..comma
    }
}

fn line(text: &str, byte: usize) -> usize {
    text[..byte].matches('\n').count() + 1
}

fn spliced(text: &str, span: Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &text[..span.start], &text[span.end..])
}

fn required_left_out(o: &Original) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (holders, field) in
        [(o.turns(""), "id"), (o.options(""), "why"), (o.endings(""), "kind"), (o.rules(""), "go")]
    {
        for holder in holders {
            let path: Path = holder.parse::<Path>().unwrap().field(field);
            let (Some(name), Some(value)) = (o.outline.field_span(&path), o.outline.value_span(&path)) else {
                continue;
            };
            let end = o.text[value.end..].find([',', ')']).map_or(value.end, |at| value.end + at);
            let end = if o.text[end..].starts_with(',') { end + 1 } else { end };
            let whole = o.span(&holder.parse().unwrap());
            let lines = (o.line(whole.start)..=o.line(whole.end)).collect();
            mutants.push(Mutant { text: spliced(&o.text, name.start..end, ""), lines, wrong: true });
        }
    }
    mutants
}

fn comma_left_out(o: &Original) -> Vec<Mutant> {
    let ids = o.turns("id").into_iter().chain(o.endings("id"));
    ids.map(|place| {
        let span = o.span(&place.parse().unwrap());
        let comma = span.end + o.text[span.end..].find(',').unwrap();
        let here = o.line(span.start);
        Mutant { text: spliced(&o.text, comma..comma + 1, ""), lines: vec![here, here + 1], wrong: true }
    })
    .collect()
}

fn quote_left_out(o: &Original) -> Vec<Mutant> {
    let places = o.options("text").into_iter().chain(o.turns("id"));
    places
        .map(|place| {
            let span = o.span(&place.parse().unwrap());
            let text = spliced(&o.text, span.end - 1..span.end, "");
            // A string goes on until the next mark, so it may show where the next one should begin.
            let next = span.end + o.text[span.end..].find('"').unwrap();
            let lines = (o.line(span.start)..=o.line(next) + 1).collect();
            Mutant { text, lines, wrong: true }
        })
        .collect()
}

/// Another id for an element, while the rules keep the old one.
fn renamed(o: &Original, list: &str) -> Vec<Mutant> {
    o.ids(list)
        .iter()
        .enumerate()
        .map(|(index, id)| {
            let path: Path = format!("{list}[{index}].id").parse().unwrap();
            let mut mutant = o.replaced(&path, |value| value.replacen('"', "\"zz-", 1));
            let leading = o.lines_that_lead_to(id);
            // Nothing leads to the first turn; it may be called anything.
            mutant.wrong = !leading.is_empty();
            mutant.lines.extend(leading);
            mutant
        })
        .collect()
}

fn concern_renamed(o: &Original) -> Vec<Mutant> {
    let concerns = o.file.concerns.iter().enumerate();
    concerns
        .map(|(index, concern)| {
            let path: Path = format!("concerns[{index}].id").parse().unwrap();
            let mut mutant = o.replaced(&path, |value| value.replacen('"', "\"zz-", 1));
            let named = format!("\"{}\"", concern.id);
            mutant.lines.extend(o.text.match_indices(&named).map(|(at, _)| o.line(at)));
            mutant
        })
        .collect()
}

fn behaviour_misspelt(o: &Original) -> Vec<Mutant> {
    let like =
        |c: &Condition| matches!(c, Condition::Shows(_) | Condition::Lacks(_) | Condition::ShowsAny(_));
    o.conditions_like(like, |value| value.replacen('"', "\"zz-", 1))
}

fn last_rule_dropped(o: &Original) -> Vec<Mutant> {
    let turns = o.file.turns.iter().enumerate();
    turns
        .map(|(index, turn)| {
            let list: Path = format!("turns[{index}].next").parse().unwrap();
            let element = o.element(&list.index(turn.next.len() - 1));
            let whole = o.span(&list);
            let lines = (o.line(whole.start)..=o.line(whole.end)).collect();
            Mutant { text: spliced(&o.text, element, ""), lines, wrong: true }
        })
        .collect()
}

fn last_rule_first(o: &Original) -> Vec<Mutant> {
    let turns = o.file.turns.iter().enumerate();
    turns
        .map(|(index, turn)| {
            let list: Path = format!("turns[{index}].next").parse().unwrap();
            let element = o.element(&list.index(turn.next.len() - 1));
            let rule = o.text[element.clone()].trim_end_matches(',').to_owned();
            let whole = o.span(&list);
            let first = o.span(&list.index(0)).start;
            let text = spliced(&o.text, element, "");
            let text = spliced(&text, first..first, &format!("{rule}, "));
            let lines = (o.line(whole.start)..=o.line(whole.end)).collect();
            // A turn with one rule is the same as before.
            Mutant { text, lines, wrong: turn.next.len() > 1 }
        })
        .collect()
}

fn dropped(o: &Original, list: &str) -> Vec<Mutant> {
    o.ids(list)
        .iter()
        .enumerate()
        .map(|(index, id)| {
            let element = o.element(&format!("{list}[{index}]").parse().unwrap());
            let removed = o.text[element.clone()].matches('\n').count();
            let (from, to) = (o.line(element.start), o.line(element.end));
            let text = spliced(&o.text, element, "");
            let leading = o.lines_that_lead_to(id);
            let shifted = leading.iter().filter(|line| !(from..=to).contains(line));
            let mut lines: Vec<usize> =
                shifted.map(|&line| if line > to { line - removed } else { line }).collect();
            let mut wrong = !lines.is_empty();
            if list == "turns" {
                // What only this turn led to, raised or set is told where it stands.
                lines.extend(1..=text.matches('\n').count() + 1);
                wrong |= index == 0 && o.file.turns.len() > 1;
            }
            Mutant { text, lines, wrong }
        })
        .collect()
}

/// Every rule of a turn leads back to the turn.
fn turned_back(o: &Original) -> Vec<Mutant> {
    let turns = o.file.turns.iter().enumerate();
    turns
        .map(|(index, turn)| {
            let list: Path = format!("turns[{index}].next").parse().unwrap();
            let whole = o.span(&list);
            let text = spliced(&o.text, whole.clone(), &format!("[(go: \"{}\")]", turn.id));
            // What is out of reach now is told where it stands.
            let lines = (1..=o.line(o.text.len())).collect();
            Mutant { text, lines, wrong: true }
        })
        .collect()
}

/// A concern loses its patterns. One that a help article answers needs none.
fn unanswered(o: &Original) -> Vec<Mutant> {
    let places = o.each("concerns", o.file.concerns.len(), "answered_by");
    let mut mutants = o.at(places, |_| "[]".into());
    for (mutant, concern) in mutants.iter_mut().zip(&o.file.concerns) {
        mutant.wrong = o.file.brief.articles.iter().all(|article| !article.answers.contains(&concern.id));
    }
    mutants
}

/// A concern is taken out of every turn's `raises`.
fn unraised(o: &Original) -> Vec<Mutant> {
    let concerns = o.file.concerns.iter().enumerate();
    concerns
        .filter_map(|(index, concern)| {
            let mut text = o.text.clone();
            let quoted = format!("\"{}\"", concern.id);
            let places: Vec<Range<usize>> = (0..o.file.turns.len())
                .flat_map(|turn| o.list(&format!("turns[{turn}].raises")))
                .map(|place| o.element_in_list(&place.parse().unwrap()))
                .filter(|span| o.text[span.clone()].starts_with(&quoted))
                .collect();
            for span in places.iter().rev() {
                text = spliced(&text, span.clone(), "");
            }
            let id = o.span(&format!("concerns[{index}].id").parse().unwrap());
            let asked: Vec<usize> = o.text.match_indices(&quoted).map(|(at, _)| o.line(at)).collect();
            let lines = [o.line(id.start)].into_iter().chain(asked).collect();
            (!places.is_empty()).then_some(Mutant { text, lines, wrong: true })
        })
        .collect()
}

impl Original {
    /// An element of a list on one line, with its comma if it has one.
    fn element_in_list(&self, path: &Path) -> Range<usize> {
        let span = self.span(path);
        let rest = &self.text[span.end..];
        let comma = if rest.starts_with(", ") { 2 } else { usize::from(rest.starts_with(',')) };
        span.start..span.end + comma
    }
}

/// The texts of the options that the author thinks best and worst, each under the other's `expect`.
fn swapped(o: &Original) -> Vec<Mutant> {
    let turns = o.file.turns.iter().enumerate();
    turns
        .filter_map(|(index, turn)| {
            let worth = |option: &usize| turn.options[*option].expect.worth();
            let best = (0..turn.options.len()).max_by_key(worth)?;
            let worst = (0..turn.options.len()).min_by_key(worth)?;
            let path =
                |option: usize| format!("turns[{index}].options[{option}].text").parse::<Path>().unwrap();
            let (first, second) = (best.min(worst), best.max(worst));
            let (one, other) = (o.span(&path(first)), o.span(&path(second)));
            let text = spliced(&o.text, other.clone(), &o.text[one.clone()]);
            let text = spliced(&text, one, &o.text[other]);
            let whole = o.span(&format!("turns[{index}].options").parse().unwrap());
            let lines = (o.line(whole.start)..=o.line(whole.end)).collect();
            // Bands that lie close together are not told apart by anybody.
            let gap = worth(&best) - worth(&worst);
            Some(Mutant { text, lines, wrong: gap >= 4 })
        })
        .collect()
}

/// Whether a problem is told at one of the right lines.
fn is_told(mutant: &Mutant, tier: Tier) -> bool {
    let rubric = rubric::standard();
    let (scenario, mut problems) =
        scenario::read("mutant", mutant.text.as_bytes(), scenario::shipped_shared(), rubric);
    if let Some(scenario) = scenario {
        problems.extend(lint::lint(&scenario, rubric, &Settings::default(), tier));
    }
    let real = problems.iter().filter(|problem| problem.severity != Severity::Note);
    real.into_iter().any(|problem| mutant.lines.contains(&problem.place.line))
}

#[derive(Default)]
struct Count {
    wrong: usize,
    told: usize,
    equivalent: Vec<String>,
    missed: Vec<String>,
}

#[test]
fn damage_is_told_at_the_right_line() {
    let all = std::env::var("COMPOSURE_MUTATE").is_ok_and(|value| value == "all");
    assert!(KINDS.len() >= 30);
    let names: BTreeSet<&str> = KINDS.iter().map(|kind| kind.0).collect();
    assert_eq!(names.len(), KINDS.len());
    let files: Vec<(&str, &[u8])> = scenario::embedded().collect();
    let (left, right) = files.split_at(files.len() / 2);
    let counts = std::thread::scope(|scope| {
        let other = scope.spawn(|| tried(left, all));
        let mut counts = tried(right, all);
        for (kind, count) in other.join().unwrap() {
            let sum: &mut Count = counts.entry(kind).or_default();
            sum.wrong += count.wrong;
            sum.told += count.told;
            sum.equivalent.extend(count.equivalent);
            sum.missed.extend(count.missed);
        }
        counts
    });
    let (mut wrong, mut told) = (0, 0);
    println!("{:<52} {:>6} {:>6} {:>10}", "damage", "wrong", "told", "equivalent");
    for (kind, count) in &counts {
        println!("{kind:<52} {:>6} {:>6} {:>10}", count.wrong, count.told, count.equivalent.len());
        for missed in &count.missed {
            println!("    not told: {missed}");
        }
        for equivalent in &count.equivalent {
            println!("    as good as before: {equivalent}");
        }
        wrong += count.wrong;
        told += count.told;
        assert!(count.wrong > 0, "nothing was damaged by: {kind}");
    }
    println!("{told} of {wrong} told");
    assert!(told * 100 >= wrong * 99, "{told} of {wrong}");
}

fn tried(files: &[(&str, &[u8])], all: bool) -> BTreeMap<&'static str, Count> {
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for (name, bytes) in files {
        let original = Original::of(bytes);
        for (kind, tier, damage) in KINDS {
            let mutants = damage(&original);
            let step = if all { 1 } else { mutants.len().div_ceil(4).max(1) };
            for mutant in mutants.iter().step_by(step) {
                let count = counts.entry(kind).or_default();
                let place = format!("{name}, line {}", mutant.lines.first().unwrap_or(&0));
                if !mutant.wrong {
                    count.equivalent.push(place);
                    continue;
                }
                let told = is_told(mutant, *tier);
                count.wrong += 1;
                count.told += usize::from(told);
                if !told {
                    count.missed.push(place);
                }
            }
        }
    }
    counts
}
