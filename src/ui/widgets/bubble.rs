//! A message, its corner toward the speaker, and who said it when.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, Galley, Painter, Rect, Response, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType,
};
use egui::{pos2, vec2};

use super::evidence::{self, EvidenceMark};
use super::place;
use crate::ui::theme::{Role, Space, Theme};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    Theirs,
    Own,
    Quoted,
    Marked,
}

/// One message of the thread or of a transcript.
#[derive(Clone, Copy, Debug)]
#[must_use = "a bubble is shown by `show`"]
pub struct Bubble<'a> {
    voice: Voice,
    text: &'a str,
    caption: &'a str,
    marks: &'a [EvidenceMark],
    caption_above: bool,
}

impl<'a> Bubble<'a> {
    /// The customer's message, at the left. The caption is "Marta · 18:02".
    pub fn theirs(text: &'a str, caption: &'a str) -> Self {
        Self { voice: Voice::Theirs, text, caption, marks: &[], caption_above: false }
    }

    /// The trainee's message, at the right.
    pub fn own(text: &'a str, caption: &'a str) -> Self {
        Self { voice: Voice::Own, ..Self::theirs(text, caption) }
    }

    /// The customer's words in a debrief: smaller, on a sunken box, the caption above.
    pub fn quoted(text: &'a str, caption: &'a str) -> Self {
        Self { voice: Voice::Quoted, caption_above: true, ..Self::theirs(text, caption) }
    }

    /// The trainee's words in a debrief with their evidence, the caption above.
    pub fn marked(text: &'a str, caption: &'a str, marks: &'a [EvidenceMark]) -> Self {
        Self { voice: Voice::Marked, caption_above: true, marks, ..Self::theirs(text, caption) }
    }

    /// Shows the bubble with its caption.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let inner = self.lay_out(ui, theme);
        let padding = self.padding(theme);
        let caption = theme.line_of(ui.painter(), Role::Tiny, theme.colour.text3, self.caption);
        let gap = theme.gap(Space::S4);
        let sheet = vec2(self.width(ui, theme, &inner), inner.size().y + 2.0 * padding.y);
        let height = sheet.y + gap + caption.size().y;
        let (rect, response) = place::room(ui, vec2(ui.available_width(), height));
        if ui.is_rect_visible(rect) {
            let top = if self.caption_above { rect.top() + caption.size().y + gap } else { rect.top() };
            let left = if self.voice == Voice::Own { rect.right() - sheet.x } else { rect.left() };
            let sheet = Rect::from_min_size(pos2(left, top), sheet);
            self.paint_sheet(ui.painter(), theme, sheet);
            let at = sheet.min + padding;
            ui.painter().add(evidence::soft_backgrounds(theme, &inner, at, self.marks));
            ui.painter().galley(at, Arc::clone(&inner), Color32::PLACEHOLDER);
            evidence::paint_underlines(ui.painter(), theme, &inner, at, self.marks);
            let middle = if self.caption_above { rect.top() } else { sheet.bottom() + gap };
            self.paint_caption(ui.painter(), sheet, middle + caption.size().y / 2.0, caption);
        }
        let said = format!("{}: {}", self.caption, self.text);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), &said));
        response
    }

    fn role(self) -> Role {
        match self.voice {
            Voice::Theirs | Voice::Own => Role::Body,
            Voice::Quoted => Role::Small,
            Voice::Marked => Role::Draft,
        }
    }

    /// 10 and 14 inside the hairline, as the design draws it.
    pub(super) fn padding(self, theme: &Theme) -> egui::Vec2 {
        let hair = theme.scale.stroke.hair;
        let side = if matches!(self.voice, Voice::Theirs | Voice::Own) { Space::S14 } else { Space::S12 };
        let top = if self.voice == Voice::Marked { Space::S8 } else { Space::S10 };
        vec2(theme.gap(side) + hair, theme.gap(top) + hair)
    }

    fn widest(self, ui: &Ui, theme: &Theme) -> f32 {
        match self.voice {
            Voice::Theirs | Voice::Own => {
                ui.available_width().min(theme.grown(theme.scale.control.line_length))
            }
            Voice::Quoted | Voice::Marked => ui.available_width(),
        }
    }

    /// A wrapped message takes the full width, so that bubbles below each other line up; a short one its own.
    fn width(self, ui: &Ui, theme: &Theme, inner: &Galley) -> f32 {
        let widest = self.widest(ui, theme);
        match self.voice {
            Voice::Theirs | Voice::Own if inner.rows.len() == 1 => {
                (inner.size().x + 2.0 * self.padding(theme).x).ceil().min(widest)
            }
            _ => widest,
        }
    }

    fn lay_out(self, ui: &Ui, theme: &Theme) -> Arc<Galley> {
        let width = self.widest(ui, theme) - 2.0 * self.padding(theme).x;
        theme.lines_of(ui.painter(), self.role(), theme.colour.text, self.text, width)
    }

    /// The paper a message is written on.
    pub(super) fn paint_sheet(self, painter: &Painter, theme: &Theme, sheet: Rect) {
        let (colour, radius) = (&theme.colour, &theme.scale.radius);
        let mut corners = CornerRadius::same(radius.card);
        match self.voice {
            Voice::Theirs | Voice::Quoted => corners.nw = radius.speaker,
            Voice::Own | Voice::Marked => corners.ne = radius.speaker,
        }
        let (fill, edge) = match self.voice {
            Voice::Theirs | Voice::Marked => (colour.surface, theme.hairline()),
            Voice::Own => (colour.accent_soft, Stroke::NONE),
            Voice::Quoted => (colour.sunken, Stroke::NONE),
        };
        painter.rect(sheet, corners, fill, edge, StrokeKind::Inside);
    }

    fn paint_caption(self, painter: &Painter, sheet: Rect, middle: f32, caption: Arc<Galley>) {
        // Two points in, where the round corner begins to the eye.
        if self.voice == Voice::Own {
            place::right(painter, sheet.right() - 2.0, middle, caption);
        } else {
            place::left(painter, sheet.left() + if self.caption_above { 0.0 } else { 2.0 }, middle, caption);
        }
    }
}
