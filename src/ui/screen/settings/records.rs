//! Where attempts are kept, and who sees them there.

use egui::Ui;

use super::line::Line;
use super::{SettingsView, said};
use crate::settings::Setting;
use crate::ui::Action;
use crate::ui::theme::Theme;

/// Draws the field, and what it means for others.
pub fn records_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &SettingsView<'_>,
    store: &mut Line,
    out: &mut Vec<Action>,
) {
    let hint = "The file in your data folder";
    if let Some(store) = store.show(ui, theme, "Where attempts are kept", hint, &view.settings.store) {
        out.push(Action::Change(Setting::Store(store)));
    }
    said::note(
        ui,
        theme,
        "A file, or a team’s database as postgres://user@host/database. Empty means the file in your data folder.",
    );
    said::note(
        ui,
        theme,
        "Who can open the file reads all of it, practice too. A team’s database gets your assessments, with every word, and \
         the practice that you share; of other practice only that there was some.",
    );
}
