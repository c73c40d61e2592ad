//! `composure explain`: what a problem code or a behaviour looks for, why, and examples of both kinds.

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use super::terminal::{Paint, print};
use crate::library;
use crate::lint;
use crate::rubric::{self, Behaviour, Dimension, Example, Rubric};
use crate::scenario;
use crate::source::{self, CODES, Severity};

#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// A problem code such as `S006`, a behaviour such as `names-the-feeling`, or a word class such as `{time-word}`.
    name: String,
    /// A folder with a rubric pack, to explain its behaviours; may be given several times.
    #[arg(long, value_name = "DIR")]
    rubric: Vec<PathBuf>,
}

/// Runs the command.
pub fn run(arguments: &ExplainArguments) -> Result<(), Failure> {
    let name = arguments.name.trim();
    let (rubric, _) = library::open_rubric(&arguments.rubric)?;
    if let Some(behaviour) = rubric.get(name) {
        return print(&behaviour_text(name, behaviour));
    }
    if let Some(entry) = source::code_entry(&name.to_uppercase()) {
        let bad = String::from_utf8_lossy(entry.bad);
        let paint = Paint::stdout();
        return print(&format!(
            "{}\n\n{}\n\nWith the problem:\n\n{}\n\nWithout:\n\n{}\n",
            paint.strong(&format!("{}: {}", entry.code, entry.title)),
            entry.explanation,
            indented(bad.trim_end()),
            indented(entry.good.trim_end()),
        ));
    }
    if let Some(words) = rubric.class(name.trim_matches(['{', '}'])) {
        let paint = Paint::stdout();
        let title =
            paint.strong(&format!("{{{}}}: a word class for patterns", name.trim_matches(['{', '}'])));
        return print(&format!("{title}\n\n{}\n", words.join(", ")));
    }
    if let Some(rule) = lint::rule(name) {
        let paint = Paint::stdout();
        let good = if rule.good.is_empty() { "(everything else)" } else { rule.good };
        return print(&format!(
            "{}\n\n{}\n\nIt is {} unless a project's `lint.ron` says otherwise, under {} or `{}`.\n\nWith the problem:\n\n{}\n\nWithout:\n\n{}\n",
            paint.strong(&format!("{}: {}", rule.code, rule.title)),
            rule.explanation,
            severity(rule.severity),
            rule.code,
            rule.name,
            indented(rule.bad),
            indented(good),
        ));
    }
    if let Some((code, title, explanation)) = meanings().find(|entry| entry.0.eq_ignore_ascii_case(name)) {
        return print(&format!("{}\n\n{explanation}\n", Paint::stdout().strong(&format!("{code}: {title}"))));
    }
    Err(Failure::Unknown(not_found(&rubric, name)))
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "an error",
        Severity::Warning => "a warning",
        Severity::Note => "a note",
    }
}

/// Codes of problems with what a file means, as opposed to how it is written.
fn meanings() -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
    scenario::CODES.iter().chain(rubric::CODES)
}

fn not_found(rubric: &Rubric, name: &str) -> String {
    let ids = rubric.behaviours().map(|(id, _)| id.as_ref());
    let rules = lint::RULES.iter().flat_map(|rule| [rule.code, rule.name]);
    let codes = CODES.iter().map(|entry| entry.code).chain(meanings().map(|entry| entry.0)).chain(rules);
    match source::nearest(name, ids.chain(codes).chain(rubric.class_names())) {
        Some(near) => format!("nothing is called `{name}`; did you mean `{near}`?"),
        None => {
            let mut ids: Vec<&str> = rubric.behaviours().map(|(id, _)| id.as_ref()).collect();
            ids.sort_unstable();
            format!("nothing is called `{name}`; the behaviours are {}", ids.join(", "))
        }
    }
}

fn behaviour_text(id: &str, behaviour: &Behaviour) -> String {
    let paint = Paint::stdout();
    let mut text = paint.strong(&format!("{id}: {}", behaviour.title)) + "\n\n";
    let points: Vec<String> = Dimension::ALL
        .iter()
        .filter(|&&dimension| behaviour.points.get(dimension) != 0)
        .map(|&dimension| format!("{} {:+}", dimension.name(), behaviour.points.get(dimension)))
        .collect();
    text += &format!("Worth:     {}\n", points.join(", "));
    let principles: Vec<String> = behaviour
        .principles
        .iter()
        .map(|principle| format!("{} ({})", principle.id(), principle.title()))
        .collect();
    text += &format!("Principle: {}\n", principles.join(", "));
    if !behaviour.when.is_empty() {
        text += &format!("Only when: the customer's message reads {:?}\n", behaviour.when)
            .to_lowercase()
            .replace("only when", "Only when");
    }
    text += &format!("\nWhy: {}\n\nTip: {}\n", behaviour.why, behaviour.tip);
    text += "\nShows it:\n";
    text += &examples(&behaviour.hits);
    text += "\nDoes not show it:\n";
    text += &examples(&behaviour.misses);
    text
}

fn examples(examples: &[Example]) -> String {
    examples
        .iter()
        .map(|example| {
            let customer = if example.customer.is_empty() {
                String::new()
            } else {
                format!("(to: {}) ", example.customer)
            };
            format!("  - {customer}{}\n", example.reply)
        })
        .collect()
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}
