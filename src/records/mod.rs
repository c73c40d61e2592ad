//! What outlives the program: attempts, the chain that holds them together, and the store they are kept in.
//!
//! Every conversation writes **entries**: it began, it ended, it was shared, a trainer overrode it. Entries form a chain for
//! each desk ([`entry`]); what boards and lists show is worked out from them and can be worked out again. One machine keeps
//! everything in an SQLite file; a team's PostgreSQL gets the entries that others may see, each exactly once, whenever it
//! can be reached.

mod address;
mod content;
mod database;
mod desk;
mod entry;
mod error;
mod following;
mod keeping;
mod lookup;
mod migrations;
mod place;
mod progress;
mod projection;
mod recorder;
mod reflecting;
mod store;
mod table;
mod transfer;
mod unfinished;
mod verifying;
mod waiting;
mod worker;

pub use address::Address;
pub use content::{Content, Kind as ContentKind, Missing, Shelf};
pub use desk::Desk;
pub use entry::{AttemptId, Began, EndResult, Ended, Entry, Event, Forgot, Link, Overrode, Reflected, Who};
pub use error::StoreError;
pub use keeping::{Options, Records, now};
pub use lookup::{ByScenario, Filter, ListFilter, Listed, TrainersView};
#[doc(hidden)]
pub use lookup::{asked_for_board, asked_for_list, asked_for_standings};
pub use place::{PlaceError, data_folder, pages_folder};
#[doc(hidden)]
pub use projection::sums;
pub use recorder::Recorder;
pub use store::{Counts, Parcel, Received, Store};
pub use table::{attempt_rows, csv, moment};
pub use transfer::{Imported, TransferError, export, import};
pub use unfinished::Unfinished;
pub use verifying::{Mismatch, Named, Rescored, Verified, Witness};
pub use waiting::Waiting;
pub use worker::{Known, News, Task, Tried, Worker};
