//! The time of one convening: not when most can come, but when those who come can fill the most of the gap.
//!
//! Every start is compared, exactly: first by what those who could come can bring (`matching-and-scheduling` 2.0), then by
//! kinds of money, heads, favours asked, and the clock. Chances and answers are basis points, money is whole dollars: equal
//! polls have equal winners on every machine. The definition is `matching-and-scheduling` 2.3.

mod bits;
mod cover;
mod demands;
mod grid;
mod hours;
mod question;
mod rank;
mod relax;
mod strain;
mod table;
mod tell;
#[cfg(test)]
mod tests;
mod trouble;

pub use grid::{Grid, Shut, Slots, Vote};
pub use hours::{Frame, Local, SLOT, Span, Week};
pub use question::{Answer, Demand, Need, Offer, Person, Policy, Question};
pub use rank::{Key, Ranking};
pub use strain::{Hours, Local as LocalStart, Shared, Strained, fairest, shared, strain, worst};
pub use table::Times;
pub use tell::{Difference, Missed, Told, Unmet};
pub use trouble::{Change, Nothing, Relaxation, Trouble};
