//! Fields of one line.

use egui::{
    CornerRadius, Frame, Id, Margin, Response, Stroke, StrokeKind, TextEdit, Ui, UiBuilder, pos2, vec2,
};

use super::card::whole;
use super::focus::ring;
use super::place;
use crate::ui::theme::{Role, Space, Theme};

/// The most characters that a field takes: laying out a pasted megabyte would stop the window.
const LONGEST: usize = 1000;

/// One line to type in, with a glass before it.
#[must_use = "a search field is shown by `show`"]
pub struct SearchField<'a> {
    text: &'a mut String,
    hint: &'a str,
    width: f32,
}

impl<'a> SearchField<'a> {
    /// The text to change and the hint that is also its name: "Search 24 scenarios".
    pub fn new(text: &'a mut String, hint: &'a str) -> Self {
        Self { text, hint, width: 208.0 }
    }

    /// The width in points at 100 % text.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Shows the field. The response is the text's own: ask it whether it changed.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let width = theme.grown(self.width).min(ui.available_width());
        let icon = Some(egui_phosphor::regular::MAGNIFYING_GLASS);
        Line { text: self.text, name: self.hint, hint: self.hint, icon, id: None }.show(ui, theme, width)
    }
}

/// One line to type in under its label.
#[must_use = "a field is shown by `show`"]
pub struct TextField<'a> {
    id: Id,
    text: &'a mut String,
    label: &'a str,
    hint: &'a str,
}

impl<'a> TextField<'a> {
    /// Its own id, the text to change, and the label that is also its name: "Name or alias".
    pub fn new(id: Id, text: &'a mut String, label: &'a str) -> Self {
        Self { id, text, label, hint: "" }
    }

    /// What may stand in it, shown while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Shows label and field, as wide as there is room. The response is the text's own: ask it whether it lost the focus.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let width = ui.available_width();
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
            ui.add(egui::Label::new(theme.text(Role::Label, self.label).color(theme.colour.text2)).wrap());
            let line =
                Line { text: self.text, name: self.label, hint: self.hint, icon: None, id: Some(self.id) };
            line.show(ui, theme, width)
        })
        .inner
    }
}

/// What both have in common.
struct Line<'a> {
    text: &'a mut String,
    name: &'a str,
    hint: &'a str,
    icon: Option<&'a str>,
    id: Option<Id>,
}

impl Line<'_> {
    fn show(self, ui: &mut Ui, theme: &Theme, width: f32) -> Response {
        let height = theme.height(theme.scale.control.filter, Role::Small);
        let (rect, _) = place::room(ui, vec2(width, height));
        let frame = ui.painter().add(egui::Shape::Noop);
        let side = theme.gap(Space::S12);
        let size = theme.grown(theme.scale.control.icon_small);
        let icon = self.icon;
        let left = side + icon.map_or(0.0, |_| size + theme.gap(Space::S8));
        let within = ui
            .scope_builder(UiBuilder::new().max_rect(rect), |ui| self.text_ui(ui, theme, left, side, height));
        let response = within.inner;
        let active = response.has_focus();
        let edge = if active { theme.colour.accent } else { theme.colour.edge };
        let width = if active { theme.scale.stroke.active } else { theme.scale.stroke.edge };
        let radius = CornerRadius::same(theme.scale.radius.control);
        let stroke = Stroke::new(width, edge);
        let shape =
            egui::epaint::RectShape::new(rect, radius, theme.colour.surface, stroke, StrokeKind::Inside);
        ui.painter().set(frame, shape);
        if let Some(icon) = icon {
            let middle = pos2(rect.left() + side + size / 2.0, rect.center().y);
            place::icon(ui.painter(), middle, size, icon, theme.colour.text2);
        }
        if active {
            ring(ui, theme, rect, f32::from(theme.scale.radius.control));
        }
        response
    }

    fn text_ui(self, ui: &mut Ui, theme: &Theme, left: f32, right: f32, height: f32) -> Response {
        let line = theme.line(Role::Small);
        let (name, hint) = (self.name, self.hint);
        let format = theme.format(Role::Small, theme.colour.text);
        let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, _width: f32| {
            let mut job = egui::text::LayoutJob::single_section(text.as_str().to_owned(), format.clone());
            job.break_on_newline = false;
            job.keep_trailing_whitespace = true;
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let top = ((height - line) / 2.0).floor();
        let margin = Margin {
            left: whole(left),
            right: whole(right),
            top: whole(top),
            bottom: whole(height - line - top),
        };
        let mut edit = TextEdit::singleline(self.text)
            .hint_text(theme.text(Role::Small, hint))
            .layouter(&mut layouter)
            .char_limit(LONGEST)
            .frame(Frame::NONE.inner_margin(margin))
            .desired_width(f32::INFINITY);
        if let Some(id) = self.id {
            edit = edit.id(id);
        }
        let response = edit.show(ui).response.response;
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
        response
    }
}
