//! The scoreboard: first and best apart, intervals, and a rank only where the data give one.

use egui::Ui;

use super::frame::within;
use super::navigation::{Place, navigation_ui};
use crate::comparison::{Board, By};
use crate::ui::Action;
use crate::ui::theme::{Role, Theme};

/// What the scoreboard shows.
pub struct ScoreboardView<'a> {
    /// The board as it was last read, or why it could not be; `None` while it is being read.
    pub board: Option<Result<&'a Board, &'a str>>,
    /// What its rows are.
    pub by: By,
    /// Chosen replies instead of typed ones.
    pub chosen: bool,
    /// Who answers here.
    pub person: &'a str,
}

/// Draws the scoreboard over the whole of `ui`.
pub fn scoreboard_ui(ui: &mut Ui, theme: &Theme, view: &ScoreboardView<'_>) -> Vec<Action> {
    let mut out = Vec::new();
    let area = ui.max_rect();
    ui.painter().rect_filled(area, 0.0, theme.colour.ground);
    let rest = navigation_ui(ui, theme, area, Place::Scoreboard, &mut out);
    within(ui, "scoreboard", rest, |ui| {
        if let Some(Ok(board)) = view.board {
            for row in &board.rows {
                ui.label(theme.text(Role::Body, &row.name));
            }
        }
    });
    out
}
