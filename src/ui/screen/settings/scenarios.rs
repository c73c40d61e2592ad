//! Where scenarios come from, and in which language.

use std::path::{Path, PathBuf};

use egui::accesskit::Live;
use egui::{Align, Id, Key, Label, Layout, Ui, vec2};

use super::{SettingsView, said};
use crate::library::Library;
use crate::settings::Setting;
use crate::ui::Action;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Button, Segment, TextField};

/// A folder that is typed, and why it was not taken.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    text: String,
    refused: Option<&'static str>,
}

/// A path needs this much room at 100 % text to stand beside its button.
const ROOM_FOR_PATH: f32 = 200.0;

/// Draws the folders, the languages, and how many files there are.
pub fn scenarios_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &SettingsView<'_>,
    folder: &mut Folder,
    out: &mut Vec<Action>,
) {
    let folders = &view.settings.scenarios;
    said::group(ui, theme, "Folders with more scenarios", |ui| folders_ui(ui, theme, folders, out));
    if let Some(added) = folder.show(ui, theme, folders) {
        let all = folders.iter().cloned().chain([added]).collect();
        out.push(Action::Change(Setting::Scenarios(all)));
    }
    said::group(ui, theme, "Language of the scenarios", |ui| languages_ui(ui, theme, view, out));
    said::note(ui, theme, &count(view.library));
    if Button::edge("Read the files again").show(ui, theme).clicked() {
        out.push(Action::ReadLibrary);
    }
}

fn folders_ui(ui: &mut Ui, theme: &Theme, folders: &[PathBuf], out: &mut Vec<Action>) {
    if folders.is_empty() {
        said::note(ui, theme, "None yet: the library has the scenarios that came with the program.");
    }
    for (index, path) in folders.iter().enumerate() {
        if folder_ui(ui, theme, path) {
            let mut left = folders.to_vec();
            left.remove(index);
            out.push(Action::Change(Setting::Scenarios(left)));
        }
    }
}

/// Draws a folder with the button that takes it out of the list; true when it was pressed.
fn folder_ui(ui: &mut Ui, theme: &Theme, path: &Path) -> bool {
    let words = path.display().to_string();
    let name = format!("Remove {words}");
    let label = Label::new(theme.text(Role::Small, words)).wrap();
    let button = |ui: &mut Ui| Button::edge("Remove").name(&name).show(ui, theme).clicked();
    let size = theme.line_of(ui.painter(), Role::Label, theme.colour.text, "Remove").size().x
        + 3.0 * theme.gap(Space::S12);
    if theme.effective(ui.available_width() - size) < ROOM_FOR_PATH {
        ui.add(label);
        return button(ui);
    }
    let height = theme.height(theme.scale.control.small, Role::Label);
    let room = vec2(ui.available_width(), height);
    ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
        let removed = button(ui);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| ui.add(label));
        removed
    })
    .inner
}

impl Folder {
    /// Draws the field and its button; gives a folder that is to be added.
    fn show(&mut self, ui: &mut Ui, theme: &Theme, folders: &[PathBuf]) -> Option<PathBuf> {
        let id = Id::new("a folder to add");
        let field = TextField::new(id, &mut self.text, "Add a folder").hint("The whole path").show(ui, theme);
        if field.changed() {
            self.refused = None;
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if entered {
            field.request_focus();
        }
        if let Some(sentence) = self.refused {
            let words = theme.text(Role::Small, sentence).color(theme.colour.caution);
            let shown = ui.add(Label::new(words).wrap());
            ui.ctx().accesskit_node_builder(shown.id, |node| node.set_live(Live::Assertive));
        }
        let pressed = Button::edge("Add").name("Add the folder").show(ui, theme).clicked();
        if entered || pressed { self.take(folders) } else { None }
    }

    /// The folder that is typed, if it can be one. Whether it is there, only who reads it can tell.
    fn take(&mut self, folders: &[PathBuf]) -> Option<PathBuf> {
        let path = PathBuf::from(self.text.trim());
        self.refused = match () {
            () if path.as_os_str().is_empty() => Some("Type the path of a folder first."),
            () if !path.is_absolute() => Some("Give the whole path, from the root of the disk."),
            () if folders.contains(&path) => Some("This folder is in the list already."),
            () => None,
        };
        if self.refused.is_some() {
            return None;
        }
        self.text.clear();
        Some(path)
    }
}

fn languages_ui(ui: &mut Ui, theme: &Theme, view: &SettingsView<'_>, out: &mut Vec<Action>) {
    let chosen = view.settings.language.as_str();
    let mut languages = view.library.languages();
    // One that was chosen stays a choice even where its last scenario is gone.
    languages.insert(chosen);
    languages.insert("");
    ui.horizontal_wrapped(|ui| {
        let gap = theme.gap(Space::S8);
        ui.spacing_mut().item_spacing = vec2(gap, gap);
        for language in languages {
            if Segment::new(name(language), language == chosen).show(ui, theme).clicked() {
                out.push(Action::Change(Setting::Language(language.to_owned())));
            }
        }
    });
}

/// What a language calls itself; the code of one that is not known here.
fn name(code: &str) -> &str {
    match code {
        "" => "Every language",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fr" => "Français",
        "it" => "Italiano",
        "nl" => "Nederlands",
        "pt" => "Português",
        other => other,
    }
}

/// How many scenarios came, and how many files are broken.
fn count(library: &Library) -> String {
    let came = match library.scenarios.len() {
        1 => "1 scenario can be played.".to_owned(),
        count => format!("{count} scenarios can be played."),
    };
    match library.broken().count() {
        0 => came,
        1 => format!("{came} 1 file cannot be opened; the library says why."),
        broken => format!("{came} {broken} files cannot be opened; the library says why."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_taken_once_and_only_as_a_whole_path() {
        let here = std::env::temp_dir();
        let mut folder = Folder { text: format!("  {}  ", here.display()), refused: None };
        assert_eq!(folder.take(&[]), Some(here.clone()));
        assert_eq!(folder.text, "", "there is room for the next one");
        for (text, folders, why) in [
            ("  ", &[][..], "first"),
            ("scenarios", &[][..], "whole path"),
            (&here.display().to_string(), &[here.clone()][..], "already"),
        ] {
            let mut folder = Folder { text: text.to_owned(), refused: None };
            assert_eq!(folder.take(folders), None);
            assert!(folder.refused.is_some_and(|refused| refused.contains(why)), "{text}");
            assert_eq!(folder.text, text, "what was typed stays to be mended");
        }
    }
}
