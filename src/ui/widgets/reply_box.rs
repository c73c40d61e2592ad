//! The box the reply is written in, with its evidence while it is written and whatever stands under it.

use egui::{Frame, Id, Margin, Response, ScrollArea, Shape, Stroke, StrokeKind, TextEdit, Ui, vec2};

use super::card::whole;
use super::evidence::{self, EvidenceMark};
use super::focus::keep_in_sight;
use crate::ui::theme::{Role, Space, Theme};

/// A text of three to eight lines that then scrolls inside, in a frame that has the accent while it is active.
#[must_use = "a reply box is shown by `show`"]
pub struct ReplyBox<'a> {
    id: Id,
    text: &'a mut String,
    name: &'a str,
    hint: &'a str,
    marks: &'a [EvidenceMark],
    lines: (f32, f32),
}

/// What came of a reply box.
pub struct ReplyBoxResponse<R> {
    /// The text's own response: changed, focus.
    pub draft: Response,
    /// The whole frame with what stands under the text.
    pub frame: Response,
    /// What the footer gave back.
    pub footer: R,
}

impl<'a> ReplyBox<'a> {
    /// `id` is global, so that the draft keeps the keyboard when the layout changes round it.
    pub fn new(id: Id, text: &'a mut String) -> Self {
        Self { id, text, name: "Your reply", hint: "", marks: &[], lines: (3.0, 8.0) }
    }

    /// What assistive technology calls it; "Your reply" unless told otherwise.
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = name;
        self
    }

    /// What stands there while nothing is written.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// The evidence found in the text as it is now.
    pub fn marks(mut self, marks: &'a [EvidenceMark]) -> Self {
        self.marks = marks;
        self
    }

    /// The least and the most lines shown before it scrolls.
    pub fn lines(mut self, least: u8, most: u8) -> Self {
        self.lines = (f32::from(least), f32::from(most.max(least)));
        self
    }

    /// Shows the box and, under a hairline, `footer`.
    pub fn show<R>(
        self,
        ui: &mut Ui,
        theme: &Theme,
        footer: impl FnOnce(&mut Ui) -> R,
    ) -> ReplyBoxResponse<R> {
        let active = ui.memory(|memory| memory.has_focus(self.id));
        let radius = theme.scale.radius.card;
        let shown = Frame::new().fill(theme.colour.surface).corner_radius(radius).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let draft =
                Frame::new().inner_margin(margin(theme, Space::S12)).show(ui, |ui| self.draft_ui(ui, theme));
            let y = ui.cursor().top().round();
            ui.painter().hline(ui.max_rect().x_range(), y + 0.5, theme.hairline());
            ui.add_space(theme.scale.stroke.hair);
            let footer = Frame::new().inner_margin(margin(theme, Space::S10)).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
                footer(ui)
            });
            (draft.inner, footer.inner)
        });
        let (draft, footer) = shown.inner;
        let stroke = match active {
            true => Stroke::new(theme.scale.stroke.active, theme.colour.accent),
            false => Stroke::new(theme.scale.stroke.edge, theme.colour.edge),
        };
        ui.painter().rect_stroke(shown.response.rect, radius, stroke, StrokeKind::Inside);
        keep_in_sight(ui, draft.id, draft.rect.intersect(shown.response.rect));
        ReplyBoxResponse { draft, frame: shown.response, footer }
    }

    fn draft_ui(self, ui: &mut Ui, theme: &Theme) -> Response {
        let line = theme.line(Role::Draft);
        let (least, most) = (self.lines.0 * line, self.lines.1 * line);
        let Self { id, text, name, hint, marks, .. } = self;
        let scroll = ScrollArea::vertical().id_salt(id).max_height(most).min_scrolled_height(least);
        scroll
            .show(ui, |ui| {
                // The soft colours go behind the text, which is known only after it has been laid out.
                let behind = ui.painter().add(Shape::Noop);
                let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, width: f32| {
                    let job = evidence::evidence_job(theme, text.as_str(), width);
                    ui.fonts_mut(|fonts| fonts.layout_job(job))
                };
                let output = TextEdit::multiline(text)
                    .id(id)
                    .hint_text(theme.text(Role::Draft, hint))
                    .layouter(&mut layouter)
                    .frame(Frame::NONE)
                    .desired_width(f32::INFINITY)
                    .desired_rows(1)
                    .min_size(vec2(0.0, least))
                    .show(ui);
                let painter = ui.painter().with_clip_rect(output.text_clip_rect.expand(2.0));
                let soft = evidence::soft_backgrounds(theme, &output.galley, output.galley_pos, marks);
                ui.painter().set(behind, soft);
                evidence::paint_underlines(&painter, theme, &output.galley, output.galley_pos, marks);
                let response = output.response.response;
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
                response
            })
            .inner
    }
}

fn margin(theme: &Theme, top: Space) -> Margin {
    Margin::symmetric(whole(theme.gap(Space::S16)), whole(theme.gap(top)))
}
