//! Where a value came from, for problems that only its meaning shows.

use super::{Diagnostic, Outline, Path, Severity};

/// A file by name, with the places of everything in it.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The file as the user would name it.
    pub file: String,
    /// The places.
    pub outline: Outline,
}

impl Origin {
    /// Something that must be mended.
    pub fn error(
        &self,
        path: &Path,
        code: &'static str,
        message: impl Into<String>,
        help: Option<String>,
    ) -> Diagnostic {
        self.outline.diagnostic(&self.file, path, code, Severity::Error, message, help)
    }

    /// Something that is probably not meant.
    pub fn warning(
        &self,
        path: &Path,
        code: &'static str,
        message: impl Into<String>,
        help: Option<String>,
    ) -> Diagnostic {
        self.outline.diagnostic(&self.file, path, code, Severity::Warning, message, help)
    }
}
