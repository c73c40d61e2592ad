//! The scenarios that ship inside the program.

use std::sync::LazyLock;

use super::shared::{Shared, SharedFile};
use super::{Scenario, read};
use crate::rubric;

/// The shipped files below `scenarios`: path and content. Those below `shared` are shared by the others.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/scenarios.rs"));

/// The shipped scenario files: path and content.
pub fn embedded() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    FILES.iter().filter(|(path, _)| !path.starts_with("shared/")).copied()
}

/// The shipped shared files, read at their first use.
pub fn shipped_shared() -> &'static Shared {
    static SHARED: LazyLock<Shared> = LazyLock::new(|| {
        let files: Vec<SharedFile> =
            FILES.iter().filter_map(|(path, bytes)| shared_file(path, bytes)).collect();
        Shared::read(&files).0
    });
    &SHARED
}

fn shared_file(path: &str, bytes: &[u8]) -> Option<SharedFile> {
    let key = path.strip_prefix("shared/")?.strip_suffix(".ron")?;
    Some(SharedFile { name: path.to_owned(), key: key.to_owned(), bytes: bytes.to_vec() })
}

/// The shipped scenarios, read at their first use.
pub fn shipped() -> &'static [Scenario] {
    static SHIPPED: LazyLock<Vec<Scenario>> = LazyLock::new(|| {
        embedded()
            .filter_map(|(path, bytes)| read(path, bytes, shipped_shared(), rubric::standard()).0)
            .collect()
    });
    &SHIPPED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_scenario_is_without_problems() {
        let shared: Vec<SharedFile> =
            FILES.iter().filter_map(|(path, bytes)| shared_file(path, bytes)).collect();
        let (_, problems) = Shared::read(&shared);
        assert!(problems.is_empty(), "{problems:#?}");
        for (path, bytes) in embedded() {
            let (scenario, problems) = read(path, bytes, shipped_shared(), rubric::standard());
            assert!(problems.is_empty(), "{path}: {problems:#?}");
            let scenario = scenario.unwrap();
            let again = scenario.source.read(path, rubric::standard()).unwrap();
            assert_eq!(again.hash, scenario.hash, "{path} is the same from what was kept of it");
        }
    }
}
