//! The name and the group that attempts go by.

use egui::Ui;

use super::{SettingsDraft, SettingsView, said};
use crate::records::Who;
use crate::settings::Setting;
use crate::ui::Action;
use crate::ui::theme::Theme;

/// Draws the two fields, and what holds now.
pub fn you_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &SettingsView<'_>,
    draft: &mut SettingsDraft,
    out: &mut Vec<Action>,
) {
    let settings = view.settings;
    if let Some(name) = draft.name.show(ui, theme, "Name or alias", &view.who.person, &settings.name) {
        out.push(Action::Change(Setting::Name(name)));
    }
    let cohort = draft.cohort.show(ui, theme, "Cohort", "The people you began with", &settings.cohort);
    if let Some(cohort) = cohort {
        out.push(Action::Change(Setting::Cohort(cohort)));
    }
    let told = "A name or cohort that the program was started with (--as, --cohort) wins over these.";
    said::note(ui, theme, &format!("{} {told}", now(view.who)));
}

/// Which name holds now.
fn now(who: &Who) -> String {
    match (who.person.as_str(), who.cohort.as_str()) {
        ("", _) => "The records are not open yet.".to_owned(),
        (person, "") => format!("Attempts go by “{person}” now."),
        (person, cohort) => format!("Attempts go by “{person}” now, in the cohort “{cohort}”."),
    }
}
