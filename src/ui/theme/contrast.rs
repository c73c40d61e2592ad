//! The pairs of colours that are allowed, and how far apart they must be.

use egui::Color32;
use serde::Deserialize;

const PAIRS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/theme/pairs.ron"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PairFile {
    text: PairList,
    marks: PairList,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PairList {
    need: f32,
    need_high_contrast: f32,
    pairs: Vec<(String, String)>,
}

/// One allowed pair, by the names of its tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The text or the mark.
    pub front: String,
    /// What it stands on.
    pub back: String,
    /// The WCAG 2.1 ratio needed in light and dark.
    pub need: f32,
    /// The ratio needed in the two high-contrast themes.
    pub need_high_contrast: f32,
}

/// Every allowed pair: text first, then edges and marks.
///
/// # Panics
/// Never: the list is part of the program and a test reads it.
pub fn pairs() -> Vec<Pair> {
    let file: PairFile = ron::from_str(PAIRS).expect("a test reads the list of pairs");
    let spread = |list: PairList| {
        let (need, need_high_contrast) = (list.need, list.need_high_contrast);
        list.pairs.into_iter().map(move |(front, back)| Pair { front, back, need, need_high_contrast })
    };
    spread(file.text).chain(spread(file.marks)).collect()
}

/// The contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1, "contrast ratio").
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// WCAG 2.1 "relative luminance".
fn luminance(colour: Color32) -> f32 {
    let linear = |channel: u8| {
        let c = f32::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Kind, Theme};
    use std::path::{Path, PathBuf};

    #[test]
    fn every_allowed_pair_holds_its_ratio_in_every_theme() {
        for kind in Kind::ALL {
            let colours = Theme::load(kind).colour;
            for pair in pairs() {
                let named = |name: &str| colours.by_name(name).unwrap_or_else(|| panic!("no token {name}"));
                let ratio = contrast(named(&pair.front), named(&pair.back));
                let need = if kind.is_high_contrast() { pair.need_high_contrast } else { pair.need };
                let Pair { front, back, .. } = &pair;
                assert!(ratio >= need, "{}: {front} on {back} is {ratio:.2}, needs {need}", kind.name());
            }
        }
    }

    #[test]
    fn a_main_button_keeps_its_contrast_under_the_pointer() {
        for kind in Kind::ALL {
            let theme = Theme::load(kind);
            let still = contrast(theme.colour.on_accent, theme.colour.accent);
            for fill in [theme.accent_hover(), theme.accent_pressed()] {
                assert!(contrast(theme.colour.on_accent, fill) >= still, "{}", kind.name());
            }
        }
    }

    #[test]
    fn the_ratio_of_black_on_white_is_21() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    }

    #[test]
    fn no_other_file_of_the_interface_names_a_colour() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
        let mut offences = Vec::new();
        for file in rust_files(&root) {
            let source = std::fs::read_to_string(&file).expect("the source can be read");
            for (number, line) in source.lines().enumerate() {
                if names_a_colour(line) {
                    offences.push(format!("{}:{}: {}", file.display(), number + 1, line.trim()));
                }
            }
        }
        assert!(offences.is_empty(), "take these from the theme:\n{}", offences.join("\n"));
    }

    /// All Rust files under `folder` but the theme's and the portraits', which have colours of their own.
    fn rust_files(folder: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            let exempt = path.ends_with("ui/theme") || path.ends_with("ui/portrait");
            if path.is_dir() && !exempt {
                found.extend(rust_files(&path));
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
        found
    }

    fn names_a_colour(line: &str) -> bool {
        let built = ["Color32::from_", "Rgba::from_", "Hsva::", "hex_color!"];
        let named = ["BLACK", "WHITE", "RED", "GREEN", "BLUE", "YELLOW", "GRAY", "BROWN", "GOLD", "ORANGE"];
        built.iter().any(|way| line.contains(way))
            || named.iter().any(|name| line.contains(&format!("Color32::{name}")))
            || line.split("\"#").skip(1).any(|rest| {
                let hex = rest.chars().take_while(char::is_ascii_hexdigit).count();
                hex == 3 || hex == 6 || hex == 8
            })
    }

    #[test]
    fn the_guard_sees_a_colour_and_lets_a_clear_one_pass() {
        assert!(names_a_colour("let c = Color32::from_rgb(1, 2, 3);"));
        assert!(names_a_colour("from_hex(\"#17645E\")"));
        assert!(!names_a_colour("Color32::TRANSPARENT"));
        assert!(!names_a_colour("theme.colour.accent"));
    }
}
