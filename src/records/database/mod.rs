//! One small face for both engines. All SQL above it is written once, in what both understand: `?1` for values, whole
//! numbers and text, no order of text that depends on the language.

mod sqlite;

#[cfg(feature = "team")]
mod postgres;

#[cfg(not(feature = "team"))]
#[path = "no_postgres.rs"]
mod postgres;

use super::{Address, StoreError};

/// A value in a row or of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(String),
}

/// A row that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row(pub Vec<Value>);

impl Row {
    /// A number; 0 where there is none.
    pub fn integer(&self, at: usize) -> i64 {
        self.optional(at).unwrap_or(0)
    }

    /// A number, if there is one.
    pub fn optional(&self, at: usize) -> Option<i64> {
        match self.0.get(at) {
            Some(Value::Integer(number)) => Some(*number),
            _ => None,
        }
    }

    /// Text; empty where there is none.
    pub fn text(&self, at: usize) -> &str {
        self.optional_text(at).unwrap_or("")
    }

    /// Text, taken out; empty where there is none.
    pub fn take_text(&mut self, at: usize) -> String {
        match self.0.get_mut(at) {
            Some(Value::Text(text)) => std::mem::take(text),
            _ => String::new(),
        }
    }

    /// Text, if there is some.
    pub fn optional_text(&self, at: usize) -> Option<&str> {
        match self.0.get(at) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// PostgreSQL takes no NUL in text, so no store does; bodies, which are JSON, have it escaped.
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text })
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// An open database, with the tables as this program knows them.
pub trait Database: Send {
    /// Carries out a statement; gives how many rows it touched.
    ///
    /// # Errors
    /// Whatever the engine refuses.
    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64, StoreError>;

    /// Looks up rows, one after the other.
    ///
    /// # Errors
    /// Whatever the engine refuses.
    fn query(&mut self, sql: &str, values: &[Value], each: &mut dyn FnMut(Row)) -> Result<(), StoreError>;

    /// Begins to write: others that write wait until [`Database::commit`] or [`Database::rollback`].
    ///
    /// # Errors
    /// When the others take too long.
    fn begin(&mut self) -> Result<(), StoreError>;

    /// What was written since [`Database::begin`] is there for good, power cuts included.
    ///
    /// # Errors
    /// It may be there or not then.
    fn commit(&mut self) -> Result<(), StoreError>;

    /// What was written since [`Database::begin`] never was.
    fn rollback(&mut self);

    /// Whether the engine still answers.
    fn is_there(&mut self) -> bool {
        true
    }

    /// What the engine finds wrong with its own tables and indexes.
    ///
    /// # Errors
    /// Whatever the engine refuses.
    fn damage(&mut self) -> Result<Vec<String>, StoreError> {
        Ok(Vec::new())
    }

    /// Overwrites what deleted rows have left behind, as far as the engine can.
    ///
    /// # Errors
    /// Whatever the engine refuses.
    fn scrub(&mut self) -> Result<(), StoreError>;
}

/// Opens a database and brings its tables up to date. `may_create`: a file that is not there is made.
///
/// # Errors
/// See [`StoreError`].
pub fn open(address: &Address, may_create: bool) -> Result<Box<dyn Database>, StoreError> {
    match address {
        Address::File(path) => sqlite::open(path, address.to_string(), may_create),
        Address::Server(url) => postgres::open(url, address.to_string()),
    }
}
