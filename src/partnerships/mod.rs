//! Partnerships: the cross-sector table of a place, who sits at it and how far it has come.

mod store;

pub use store::{by_id, ensure_sample, names};
