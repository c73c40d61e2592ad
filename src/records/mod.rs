//! What outlives the program: for now the one conversation that was not ended.

mod place;
mod unfinished;

pub use place::{PlaceError, data_folder};
pub use unfinished::{KeepError, Keeper, Unfinished};
