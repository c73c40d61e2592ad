//! SQLite: one file, written through to the disk with every commit.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql, params_from_iter};

use super::super::{StoreError, migrations};
use super::{Database, Row, Value};

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(5);

struct Sqlite {
    connection: Connection,
    name: String,
}

/// Opens a file; makes it where it is not there and `may_create`.
///
/// # Errors
/// See [`StoreError`].
pub(super) fn open(path: &Path, name: String, may_create: bool) -> Result<Box<dyn Database>, StoreError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if may_create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|error| StoreError::Folder { store: name.clone(), error })?;
        }
    } else if let Err(error) = fs::metadata(path) {
        return Err(StoreError::File { what: "open", path: path.to_owned(), error });
    }
    let is_new = may_create && !path.exists();
    let connection = Connection::open_with_flags(path, flags).map_err(|error| told(&name, &error))?;
    if is_new {
        keep_to_ourselves(path);
    }
    let mut sqlite = Sqlite { connection, name };
    sqlite.prepare()?;
    Ok(Box::new(sqlite))
}

/// What people said is nobody else's on this machine. Where a file system knows no rights, there is nothing to do.
fn keep_to_ourselves(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o600));
    }
    #[cfg(not(unix))]
    let _ = path;
}

impl Sqlite {
    /// Sets it up as we need it, with the tables up to date.
    fn prepare(&mut self) -> Result<(), StoreError> {
        let tell = |error: rusqlite::Error| told(&self.name, &error);
        self.connection.busy_timeout(PATIENCE).map_err(tell)?;
        // Commits reach the disk before they return; what is deleted is overwritten.
        self.connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                 PRAGMA secure_delete = ON; PRAGMA cache_size = -16000; PRAGMA mmap_size = 268435456;",
            )
            .map_err(tell)?;
        if self.connection.is_readonly("main").map_err(tell)? {
            return Err(StoreError::ReadOnly { store: self.name.clone() });
        }
        self.connection.set_prepared_statement_cache_capacity(64);
        self.migrate()
    }

    /// Two processes that both find an old store both begin to bring it up to date; who comes second looks again.
    fn migrate(&mut self) -> Result<(), StoreError> {
        let mut tries = 0;
        loop {
            let done = migrations::runner().run(&mut self.connection);
            let error = match done {
                Ok(_) => return Ok(()),
                Err(error) => error,
            };
            tries += 1;
            if migrations::is_newer(&error) {
                return Err(StoreError::Newer { store: self.name.clone() });
            }
            if tries == 20 {
                return Err(match sqlite_cause(&error) {
                    Some(cause) => told(&self.name, cause),
                    None => StoreError::Garbled { store: self.name.clone(), why: error.to_string() },
                });
            }
            if let Some(cause) = sqlite_cause(&error)
                && !matches!(cause.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::Unknown))
            {
                return Err(told(&self.name, cause));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

fn sqlite_cause(error: &refinery::Error) -> Option<&rusqlite::Error> {
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        cause = error.source();
    }
    None
}

impl Database for Sqlite {
    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|error| told(&self.name, &error))?;
        let touched = statement.execute(params_from_iter(values));
        touched.map(|count| count as u64).map_err(|error| told(&self.name, &error))
    }

    fn query(&mut self, sql: &str, values: &[Value], each: &mut dyn FnMut(Row)) -> Result<(), StoreError> {
        let tell = |error: rusqlite::Error| told(&self.name, &error);
        let mut statement = self.connection.prepare_cached(sql).map_err(tell)?;
        let columns = statement.column_count();
        let mut rows = statement.query(params_from_iter(values)).map_err(tell)?;
        while let Some(row) = rows.next().map_err(tell)? {
            let value = |at| {
                Ok(match row.get_ref(at)? {
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(number) => Value::Integer(number),
                    ValueRef::Real(number) => Value::Text(number.to_string()),
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                        Value::Text(String::from_utf8_lossy(bytes).into_owned())
                    }
                })
            };
            each(Row((0..columns).map(value).collect::<Result<_, _>>().map_err(tell)?));
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| told(&self.name, &error))
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.connection.execute_batch("COMMIT").map_err(|error| told(&self.name, &error))
    }

    fn rollback(&mut self) {
        // Where the engine has rolled back already, there is nothing left to do.
        let _ = self.connection.execute_batch("ROLLBACK");
    }

    fn scrub(&mut self) -> Result<(), StoreError> {
        // `secure_delete` has overwritten the pages; the log may still hold them as they were.
        let checkpoint = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        checkpoint.map_err(|error| told(&self.name, &error))
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Value::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Value::Integer(number) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

/// What SQLite says, as what it means for somebody who only wants to practise.
fn told(name: &str, error: &rusqlite::Error) -> StoreError {
    let store = name.to_owned();
    let why = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            StoreError::Locked { store, seconds: PATIENCE.as_secs() }
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
            StoreError::ReadOnly { store }
        }
        Some(ErrorCode::DiskFull) => StoreError::Full { store },
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => StoreError::Garbled { store, why },
        _ => StoreError::Engine { store, why },
    }
}
