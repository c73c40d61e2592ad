//! Inter at three weights, with icons and egui's own fonts behind it.
//!
//! egui puts the extra height of a line under the text instead of half above and half below. A font's
//! `y_offset_factor` moves glyphs without moving the line, so each line height of the type scale has a family
//! of its own that moves them down by half the extra height: a line of text is then centred in its box,
//! everywhere, and so is a text in its button. All families share the same bytes.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::epaint::text::{FontTweak, VariationCoords};
use egui::{FontData, FontDefinitions, FontFamily};

use super::role::{Role, Weight};
use super::scale::{Scale, TypeStep};

/// The family at weight 400, with no line height of its own.
pub const REGULAR: &str = "inter-400";
/// The family at weight 500, with no line height of its own.
pub const MEDIUM: &str = "inter-500";
/// The family at weight 600, with no line height of its own.
pub const STRONG: &str = "inter-600";
/// The family of the icons alone.
pub const ICONS: &str = "phosphor";

/// Height of Inter's own line (ascender and descender, from its `hhea` table) as a share of its size.
const INTER_LINE: f32 = 0.96875 + 0.241_211;

/// All families of the interface.
pub(super) fn definitions(scale: &Scale) -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let behind = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    fonts.font_data.insert(
        ICONS.to_owned(),
        Arc::new(FontData::from_static(egui_phosphor::Variant::Regular.font_bytes())),
    );
    let mut add = |name: String, weight: Weight, y_offset_factor: f32| {
        let coords = VariationCoords::new([(b"wght", weight.axis())]);
        let tweak = FontTweak { coords, y_offset_factor, ..FontTweak::default() };
        fonts
            .font_data
            .insert(name.clone(), Arc::new(FontData::from_static(ttf_inter::REGULAR).tweak(tweak)));
        let chain = [name.clone(), ICONS.to_owned()].into_iter().chain(behind.iter().cloned()).collect();
        fonts.families.insert(FontFamily::Name(name.into()), chain);
    };
    for weight in Weight::ALL {
        add(base(weight).to_owned(), weight, 0.0);
    }
    for (step, weight) in used(scale) {
        add(name(step, weight), weight, (step.line / step.size - INTER_LINE) / 2.0);
    }
    let plain = fonts.families.get(&FontFamily::Name(REGULAR.into())).cloned().unwrap_or_default();
    fonts.families.insert(FontFamily::Proportional, plain);
    // Icons first: alone in their family they are measured by their own box and can be centred in it.
    let icons = std::iter::once(ICONS.to_owned()).chain(behind).collect();
    fonts.families.insert(FontFamily::Name(ICONS.into()), icons);
    fonts
}

/// The family for a line of the type scale in a weight.
pub(super) fn family(step: TypeStep, weight: Weight) -> FontFamily {
    FontFamily::Name(name(step, weight).into())
}

fn base(weight: Weight) -> &'static str {
    match weight {
        Weight::Regular => REGULAR,
        Weight::Medium => MEDIUM,
        Weight::Strong => STRONG,
    }
}

/// Lines of equal proportion share a family: the name holds the proportion in thousandths.
fn name(step: TypeStep, weight: Weight) -> String {
    format!("{}-line-{:.0}", base(weight), 1000.0 * step.line / step.size)
}

/// Every proportion of the type scale in every weight, each once.
fn used(scale: &Scale) -> Vec<(TypeStep, Weight)> {
    let mut seen = BTreeSet::new();
    let all = Role::ALL.iter().flat_map(|role| Weight::ALL.map(|weight| (role.step(&scale.text), weight)));
    all.filter(|(step, weight)| seen.insert(name(*step, *weight))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Kind, Theme};

    /// Runs one pass with the theme in place and hands the context to `look`.
    fn with_fonts(look: impl Fn(&egui::Context, &Theme)) {
        let ctx = egui::Context::default();
        let theme = Theme::load(Kind::Light);
        theme.install(&ctx);
        let output = ctx.run_ui(egui::RawInput::default(), |ui| look(ui.ctx(), &theme));
        output.drop_without_applying_deltas();
    }

    #[test]
    fn inter_alone_has_the_signs_the_product_writes() {
        with_fonts(|ctx, _| {
            let family = FontFamily::Name(REGULAR.into());
            let owners = ctx.fonts_mut(|f| f.fonts.font(&family).characters().clone());
            for sign in ['–', '’', '“', '”', '×', '−', '·', '£', '€', 'é'] {
                let held = owners.get(&sign).is_some_and(|names| names.iter().any(|name| name == REGULAR));
                assert!(held, "Inter has no {sign}");
            }
        });
    }

    #[test]
    fn every_role_and_weight_loads_and_weights_differ_in_width() {
        with_fonts(|ctx, theme| {
            for role in Role::ALL {
                let width = |weight| {
                    let font = theme.font_in(role, weight);
                    ctx.fonts_mut(|f| f.layout_no_wrap("minimum".into(), font, theme.colour.text).size().x)
                };
                assert!(width(Weight::Regular) < width(Weight::Strong), "{role:?}: weights look the same");
            }
        });
    }

    #[test]
    fn a_line_has_exactly_the_height_of_its_role() {
        with_fonts(|ctx, theme| {
            for role in Role::ALL {
                let job = theme.job(role, theme.colour.text, "one\ntwo", f32::INFINITY);
                let height = ctx.fonts_mut(|f| f.layout_job(job)).size().y;
                assert_eq!(height, 2.0 * theme.line(role), "{role:?}");
            }
        });
    }

    #[test]
    fn a_capital_stands_in_the_middle_of_its_line() {
        with_fonts(|ctx, theme| {
            for role in Role::ALL {
                let job = theme.job(role, theme.colour.text, "H", f32::INFINITY);
                let galley = ctx.fonts_mut(|f| f.layout_job(job));
                let off = galley.mesh_bounds.center().y - theme.line(role) / 2.0;
                assert!(off.abs() <= 1.0, "{role:?} is {off} off the middle");
            }
        });
    }
}
