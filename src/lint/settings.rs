//! A project's own severities: `lint.ron` beside its scenarios.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{RULES, Rule, rule};
use crate::source::{self, Diagnostic, Path, Severity};

/// What a project thinks of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Level {
    /// It is not looked for.
    Off,
    /// Worth knowing.
    Note,
    /// Probably not meant.
    Warning,
    /// Must be mended.
    Error,
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    levels: BTreeMap<&'static str, Level>,
}

#[derive(Debug, Deserialize)]
#[serde(rename = "Lint", deny_unknown_fields)]
struct SettingsFile {
    /// By code or name.
    severities: BTreeMap<String, Level>,
}

impl Settings {
    /// Reads `(severities: {"cue-longest": Off, "L003": Error})`.
    pub fn read(name: &str, bytes: &[u8]) -> (Self, Vec<Diagnostic>) {
        let loaded = source::load::<SettingsFile>(name, bytes);
        let mut problems = loaded.problems;
        let mut settings = Self::default();
        let origin = loaded.origin;
        for (named, level) in loaded.value.map(|file| file.severities).unwrap_or_default() {
            match rule(&named) {
                Some(rule) => drop(settings.levels.insert(rule.code, level)),
                None => {
                    let names = RULES.iter().flat_map(|rule| [rule.code, rule.name]);
                    let help = source::nearest(&named, names).map(|near| format!("did you mean `{near}`?"));
                    let path = Path::root().field("severities").field(named.clone());
                    problems.push(origin.error(&path, "L000", format!("there is no rule `{named}`"), help));
                }
            }
        }
        (settings, problems)
    }

    /// How much a rule matters here; `None` where it is off.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        match self.levels.get(rule.code) {
            None => Some(rule.severity),
            Some(Level::Off) => None,
            Some(Level::Note) => Some(Severity::Note),
            Some(Level::Warning) => Some(Severity::Warning),
            Some(Level::Error) => Some(Severity::Error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_go_by_code_or_name() {
        let (settings, problems) =
            Settings::read("lint.ron", br#"(severities: {"L001": Off, "dead-end": Note, "ded-end": Off})"#);
        assert_eq!(settings.severity(rule("unreachable-turn").unwrap()), None);
        assert_eq!(settings.severity(rule("L002").unwrap()), Some(Severity::Note));
        assert_eq!(settings.severity(rule("L003").unwrap()), Some(Severity::Warning));
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].help.as_deref(), Some("did you mean `dead-end`?"));
    }
}
