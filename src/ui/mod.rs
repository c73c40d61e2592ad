//! egui screens. They draw a view and return actions; they never change a session, touch a file or start a thread.

mod action;
mod command;
mod desk;
pub mod portrait;
mod screen;
pub mod theme;
mod tour;
pub mod widgets;

pub use action::{Action, Effect, Page};
pub use command::{Command, Keys};
pub use desk::{Desk, Updated};
pub use screen::Sheet;
