//! What the marks stand for, and what the order of the rows says.

use egui::{Label, Rect, Ui, WidgetInfo, WidgetType, vec2};

use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Sample, place};

/// What has to be known before the first row is read.
const ORDER: &str = "From 0, what chance earns, to 100, what the best way through a scenario earns. Where lines overlap, \
                     the data do not tell the rows apart, and their order says nothing.";

/// Draws both.
pub fn legend_ui(ui: &mut Ui, theme: &Theme) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
        ui.add(Label::new(theme.text(Role::Small, ORDER).color(theme.colour.text2)).wrap());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = theme.gap(Space::S24);
            for sample in Sample::ALL {
                sample_ui(ui, theme, sample);
            }
        });
    });
}

fn sample_ui(ui: &mut Ui, theme: &Theme, sample: Sample) {
    let width = sample.width(theme);
    let gap = theme.gap(Space::S8);
    let room = (ui.max_rect().width() - width - gap).max(width);
    let words = theme.lines_of(ui.painter(), Role::Tiny, theme.colour.text2, sample.word(), room);
    let (rect, response) = place::room(ui, vec2(width + gap + words.size().x, words.size().y));
    if ui.is_rect_visible(rect) {
        let box_of_sample = Rect::from_min_size(rect.min, vec2(width, theme.line(Role::Tiny)));
        sample.paint(ui.painter(), theme, box_of_sample.center());
        place::left(ui.painter(), rect.left() + width + gap, rect.center().y, words);
    }
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), sample.word()));
}
