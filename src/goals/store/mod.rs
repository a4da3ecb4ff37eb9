//! Every query and write of the tables of goals, their numbers and their stacks.

mod import;
mod need;

pub use import::import_illustrative;
pub use need::{GoalNeed, OutcomesTerms, need_of};
