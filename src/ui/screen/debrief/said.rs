//! Text in the theme's roles, as the cards of the debrief use it.

use egui::{Color32, Label, Response, Ui};

use crate::ui::screen::bar;
use crate::ui::theme::{Role, Theme};

/// Words that wrap.
pub fn words(ui: &mut Ui, theme: &Theme, role: Role, colour: Color32, text: &str) -> Response {
    ui.add(Label::new(theme.text(role, text).color(colour)).wrap())
}

/// The heading of a card, a heading for assistive technology too.
pub fn heading(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let response = words(ui, theme, Role::Heading, theme.colour.text, text);
    bar::heading(ui, &response, text);
    response
}

/// A hairline across, with nothing to say.
pub fn rule(ui: &mut Ui, theme: &Theme) {
    let size = egui::vec2(ui.available_width(), theme.scale.stroke.hair);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, theme.hairline());
}
