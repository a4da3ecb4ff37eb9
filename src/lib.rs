//! Roundtable brings funders together around a city's outcome goals.
//!
//! Floors first, then rooms; each room may use the floors and the rooms listed before it.

pub mod values;

pub mod goals;
pub mod interest;
pub mod matching;
