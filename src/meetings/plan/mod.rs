//! The meetings in the room: who meets whom in which round, at which table, so that people seldom wait.
//!
//! Two questions are one here. Meetings that have to be held are all held, with as few breaks as can be; wishes are chosen
//! among, by what they are worth less what breaks cost. A search by Kempe chains and by seating with ousting answers both,
//! with a budget of moves and a seed: equal questions get equal plans on every machine. The definitions are
//! `matching-and-scheduling` 2.4. Nothing here knows the database, the clock or the page.

mod again;
mod answer;
mod board;
mod bound;
mod chain;
mod check;
mod colour;
mod dzn;
mod file;
mod heat;
mod instance;
mod json;
mod numbers;
mod planner;
mod proof;
mod random;
mod reasons;
mod repair;
mod search;
mod seating;
mod sides;
mod start;
mod tally;
mod terms;
#[cfg(test)]
mod tests;
mod transport;
mod trouble;
mod way;
mod wishes;

pub use again::{Known, moved};
pub use answer::{Bound, Budget, Plan, Progress};
pub use check::{Value, breaks_of_each, days, faults, value};
pub use file::{FileError, read};
pub use instance::{Instance, Meeting, all};
pub use planner::plan;
pub use proof::{CAN_PROVE, Effort, Proof, prove, with_rounds};
pub use reasons::{Forced, LeftOut, Reason, left_out};
pub use tally::Tally;
pub use trouble::Trouble;
