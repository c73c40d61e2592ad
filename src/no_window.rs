//! The window of a build that has none.

use std::process::ExitCode;

use crate::cli::{Refused, WindowSetup};

/// Says that this build has no window.
///
/// # Errors
/// Always [`Refused::NoWindow`].
pub fn open(_setup: WindowSetup) -> Result<ExitCode, Refused> {
    Err(Refused::NoWindow("This build of Composure has no window.".to_owned()))
}
