//! Colours derived from those of the parts files, and the few that all people share.

use egui::Color32;
use serde::{Deserialize, Deserializer, de::Error as _};

/// Inside of an open mouth.
pub(super) const MOUTH: Color32 = Color32::from_rgb(0x5b, 0x1f, 0x1e);
/// Teeth, and pearls.
pub(super) const TEETH: Color32 = Color32::from_rgb(0xff, 0xfa, 0xf3);
/// White of the eye.
pub(super) const EYE: Color32 = Color32::from_rgb(0xff, 0xfb, 0xf5);
/// Pupil.
pub(super) const PUPIL: Color32 = Color32::from_rgb(0x17, 0x10, 0x0c);
/// Rims of glasses.
pub(super) const RIM: Color32 = Color32::from_rgb(0x26, 0x21, 0x1f);
/// A hearing aid.
pub(super) const AID: Color32 = Color32::from_rgb(0xd9, 0xd3, 0xca);
/// A badge at a lanyard.
pub(super) const BADGE: Color32 = Color32::from_rgb(0xf4, 0xf2, 0xec);
/// A telephone, and the light on it.
pub(super) const PHONE: Color32 = Color32::from_rgb(0x2e, 0x2a, 0x28);
/// The light on a telephone.
pub(super) const PHONE_LIGHT: Color32 = Color32::from_rgb(0x46, 0x40, 0x3c);
/// The lid of a laptop.
pub(super) const LID: Color32 = Color32::from_rgb(0xa9, 0xa8, 0xa4);
/// The light on its upper edge, and the maker's mark.
pub(super) const LID_EDGE: Color32 = Color32::from_rgb(0xc6, 0xc5, 0xc0);

const CHEEK: Color32 = Color32::from_rgb(0xd8, 0x60, 0x4c);
const FLUSH: Color32 = Color32::from_rgb(0xc9, 0x50, 0x3c);
const SHADE: Color32 = Color32::from_rgb(0x6b, 0x33, 0x22);
const DEEP: Color32 = Color32::from_rgb(0x4a, 0x1f, 0x16);
const CLOTH_SHADE: Color32 = Color32::from_rgb(0x2b, 0x1a, 0x10);
const LASH: Color32 = Color32::from_rgb(0x1c, 0x12, 0x10);
const NIGHT: Color32 = Color32::from_rgb(0x1d, 0x18, 0x15);
const WALL_ANGER: Color32 = Color32::from_rgb(0xc7, 0x9a, 0x83);
const WALL_TRUST: Color32 = Color32::from_rgb(0xe6, 0xdc, 0xc8);

/// `from` with `t` (0 to 1) of `to`, in the gamma space egui blends in. Opaque colours only.
pub(super) fn mix(from: Color32, to: Color32, t: f32) -> Color32 {
    from.lerp_to_gamma(to, t.clamp(0.0, 1.0))
}

/// `colour` at an opacity of 0 to 1.
pub(super) fn faded(colour: Color32, opacity: f32) -> Color32 {
    colour.gamma_multiply(opacity.clamp(0.0, 1.0))
}

/// Skin as it looks at this flush.
pub(super) fn flushed(skin: Color32, flush: f32) -> Color32 {
    mix(skin, FLUSH, 0.10 * flush)
}

/// Skin out of the light: neck and ears.
pub(super) fn skin_shade(skin: Color32) -> Color32 {
    mix(skin, SHADE, 0.20)
}

/// Skin in a fold: nose, furrow, lines.
pub(super) fn skin_deep(skin: Color32) -> Color32 {
    mix(skin, DEEP, 0.42)
}

/// Skin of the lids.
pub(super) fn lid(skin: Color32) -> Color32 {
    mix(skin, SHADE, 0.10)
}

/// The redness laid over the cheeks; on dark skin less of it shows.
pub(super) fn cheek(skin: Color32, opacity: f32) -> Color32 {
    let light = skin.intensity();
    faded(CHEEK, opacity * (0.45 + light).clamp(0.55, 1.0))
}

/// Hair behind the head.
pub(super) fn hair_behind(hair: Color32) -> Color32 {
    mix(hair, Color32::BLACK, 0.16)
}

/// A lock that catches the light.
pub(super) fn hair_light(hair: Color32) -> Color32 {
    mix(hair, Color32::WHITE, 0.12)
}

/// Cloth in a fold, and hems.
pub(super) fn cloth_shade(cloth: Color32) -> Color32 {
    mix(cloth, CLOTH_SHADE, 0.20)
}

/// Cloth nearer the light: the forearms.
pub(super) fn cloth_light(cloth: Color32) -> Color32 {
    mix(cloth, Color32::WHITE, 0.12)
}

/// The line of the lashes: dark even under white brows.
pub(super) fn lash(brow: Color32) -> Color32 {
    mix(brow, LASH, 0.55)
}

/// The line between closed lips.
pub(super) fn lip_line(lip: Color32) -> Color32 {
    mix(lip, MOUTH, 0.45)
}

/// A wall in this mood: warmer with anger, lighter with trust.
pub(super) fn wall(base: Color32, anger: f32, trust: f32) -> Color32 {
    mix(mix(base, WALL_ANGER, 0.45 * anger), WALL_TRUST, 0.50 * trust)
}

/// A room colour with the lamp low, for the dark themes; `share` is 0.35 to 0.52 for most things.
pub(super) fn dimmed(colour: Color32, share: f32) -> Color32 {
    mix(colour, NIGHT, share)
}

/// Reads `"#rrggbb"`; for serde's `deserialize_with`.
pub(super) fn hex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Color32, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse(&text)
        .ok_or_else(|| D::Error::custom(format!("\"{text}\" is not a colour; write it as \"#rrggbb\"")))
}

/// Reads `Some("#rrggbb")` or `None`.
pub(super) fn some_hex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Color32>, D::Error> {
    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Hex(#[serde(deserialize_with = "hex")] Color32);
    Ok(Option::<Hex>::deserialize(deserializer)?.map(|colour| colour.0))
}

fn parse(text: &str) -> Option<Color32> {
    let digits = text.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let [_, r, g, b] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some(Color32::from_rgb(r, g, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_hex_digits() {
        assert_eq!(parse("#dba985"), Some(Color32::from_rgb(0xdb, 0xa9, 0x85)));
        for wrong in ["dba985", "#dba98", "#dba98z", "#dba9855", "#+ba985", ""] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
