//! The customer is writing.

use std::f32::consts::TAU;

use egui::emath::easing::quadratic_out;
use egui::{Id, Rect, Response, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::Bubble;
use super::place;
use crate::ui::theme::{Role, Space, Theme};

const DOTS: u8 = 3;
/// How often each dot rises before all stand still.
const WAVES: f32 = 3.0;
/// How far a dot is behind the one before it, as a part of a wave.
const LAG: f32 = 0.16;

/// A bubble at the customer's side with three dots. They move softly while it is new and then stand still;
/// where nothing is to move, it is the words instead.
#[derive(Clone, Copy, Debug)]
#[must_use = "dots are shown by `show`"]
pub struct TypingDots<'a> {
    name: &'a str,
}

/// When dots appeared, and the last frame that showed them.
#[derive(Clone, Copy)]
struct Shown {
    since: f64,
    frame: u64,
}

impl<'a> TypingDots<'a> {
    /// `name` is who is writing, as people call her: "Marta".
    pub fn new(name: &'a str) -> Self {
        Self { name }
    }

    /// Shows the bubble.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let said = format!("{} is writing", self.name);
        let bubble = Bubble::theirs("", "");
        let padding = bubble.padding(theme);
        let moving = theme.scale.motion.typing > 0.0;
        let words = (!moving).then(|| {
            let width = (ui.available_width() - 2.0 * padding.x).max(0.0);
            theme.lines_of(ui.painter(), Role::Body, theme.colour.text2, &said, width)
        });
        let inner = match &words {
            Some(words) => words.size(),
            None => vec2(f32::from(DOTS - 1) * step(theme) + 2.0 * radius(theme), theme.line(Role::Body)),
        };
        let (rect, response) = place::room(ui, inner + 2.0 * padding);
        let over = if moving { self.over(ui, theme, response.id) } else { 1.0 };
        if ui.is_rect_visible(rect) {
            bubble.paint_sheet(ui.painter(), theme, rect);
            match words {
                Some(words) => {
                    place::left(ui.painter(), rect.left() + padding.x, rect.center().y, words);
                }
                None => paint_dots(ui, theme, rect, over),
            }
        }
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), &said));
        response
    }

    /// How much of the movement is over, 0 to 1; asks for the next frame while it is not.
    fn over(self, ui: &Ui, theme: &Theme, id: Id) -> f32 {
        let (now, frame) = (ui.input(|input| input.time), ui.ctx().cumulative_frame_nr());
        let before: Option<Shown> = ui.data(|data| data.get_temp(id));
        // Dots that were not there in the last frame are new dots.
        let since = before.filter(|shown| shown.frame + 1 >= frame).map_or(now, |shown| shown.since);
        ui.data_mut(|data| data.insert_temp(id, Shown { since, frame }));
        let over = ((now - since) / f64::from(theme.scale.motion.typing)).clamp(0.0, 1.0) as f32;
        if over < 1.0 {
            ui.ctx().request_repaint();
        }
        over
    }
}

fn radius(theme: &Theme) -> f32 {
    theme.gap(Space::S8) * 0.4
}

/// From the middle of one dot to the next.
fn step(theme: &Theme) -> f32 {
    theme.gap(Space::S12)
}

fn paint_dots(ui: &Ui, theme: &Theme, rect: Rect, over: f32) {
    let rise = theme.gap(Space::S4) * (1.0 - quadratic_out(over));
    for i in 0..DOTS {
        let phase = (WAVES * over - LAG * f32::from(i)).max(0.0) * TAU;
        let x = rect.center().x + (f32::from(i) - f32::from(DOTS - 1) * 0.5) * step(theme);
        let y = rect.center().y - rise * phase.sin().max(0.0);
        ui.painter().circle_filled(pos2(x, y), radius(theme), theme.colour.text3);
    }
}
