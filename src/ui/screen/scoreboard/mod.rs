//! The scoreboard: first and best apart, intervals, and a rank only where the data give one.

mod columns;
mod details;
mod empty;
mod head;
mod legend;
mod list;
mod row;
mod said;
mod shown;

use egui::{Id, ScrollArea, Ui};

use super::frame::within;
use super::keys;
use super::navigation::{NavigationView, navigation_ui};
use crate::comparison::{Board, By};
use crate::records::Who;
use crate::ui::Action;
use crate::ui::theme::{Space, Theme};
use shown::shown;

/// What the scoreboard shows.
pub struct ScoreboardView<'a> {
    /// The board as it was last read, or why it could not be; `None` while it is being read for the first time.
    pub board: Option<Result<&'a Board, &'a str>>,
    /// The records are being read again.
    pub reading: bool,
    /// What its rows are.
    pub by: By,
    /// Chosen replies instead of typed ones.
    pub chosen: bool,
    /// Who answers here.
    pub who: &'a Who,
    /// Conversations on each of the last seven days, today last.
    pub week: [u16; 7],
    /// The title of a scenario, by its id, where it is known here.
    pub title: &'a dyn Fn(&str) -> Option<&'a str>,
}

/// What the person has typed and opened here.
#[derive(Clone, Debug, Default)]
pub struct ScoreboardDraft {
    /// Words to look for in names.
    pub search: String,
    /// The rule for averaging is open.
    pub rules: bool,
    /// The row that the keyboard is on.
    at: Option<Id>,
    /// The row whose details are open.
    open: Option<Id>,
    /// That row has just been opened and should be seen whole.
    reveal: bool,
}

/// Beyond this the rows would only grow longer; the rest is margin.
const WIDEST: f32 = 1440.0;

/// Draws the scoreboard over the whole of `ui`.
pub fn scoreboard_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &ScoreboardView<'_>,
    draft: &mut ScoreboardDraft,
) -> Vec<Action> {
    let mut out = Vec::new();
    let area = ui.max_rect();
    ui.painter().rect_filled(area, 0.0, theme.colour.ground);
    let navigation = NavigationView { page: super::Page::Scoreboard, who: view.who, week: view.week };
    let rest = navigation_ui(ui, theme, area, &navigation, &mut out);
    let narrow = super::Room::of(theme.effective(area.width())) == super::Room::Narrow;
    let margin = theme.gap(if narrow { Space::S12 } else { Space::S24 });
    within(ui, "scoreboard", rest, |ui| {
        ScrollArea::vertical().id_salt("scoreboard").auto_shrink(false).show(ui, |ui| {
            keys::scroll(ui, theme, rest.height());
            let room = ui.available_width();
            let width = (room - 2.0 * margin).min(theme.grown(WIDEST)).floor();
            let side = ((room - width) / 2.0).floor();
            ui.add_space(margin);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(side);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    contents_ui(ui, theme, view, draft, rest.height(), &mut out);
                });
            });
            ui.add_space(margin);
        });
    });
    out
}

/// Everything right of the navigation, from top to foot.
fn contents_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &ScoreboardView<'_>,
    draft: &mut ScoreboardDraft,
    height: f32,
    out: &mut Vec<Action>,
) {
    ui.spacing_mut().item_spacing.y = theme.gap(Space::S16);
    head::title_ui(ui, theme, view, draft);
    let rows = match view.board {
        Some(Ok(board)) => Some((board, shown(view, board, &draft.search))),
        Some(Err(_)) | None => None,
    };
    let count = rows.as_ref().map(|(board, rows)| (rows.len(), board.rows.len()));
    head::filters_ui(ui, theme, view, draft, count, out);
    match (view.board, rows) {
        (Some(Err(sentence)), _) => empty::failed_ui(ui, theme, sentence, out),
        (_, None) => empty::reading_ui(ui, theme),
        (_, Some((board, _))) if board.rows.is_empty() => empty::nobody_ui(ui, theme, view, out),
        (_, Some((_, rows))) if rows.is_empty() => empty::not_found_ui(ui, theme, draft),
        (_, Some((board, rows))) => list::list_ui(ui, theme, board, &rows, draft, height),
    }
}
