//! The rows. Only those that show are drawn, however many there are; the keyboard reaches all of them.
//!
//! The list is one stop for Tab: the row it was last on. From there arrows, Page Up, Page Down, Home and End go on, and
//! Enter opens what there is to know of a row.

use std::ops::Range;

use egui::accesskit::Role as NodeRole;
use egui::{
    CursorIcon, EventFilter, Id, Key, Rangef, Rect, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::columns::Columns;
use super::details::{self, Details};
use super::shown::Shown;
use super::{ScoreboardDraft, legend, row, said};
use crate::comparison::Board;
use crate::comparison::words::size;
use crate::ui::theme::{Space, Theme};
use crate::ui::widgets::{Card, Whisker, focus_ring};

/// What the rows have in common while they are drawn.
struct List<'a> {
    board: &'a Board,
    rows: &'a [Shown<'a>],
    columns: Columns,
    details: Option<Details>,
    /// Where each row begins under the headings, and where the last ends.
    tops: Vec<f32>,
    /// The headings and the rows.
    rect: Rect,
    head: f32,
    /// The row that Tab comes to, and the one that is open.
    at: usize,
    open: Option<usize>,
}

/// Draws the rows under their legend.
pub fn list_ui(
    ui: &mut Ui,
    theme: &Theme,
    board: &Board,
    rows: &[Shown<'_>],
    draft: &mut ScoreboardDraft,
    height: f32,
) {
    Card::new().show(ui, theme, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S12);
        legend::legend_ui(ui, theme);
        ui.scope(|ui| {
            let name = format!("Scores, {}", size(board.by, rows.len()));
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(NodeRole::List);
                node.set_label(name);
                node.set_size_of_set(rows.len());
            });
            let list = List::new(ui, theme, board, rows, draft);
            list.show(ui, theme, draft, height);
        });
    });
}

