//! Sizes: type, spacing, radii, strokes, controls, motion. Points at 100 % text.

use serde::Deserialize;

use super::role::Weight;

/// Everything in `assets/theme/scale.ron`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The type scale.
    pub text: TypeScale,
    /// The steps of spacing.
    pub space: Spaces,
    /// Corner radii; they never grow.
    pub radius: Radii,
    /// Stroke widths; they never grow.
    pub stroke: Strokes,
    /// Heights and other measures of controls.
    pub control: Controls,
    /// How long things move, in seconds.
    pub motion: Motion,
}

/// One line of the type scale.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeStep {
    /// Font size in points.
    pub size: f32,
    /// Line height in points.
    pub line: f32,
    /// The weight this role has unless told otherwise.
    pub weight: Weight,
    /// Extra space between letters in points.
    #[serde(default)]
    pub spacing: f32,
}

/// The roles text can have, see [`super::Role`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is described at the role of the same name")]
pub struct TypeScale {
    pub display: TypeStep,
    pub title: TypeStep,
    pub figure: TypeStep,
    pub heading: TypeStep,
    pub quote: TypeStep,
    pub body: TypeStep,
    pub draft: TypeStep,
    pub small: TypeStep,
    pub label: TypeStep,
    pub tiny: TypeStep,
}

/// The steps of spacing, see [`super::Space`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the name is the size at 100 % text")]
pub struct Spaces {
    pub s4: f32,
    pub s8: f32,
    pub s10: f32,
    pub s12: f32,
    pub s14: f32,
    pub s16: f32,
    pub s20: f32,
    pub s24: f32,
    pub s32: f32,
}

/// Corner radii in points.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Radii {
    /// Keys such as "Ctrl K".
    pub key: u8,
    /// Buttons, fields and pictures.
    pub control: u8,
    /// Cards and bubbles.
    pub card: u8,
    /// The corner of a bubble toward the speaker.
    pub speaker: u8,
}

/// Stroke widths in points.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strokes {
    /// Hairlines and card edges.
    pub hair: f32,
    /// The edge of a control without a fill.
    pub edge: f32,
    /// The focus ring.
    pub ring: f32,
    /// Room between a control and its focus ring.
    pub ring_gap: f32,
    /// The edge of the active field.
    pub active: f32,
    /// The line under evidence.
    pub evidence: f32,
    /// Trust and patience in the chart.
    pub chart: f32,
    /// Anger in the chart.
    pub chart_main: f32,
}

/// Measures of controls in points.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Controls {
    /// Height of a main button.
    pub main: f32,
    /// Height of a small button.
    pub small: f32,
    /// Height of a filter and of the search field.
    pub filter: f32,
    /// Height of a navigation row.
    pub nav: f32,
    /// Height of a tag.
    pub tag: f32,
    /// Height of a chip.
    pub chip: f32,
    /// The least width and height of anything that can be clicked.
    pub target: f32,
    /// An icon beside body text.
    pub icon: f32,
    /// An icon beside small text.
    pub icon_small: f32,
    /// The box a dimension's shape stands in.
    pub mark: f32,
    /// The same box in a score row.
    pub mark_large: f32,
    /// Width and height of one step of a meter.
    pub step: (f32, f32),
    /// Gap between two steps of a meter.
    pub step_gap: f32,
    /// Height of a score bar.
    pub bar: f32,
    /// The widest a line of running text may be, about 60 characters.
    pub line_length: f32,
}

/// Durations in seconds. By default nothing moves.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Motion {
    /// A chip appears.
    pub chip: f32,
    /// A drawer opens.
    pub drawer: f32,
    /// Face and posture change.
    pub face: f32,
    /// The room changes colour.
    pub room: f32,
    /// A blink.
    pub blink: f32,
    /// The mouth moves after a new line.
    pub talk: f32,
    /// The longest time typing dots move.
    pub typing: f32,
}
