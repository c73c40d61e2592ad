//! What a person has chosen for themselves, kept in `settings.ron` in the data folder.
//!
//! Options of the command line win over it for as long as the program runs, and are never written into it.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use atomic_write_file::AtomicWriteFile;
use serde::{Deserialize, Serialize};

use crate::records::{Options, data_folder};

/// The file's name.
const FILE: &str = "settings.ron";

/// The smallest and the largest text, in percent.
pub const TEXT_PERCENT: std::ops::RangeInclusive<u16> = 80..=250;

/// What a person has chosen. A field that a file lacks has its default; one that this program does not know is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Size of text in percent, see [`TEXT_PERCENT`].
    pub text_percent: u16,
    /// The theme.
    pub theme: ThemeKind,
    /// Faces and places move.
    pub motion: bool,
    /// Customers take a moment before they answer.
    pub pacing: bool,
    /// The name that attempts go by; empty for none.
    pub name: String,
    /// The group that attempts are compared with; empty for none.
    pub cohort: String,
    /// Where attempts are kept, as `--store` takes it; empty for the file in the data folder.
    pub store: String,
    /// Folders with more scenarios.
    pub scenarios: Vec<PathBuf>,
    /// The language of the scenarios that the library shows, by its code; empty for every language.
    pub language: String,
    /// The first conversation has been offered and was played or declined.
    pub welcomed: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            text_percent: 100,
            theme: ThemeKind::default(),
            motion: true,
            pacing: true,
            name: String::new(),
            cohort: String::new(),
            store: String::new(),
            scenarios: Vec::new(),
            language: String::new(),
            welcomed: false,
        }
    }
}

/// One thing that a person chooses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// See [`Settings::text_percent`]; held to [`TEXT_PERCENT`].
    TextPercent(u16),
    /// See [`Settings::theme`].
    Theme(ThemeKind),
    /// See [`Settings::motion`].
    Motion(bool),
    /// See [`Settings::pacing`].
    Pacing(bool),
    /// See [`Settings::name`].
    Name(String),
    /// See [`Settings::cohort`].
    Cohort(String),
    /// See [`Settings::store`].
    Store(String),
    /// See [`Settings::scenarios`].
    Scenarios(Vec<PathBuf>),
    /// See [`Settings::language`].
    Language(String),
    /// See [`Settings::welcomed`].
    Welcomed(bool),
}

/// Which of the four themes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ThemeKind {
    /// Warm paper.
    #[default]
    Light,
    /// The same room in the evening.
    Dark,
    /// Black on white, every text at 7 to 1 or better.
    HighContrast,
    /// White on black, every text at 7 to 1 or better.
    HighContrastDark,
}

impl ThemeKind {
    /// All four, in the order a person is offered them.
    pub const ALL: [Self; 4] = [Self::Light, Self::Dark, Self::HighContrast, Self::HighContrastDark];

    /// The name a person reads.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::HighContrast => "High contrast",
            Self::HighContrastDark => "High contrast, dark",
        }
    }

    /// Whether this is one of the two that must hold the higher ratio.
    pub fn is_high_contrast(self) -> bool {
        matches!(self, Self::HighContrast | Self::HighContrastDark)
    }
}

impl Settings {
    /// The settings of the data folder, and what is wrong with them if something is: then the defaults hold. A file that
    /// cannot be read is put aside beside where it was, so that saving does not write over it.
    pub fn open() -> (Self, Option<String>) {
        match data_folder() {
            Ok(folder) => Self::open_in(&folder),
            // Records tell that there is no folder.
            Err(_) => (Self::default(), None),
        }
    }