impl<'a> List<'a> {
    fn new(
        ui: &mut Ui,
        theme: &Theme,
        board: &'a Board,
        rows: &'a [Shown<'a>],
        draft: &ScoreboardDraft,
    ) -> Self {
        let left = ui.cursor().left();
        let all = Rangef::new(left, left + ui.available_width());
        let columns = Columns::new(ui.painter(), theme, board, all);
        let find = |key: Option<Id>| key.and_then(|key| rows.iter().position(|row| row.key == key));
        let open = find(draft.open);
        let details = open.map(|open| Details::new(ui.painter(), theme, &columns, board, &rows[open]));
        let mut tops = Vec::with_capacity(rows.len() + 1);
        let mut end = 0.0;
        for (index, row) in rows.iter().enumerate() {
            tops.push(end);
            end += row::height(theme, &columns, row);
            if let Some(details) = details.as_ref().filter(|_| open == Some(index)) {
                end += details.height;
            }
        }
        tops.push(end);
        let head = row::head_height(theme, columns.tiers);
        let (rect, _) = ui.allocate_exact_size(vec2(all.span(), head + end), Sense::hover());
        Self { board, rows, columns, details, tops, rect, head, at: find(draft.at).unwrap_or(0), open }
    }

    fn show(mut self, ui: &Ui, theme: &Theme, draft: &mut ScoreboardDraft, height: f32) {
        let window = ui.clip_rect();
        let pinned = self.is_pinned(window, height);
        let cover = if height > 4.0 * self.head { self.head } else { 0.0 };
        let mut wanted = None;
        let mut drawn: Vec<usize> = self.visible(window).collect();
        if !drawn.contains(&self.at) {
            // What has the focus must stay, or the focus is lost.
            drawn.push(self.at);
            drawn.sort_unstable();
        }
        for index in drawn {
            let response = self.row_ui(ui, theme, index);
            if response.gained_focus() {
                self.scroll_to(ui, theme, index, cover, height);
            }
            if response.clicked() {
                let key = self.rows[index].key;
                draft.at = Some(key);
                draft.open = (draft.open != Some(key)).then_some(key);
                draft.reveal = draft.open.is_some();
                ui.ctx().request_repaint();
            } else if let Some(next) = self.next(ui, &response, index, height) {
                wanted = Some(next);
            }
        }
        if let Some(next) = wanted {
            // Not before all rows are drawn: the next one cannot have the focus yet and would give it back.
            draft.at = Some(self.rows[next].key);
            ui.memory_mut(|memory| memory.request_focus(self.id(ui, next)));
            self.scroll_to(ui, theme, next, cover, height);
            ui.ctx().request_repaint();
        }
        if let Some(open) = self.open.filter(|_| std::mem::take(&mut draft.reveal)) {
            self.scroll_to(ui, theme, open, cover, height);
        }
        self.open_ui(ui, theme);
        self.head_ui(ui, theme, pinned);
    }

    fn id(&self, ui: &Ui, index: usize) -> Id {
        ui.id().with(self.rows[index].key)
    }

    /// The rows that show in the window.
    fn visible(&self, window: Rect) -> Range<usize> {
        let top = self.rect.top() + self.head;
        let first = self.tops.partition_point(|&begin| top + begin <= window.top()).saturating_sub(1);
        let end = self.tops.partition_point(|&begin| top + begin < window.bottom());
        first.min(self.rows.len())..end.min(self.rows.len())
    }

    /// A row and its details.
    fn whole(&self, index: usize) -> Rect {
        let top = self.rect.top() + self.head;
        let range = Rangef::new(top + self.tops[index], top + self.tops[index + 1]);
        Rect::from_x_y_ranges(self.rect.x_range(), range)
    }

    /// A row without its details.
    fn row(&self, index: usize) -> Rect {
        let whole = self.whole(index);
        let below = self.details.as_ref().filter(|_| self.open == Some(index));
        whole.with_max_y(whole.max.y - below.map_or(0.0, |details| details.height))
    }

    fn row_ui(&self, ui: &Ui, theme: &Theme, index: usize) -> Response {
        let (shown, rect) = (&self.rows[index], self.row(index));
        // All can be clicked, one can have the focus.
        let sense = if index == self.at { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(rect, self.id(ui, index), sense);
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        let open = self.open == Some(index);
        if ui.is_rect_visible(rect) {
            let state = row::State { hovered: response.hovered(), open };
            row::paint(ui.painter(), theme, &self.columns, self.board, shown, rect, state);
            let ring = response
                .clone()
                .with_new_rect(rect.expand2(vec2(theme.gap(Space::S4), -theme.gap(Space::S4))));
            focus_ring(ui, theme, &ring, f32::from(theme.scale.radius.control));
        }
        let said = said::row(self.board, shown);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), &said));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_expanded(open);
            node.set_position_in_set(index + 1);
            node.set_size_of_set(self.rows.len());
        });
        let means = &shown.row.means;
        let whisker = Whisker::new(means.first.all, means.best.all);
        let chart = row::chart(theme, &self.columns, rect);
        let said = format!("Chart: {}, {}", shown.name, whisker.said());
        details::name(ui, chart, response.id.with("chart"), WidgetType::Image, &said);
        response
    }

    fn open_ui(&mut self, ui: &Ui, theme: &Theme) {
        let Some((open, details)) = self.open.zip(self.details.take()) else { return };
        let whole = self.whole(open);
        let rect = whole.with_min_y(whole.max.y - details.height);
        if ui.is_rect_visible(rect) {
            details.show(ui, theme, &self.columns, rect, self.id(ui, open).with("details"));
        }
    }

    /// The row that a key asks for while this one has the focus.
    fn next(&self, ui: &Ui, response: &Response, index: usize, height: f32) -> Option<usize> {
        if !response.has_focus() {
            return None;
        }
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let pressed = |key| ui.input(|input| input.modifiers.is_none() && input.key_pressed(key));
        let last = self.rows.len() - 1;
        let row = self.row(index).height().max(1.0);
        let page = ((height - self.head) / row).floor().max(1.0) as usize;
        let keys = [
            (Key::ArrowUp, index.saturating_sub(1)),
            (Key::ArrowDown, (index + 1).min(last)),
            (Key::PageUp, index.saturating_sub(page)),
            (Key::PageDown, (index + page).min(last)),
            (Key::Home, 0),
            (Key::End, last),
        ];
        keys.into_iter().find(|(key, next)| *next != index && pressed(*key)).map(|(_, next)| next)
    }

    /// Brings a row into view, and with it as much of its details as there is room for. `cover` is the height of the
    /// headings that may lie over it.
    fn scroll_to(&self, ui: &Ui, theme: &Theme, index: usize, cover: f32, height: f32) {
        let ring = theme.gap(Space::S8);
        let whole = self.whole(index);
        let top = whole.top() - cover - ring;
        let foot = (whole.bottom() + ring).min(top + height - ring);
        ui.scroll_to_rect(Rect::from_min_max(pos2(whole.left(), top), pos2(whole.right(), foot)), None);
    }

    /// Whether the headings stay at the top of the window while rows go by below them.
    fn is_pinned(&self, window: Rect, height: f32) -> bool {
        let leaves = self.rect.bottom() - window.top() > 2.0 * self.head;
        self.rect.top() < window.top() && leaves && height > 4.0 * self.head
    }

    fn head_ui(&self, ui: &Ui, theme: &Theme, pinned: bool) {
        let window = ui.clip_rect();
        let top = if pinned { window.top() } else { self.rect.top() };
        let rect = Rect::from_min_size(pos2(self.rect.left(), top), vec2(self.rect.width(), self.head));
        if !ui.is_rect_visible(rect) {
            return;
        }
        row::paint_head(ui.painter(), theme, &self.columns, self.board.by.name(), rect);
        let id = ui.id().with("headings");
        let names: Vec<&str> = self.columns.figures.iter().map(|(figure, _)| figure.name()).collect();
        let said =
            format!("Place, {}, {}", self.board.by.name().to_lowercase(), names.join(", ").to_lowercase());
        // It takes the clicks that would go to the rows it lies over.
        let sense = if pinned { Sense::CLICK } else { Sense::hover() };
        let response = ui.interact(rect, id, sense);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), &said));
    }
}
