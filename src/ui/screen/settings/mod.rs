//! The settings: what one has chosen for oneself, and where things are kept.

mod line;
mod looks;
mod records;
mod said;
mod scenarios;
mod you;

use egui::{ScrollArea, Ui};

use super::frame::within;
use super::keys;
use super::navigation::{NavigationView, navigation_ui};
use crate::library::Library;
use crate::records::Who;
use crate::settings::{Setting, Settings};
use crate::ui::Action;
use crate::ui::theme::{Kind, Role, Space, Theme};
use line::Line;
use scenarios::Folder;

/// What the settings show.
pub struct SettingsView<'a> {
    /// What is chosen.
    pub settings: &'a Settings,
    /// The library, for its languages and how many files it holds.
    pub library: &'a Library,
    /// Who answers here.
    pub who: &'a Who,
    /// Conversations on each of the last seven days, today last.
    pub week: [u16; 7],
}

/// What is typed here and not taken over yet.
#[derive(Clone, Debug)]
pub struct SettingsDraft {
    name: Line,
    cohort: Line,
    store: Line,
    folder: Folder,
    /// All themes, for their colours.
    themes: Vec<Theme>,
}

impl SettingsDraft {
    /// Nothing typed yet.
    pub fn of(settings: &Settings) -> Self {
        Self {
            name: Line::of(&settings.name),
            cohort: Line::of(&settings.cohort),
            store: Line::of(&settings.store),
            folder: Folder::default(),
            themes: Kind::ALL.into_iter().map(Theme::load).collect(),
        }
    }
}

impl SettingsDraft {
    /// What is typed and not taken over yet, as the settings it is for.
    pub fn typed(&self, settings: &Settings) -> Vec<Setting> {
        let typed = [
            self.name.typed(&settings.name).map(Setting::Name),
            self.cohort.typed(&settings.cohort).map(Setting::Cohort),
            self.store.typed(&settings.store).map(Setting::Store),
        ];
        typed.into_iter().flatten().collect()
    }
}

/// Beyond this, at 100 % text, the rest is margin.
const WIDEST: f32 = 720.0;

/// Draws the settings over the whole of `ui`.
pub fn settings_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &SettingsView<'_>,
    draft: &mut SettingsDraft,
) -> Vec<Action> {
    let mut out = Vec::new();
    let area = ui.max_rect();
    ui.painter().rect_filled(area, 0.0, theme.colour.ground);
    let navigation = NavigationView { page: super::Page::Settings, who: view.who, week: view.week };
    let rest = navigation_ui(ui, theme, area, &navigation, &mut out);
    let narrow = super::Room::of(theme.effective(area.width())) == super::Room::Narrow;
    let margin = theme.gap(if narrow { Space::S12 } else { Space::S24 });
    within(ui, "settings", rest, |ui| {
        ScrollArea::vertical().id_salt("settings").auto_shrink(false).show(ui, |ui| {
            keys::scroll(ui, theme, rest.height());
            let room = ui.available_width();
            let width = (room - 2.0 * margin).min(theme.grown(WIDEST)).floor();
            ui.add_space(margin);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(((room - width) / 2.0).floor());
                ui.vertical(|ui| {
                    ui.set_width(width);
                    cards_ui(ui, theme, view, draft, &mut out);
                });
            });
            ui.add_space(margin);
        });
    });
    out
}

fn cards_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &SettingsView<'_>,
    draft: &mut SettingsDraft,
    out: &mut Vec<Action>,
) {
    ui.spacing_mut().item_spacing.y = theme.gap(Space::S12);
    said::heading(ui, theme, Role::Display, "Settings");
    said::card(ui, theme, "You", |ui| you::you_ui(ui, theme, view, draft, out));
    said::card(ui, theme, "Reading", |ui| looks::reading_ui(ui, theme, view.settings, &draft.themes, out));
    said::card(ui, theme, "Movement", |ui| looks::movement_ui(ui, theme, view.settings, out));
    said::card(ui, theme, "Scenarios", |ui| {
        scenarios::scenarios_ui(ui, theme, view, &mut draft.folder, out);
    });
    said::card(ui, theme, "Records", |ui| records::records_ui(ui, theme, view, &mut draft.store, out));
}
