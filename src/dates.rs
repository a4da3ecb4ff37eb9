//! The room that finds dates.
//!
//! A package of its own (decision 16), whose modules lie in the same `src/` as all others.

pub use roundtable_guests::*;

pub mod scheduling;
