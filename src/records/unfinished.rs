//! The conversation that was not ended, in a plain file of its own.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::session::Attempt;

/// A conversation that was not ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// What was said so far.
    pub attempt: Attempt,
    /// What was written and not sent.
    #[serde(default)]
    pub draft: String,
    /// Hints taken for what is being written.
    #[serde(default)]
    pub hints: u8,
}

/// Why it cannot be kept or found again.
#[derive(Debug, Error)]
pub enum KeepError {
    /// The file or its folder.
    #[error("cannot keep the conversation in {path}: {error}; it is safe only while the window is open", path = path.display())]
    Write {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The file cannot be opened.
    #[error("cannot read the unfinished conversation in {path}: {error}", path = path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The file is something else; it has been put aside.
    #[error("the unfinished conversation in {path} could not be understood ({error}); it has been put aside as {aside}", path = path.display(), aside = aside.display())]
    Garbled {
        /// Which file.
        path: PathBuf,
        /// Where it is now.
        aside: PathBuf,
        /// What is wrong with it.
        error: serde_json::Error,
    },
}

/// Keeps one unfinished conversation in a folder.
#[derive(Clone, Debug)]
pub struct Keeper {
    path: PathBuf,
}

impl Keeper {
    /// For a folder, which need not exist yet.
    pub fn new(folder: &Path) -> Self {
        Self { path: folder.join("unfinished.json") }
    }

    /// Replaces what is kept. The file is always whole: the new one takes the old one's place in one step.
    ///
    /// # Errors
    /// [`KeepError::Write`].
    pub fn keep(&self, unfinished: &Unfinished) -> Result<(), KeepError> {
        let json = serde_json::to_vec_pretty(unfinished).expect("plain data serialises");
        let write = || -> io::Result<()> {
            if let Some(folder) = self.path.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut file = atomic_write_file::AtomicWriteFile::open(&self.path)?;
            file.write_all(&json)?;
            file.commit()
        };
        write().map_err(|error| KeepError::Write { path: self.path.clone(), error })
    }

    /// Gives what is kept another name, so that another conversation can be kept without losing it.
    ///
    /// # Errors
    /// [`KeepError::Write`].
    pub fn put_aside(&self) -> Result<(), KeepError> {
        let moved = if self.path.exists() { fs::rename(&self.path, self.aside("earlier")) } else { Ok(()) };
        moved.map_err(|error| KeepError::Write { path: self.path.clone(), error })
    }

    /// There is nothing to keep any more.
    ///
    /// # Errors
    /// [`KeepError::Write`].
    pub fn forget(&self) -> Result<(), KeepError> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(KeepError::Write { path: self.path.clone(), error })
            }
            _ => Ok(()),
        }
    }

    /// What is kept, if anything is. A file that makes no sense is put aside, never overwritten.
    ///
    /// # Errors
    /// [`KeepError::Read`] and [`KeepError::Garbled`].
    pub fn find(&self) -> Result<Option<Unfinished>, KeepError> {
        let bytes = match fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(KeepError::Read { path: self.path.clone(), error }),
        };
        serde_json::from_slice(&bytes).map(Some).map_err(|error| {
            let aside = self.aside("garbled");
            let moved = fs::rename(&self.path, &aside).is_ok();
            let aside = if moved { aside } else { self.path.clone() };
            KeepError::Garbled { path: self.path.clone(), aside, error }
        })
    }

    /// A name beside the file that nothing has yet.
    fn aside(&self, why: &str) -> PathBuf {
        let free = |number: u32| self.path.with_file_name(format!("unfinished-{number}.{why}.json"));
        (1..).map(free).find(|path| !path.exists()).expect("numbers do not run out")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{ATTEMPT_FORMAT, GivenReply, Mode};

    fn unfinished(draft: &str) -> Unfinished {
        let replies = vec![GivenReply { text: "I'm on it.".into(), ..GivenReply::default() }];
        let attempt = Attempt {
            format: ATTEMPT_FORMAT,
            scenario: "late-gift".into(),
            scenario_hash: "1".into(),
            rubric_hash: "2".into(),
            scorer: 1,
            mode: Mode::Practice,
            memory: None,
            seed: 7,
            replies,
            left: false,
        };
        Unfinished { attempt, draft: draft.into(), hints: 0 }
    }

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("composure-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn what_is_kept_is_found_again() {
        let keeper = Keeper::new(&folder("kept").join("not yet there"));
        assert_eq!(keeper.find().unwrap(), None);
        keeper.keep(&unfinished("half a sen")).unwrap();
        keeper.keep(&unfinished("half a sentence")).unwrap();
        assert_eq!(keeper.find().unwrap(), Some(unfinished("half a sentence")));
        keeper.forget().unwrap();
        keeper.forget().unwrap();
        assert_eq!(keeper.find().unwrap(), None);
    }

    #[test]
    fn an_earlier_conversation_is_put_aside_and_not_lost() {
        let folder = folder("earlier");
        let keeper = Keeper::new(&folder);
        keeper.put_aside().unwrap();
        keeper.keep(&unfinished("the first")).unwrap();
        keeper.put_aside().unwrap();
        keeper.keep(&unfinished("the second")).unwrap();
        let aside = fs::read_to_string(folder.join("unfinished-1.earlier.json")).unwrap();
        assert!(aside.contains("the first"));
        assert_eq!(keeper.find().unwrap(), Some(unfinished("the second")));
    }

    #[test]
    fn what_cannot_be_read_is_put_aside_and_not_lost() {
        let folder = folder("garbled");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("unfinished.json"), "{\"attempt\":").unwrap();
        let error = Keeper::new(&folder).find().unwrap_err();
        let KeepError::Garbled { aside, .. } = error else { panic!("{error}") };
        assert_eq!(fs::read_to_string(aside).unwrap(), "{\"attempt\":");
        assert_eq!(Keeper::new(&folder).find().unwrap(), None);
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_told() {
        let folder = folder("blocked");
        fs::write(&folder, "a file where the folder should be").unwrap();
        let error = Keeper::new(&folder).keep(&unfinished("")).unwrap_err();
        assert!(matches!(error, KeepError::Write { .. }), "{error}");
        fs::remove_file(folder).unwrap();
    }
}
