//! When: the time of one convening at which the gap can be met, and dates for a season of them.

pub mod polls;
pub mod season;
pub mod seasons;
pub mod times;

pub use polls::{ReadyPoll, ready_to_decide, staff_routes as poll_routes};
