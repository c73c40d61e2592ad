//! Pages to hand on, written where people find them.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::records::pages_folder;

/// Writes a page under a name that nothing has yet, and gives its path.
///
/// # Errors
/// A sentence that says what cannot be written, and why.
pub fn save(name: &str, html: &str) -> Result<PathBuf, String> {
    let folder = pages_folder().map_err(|error| error.to_string())?;
    save_in(&folder, name, html).map_err(|error| format!("{} cannot be written: {error}", folder.display()))
}

fn save_in(folder: &Path, name: &str, html: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    for number in 1.. {
        let path = match number {
            1 => folder.join(format!("{name}.html")),
            _ => folder.join(format!("{name} {number}.html")),
        };
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                let written = file.write_all(html.as_bytes()).and_then(|()| file.sync_all());
                if written.is_err() {
                    // Half a page is none.
                    let _ = fs::remove_file(&path);
                }
                return written.map(|()| path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    unreachable!("some number is free")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_page_is_written_over_another() {
        let folder = std::env::temp_dir().join(format!("composure-pages-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let first = save_in(&folder, "late-gift 1a2b", "one").unwrap();
        let second = save_in(&folder, "late-gift 1a2b", "two").unwrap();
        assert_eq!(first.file_name().unwrap(), "late-gift 1a2b.html");
        assert_eq!(second.file_name().unwrap(), "late-gift 1a2b 2.html");
        assert_eq!(fs::read_to_string(first).unwrap() + &fs::read_to_string(second).unwrap(), "onetwo");
        fs::remove_dir_all(&folder).unwrap();
        fs::write(&folder, "").unwrap();
        assert!(save_in(&folder, "a", "b").is_err(), "a file in the way of the folder");
        fs::remove_file(&folder).unwrap();
    }
}
