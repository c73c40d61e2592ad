//! A setting that is typed.

use egui::{Id, Ui};

use crate::ui::theme::Theme;
use crate::ui::widgets::TextField;

/// What is typed for a setting. It is taken over on Enter or when the focus leaves, and follows the setting when that
/// changes elsewhere while nobody types.
#[derive(Clone, Debug)]
pub struct Line {
    text: String,
    /// The setting that the text was taken from.
    of: String,
}

impl Line {
    /// The setting as it is.
    pub fn of(setting: &str) -> Self {
        Self { text: setting.to_owned(), of: setting.to_owned() }
    }

    /// The words, where they were typed and differ from the setting.
    pub fn typed(&self, setting: &str) -> Option<String> {
        let words = self.text.trim();
        (words != setting && self.text != self.of).then(|| words.to_owned())
    }

    /// Draws the field under its label; gives the words when they are taken over and differ from the setting.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        label: &str,
        hint: &str,
        setting: &str,
    ) -> Option<String> {
        let id = Id::new(("setting", label));
        let field = TextField::new(id, &mut self.text, label).hint(hint).show(ui, theme);
        let words = self.text.trim();
        if field.lost_focus() && words != setting {
            return Some(words.to_owned());
        }
        if self.of != setting && !field.has_focus() {
            *self = Self::of(setting);
            ui.ctx().request_repaint();
        }
        None
    }
}
