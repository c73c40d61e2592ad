//! The three kinds of button: main, edge and plain.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, CursorIcon, Galley, Painter, Response, Sense, Stroke, StrokeKind, Ui, vec2,
};
use egui::{WidgetInfo, WidgetType};

use super::{Sign, focus_ring, place};
use crate::ui::theme::{Role, Space, Theme, Weight};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Main,
    Edge,
    Plain,
}

#[derive(Clone, Copy, Debug)]
enum Lead<'a> {
    Icon(&'a str),
    Sign(Sign),
}

/// A button. Main stands 40 high, edge and plain 32, unless told otherwise.
#[derive(Clone, Copy, Debug)]
#[must_use = "a button is shown by `show`"]
pub struct Button<'a> {
    kind: Kind,
    text: &'a str,
    name: Option<&'a str>,
    lead: Option<Lead<'a>>,
    shortcut: Option<&'a str>,
    trail: Option<Sign>,
    tall: bool,
    caution: bool,
    full_width: bool,
}

impl<'a> Button<'a> {
    /// The one thing to do here: filled with the accent, 40 high. At most one on a screen.
    pub fn main(text: &'a str) -> Self {
        Self { tall: true, ..Self::new(Kind::Main, text) }
    }

    /// Anything else one can do: an edge without a fill, 32 high.
    pub fn edge(text: &'a str) -> Self {
        Self::new(Kind::Edge, text)
    }

    /// A quiet one among others: words in the accent, 32 high.
    pub fn plain(text: &'a str) -> Self {
        Self::new(Kind::Plain, text)
    }

    fn new(kind: Kind, text: &'a str) -> Self {
        let (name, lead, shortcut, trail) = (None, None, None, None);
        Self { kind, text, name, lead, shortcut, trail, tall: false, caution: false, full_width: false }
    }

    /// A phosphor icon before the words.
    pub fn icon(mut self, icon: &'a str) -> Self {
        self.lead = Some(Lead::Icon(icon));
        self
    }

    /// A drawn sign before the words.
    pub fn sign(mut self, sign: Sign) -> Self {
        self.lead = Some(Lead::Sign(sign));
        self
    }

    /// The keys that do the same, after the words: `"Ctrl"`.
    pub fn shortcut(mut self, keys: &'a str) -> Self {
        self.shortcut = Some(keys);
        self
    }

    /// A drawn sign after everything, such as the return key.
    pub fn trailing(mut self, sign: Sign) -> Self {
        self.trail = Some(sign);
        self
    }

    /// 40 high with body text.
    pub fn tall(mut self) -> Self {
        self.tall = true;
        self
    }

    /// 32 high with small text.
    pub fn small(mut self) -> Self {
        self.tall = false;
        self
    }

    /// A name for assistive technology where the words alone say too little ("?").
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// A plain button on a caution strip.
    pub fn caution(mut self) -> Self {
        self.caution = true;
        self
    }

    /// As wide as there is room.
    pub fn full_width(mut self) -> Self {
        self.full_width = true;
        self
    }