    /// As [`Settings::open`], in this folder.
    pub fn open_in(folder: &Path) -> (Self, Option<String>) {
        let file = folder.join(FILE);
        let (why, line) = match fs::read(&file).map(String::from_utf8) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (Self::default(), None),
            Err(error) => (error.to_string(), 1),
            Ok(Err(_)) => ("it is no UTF-8".to_owned(), 1),
            Ok(Ok(text)) => match ron::from_str::<Self>(&text) {
                Ok(mut settings) => {
                    settings.hold();
                    return (settings, None);
                }
                Err(error) => (error.code.to_string(), error.span.start.line),
            },
        };
        let put = match put_aside(&file) {
            Ok(aside) => format!("the file is now {}", aside.display()),
            Err(error) => format!("and {} cannot be put aside: {error}", file.display()),
        };
        let told =
            format!("your settings cannot be read (line {line}: {why}), so the usual ones hold; {put}");
        (Self::default(), Some(told))
    }

    /// Writes one choice into the data folder; the others stay as they are there, whoever made them.
    ///
    /// # Errors
    /// A sentence that says what could not be written, and why.
    pub fn keep(setting: Setting) -> Result<(), String> {
        let folder = data_folder().map_err(|error| error.to_string())?;
        let (mut settings, _) = Self::open_in(&folder);
        settings.change(setting);
        settings.save_in(&folder).map_err(|error| {
            format!("your settings in {} cannot be written: {error}", folder.join(FILE).display())
        })
    }

    fn save_in(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let text =
            ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()).map_err(io::Error::other)?;
        let mut file = AtomicWriteFile::open(folder.join(FILE))?;
        file.write_all(text.as_bytes())?;
        file.write_all(b"\n")?;
        file.commit()
    }

    /// Takes over one choice.
    pub fn change(&mut self, setting: Setting) {
        match setting {
            Setting::TextPercent(percent) => self.text_percent = percent,
            Setting::Theme(theme) => self.theme = theme,
            Setting::Motion(motion) => self.motion = motion,
            Setting::Pacing(pacing) => self.pacing = pacing,
            Setting::Name(name) => self.name = name,
            Setting::Cohort(cohort) => self.cohort = cohort,
            Setting::Store(store) => self.store = store,
            Setting::Scenarios(folders) => self.scenarios = folders,
            Setting::Language(language) => self.language = language,
            Setting::Welcomed(welcomed) => self.welcomed = welcomed,
        }
        self.hold();
    }

    /// Records as these settings want them, where the command line does not say otherwise.
    pub fn complete(&self, options: Options) -> Options {
        let chosen =
            |given: Option<String>, own: &str| given.or_else(|| (!own.is_empty()).then(|| own.to_owned()));
        Options {
            store: chosen(options.store, &self.store),
            person: chosen(options.person, &self.name),
            cohort: chosen(options.cohort, &self.cohort),
            ..options
        }
    }

    /// Keeps figures within what there is.
    fn hold(&mut self) {
        self.text_percent = self.text_percent.clamp(*TEXT_PERCENT.start(), *TEXT_PERCENT.end());
    }
}

/// Renames a file to a name that nothing has.
fn put_aside(file: &Path) -> io::Result<PathBuf> {
    let names = std::iter::once(file.with_extension("broken.ron"))
        .chain((2..).map(|number| file.with_extension(format!("broken-{number}.ron"))));
    let aside = names.into_iter().find(|name| !name.exists()).expect("some number is free");
    fs::rename(file, &aside).map(|()| aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("composure-settings-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&folder);
            Self(folder)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn what_is_saved_is_opened_again() {
        let folder = Folder::new("saved");
        assert_eq!(Settings::open_in(&folder.0), (Settings::default(), None));
        let settings = Settings {
            text_percent: 150,
            theme: ThemeKind::HighContrastDark,
            name: "Ana \"A\"\n".into(),
            scenarios: vec!["/a b/ü".into()],
            motion: false,
            ..Settings::default()
        };
        settings.save_in(&folder.0).unwrap();
        assert_eq!(Settings::open_in(&folder.0), (settings, None));
    }

    #[test]
    fn a_later_or_shorter_file_is_taken_as_far_as_it_is_known() {
        let folder = Folder::new("later");
        fs::create_dir_all(&folder.0).unwrap();
        fs::write(folder.0.join(FILE), "(theme: Dark, text_percent: 900, smell: \"lavender\")").unwrap();
        let (settings, told) = Settings::open_in(&folder.0);
        assert_eq!((settings.theme, settings.text_percent, told), (ThemeKind::Dark, 250, None));
    }

    #[test]
    fn a_broken_file_is_put_aside_and_told() {
        let folder = Folder::new("broken");
        fs::create_dir_all(&folder.0).unwrap();
        fs::write(folder.0.join(FILE), "(theme: Drak)").unwrap();
        let (settings, told) = Settings::open_in(&folder.0);
        assert_eq!(settings, Settings::default());
        assert!(told.unwrap().contains("line 1"));
        assert_eq!(fs::read_to_string(folder.0.join("settings.broken.ron")).unwrap(), "(theme: Drak)");
        Settings::default().save_in(&folder.0).unwrap();
        assert_eq!(Settings::open_in(&folder.0), (Settings::default(), None));
    }

    #[test]
    fn the_command_line_wins() {
        let settings = Settings { name: "Ana".into(), store: "a.sqlite".into(), ..Settings::default() };
        let options = Options { person: Some("Bea".into()), ..Options::default() };
        let complete = settings.complete(options);
        assert_eq!((complete.person.as_deref(), complete.store.as_deref()), (Some("Bea"), Some("a.sqlite")));
        assert_eq!(complete.cohort, None);
    }
}
