//! Every query and write of the tables of partnerships.

mod import;
mod read;

pub use import::ensure_sample;
pub use read::{by_id, names};
