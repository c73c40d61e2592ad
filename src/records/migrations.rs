//! The tables, and how older ones become them. A file, once released, is never changed; a new one follows it.

use refinery::Runner;
use refinery::error::Kind;

refinery::embed_migrations!("src/records/migrations");

/// All steps to the tables of this program.
pub(super) fn runner() -> Runner {
    migrations::runner()
}

/// The last of them.
pub(super) fn newest() -> i32 {
    runner().get_migrations().iter().map(refinery::Migration::version).max().unwrap_or(0)
}

/// Whether the tables were made by a program that knows more steps.
pub(super) fn is_newer(error: &refinery::Error) -> bool {
    matches!(error.kind(), Kind::MissingVersion(_) | Kind::DivergentVersion(..))
}
