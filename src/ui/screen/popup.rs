//! What lies over a screen: a card in the middle that has the keyboard until it is closed.

use egui::{Id, Margin, Modal, ScrollArea, Ui, vec2};

use super::bar::heading;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::Button;

/// The widest a popup may be at 100 % text.
const WIDEST: f32 = 560.0;

/// A popup with its heading.
pub struct Popup<'a> {
    title: &'a str,
    top: Option<f32>,
}

/// What came of a popup.
pub struct PopupResponse<R> {
    /// What its contents gave back.
    pub inner: R,
    /// It is to be closed: by its button, by Escape or by a click beside it.
    pub closed: bool,
}

impl<'a> Popup<'a> {
    /// `title` is its heading; no two popups of a screen may have the same.
    pub fn new(title: &'a str) -> Self {
        Self { title, top: None }
    }

    /// So many points under the top of the window, where it does not need the room.
    pub fn top(mut self, points: f32) -> Self {
        self.top = Some(points);
        self
    }

    /// Shows a heading with a button that closes it, and contents that scroll under it. They are told whether the popup
    /// has just opened, so that they can take the keyboard.
    pub fn show<R>(
        self,
        ui: &Ui,
        theme: &Theme,
        contents: impl FnOnce(&mut Ui, bool) -> R,
    ) -> PopupResponse<R> {
        let title = self.title;
        let mut closed = false;
        let shown = self.show_bare(ui, theme, |ui, fresh, room| {
            ui.horizontal(|ui| {
                ui.set_min_height(theme.height(theme.scale.control.small, Role::Label));
                let close = 2.0 * theme.gap(Space::S32) + theme.grown(40.0);
                ui.scope(|ui| {
                    ui.set_max_width((ui.available_width() - close).max(0.0));
                    let label = ui.add(egui::Label::new(theme.text(Role::Heading, title)).wrap());
                    heading(ui, &label, title);
                });
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let button = Button::edge("Close").show(ui, theme);
                    closed = button.clicked();
                    if fresh {
                        button.request_focus();
                    }
                });
            });
            let rest = (room - ui.min_rect().height()).max(theme.line(Role::Body));
            // As high as it needs at once: the popup knows only how high it was in the last frame.
            let scroll = ScrollArea::vertical().id_salt(title).max_height(rest).min_scrolled_height(rest);
            scroll
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    // The focus ring and the bar keep clear of the words.
                    ui.set_max_width(ui.available_width() - theme.gap(Space::S8));
                    contents(ui, fresh)
                })
                .inner
        });
        PopupResponse { inner: shown.inner, closed: closed || shown.closed }
    }

    /// Shows contents alone; they are told whether the popup has just opened, and how high they may be.
    pub fn show_bare<R>(
        self,
        ui: &Ui,
        theme: &Theme,
        contents: impl FnOnce(&mut Ui, bool, f32) -> R,
    ) -> PopupResponse<R> {
        let id = Id::new(("popup", self.title));
        let pass = ui.ctx().cumulative_pass_nr();
        let last: Option<u64> = ui.data(|data| data.get_temp(id));
        ui.data_mut(|data| data.insert_temp(id, pass));
        let fresh = last.is_none_or(|last| last + 1 < pass);
        let screen = ui.ctx().content_rect().size();
        let room = screen - vec2(1.0, 1.0) * 4.0 * theme.gap(Space::S16);
        let frame = theme.popup_frame().inner_margin(Margin::same(theme.gap(Space::S16) as i8));
        let mut modal = Modal::new(id).frame(frame).backdrop_color(theme.shadow);
        if let Some(top) = self.top.filter(|top| theme.effective(screen.y) > 4.0 * top) {
            let area = Modal::default_area(id).anchor(egui::Align2::CENTER_TOP, [0.0, theme.spread(top)]);
            modal = modal.area(area);
        }
        let shown = modal.show(ui.ctx(), |ui| {
            ui.set_width(room.x.min(theme.grown(WIDEST)).max(1.0));
            ui.spacing_mut().item_spacing = vec2(theme.gap(Space::S8), theme.gap(Space::S8));
            ui.spacing_mut().interact_size.y = 0.0;
            contents(ui, fresh, room.y)
        });
        ui.ctx().accesskit_node_builder(shown.response.id, |node| {
            node.set_role(egui::accesskit::Role::Dialog);
            node.set_label(self.title);
            node.set_modal();
        });
        let closed = shown.should_close();
        PopupResponse { inner: shown.inner, closed }
    }
}
