//! Matching: which funding sources could fill a goal's gap, and why.
//!
//! Gates first, then fit: a verdict with its reasons, and only for pairs that pass, a score in named parts that add up.
//! Matching runs on funding sources ("pockets"), never on whole organizations.

mod api;
mod coverage;
mod dealings;
mod directory;
mod evaluation;
mod inputs;
mod numbers;
mod pages;
mod reverse;
pub mod rules;
mod sought;
mod stances;
mod store;
mod weighing;

pub use api::matches_as_json;
pub use directory::{Memory, get_ready, memory};
pub use evaluation::{Evaluation, Pair, Quality, evaluate};
pub use inputs::decision_cycle;
pub use pages::waiting;
pub use pages::{staff_routes, table_routes};
pub use roundtable_hearts::matching::engine;
pub use store::{GoalMatch, GoalMatches, matches_for, matches_of};

/// What went wrong in the process itself, as reading from the database can answer it.
fn odd(error: impl std::fmt::Display) -> sea_orm::DbErr {
    sea_orm::DbErr::Custom(error.to_string())
}
