//! The one place that names colours, sizes, spacing and fonts.
//!
//! A [`Theme`] is read from the files in `assets/theme`, which are part of the program. Screens and widgets
//! take it by reference and ask it for text ([`Theme::text`]), space ([`Theme::gap`]) and colours
//! ([`Theme::colour`]); they write no number of points and no colour of their own.

mod colours;
mod contrast;
mod fonts;
mod role;
mod scale;
mod style;

pub use colours::Colours;
pub use contrast::{Pair, contrast, pairs};
pub use fonts::{ICONS, MEDIUM, REGULAR, STRONG};
pub use role::{Role, Weight};
pub use scale::{Controls, Motion, Radii, Scale, Spaces, Strokes, TypeScale, TypeStep};

use egui::Color32;
use serde::Deserialize;

pub use crate::settings::ThemeKind as Kind;
use crate::settings::{Settings, TEXT_PERCENT};

fn file(kind: Kind) -> &'static str {
    match kind {
        Kind::Light => include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/theme/light.ron")),
        Kind::Dark => include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/theme/dark.ron")),
        Kind::HighContrast => {
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/theme/high-contrast.ron"))
        }
        Kind::HighContrastDark => {
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/theme/high-contrast-dark.ron"))
        }
    }
}

const SCALE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/theme/scale.ron"));

/// What one theme's file says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    colour: Colours,
    dark: bool,
    #[serde(deserialize_with = "colours::hex")]
    shadow: Color32,
    popup_edge: f32,
}

/// A step of spacing; the name is the size at 100 % text. It grows with the square root of the text scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the name says it")]
pub enum Space {
    S4,
    S8,
    /// Only inside bubbles, tags and underline rows.
    S10,
    S12,
    /// Only inside bubbles, tags and underline rows.
    S14,
    S16,
    S20,
    S24,
    S32,
}

/// Colours, sizes and fonts of the whole interface.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Which theme this is.
    pub kind: Kind,
    /// The colours.
    pub colour: Colours,
    /// The sizes at 100 % text.
    pub scale: Scale,
    /// True when light text stands on a dark ground.
    pub dark: bool,
    /// The shadow of popups, drawers and the palette; clear in high contrast.
    pub shadow: Color32,
    /// The width of a popup's edge in points.
    pub popup_edge: f32,
    text_scale: f32,
}

impl Theme {
    /// Reads one of the four themes, at 100 % text.
    ///
    /// # Panics
    /// Never: the files are part of the program and a test reads all of them.
    pub fn load(kind: Kind) -> Self {
        let file: ThemeFile = ron::from_str(file(kind)).expect("a test reads every theme file");
        let scale: Scale = ron::from_str(SCALE).expect("a test reads the scale");
        let ThemeFile { colour, dark, shadow, popup_edge } = file;
        Self { kind, colour, scale, dark, shadow, popup_edge, text_scale: 1.0 }
    }

    /// The theme that a person has chosen, with their size of text; still where they want no motion.
    pub fn chosen(settings: &Settings) -> Self {
        let theme = Self::load(settings.theme).with_text_percent(settings.text_percent);
        if settings.motion { theme } else { theme.still() }
    }

    /// The same theme for another size of text, held to [`TEXT_PERCENT`].
    #[must_use]
    pub fn with_text_percent(mut self, percent: u16) -> Self {
        self.text_scale = f32::from(percent.clamp(*TEXT_PERCENT.start(), *TEXT_PERCENT.end())) / 100.0;
        self
    }

    /// The same theme in which nothing moves.
    #[must_use]
    pub fn still(mut self) -> Self {
        self.scale.motion = Motion::default();
        self
    }

    /// The text scale, 0.8 to 2.5.
    pub fn text_scale(&self) -> f32 {
        self.text_scale
    }

