//! Where a value came from, for problems that only its meaning shows.

use std::sync::OnceLock;

use super::{Diagnostic, Outline, Path, Severity};

/// A file by name, with the places of everything in it. They are looked for when the first problem needs one: most files
/// have none.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The file as the user would name it.
    pub file: String,
    text: String,
    outline: OnceLock<Outline>,
}

impl Origin {
    /// A text whose places nobody has asked for yet.
    pub fn new(file: impl Into<String>, text: String) -> Self {
        Self { file: file.into(), text, outline: OnceLock::new() }
    }

    /// A text that has been outlined already.
    pub(super) fn outlined(file: impl Into<String>, outline: Outline) -> Self {
        Self { file: file.into(), text: String::new(), outline: OnceLock::from(outline) }
    }

    /// The places.
    pub fn outline(&self) -> &Outline {
        self.outline.get_or_init(|| Outline::scan(&self.file, self.text.clone()).0)
    }

    /// Something that must be mended.
    pub fn error(
        &self,
        path: &Path,
        code: &'static str,
        message: impl Into<String>,
        help: Option<String>,
    ) -> Diagnostic {
        self.problem(path, code, Severity::Error, message, help)
    }

    /// A problem with the value at the end of a path.
    pub fn problem(
        &self,
        path: &Path,
        code: &'static str,
        severity: Severity,
        message: impl Into<String>,
        help: Option<String>,
    ) -> Diagnostic {
        self.outline().diagnostic(&self.file, path, code, severity, message, help)
    }
}
