//! Records as a file: exported by one store, signed by its desk, imported by another; any number of times.
//!
//! One JSON object a line: a header, desks, links, contents, bodies, and last the signature over every byte before it.

use std::io::{BufRead, Write};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::content::Content;
use super::database::Value;
use super::desk::is_signed;
use super::entry::Link;
use super::lookup::Filter;
use super::store::{LINK, Parcel, Received, Store, link};
use super::{Desk, StoreError};

/// The format of exports that this program writes.
const FORMAT: u32 = 1;

/// Why records cannot be exported or imported.
#[derive(Debug, Error)]
pub enum TransferError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file.
    #[error("cannot read or write the file: {0}")]
    File(#[from] std::io::Error),
    /// A line makes no sense.
    #[error("line {line} of the file makes no sense ({why}); nothing was imported")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// It was written by a later program.
    #[error("the file was exported by a newer Composure; update this one; nothing was imported")]
    Newer,
    /// It was changed, or cut off.
    #[error(
        "the file is not as it was signed: it was changed or cut off; ask for it again; nothing was imported"
    )]
    Unsigned,
}

/// A line of an export.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Line {
    Composure { format: u32, exported_at: i64 },
    Desk { id: String, public_key: String },
    Link(Link),
    Content(Content),
    Body { desk: String, number: u64, text: String },
    Signature { desk: String, public_key: String, signature: String },
}

impl Line {
    fn to_text(&self) -> String {
        serde_json::to_string(self).expect("plain data serialises") + "\n"
    }
}

/// Hashes everything that goes through it.
struct Sealing<W> {
    to: W,
    hasher: blake3::Hasher,
}

impl<W: Write> Sealing<W> {
    fn line(&mut self, line: &Line) -> Result<(), TransferError> {
        let text = line.to_text();
        self.hasher.update(text.as_bytes());
        Ok(self.to.write_all(text.as_bytes())?)
    }
}

/// Writes out all links and, of the attempts that the filter lets through, everything that others may see. Gives how many
/// bodies.
///
/// # Errors
/// See [`TransferError`].
pub fn export(
    store: &mut Store,
    desk: &Desk,
    filter: &Filter,
    at: i64,
    to: impl Write,
) -> Result<usize, TransferError> {
    let mut out = Sealing { to, hasher: blake3::Hasher::new() };
    out.line(&Line::Composure { format: FORMAT, exported_at: at })?;
    for row in store.rows("SELECT id, public_key FROM desk ORDER BY id", &[])? {
        if row.text(0) != desk.id {
            out.line(&Line::Desk { id: row.text(0).to_owned(), public_key: row.text(1).to_owned() })?;
        }
    }
    // Who signs is among the desks, so that the signature covers its name, whether or not this store knew it.
    out.line(&Line::Desk { id: desk.id.clone(), public_key: desk.public_key() })?;
    let mut done = Ok(());
    let links = format!("SELECT {LINK} FROM link ORDER BY desk, number");
    store.database.query(&links, &[], &mut |row| {
        if done.is_ok() {
            done = out.line(&Line::Link(link(&row)));
        }
    })?;
    done?;
    let (condition, values) = bodies(filter);
    for content in needed(store, &condition, &values)? {
        out.line(&Line::Content(content))?;
    }
    let mut done = Ok(());
    let mut count = 0;
    let sql = format!("SELECT b.desk, b.number, b.text {condition} ORDER BY b.desk, b.number");
    store.database.query(&sql, &values, &mut |row| {
        if done.is_ok() {
            count += 1;
            let (desk, number, text) =
                (row.text(0).to_owned(), row.integer(1) as u64, row.text(2).to_owned());
            done = out.line(&Line::Body { desk, number, text });
        }
    })?;
    done?;
    let signature = desk.sign(out.hasher.finalize().as_bytes());
    let line = Line::Signature { desk: desk.id.clone(), public_key: desk.public_key(), signature };
    out.line(&line)?;
    out.to.flush()?;
    Ok(count)
}

