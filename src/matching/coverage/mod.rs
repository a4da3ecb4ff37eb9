//! Coverage both ways: which goals no funder could help with and what stands in the way, and which funders no goal can use.
//!
//! All goals are held against all funding sources in one sweep, in the background. Until the next one is through, the last
//! is shown with how far the next has come.

mod gates;
mod heat;
mod sweep;
#[cfg(test)]
mod tests;

pub(super) use gates::blocks_most;
pub(super) use heat::{Heat, heat};
pub(super) use sweep::{Coverage, GoalCover, Look, coverage};
