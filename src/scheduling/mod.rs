//! When: the time of one convening at which the gap can be met, and dates for a season of them.

pub mod season;
pub mod seasons;
pub mod times;
