//! Where Composure keeps things.

use std::env;
use std::path::PathBuf;

use thiserror::Error;

/// There is no folder to keep things in.
#[derive(Debug, Error)]
#[error("there is no folder to keep conversations in; set COMPOSURE_HOME to one")]
pub struct PlaceError;

/// `$COMPOSURE_HOME`, or `composure` in the user's data folder.
///
/// # Errors
/// When the system names no home.
pub fn data_folder() -> Result<PathBuf, PlaceError> {
    if let Some(home) = set("COMPOSURE_HOME") {
        return Ok(home);
    }
    let data = if cfg!(windows) {
        set("APPDATA")
    } else if cfg!(target_os = "macos") {
        set("HOME").map(|home| home.join("Library").join("Application Support"))
    } else {
        set("XDG_DATA_HOME").or_else(|| set("HOME").map(|home| home.join(".local").join("share")))
    };
    data.map(|data| data.join("composure")).ok_or(PlaceError)
}

/// Where pages to hand on are written: `Composure` among the user's documents where there is a folder for them, otherwise
/// `pages` in the data folder.
///
/// # Errors
/// When the system names no home.
pub fn pages_folder() -> Result<PathBuf, PlaceError> {
    let home = set(if cfg!(windows) { "USERPROFILE" } else { "HOME" });
    let documents = set("XDG_DOCUMENTS_DIR").or_else(|| home.map(|home| home.join("Documents")));
    match documents.filter(|folder| set("COMPOSURE_HOME").is_none() && folder.is_dir()) {
        Some(documents) => Ok(documents.join("Composure")),
        None => data_folder().map(|data| data.join("pages")),
    }
}

/// A folder that the environment names.
fn set(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
