//! Why a store cannot be used, in sentences that say what to do.

use std::path::PathBuf;

use thiserror::Error;

/// Why a store cannot be opened, read or written. `store` is its name without a password.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The address makes no sense.
    #[error("`{address}` is no store: {why}; give a path, sqlite:PATH or postgres://USER@HOST/DATABASE")]
    Address {
        /// As it was given, without its password.
        address: String,
        /// What is wrong with it.
        why: String,
    },
    /// There is no folder to keep it in.
    #[error(
        "there is no folder for {store}: {error}; set COMPOSURE_HOME to a folder you may write to, or name another with --store"
    )]
    Folder {
        /// Which store.
        store: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// Another process holds it.
    #[error(
        "{store} is locked by another program and stayed so for {seconds} seconds; close that program or try again; nothing in it was changed"
    )]
    Locked {
        /// Which store.
        store: String,
        /// How long was waited.
        seconds: u64,
    },
    /// It may only be read.
    #[error(
        "{store} may not be written to; check the rights of the file and its folder, or name another with --store"
    )]
    ReadOnly {
        /// Which store.
        store: String,
    },
    /// No space left.
    #[error(
        "there is no space left for {store}; make room on the disk, it is tried again with the next reply"
    )]
    Full {
        /// Which store.
        store: String,
    },
    /// A later program has written it.
    #[error("{store} was written by a newer Composure; update this one; the store was not touched")]
    Newer {
        /// Which store.
        store: String,
    },
    /// It is damaged, or something else.
    #[error("{store} is no store of Composure, or is damaged ({why}); it was not changed")]
    Garbled {
        /// Which store.
        store: String,
        /// What the engine says.
        why: String,
    },
    /// No server answers, or it went away.
    #[error(
        "{store} is out of reach ({why}); what is new stays on this machine and follows when the server answers"
    )]
    Unreachable {
        /// Which store.
        store: String,
        /// What the system says.
        why: String,
    },
    /// The server shows a certificate that nobody here vouches for.
    #[error(
        "{store} cannot be trusted ({why}); install the certificate of its authority on this machine, or add `?sslmode=disable` to the address where the way to it is safe"
    )]
    Certificate {
        /// Which store.
        store: String,
        /// What is wrong with it.
        why: String,
    },
    /// The server does not let us in.
    #[error("{store} refuses the user or the password ({why}); check both in the address, or set PGPASSWORD")]
    Refused {
        /// Which store.
        store: String,
        /// What the server says.
        why: String,
    },
    /// The build has no PostgreSQL.
    #[error(
        "this build of Composure cannot use a team's store; build it with `--features team`, or give the path of a file"
    )]
    NoTeam,
    /// The histories of a desk do not agree.
    #[error(
        "the history of desk {desk} is another than {store} knows from entry {number} on: one of them was changed, or one desk went on in two places; nothing was taken over; to go on as a desk of your own, put its file in `keys` aside"
    )]
    Forked {
        /// Which store.
        store: String,
        /// Whose history.
        desk: String,
        /// The first entry that differs.
        number: u64,
    },
    /// A file beside the store.
    #[error("cannot {what} {path}: {error}", path = path.display())]
    File {
        /// What was tried.
        what: &'static str,
        /// Which file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// What is stored makes no sense.
    #[error(
        "{what} in {store} makes no sense ({why}); `composure scores verify` tells what else was changed"
    )]
    Nonsense {
        /// Which store.
        store: String,
        /// What was read.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// Anything else the engine says.
    #[error("{store} cannot be used: {why}")]
    Engine {
        /// Which store.
        store: String,
        /// What the engine says.
        why: String,
    },
}

impl StoreError {
    /// Whether it may work later without anybody doing anything to the store itself.
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Locked { .. } | Self::Full { .. } | Self::Unreachable { .. } | Self::ReadOnly { .. }
        )
    }
}