/// The bodies that a filter lets through: those about its attempts, and those about none, which say what was forgotten.
fn bodies(filter: &Filter) -> (String, Vec<Value>) {
    let mut values = Vec::new();
    let condition = filter.attempts("a.", &mut values);
    let sql = format!(
        "FROM body b LEFT JOIN attempt a ON a.id = b.attempt WHERE b.public = 1 AND (b.attempt = '' OR (1 = 1{condition}))"
    );
    (sql, values)
}

fn needed(store: &mut Store, bodies: &str, values: &[Value]) -> Result<Vec<Content>, StoreError> {
    let mut hashes = std::collections::BTreeSet::new();
    for column in ["a.scenario_hash", "a.rubric_hash"] {
        let sql = format!("SELECT DISTINCT {column} {bodies} AND a.id IS NOT NULL");
        hashes.extend(store.rows(&sql, values)?.iter().map(|row| row.text(0).to_owned()));
    }
    let mut contents = Vec::new();
    for hash in hashes {
        contents.extend(store.content(&hash)?);
    }
    Ok(contents)
}

/// What an import brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// What was new.
    pub received: Received,
    /// The desk that signed the file.
    pub desk: String,
    /// Whether its key was known before; otherwise nothing but the file vouches for it.
    pub known: bool,
}

/// Reads an export, checks its signature and takes in what is new. All of it or nothing.
///
/// # Errors
/// See [`TransferError`].
pub fn import(store: &mut Store, mut from: impl BufRead) -> Result<Imported, TransferError> {
    let mut parcel = Parcel::default();
    let mut hasher = blake3::Hasher::new();
    let mut text = String::new();
    let mut number = 0;
    let signed = loop {
        text.clear();
        let read = from.read_line(&mut text).map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidData => nonsense(number + 1, "it is no text"),
            _ => TransferError::File(error),
        });
        if read? == 0 {
            return Err(if number == 0 { nonsense(1, "the file is empty") } else { TransferError::Unsigned });
        }
        number += 1;
        match self::read(&text, number)? {
            Line::Composure { format, .. } if format > FORMAT => return Err(TransferError::Newer),
            Line::Composure { .. } if number == 1 => {}
            _ if number == 1 => return Err(nonsense(1, "it does not begin like an export of Composure")),
            Line::Composure { .. } => return Err(nonsense(number, "a second beginning")),
            Line::Desk { id, public_key } => parcel.desks.push((id, public_key)),
            Line::Link(link) => parcel.links.push(link),
            Line::Content(content) => parcel.contents.push(content),
            Line::Body { desk, number, text } => parcel.bodies.push((desk, number, text)),
            Line::Signature { desk, public_key, signature } => {
                let signed = is_signed(&public_key, &signature, hasher.finalize().as_bytes());
                let signer = (desk, public_key);
                let known = parcel.desks.contains(&signer);
                let (desk, public_key) = signer.clone();
                let written = Line::Signature { desk, public_key, signature }.to_text();
                if !signed || !known || written != text {
                    return Err(TransferError::Unsigned);
                }
                break signer.0;
            }
        }
        hasher.update(text.as_bytes());
    };
    if from.fill_buf()?.iter().any(|byte| !byte.is_ascii_whitespace()) {
        return Err(TransferError::Unsigned);
    }
    let desk = signed;
    let known = store.row("SELECT 1 FROM desk WHERE id = ?1", &[desk.as_str().into()])?.is_some();
    let received = store.receive(&parcel)?;
    Ok(Imported { received, desk, known })
}

fn read(text: &str, line: usize) -> Result<Line, TransferError> {
    serde_json::from_str(text).map_err(|error| {
        // A header of a later format may have fields that nobody knows yet.
        let later = serde_json::from_str::<serde_json::Value>(text)
            .ok()
            .and_then(|value| value["composure"]["format"].as_u64())
            .is_some_and(|format| format > u64::from(FORMAT));
        if later { TransferError::Newer } else { nonsense(line, &error.to_string()) }
    })
}

fn nonsense(line: usize, why: &str) -> TransferError {
    TransferError::Line { line, why: why.to_owned() }
}
