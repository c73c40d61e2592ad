//! The bar at the top of every screen but the library: the way back, the title, tags, and what one can do.

use egui::{Align, Layout, Rect, Sense, Ui, pos2};

use super::frame::within;
use crate::ui::Action;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Button, Link, Pill};

/// Height at 100 % text.
const HEIGHT: f32 = 56.0;

/// What the bar says.
pub struct Bar<'a> {
    /// The screen's title.
    pub title: &'a str,
    /// Facts about the session.
    pub tags: &'a [&'a str],
}

impl Bar<'_> {
    /// Draws the bar at the top of `area`, `right` and help at its right end. Gives the room below.
    pub fn show(
        &self,
        ui: &mut Ui,
        theme: &Theme,
        area: Rect,
        actions: &mut Vec<Action>,
        right: impl FnOnce(&mut Ui, &mut Vec<Action>),
    ) -> Rect {
        let height = theme.height(HEIGHT, Role::Heading);
        let bar = Rect::from_min_max(area.min, pos2(area.right(), area.top() + height));
        ui.painter().rect_filled(bar, 0.0, theme.colour.surface);
        ui.painter().hline(bar.x_range(), bar.bottom() - 0.5, theme.hairline());
        let inside = bar.shrink2(egui::vec2(theme.gap(Space::S16), 0.0));
        within(ui, "bar", inside, |ui| {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_height(height);
                ui.spacing_mut().item_spacing.x = theme.gap(Space::S12);
                if Link::back("Library").show(ui, theme).clicked() {
                    actions.push(Action::OpenLibrary);
                }
                let (line, _) =
                    ui.allocate_exact_size(egui::vec2(1.0, theme.line(Role::Heading)), Sense::hover());
                ui.painter().vline(line.center().x, line.y_range(), theme.hairline());
                // What stands at the right was measured in the last frame; the title takes what is left.
                let id = ui.id().with("right");
                let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(0.0);
                let gap = theme.gap(Space::S12);
                let mut room = (inside.right() - ui.cursor().left() - known - gap).max(0.0);
                let shown: Vec<(&str, f32)> =
                    self.tags.iter().map(|tag| (*tag, Pill::tag(tag).width(ui, theme) + gap)).collect();
                let tags: f32 = shown.iter().map(|(_, width)| width).sum();
                let words =
                    theme.line_of(ui.painter(), Role::Heading, theme.colour.text, self.title).size().x;
                let tagged = words + tags <= room;
                if tagged {
                    room -= tags;
                }
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    let title = egui::Label::new(theme.text(Role::Heading, self.title)).truncate();
                    let response = ui.add(title);
                    heading(ui, &response, self.title);
                });
                for (tag, _) in shown.into_iter().filter(|_| tagged) {
                    Pill::tag(tag).show(ui, theme);
                }
                ui.add_space((inside.right() - known - gap - ui.cursor().left()).max(0.0));
                let at_right = ui.scope(|ui| {
                    right(ui, actions);
                    if Button::edge("?").name("Help").show(ui, theme).clicked() {
                        actions.push(Action::OpenHelp);
                    }
                });
                let width = at_right.response.rect.width();
                if (width - known).abs() > 0.5 {
                    ui.data_mut(|data| data.insert_temp(id, width));
                    ui.ctx().request_discard("what stands at the right of the bar changed its width");
                }
            });
        });
        Rect::from_min_max(pos2(area.left(), bar.bottom()), area.max)
    }
}

/// Tells assistive technology that this label is a heading.
pub fn heading(ui: &Ui, response: &egui::Response, text: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
        node.set_label(text);
    });
}
