//! The colour tokens. A colour is named here and in the theme's file, nowhere else.

use egui::Color32;
use serde::{Deserialize, Deserializer};

/// Declares the tokens once: the fields, the way they are read and the way a pair names them.
macro_rules! tokens {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The colours of one theme, one field for each token of the design.
        #[derive(Clone, Debug, PartialEq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Colours {
            $($(#[$doc])* #[serde(deserialize_with = "hex")] pub $name: Color32,)*
        }

        impl Colours {
            /// The colour of a token by its name, as `pairs.ron` writes it.
            pub fn by_name(&self, name: &str) -> Option<Color32> {
                match name {
                    $(stringify!($name) => Some(self.$name),)*
                    _ => None,
                }
            }
        }
    };
}

tokens! {
    /// Window behind everything.
    ground,
    /// Cards, bubbles of the customer, bars.
    surface,
    /// Tracks, quoted material, quiet boxes.
    sunken,
    /// Hairlines and card edges (decoration, never the only sign of a control).
    line,
    /// Edge of every control that has no fill; empty meter steps.
    edge,
    /// Reading text.
    text,
    /// Labels, explanations.
    text2,
    /// Times, hints, counts.
    text3,
    /// The one accent: main button, links, focus ring, active field, trust line.
    accent,
    /// Text on the accent.
    on_accent,
    /// Own bubbles, chosen navigation, next-practice strip.
    accent_soft,
    /// Empathy: circle.
    emp,
    /// Ownership: square.
    own,
    /// De-escalation: triangle.
    dee,
    /// Behind empathy evidence.
    emp_soft,
    /// Behind ownership evidence.
    own_soft,
    /// Behind de-escalation evidence.
    dee_soft,
    /// Problems, what is not allowed, the costliest turn.
    caution,
    /// Behind problems.
    caution_soft,
}

/// Reads `#RRGGBB` or `#RRGGBBAA`.
pub(super) fn hex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Color32, D::Error> {
    let written = String::deserialize(deserializer)?;
    Color32::from_hex(&written)
        .map_err(|_| serde::de::Error::custom(format!("`{written}` is not a colour like #17645E")))
}

/// `share` (0 to 1) of the way from one colour to another, in the space the eye finds even.
pub(super) fn mix(from: Color32, to: Color32, share: f32) -> Color32 {
    from.lerp_to_gamma(to, share)
}
