//! The widgets of every screen: small, painted with the theme, each with a name for assistive technology.
//!
//! All are builders: `Button::main("Send").shortcut("Ctrl").show(ui, theme)`. Those that hold other things take
//! a closure last. None of them keeps state of its own or changes anything but what it was handed.
//!
//! The focus ring stands 4 points outside a widget: leave that much room to the edge of a scroll area.

mod bubble;
mod button;
mod card;
mod choice_menu;
mod dimension;
mod evidence;
mod evidence_line;
mod field;
mod filter;
mod first_best;
mod focus;
mod key;
mod key_link;
mod link;
mod menu_row;
mod meter;
mod mood_chart;
mod mood_table;
mod nav;
mod notice;
mod person_row;
mod pill;
pub(super) mod place;
mod reply_box;
mod score_bar;
mod segment;
mod sign;
mod stars;
mod swatch;
mod toggle;
mod typing_dots;
mod week;
mod whisker;

pub use bubble::Bubble;
pub use button::Button;
pub use card::Card;
pub use choice_menu::ChoiceMenu;
pub use dimension::Mark;
pub use evidence::{EvidenceMark, EvidenceText, evidence_job, paint_underlines, soft_backgrounds};
pub use evidence_line::{EvidenceLine, Finding, Legend, signed};
pub use field::{SearchField, TextField};
pub use filter::{Choice, Filter};
pub use first_best::FirstBest;
pub use focus::{InSight, focus_ring};
pub use key::Key;
pub use key_link::KeyLink;
pub use link::Link;
pub use menu_row::MenuRow;
pub use meter::Meter;
pub use mood_chart::{MoodChart, MoodChartResponse, MoodPoint, TurningPoint};
pub use mood_table::MoodTable;
pub use nav::NavRow;
pub use notice::{Notice, NoticeResponse};
pub use person_row::PersonRow;
pub use pill::Pill;
pub use reply_box::{ReplyBox, ReplyBoxResponse};
pub use score_bar::ScoreBar;
pub use segment::Segment;
pub use sign::Sign;
pub use stars::Stars;
pub use swatch::Swatch;
pub use toggle::Toggle;
pub use typing_dots::TypingDots;
pub use week::Week;
pub use whisker::{Axis, Sample, Whisker};

#[cfg(test)]
mod tests;
