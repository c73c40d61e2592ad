//! A sheet of paper with a hairline, and its quiet and clickable kin.

use egui::{
    Align, Color32, CursorIcon, Frame, InnerResponse, Layout, Margin, Response, Sense, Stroke, Ui, UiBuilder,
};
use egui::{WidgetInfo, WidgetType};

use super::focus_ring;
use crate::ui::theme::{Role, Space, Theme};

#[derive(Clone, Copy, Debug)]
enum Kind<'a> {
    Paper,
    Sunken,
    Accent,
    Button(&'a str),
}

/// A card. It takes the width there is.
#[derive(Clone, Copy, Debug)]
#[must_use = "a card is shown by `show`"]
pub struct Card<'a> {
    kind: Kind<'a>,
    heading: Option<&'a str>,
    count: Option<&'a str>,
    picture: bool,
    height: Option<f32>,
}

impl<'a> Card<'a> {
    /// Paper: `surface` with a hairline.
    pub fn new() -> Self {
        Self { kind: Kind::Paper, heading: None, count: None, picture: false, height: None }
    }

    /// A quiet box without an edge.
    pub fn sunken() -> Self {
        Self { kind: Kind::Sunken, ..Self::new() }
    }

    /// The strip that says what to practise next.
    pub fn accent() -> Self {
        Self { kind: Kind::Accent, ..Self::new() }
    }

    /// A card whose whole area is one button with this name.
    pub fn button(name: &'a str) -> Self {
        Self { kind: Kind::Button(name), ..Self::new() }
    }

    /// A small heading inside the card.
    pub fn heading(mut self, heading: &'a str) -> Self {
        self.heading = Some(heading);
        self
    }

    /// A count at the right of the heading.
    pub fn count(mut self, count: &'a str) -> Self {
        self.count = Some(count);
        self
    }

    /// A picture starts the card: 12 points of padding all round.
    pub fn picture(mut self) -> Self {
        self.picture = true;
        self
    }

    /// At least this high in points, edges included.
    pub fn min_height(mut self, height: f32) -> Self {
        self.height = Some(height);
        self
    }

    /// Shows the card round `contents`. The response is the whole card's.
    pub fn show<R>(
        self,
        ui: &mut Ui,
        theme: &Theme,
        contents: impl FnOnce(&mut Ui) -> R,
    ) -> InnerResponse<R> {
        let sense = if matches!(self.kind, Kind::Button(_)) { Sense::click() } else { Sense::hover() };
        let shown = ui.scope_builder(UiBuilder::new().sense(sense), |ui| {
            let before = ui.response();
            self.frame(theme, &before).show(ui, |ui| self.inside(ui, theme, contents)).inner
        });
        let mut response = shown.response;
        if let Kind::Button(name) = self.kind {
            response = response.on_hover_cursor(CursorIcon::PointingHand);
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), name));
            focus_ring(ui, theme, &response, f32::from(theme.scale.radius.card));
        }
        InnerResponse::new(shown.inner, response)
    }

    fn inside<R>(self, ui: &mut Ui, theme: &Theme, contents: impl FnOnce(&mut Ui) -> R) -> R {
        ui.set_min_width(ui.available_width());
        if let Some(height) = self.height {
            let margin = self.frame(theme, &ui.response()).total_margin().sum().y;
            ui.set_min_height((height - margin).max(0.0));
        }
        if let Some(heading) = self.heading {
            ui.horizontal(|ui| {
                ui.label(theme.text(Role::Label, heading).color(theme.colour.text2));
                if let Some(count) = self.count {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        ui.label(theme.text(Role::Small, count).color(theme.colour.text3));
                    });
                }
            });
        }
        contents(ui)
    }

    fn frame(self, theme: &Theme, before: &Response) -> Frame {
        let colour = &theme.colour;
        let hair = theme.scale.stroke.hair;
        let (fill, edge) = match self.kind {
            Kind::Paper => (colour.surface, colour.line),
            Kind::Sunken => (colour.sunken, Color32::TRANSPARENT),
            Kind::Accent => (colour.accent_soft, Color32::TRANSPARENT),
            Kind::Button(_) if before.hovered() => (colour.surface, colour.edge),
            Kind::Button(_) => (colour.surface, colour.line),
        };
        Frame::new()
            .fill(fill)
            .stroke(Stroke::new(hair, edge))
            .corner_radius(theme.scale.radius.card)
            .inner_margin(self.padding(theme))
    }

    /// The hairline belongs to the padding, so that text stands where the design has it.
    fn padding(self, theme: &Theme) -> Margin {
        let hair = theme.scale.stroke.hair;
        let points = |space| whole(theme.gap(space) - hair);
        let side = if self.picture { Space::S12 } else { Space::S16 };
        Margin::symmetric(points(side), points(Space::S12))
    }
}

impl Default for Card<'_> {
    fn default() -> Self {
        Self::new()
    }
}

/// Points as egui's whole-number margin.
pub(super) fn whole(points: f32) -> i8 {
    points.round().clamp(0.0, 127.0) as i8
}