    /// Shows the button.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let parts = self.parts(ui.painter(), theme);
        let height = self.height(theme);
        let natural = (parts.width(theme) + 2.0 * self.padding(theme)).max(height).ceil();
        let width = if self.full_width { natural.max(ui.available_width()) } else { natural };
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if ui.is_rect_visible(rect) {
            self.paint_box(ui.painter(), theme, &response);
            parts.paint(ui.painter(), theme, rect.center());
            if self.kind == Kind::Plain && response.hovered() {
                parts.underline(ui.painter(), theme, rect.center());
            }
            focus_ring(ui, theme, &response, f32::from(theme.scale.radius.control));
        }
        self.describe(ui, &response);
        response
    }

    fn describe(&self, ui: &Ui, response: &Response) {
        let name = self.name.unwrap_or(self.text);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), name));
        if let Some(keys) = self.shortcut {
            let keys =
                if self.trail == Some(Sign::Return) { format!("{keys}+Enter") } else { keys.to_owned() };
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_keyboard_shortcut(keys));
        }
    }

    fn height(&self, theme: &Theme) -> f32 {
        let control = &theme.scale.control;
        if self.tall {
            theme.height(control.main, Role::Body)
        } else {
            theme.height(control.small, Role::Label)
        }
    }

    fn padding(&self, theme: &Theme) -> f32 {
        match (self.kind, self.tall) {
            (Kind::Plain, _) => theme.gap(Space::S4),
            (_, true) => theme.gap(Space::S16),
            (_, false) => theme.gap(Space::S12),
        }
    }

    fn ink(&self, theme: &Theme) -> Color32 {
        match self.kind {
            _ if self.caution => theme.colour.caution,
            Kind::Main => theme.colour.on_accent,
            Kind::Edge => theme.colour.text,
            Kind::Plain => theme.colour.accent,
        }
    }

    fn parts(&self, painter: &Painter, theme: &Theme) -> Parts<'a> {
        let ink = self.ink(theme);
        let role = if self.tall { Role::Body } else { Role::Label };
        let control = &theme.scale.control;
        Parts {
            lead: self.lead,
            words: theme.line_in(painter, role, Weight::Strong, ink, self.text),
            shortcut: self.shortcut.map(|keys| theme.line_of(painter, Role::Small, ink, keys)),
            trail: self.trail,
            icon: theme.grown(if self.tall { control.icon } else { control.icon_small }),
            sign: theme.grown(control.icon_small),
            ink,
        }
    }

    fn paint_box(&self, painter: &Painter, theme: &Theme, response: &Response) {
        let colour = &theme.colour;
        let (pressed, hovered) = (response.is_pointer_button_down_on(), response.hovered());
        let fill = match self.kind {
            Kind::Main if pressed => theme.accent_pressed(),
            Kind::Main if hovered => theme.accent_hover(),
            Kind::Main => colour.accent,
            Kind::Edge if pressed => colour.accent_soft,
            Kind::Edge if hovered => colour.sunken,
            Kind::Edge => colour.surface,
            Kind::Plain => return,
        };
        let stroke = match self.kind {
            Kind::Edge => Stroke::new(theme.scale.stroke.edge, colour.edge),
            Kind::Main | Kind::Plain => Stroke::NONE,
        };
        let radius = CornerRadius::same(theme.scale.radius.control);
        painter.rect(response.rect, radius, fill, stroke, StrokeKind::Inside);
    }
}

/// What stands in a button, laid out but not yet placed.
struct Parts<'a> {
    lead: Option<Lead<'a>>,
    words: Arc<Galley>,
    shortcut: Option<Arc<Galley>>,
    trail: Option<Sign>,
    icon: f32,
    sign: f32,
    ink: Color32,
}

impl Parts<'_> {
    fn width(&self, theme: &Theme) -> f32 {
        let gap = theme.gap(Space::S8);
        let lead = self.lead.map_or(0.0, |_| self.icon + gap);
        let shortcut = self.shortcut.as_ref().map_or(0.0, |keys| keys.size().x + gap);
        let trail = self.trail.map_or(0.0, |_| self.sign + theme.gap(Space::S4));
        lead + self.words.size().x + shortcut + trail
    }

    fn paint(&self, painter: &Painter, theme: &Theme, middle: egui::Pos2) {
        let gap = theme.gap(Space::S8);
        let mut x = (middle.x - self.width(theme) / 2.0).round();
        if let Some(lead) = self.lead {
            let at = egui::pos2(x + self.icon / 2.0, middle.y);
            match lead {
                Lead::Icon(icon) => place::icon(painter, at, self.icon, icon, self.ink),
                Lead::Sign(sign) => sign.paint(painter, at, self.icon, self.ink),
            }
            x += self.icon + gap;
        }
        x = place::left(painter, x, middle.y, Arc::clone(&self.words));
        if let Some(keys) = &self.shortcut {
            x = place::left(painter, x + gap, middle.y, Arc::clone(keys));
        }
        if let Some(sign) = self.trail {
            let at = egui::pos2(x + theme.gap(Space::S4) + self.sign / 2.0, middle.y);
            sign.paint(painter, at, self.sign, self.ink);
        }
    }

    fn underline(&self, painter: &Painter, theme: &Theme, middle: egui::Pos2) {
        let half = self.width(theme) / 2.0;
        let y = (middle.y + self.words.size().y / 2.0 - 2.0).round() - 0.5;
        painter.hline(middle.x - half..=middle.x + half, y, Stroke::new(theme.scale.stroke.hair, self.ink));
    }
}
