//! Where commands keep attempts, and under which name.

use clap::Args;

use crate::records::{Address, Options, Recorder, StoreError};
use crate::settings::Settings;

/// Where attempts are kept, and for whom.
#[derive(Clone, Debug, Default, Args)]
pub struct KeepArguments {
    /// Where attempts are kept: a file, or a team's postgres://USER@HOST/DATABASE. Otherwise a file in the data folder.
    #[arg(long, value_name = "URL")]
    pub store: Option<String>,
    /// The name that attempts go by; an alias will do.
    #[arg(long = "as", value_name = "NAME")]
    pub name: Option<String>,
    /// The group that attempts are compared with.
    #[arg(long, value_name = "NAME")]
    pub cohort: Option<String>,
}

impl KeepArguments {
    /// As records take it, with the settings where nothing was said.
    pub fn options(&self) -> Options {
        Settings::open().0.complete(self.asked())
    }

    /// As records take what was said, and nothing else.
    pub fn asked(&self) -> Options {
        Options {
            store: self.store.clone(),
            person: self.name.clone(),
            cohort: self.cohort.clone(),
            ..Options::default()
        }
    }

    /// The file that was named, if it was a file.
    pub fn file(&self) -> Option<String> {
        let store = self.store.as_deref()?;
        matches!(Address::parse(store), Ok(Address::File(_))).then(|| store.to_owned())
    }

    /// Opens the records. A file that was named has to be there to be written; without one a conversation goes on all the
    /// same, and is told that it is not kept.
    pub fn recorder(&self) -> Result<Recorder, StoreError> {
        let mut recorder = match &self.store {
            Some(_) => Recorder::at_once(self.options())?,
            None => Recorder::new(self.options()),
        };
        tell(&mut recorder);
        Ok(recorder)
    }
}

/// Tells on standard error what the recorder has to say.
pub fn tell(recorder: &mut Recorder) {
    for sentence in recorder.news() {
        eprintln!("composure: {sentence}");
    }
}
