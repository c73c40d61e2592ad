//! The caution strip at the foot of the library.

use egui::text::LayoutJob;
use egui::{CornerRadius, Rect, Response, Ui, UiBuilder, WidgetInfo, WidgetType, pos2, vec2};

use super::{Button, place};
use crate::ui::theme::{Role, Space, Theme, Weight};

/// A problem that does not stop anyone: what, why, and one thing to do about it.
#[derive(Clone, Copy, Debug)]
#[must_use = "a notice is shown by `show`"]
pub struct Notice<'a> {
    what: &'a str,
    words: &'a str,
    action: Option<&'a str>,
    good: bool,
}

/// What came of a notice.
pub struct NoticeResponse {
    /// The strip.
    pub strip: Response,
    /// The button, if there is one.
    pub action: Option<Response>,
}

impl<'a> Notice<'a> {
    /// `what` is strong ("late-parcel.ron"), `words` go on with the sentence.
    pub fn new(what: &'a str, words: &'a str) -> Self {
        Self { what, words, action: None, good: false }
    }

    /// A button at the right end.
    pub fn action(mut self, text: &'a str) -> Self {
        self.action = Some(text);
        self
    }

    /// No problem: something went as it should.
    pub fn good(mut self) -> Self {
        self.good = true;
        self
    }

    /// Shows the strip, as wide as there is room.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> NoticeResponse {
        let (gap, side) = (theme.gap(Space::S12), theme.gap(Space::S12));
        let icon = theme.grown(theme.scale.control.icon_small);
        let button = self.action.map_or(0.0, |text| {
            gap + theme.line_of(ui.painter(), Role::Label, theme.colour.caution, text).size().x
                + 2.0 * theme.gap(Space::S4)
        });
        let width = ui.available_width();
        let job = self.job(theme, width - 2.0 * side - icon - gap - button);
        let words = ui.painter().layout_job(job);
        let one = theme.height(theme.scale.control.filter, Role::Small);
        let (rect, strip) = place::room(ui, vec2(width, one - theme.line(Role::Small) + words.size().y));
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            painter.rect_filled(
                rect,
                CornerRadius::same(theme.scale.radius.control),
                if self.good { theme.colour.accent_soft } else { theme.colour.caution_soft },
            );
            let middle = pos2(rect.left() + side + icon / 2.0, rect.top() + one / 2.0);
            let (sign, ink) = match self.good {
                true => (egui_phosphor::regular::CHECK_CIRCLE, theme.colour.accent),
                false => (egui_phosphor::regular::WARNING, theme.colour.caution),
            };
            place::icon(painter, middle, icon, sign, ink);
            place::left(painter, rect.left() + side + icon + gap, rect.center().y, words);
        }
        let lead = if self.good { "" } else { "Problem: " };
        let said = format!("{lead}{} {}", self.what, self.words);
        strip.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), &said));
        let action = self.action.map(|text| action_ui(ui, theme, text, self.good, rect, side, button - gap));
        NoticeResponse { strip, action }
    }

    fn job(self, theme: &Theme, width: f32) -> LayoutJob {
        let mut job = LayoutJob::default();
        job.append(self.what, 0.0, theme.format_in(Role::Small, Weight::Strong, theme.colour.text));
        job.append(" ", 0.0, theme.format(Role::Small, theme.colour.text));
        job.append(self.words, 0.0, theme.format(Role::Small, theme.colour.text));
        job.wrap.max_width = width;
        job
    }
}

/// The words end at the strip's padding: the button's own padding stands outside of it.
fn action_ui(
    ui: &mut Ui,
    theme: &Theme,
    text: &str,
    good: bool,
    strip: Rect,
    side: f32,
    width: f32,
) -> Response {
    let height = theme.height(theme.scale.control.small, Role::Label);
    let right = strip.right() - side + theme.gap(Space::S4);
    let corner = pos2((right - width).floor(), (strip.center().y - height / 2.0).round());
    let rect = Rect::from_min_size(corner, vec2(width, height));
    let button = Button::plain(text);
    let button = if good { button } else { button.caution() };
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| button.show(ui, theme)).inner
}
