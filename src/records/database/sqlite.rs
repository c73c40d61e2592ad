//! SQLite: one file, written through to the disk with every commit.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::time::{Duration, Instant};

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
    if path.is_dir() {
        let error = std::io::Error::other("it is a folder; give the path of a file in it");
        return Err(StoreError::File { what: "open", path: path.to_owned(), error });
    }
    if starts_otherwise(path) {
        let why = "it does not begin like one".to_owned();
        return Err(StoreError::Garbled { store: name, why });
    }
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

/// Whether a file holds something that is not SQLite's. The engine itself takes a file of a few bytes for an empty one and
/// overwrites it.
fn starts_otherwise(path: &Path) -> bool {
    const START: &[u8] = b"SQLite format 3\0";
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(START.len() as u64).read_to_end(&mut start));
    // What cannot be read is the engine's to tell.
    read.is_ok() && !start.is_empty() && start != START
}

impl Sqlite {
    /// Sets it up as we need it, with the tables up to date.
    fn prepare(&mut self) -> Result<(), StoreError> {
        self.connection.busy_timeout(PATIENCE).map_err(|error| told(&self.name, &error))?;
        self.look()?;
        self.with_patience(Self::set_up)?;
        if self.connection.is_readonly("main").map_err(|error| told(&self.name, &error))? {
            return Err(StoreError::ReadOnly { store: self.name.clone() });
        }
        self.connection.set_prepared_statement_cache_capacity(64);
        self.with_patience(Self::migrate)
    }

    /// Looks before anything is touched: what another program, or a newer one of ours, has written stays as it is.
    fn look(&self) -> Result<(), StoreError> {
        let number = |sql: &str| {
            let found = self.connection.query_row(sql, [], |row| row.get::<_, i64>(0));
            found.map_err(|error| told(&self.name, &error))
        };
        if number("SELECT COUNT(*) FROM sqlite_master")? == 0 {
            return Ok(());
        }
        if number("SELECT COUNT(*) FROM sqlite_master WHERE name = 'refinery_schema_history'")? == 0 {
            let why = "it is a database of another program".to_owned();
            return Err(StoreError::Garbled { store: self.name.clone(), why });
        }
        let version = number("SELECT COALESCE(MAX(version), 0) FROM refinery_schema_history")?;
        if version > i64::from(migrations::newest()) {
            return Err(StoreError::Newer { store: self.name.clone() });
        }
        Ok(())
    }

    fn set_up(&mut self) -> Result<(), StoreError> {
        // Commits reach the disk before they return; what is deleted is overwritten.
        let done = self.connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
             PRAGMA secure_delete = ON; PRAGMA cache_size = -16000; PRAGMA mmap_size = 268435456;",
        );
        done.map_err(|error| told(&self.name, &error))
    }

    fn migrate(&mut self) -> Result<(), StoreError> {
        migrations::runner().run(&mut self.connection).map(drop).map_err(|error| {
            let store = self.name.clone();
            match sqlite_cause(&error) {
                _ if migrations::is_newer(&error) => StoreError::Newer { store },
                // Another process has made a table that this one was about to make.
                Some(cause) if matches!(cause.sqlite_error_code(), None | Some(ErrorCode::Unknown)) => {
                    StoreError::Locked { store, seconds: PATIENCE.as_secs() }
                }
                Some(cause) => told(&self.name, cause),
                None => StoreError::Garbled { store, why: error.to_string() },
            }
        })
    }

    /// Two processes that both find a new store both begin to set it up, where the engine does not wait by itself: who comes
    /// second looks again.
    fn with_patience(
        &mut self,
        step: impl Fn(&mut Self) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let begun = Instant::now();
        loop {
            match step(self) {
                Err(StoreError::Locked { .. }) if begun.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                done => return done,
            }
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

    fn damage(&mut self) -> Result<Vec<String>, StoreError> {
        let mut told = Vec::new();
        self.query("PRAGMA integrity_check(20)", &[], &mut |row| told.push(row.text(0).to_owned()))?;
        told.retain(|line| line != "ok");
        Ok(told)
    }

    fn scrub(&mut self) -> Result<(), StoreError> {
        // `secure_delete` has overwritten the pages; the log may still hold them as they were.
        let checkpoint =
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        // Somebody who reads keeps the log as it is; that is no error to the engine.
        match checkpoint.map_err(|error| told(&self.name, &error))? {
            0 => Ok(()),
            _ => Err(StoreError::Locked { store: self.name.clone(), seconds: PATIENCE.as_secs() }),
        }
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
    // A statement that fails is repeated in what the engine says, line by line.
    let why = error.to_string().lines().next().unwrap_or_default().to_owned();
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
