//! When: the time of one convening at which the gap can be met, and dates for a season of them.

mod polls;
pub mod season;
pub mod times;

pub use polls::staff_routes as poll_routes;
