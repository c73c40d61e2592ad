//! A build without a team's store.

use super::super::StoreError;
use super::Database;

/// Says that this build cannot.
///
/// # Errors
/// Always [`StoreError::NoTeam`].
pub(super) fn open(_url: &str, _name: String) -> Result<Box<dyn Database>, StoreError> {
    Err(StoreError::NoTeam)
}
