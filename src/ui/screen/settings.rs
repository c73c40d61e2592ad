//! The settings.

use egui::Ui;

use super::navigation::{NavigationView, navigation_ui};
use crate::library::Library;
use crate::records::Who;
use crate::settings::Settings;
use crate::ui::Action;
use crate::ui::theme::Theme;

/// What the settings show.
pub struct SettingsView<'a> {
    /// What is chosen.
    pub settings: &'a Settings,
    /// The library, for its languages and folders.
    pub library: &'a Library,
    /// Who answers here.
    pub who: &'a Who,
    /// Conversations on each of the last seven days, today last.
    pub week: [u16; 7],
}

/// What is typed here and not taken over yet.
#[derive(Clone, Debug, Default)]
pub struct SettingsDraft {}

impl SettingsDraft {
    /// Nothing typed yet.
    pub fn of(_settings: &Settings) -> Self {
        Self {}
    }
}

/// Draws the settings over the whole of `ui`.
pub fn settings_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &SettingsView<'_>,
    _draft: &mut SettingsDraft,
) -> Vec<Action> {
    let mut out = Vec::new();
    let area = ui.max_rect();
    ui.painter().rect_filled(area, 0.0, theme.colour.ground);
    let navigation = NavigationView { page: super::Page::Settings, who: view.who, week: view.week };
    navigation_ui(ui, theme, area, &navigation, &mut out);
    out
}
