//! Who should be in the room: a guest list chosen so that what the guests could bring, together, fills the most of a gap.
//!
//! Money is whole dollars, chances and fits are basis points, and the search compares exact integers: equal inputs give
//! equal lists on every machine, and ties go to the smaller id. Only the certificate uses floats, and only to bound from
//! above. The definitions are `matching-and-scheduling` 2.0 and 2.2; how minimums enter is decision 9.

mod bound;
mod certificate;
mod checks;
mod cuts;
mod explain;
mod flow;
mod greedy;
mod instance;
mod list;
mod minimums;
mod problem;
mod random;
mod room;
mod scenarios;
mod swap;
#[cfg(test)]
mod tests;
mod trouble;
mod worth;

pub use certificate::certificate;
pub use checks::{Finding, Lack, Table, findings};
pub use cuts::Shapes;
pub use explain::{Alternative, Covered, Pick, Spread};
pub use flow::{Filled, Purse, filled};
pub use instance::Instance;
pub use list::{GuestList, compose, final_list, first_list};
pub use problem::{Candidate, Need, Offer, Problem, Weights, Wish};
pub use room::Value;
pub use trouble::{Shortage, Trouble};
