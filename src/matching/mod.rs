//! Matching: which funding sources could fill a goal's gap, and why.
//!
//! Gates first, then fit: a verdict with its reasons, and only for pairs that pass, a score in named parts that add up.
//! Matching runs on funding sources ("pockets"), never on whole organizations.

mod api;
mod dealings;
mod directory;
pub mod engine;
mod evaluation;
mod inputs;
mod numbers;
mod pages;
pub mod rules;
mod store;
mod weighing;

pub use api::matches_as_json;
pub use directory::get_ready;
pub use evaluation::{Evaluation, Pair, Quality, evaluate};
pub use pages::staff_routes;
pub use store::{GoalMatch, GoalMatches, matches_for, matches_of};
