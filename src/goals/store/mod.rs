//! Every query and write of the tables of goals, their numbers and their stacks.

mod import;

pub use import::import_illustrative;
