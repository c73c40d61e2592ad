//! The window of a build that has none.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::cli::Refused;

/// Says that this build has no window.
///
/// # Errors
/// Always [`Refused::NoWindow`].
pub fn open(_scenarios: &[PathBuf], _rubric: &[PathBuf]) -> Result<ExitCode, Refused> {
    Err(Refused::NoWindow("This build of Composure has no window.".to_owned()))
}
