//! Homes for records, and conversations to keep.

use std::path::PathBuf;
use std::sync::Arc;

use composure::records::{Options, Records};
use composure::rubric;
use composure::scenario::shipped;
use composure::session::{Mode, Reply, Session, Setting};

/// A folder of its own, gone at the end of the test.
pub struct Home(pub PathBuf);

impl Home {
    pub fn new() -> Self {
        use std::sync::atomic::{AtomicU32, Ordering};
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("composure-records-{}-{number}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// Records of somebody in a file of this home.
    pub fn records(&self, person: &str) -> Records {
        let store = self.0.join("records.sqlite").display().to_string();
        let (person, cohort) = (Some(person.to_owned()), Some("may".to_owned()));
        Records::open(&Options {
            store: Some(store),
            person,
            cohort,
            home: Some(self.0.clone()),
            ..Options::default()
        })
        .unwrap()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A conversation that has begun.
pub fn begun(scenario: &str, mode: Mode, seed: u64) -> Session {
    let scenario = shipped().iter().find(|known| known.file.id == scenario).unwrap();
    let setting = Setting { mode, seed, memory: None };
    Session::start(Arc::new(scenario.clone()), rubric::standard().clone(), setting)
}

/// An assessment of two replies that was then left.
pub fn assessed(scenario: &str, seed: u64) -> Session {
    let mut session = begun(scenario, Mode::Assessment, seed);
    for reply in ["I'm so sorry, that was our mistake.", "I'll ring the depot now and call you by six today."]
    {
        session.reply(Reply::typed(reply)).unwrap();
    }
    session.leave();
    session
}
