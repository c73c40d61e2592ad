//! `composure scores export` and `import`.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::super::Failure;
use super::super::terminal::print;
use super::{FilterArguments, board};
use crate::comparison::By;
use crate::library::Unreadable;
use crate::records::{self, ListFilter, Records, TransferError, now};

#[derive(Debug, Args)]
pub struct ExportArguments {
    #[command(flatten)]
    filter: FilterArguments,
    /// Signed records for another store, a table of attempts, or the board as a page.
    #[arg(long, value_enum, default_value_t)]
    format: ExportFormat,
    /// Where to; otherwise standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    #[default]
    Json,
    Csv,
    Html,
}

#[derive(Debug, Args)]
pub struct ImportArguments {
    /// An export of another store; `-` is standard input.
    file: PathBuf,
}

/// Runs `export`.
pub fn export(records: &mut Records, arguments: &ExportArguments) -> Result<(), Failure> {
    match &arguments.output {
        None => write(records, arguments, &mut io::stdout().lock()),
        Some(path) => {
            let unwritable = |error| Failure::Unwritable { path: path.clone(), error };
            // The old file stays whole until the new one is.
            let mut file =
                BufWriter::new(atomic_write_file::AtomicWriteFile::open(path).map_err(unwritable)?);
            write(records, arguments, &mut file)?;
            let file = file.into_inner().map_err(|error| unwritable(error.into_error()))?;
            file.commit().map_err(unwritable)
        }
    }
}

fn write(records: &mut Records, arguments: &ExportArguments, out: &mut dyn Write) -> Result<(), Failure> {
    let filter = arguments.filter.filter(false);
    let (desk, store) = records.desk_and_store()?;
    let unwritten = |error| Failure::Stream { what: "cannot write the export", error };
    match arguments.format {
        ExportFormat::Json => match records::export(store, desk, &filter, now(), &mut *out) {
            Err(TransferError::File(error)) => Err(unwritten(error)),
            done => Ok(done.map(drop)?),
        },
        ExportFormat::Csv => {
            let attempts = store.list(&ListFilter { filter, counted: true, newest: None })?;
            records::csv(records::attempt_rows(&attempts), &mut *out)
                .map_err(|error| unwritten(io::Error::from(error)))?;
            out.flush().map_err(unwritten)
        }
        ExportFormat::Html => {
            let page = board::page(&store.board(By::Person, &filter)?, arguments.filter.lines(false));
            out.write_all(page.as_bytes()).and_then(|()| out.flush()).map_err(unwritten)
        }
    }
}

/// Runs `import`.
pub fn import(records: &mut Records, arguments: &ImportArguments) -> Result<(), Failure> {
    let path: &Path = &arguments.file;
    let store = records.shared_store()?;
    let imported = if path.as_os_str() == "-" {
        records::import(store, io::stdin().lock())?
    } else {
        let file = File::open(path).map_err(|error| Unreadable { path: path.to_owned(), error })?;
        records::import(store, BufReader::new(file))?
    };
    let received = imported.received;
    let mut text = format!(
        "{} new entries of the chains, {} of them with what they record.\n",
        received.links.max(received.bodies),
        received.bodies
    );
    if received.forgotten > 0 {
        text += &format!(
            "{} that were here are gone: the file says that they are to be forgotten.\n",
            received.forgotten
        );
    }
    if received.bodies > 0 {
        text += "Whether the scores follow from what was said, `composure scores verify` tells.\n";
    }
    text += &match imported.known {
        true => format!("Signed by desk {}, which is known here.\n", imported.desk),
        false => format!(
            "Signed by desk {}, which was not known here: whether that is who you think, only they can tell you.\n",
            imported.desk
        ),
    };
    print(&text)
}
