//! Matching: which funding sources could fill a goal's gap, and why.
//!
//! Gates first, then fit: a verdict with its reasons, and only for pairs that pass, a score in named parts that add up.
//! Matching runs on funding sources ("pockets"), never on whole organizations.

mod api;
pub mod engine;
mod inputs;
mod numbers;
mod pages;
pub mod rules;
mod store;

pub use pages::staff_routes;
pub use store::{GoalMatch, GoalMatches, matches_of};
