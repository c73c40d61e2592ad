//! Comparing attempts honestly: against what the scenario allows, with first and best apart, and with intervals.
//!
//! # The rule for averaging
//! 1. Each score is made **relative** to its scenario: 0 is what picking options blindly earns on average, 100 is what the
//!    best way through the options earns ([`Yardstick`]). A typed attempt can earn more than 100, anybody less than 0. Who
//!    leaves before the end earns at most 0.
//! 2. An attempt's overall value is the mean of its rated dimensions.
//! 3. A person's figure is the plain mean over scenarios: each counts once, however often it was repeated. **First** takes
//!    the first assessment of each scenario (of chosen replies, the first attempt that others may see), **best** the highest
//!    value reached in each column, **mean** the mean of all that counts, shared practice included unless replies were taken
//!    back in it.
//! 4. A cohort's figure is the plain mean over its people, a scenario's over the people who tried it. Everybody is in the
//!    cohort that they named last.
//! 5. The interval is Student's 95 % over what was averaged; of one value there is none.
//! 6. Rows are **ranked** by first attempts, and only where at least three values were averaged and no interval overlaps.
//!
//! Architecture invariant: pure, and in whole thousandths; the same attempts give the same board on every machine.

pub mod axis;
mod board;
mod estimate;
mod progress;
pub mod words;
mod yardstick;

pub use board::{Board, By, Figure, Gap, Means, Row, Standing, Tallied, Versus};
pub use estimate::{Estimate, Spread, Sums};
pub use progress::{Period, progress};
pub use yardstick::{Column, Columns, Yardstick};
