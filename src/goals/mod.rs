//! Outcome goals: a result for people in a place, the number that shows it and the capital it needs.

pub mod rules;
mod store;

pub use store::{GoalNeed, OutcomesTerms, import_illustrative, need_of};
