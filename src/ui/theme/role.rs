//! Text by its role: size, line height, weight and colour in one word.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Galley, Painter, RichText};
use serde::Deserialize;

use super::Theme;
use super::fonts;
use super::scale::{TypeScale, TypeStep};

/// The three weights of the one typeface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Weight {
    /// 400, for reading.
    Regular,
    /// 500, for the smallest text.
    Medium,
    /// 600, for headings, names and labels.
    Strong,
}

impl Weight {
    /// All three, from light to heavy.
    pub const ALL: [Self; 3] = [Self::Regular, Self::Medium, Self::Strong];

    /// The value on the font's `wght` axis.
    pub fn axis(self) -> f32 {
        match self {
            Self::Regular => 400.0,
            Self::Medium => 500.0,
            Self::Strong => 600.0,
        }
    }
}

/// What a piece of text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The library's question.
    Display,
    /// The recommended scenario.
    Title,
    /// The figure of a score.
    Figure,
    /// Headings of cards, the screen's title in the bar.
    Heading,
    /// The outcome in the customer's words.
    Quote,
    /// Messages and descriptions.
    Body,
    /// The reply box and a marked transcript: room for two underlines.
    Draft,
    /// Facts, findings, meters.
    Small,
    /// Labels: small and strong.
    Label,
    /// Times and names of axes; nothing is smaller.
    Tiny,
}

impl Role {
    /// Every role, from large to small.
    pub const ALL: [Self; 10] = [
        Self::Display,
        Self::Title,
        Self::Figure,
        Self::Heading,
        Self::Quote,
        Self::Body,
        Self::Draft,
        Self::Small,
        Self::Label,
        Self::Tiny,
    ];

    /// This role's line of the type scale.
    pub fn step(self, scale: &TypeScale) -> TypeStep {
        match self {
            Self::Display => scale.display,
            Self::Title => scale.title,
            Self::Figure => scale.figure,
            Self::Heading => scale.heading,
            Self::Quote => scale.quote,
            Self::Body => scale.body,
            Self::Draft => scale.draft,
            Self::Small => scale.small,
            Self::Label => scale.label,
            Self::Tiny => scale.tiny,
        }
    }
}

impl Theme {
    /// Text for egui's own labels, in the reading colour; change it with `.color(..)`.
    pub fn text(&self, role: Role, text: impl Into<String>) -> RichText {
        self.text_in(role, role.step(&self.scale.text).weight, text)
    }

    /// The same in another weight than the role's own.
    pub fn text_in(&self, role: Role, weight: Weight, text: impl Into<String>) -> RichText {
        RichText::new(text)
            .font(self.font_in(role, weight))
            .line_height(Some(self.line(role)))
            .extra_letter_spacing(self.grown(role.step(&self.scale.text).spacing))
            .color(self.colour.text)
    }

    /// The format of one section of a layout job.
    pub fn format(&self, role: Role, colour: Color32) -> TextFormat {
        self.format_in(role, role.step(&self.scale.text).weight, colour)
    }

    /// The same in another weight than the role's own.
    pub fn format_in(&self, role: Role, weight: Weight, colour: Color32) -> TextFormat {
        TextFormat {
            extra_letter_spacing: self.grown(role.step(&self.scale.text).spacing),
            line_height: Some(self.line(role)),
            ..TextFormat::simple(self.font_in(role, weight), colour)
        }
    }

    /// A layout job of one section that wraps at `width` (infinity for one line).
    pub fn job(&self, role: Role, colour: Color32, text: impl Into<String>, width: f32) -> LayoutJob {
        let mut job = LayoutJob::single_section(text.into(), self.format(role, colour));
        job.wrap.max_width = width;
        job
    }

    /// Laid out text for a painter, on one line.
    pub fn line_of(&self, painter: &Painter, role: Role, colour: Color32, text: &str) -> Arc<Galley> {
        self.line_in(painter, role, role.step(&self.scale.text).weight, colour, text)
    }

    /// The same in another weight than the role's own.
    pub fn line_in(
        &self,
        painter: &Painter,
        role: Role,
        weight: Weight,
        colour: Color32,
        text: &str,
    ) -> Arc<Galley> {
        painter.layout_job(LayoutJob::single_section(text.to_owned(), self.format_in(role, weight, colour)))
    }

    /// Laid out text for a painter, wrapped at `width`.
    pub fn lines_of(
        &self,
        painter: &Painter,
        role: Role,
        colour: Color32,
        text: &str,
        width: f32,
    ) -> Arc<Galley> {
        painter.layout_job(self.job(role, colour, text, width))
    }

    /// The font of a role in its own weight.
    pub fn font(&self, role: Role) -> FontId {
        self.font_in(role, role.step(&self.scale.text).weight)
    }

    /// The font of a role in a weight.
    pub fn font_in(&self, role: Role, weight: Weight) -> FontId {
        let step = role.step(&self.scale.text);
        FontId::new(self.size(role), fonts::family(step, weight))
    }

    /// The font size of a role in points, at the current text scale.
    pub fn size(&self, role: Role) -> f32 {
        self.grown(role.step(&self.scale.text).size)
    }

    /// The line height of a role in points, at the current text scale.
    pub fn line(&self, role: Role) -> f32 {
        self.grown(role.step(&self.scale.text).line)
    }
}
