//! Stores on both engines for the same tests, and a way to look and reach into them past the program.

use std::collections::BTreeMap;
use std::path::PathBuf;

use composure::records::{Address, Desk, Store};

use super::support::Home;

/// A fresh store on one of the engines.
pub struct Place {
    pub home: Home,
    pub address: Address,
}

impl Place {
    pub fn sqlite() -> Self {
        let home = Home::new();
        let address = Address::File(home.0.join("records.sqlite"));
        Self { home, address }
    }

    /// None where no server is installed.
    #[cfg(feature = "team")]
    pub fn postgres() -> Option<Self> {
        let url = super::server::shared()?.database(None);
        Some(Self { home: Home::new(), address: Address::Server(url) })
    }

    /// Another fresh store on the same engine.
    pub fn another(&self) -> Self {
        match &self.address {
            Address::File(_) => Self::sqlite(),
            #[cfg(feature = "team")]
            Address::Server(_) => Self::postgres().unwrap(),
            #[cfg(not(feature = "team"))]
            Address::Server(_) => unreachable!("this build has no server"),
        }
    }

    /// A copy of the store, which nobody may have open. The keys stay where they are.
    pub fn copy(&self) -> Self {
        match &self.address {
            Address::File(path) => {
                let copy = Self::sqlite();
                std::fs::copy(path, copy.file()).unwrap();
                copy
            }
            #[cfg(feature = "team")]
            Address::Server(url) => {
                let url = super::server::shared().unwrap().database(Some(url));
                Self { home: Home::new(), address: Address::Server(url) }
            }
            #[cfg(not(feature = "team"))]
            Address::Server(_) => unreachable!("this build has no server"),
        }
    }

    pub fn open(&self) -> Store {
        Store::open(&self.address, true).unwrap()
    }

    /// A new desk, its key kept in this home.
    pub fn desk(&self) -> Desk {
        Desk::new(&self.home.0).unwrap()
    }

    /// The file of an SQLite store.
    pub fn file(&self) -> PathBuf {
        match &self.address {
            Address::File(path) => path.clone(),
            Address::Server(url) => panic!("{url} is no file"),
        }
    }

    /// Carries out statements past the program, with nothing that holds rows together.
    pub fn raw(&self, sql: &str) {
        match &self.address {
            Address::File(path) => {
                let connection = rusqlite::Connection::open(path).unwrap();
                connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
            }
            #[cfg(feature = "team")]
            Address::Server(url) => {
                let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
                client.batch_execute(&format!("SET session_replication_role = replica; {sql}")).unwrap();
            }
            #[cfg(not(feature = "team"))]
            Address::Server(_) => unreachable!("this build has no server"),
        }
    }

    /// Rows as text, past the program.
    pub fn rows(&self, sql: &str) -> Vec<Vec<String>> {
        match &self.address {
            Address::File(path) => {
                use rusqlite::types::ValueRef;
                let connection = rusqlite::Connection::open(path).unwrap();
                let mut statement = connection.prepare(sql).unwrap();
                let columns = statement.column_count();
                let mut rows = statement.query([]).unwrap();
                let mut found = Vec::new();
                while let Some(row) = rows.next().unwrap() {
                    let cell = |at| match row.get_ref(at).unwrap() {
                        ValueRef::Null => "NULL".to_owned(),
                        ValueRef::Integer(number) => number.to_string(),
                        ValueRef::Real(number) => panic!("{number} is not whole"),
                        ValueRef::Text(text) | ValueRef::Blob(text) => {
                            String::from_utf8(text.to_vec()).unwrap()
                        }
                    };
                    found.push((0..columns).map(cell).collect());
                }
                found
            }
            #[cfg(feature = "team")]
            Address::Server(url) => {
                let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
                let mut found = Vec::new();
                for message in client.simple_query(sql).unwrap() {
                    if let postgres::SimpleQueryMessage::Row(row) = message {
                        let cell = |at| row.get(at).unwrap_or("NULL").to_owned();
                        found.push((0..row.len()).map(cell).collect());
                    }
                }
                found
            }
            #[cfg(not(feature = "team"))]
            Address::Server(_) => unreachable!("this build has no server"),
        }
    }

    /// Every row of these tables, in an order that does not depend on the engine.
    pub fn dump(&self, tables: &[&'static str]) -> BTreeMap<&'static str, Vec<Vec<String>>> {
        let sorted = |table: &&'static str| {
            let mut rows = self.rows(&format!("SELECT * FROM {table}"));
            rows.sort();
            (*table, rows)
        };
        tables.iter().map(sorted).collect()
    }

    /// Every byte that the store has on the disk, as far as it lies in files of its own.
    pub fn bytes(&self) -> Vec<u8> {
        let path = self.file().display().to_string();
        let files = ["", "-wal", "-shm", "-journal"].map(|ending| format!("{path}{ending}"));
        files.iter().filter_map(|file| std::fs::read(file).ok()).flatten().collect()
    }
}

/// The tables that are kept.
pub const KEPT: &[&str] = &["link", "body", "forgotten", "content"];

/// The tables that are worked out from them.
pub const WORKED_OUT: &[&str] = &[
    "member",
    "scenario_tally",
    "attempt",
    "sharing",
    "overriding",
    "reflecting",
    "standing",
    "tally",
    "gap",
];

/// Whether some bytes are somewhere in others.
pub fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}