    /// Gives egui the fonts, the style and the few options the design needs.
    ///
    /// Call it once at the start and again when the theme or the size of text changes, not in every frame: it
    /// lays out all text anew.
    pub fn install(&self, ctx: &egui::Context) {
        ctx.set_fonts(fonts::definitions(&self.scale));
        style::install(self, ctx);
    }

    /// Space between things, rounded to whole points so that edges stay sharp.
    pub fn gap(&self, space: Space) -> f32 {
        let s = &self.scale.space;
        let at_one = match space {
            Space::S4 => s.s4,
            Space::S8 => s.s8,
            Space::S10 => s.s10,
            Space::S12 => s.s12,
            Space::S14 => s.s14,
            Space::S16 => s.s16,
            Space::S20 => s.s20,
            Space::S24 => s.s24,
            Space::S32 => s.s32,
        };
        self.spread(at_one)
    }

    /// A measure that grows like spacing: with the square root of the text scale.
    pub fn spread(&self, at_one: f32) -> f32 {
        (at_one * self.text_scale.sqrt()).round()
    }

    /// A measure that grows like text: icons, marks, meters, columns that hold words.
    pub fn grown(&self, at_one: f32) -> f32 {
        at_one * self.text_scale
    }

    /// The height of a control that is `at_one` high at 100 % and holds one line of `role`: the line grows
    /// like text, the room around it like spacing.
    pub fn height(&self, at_one: f32, role: Role) -> f32 {
        let line = role.step(&self.scale.text).line;
        (self.line(role) + self.spread(at_one - line)).round()
    }

    /// The window's width or height as the layout should see it: 200 % text makes 1280 count as 640.
    pub fn effective(&self, points: f32) -> f32 {
        points / self.text_scale
    }

    /// A fill for a control under the pointer; contrast with `on_accent` only grows.
    pub fn accent_hover(&self) -> Color32 {
        colours::mix(self.colour.accent, self.colour.text, 0.12)
    }

    /// A fill for a control that is pressed.
    pub fn accent_pressed(&self) -> Color32 {
        colours::mix(self.colour.accent, self.colour.text, 0.24)
    }

    /// The frame of popups, drawers and the palette: the only thing with a shadow.
    pub fn popup_frame(&self) -> egui::Frame {
        egui::Frame::new()
            .fill(self.colour.surface)
            .stroke(egui::Stroke::new(self.popup_edge, self.colour.line))
            .corner_radius(self.scale.radius.card)
            .inner_margin(egui::Margin::same(style::margin(self.gap(Space::S8))))
            .shadow(style::shadow(self))
    }

    /// A hairline in the theme's colour.
    pub fn hairline(&self) -> egui::Stroke {
        egui::Stroke::new(self.scale.stroke.hair, self.colour.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_file_can_be_read() {
        for kind in Kind::ALL {
            let theme = Theme::load(kind);
            assert_eq!(theme.dark, matches!(kind, Kind::Dark | Kind::HighContrastDark));
        }
    }

    #[test]
    fn text_grows_with_the_scale_and_spacing_with_its_root() {
        let theme = Theme::load(Kind::Light).with_text_percent(225);
        assert_eq!(theme.size(Role::Body), 33.75);
        assert_eq!(theme.line(Role::Body), 54.0);
        assert_eq!(theme.gap(Space::S8), 12.0);
        assert_eq!(theme.scale.stroke.edge, 1.5);
    }

    #[test]
    fn a_control_has_its_height_at_one_hundred_percent() {
        let theme = Theme::load(Kind::Light);
        assert_eq!(theme.height(40.0, Role::Body), 40.0);
        assert_eq!(theme.height(32.0, Role::Label), 32.0);
    }

    #[test]
    fn the_text_scale_stays_in_its_range() {
        assert_eq!(Theme::load(Kind::Dark).with_text_percent(900).text_scale(), 2.5);
        assert_eq!(Theme::load(Kind::Dark).with_text_percent(10).text_scale(), 0.8);
    }
}
