//! Rooms that keep what is known, in order: each may use the floors and the rooms above it in this list.
//!
//! A package of its own (decision 16), whose modules lie in the same `src/` as all others.

pub use roundtable_floors::*;

// In order: a blank line between them keeps the formatter from sorting them.

pub mod accounts;

pub mod places;

pub mod issues;

pub mod people;

pub mod funders;

pub mod absorbers;

pub mod partnerships;

pub mod goals;

pub mod relationships;

pub mod interest;

pub mod convenings;
