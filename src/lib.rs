//! Roundtable helps the people who bring funders together around a city's goals.
//!
//! One chain, never broken: outcome goal, capital gap, who could fill it and why, guest list, date,
//! invitations, the meeting, commitments, a smaller gap, what we learned.
//!
//! Floors know nothing of rooms; each room may use the floors and the rooms above it in this list.

pub use roundtable_dates::*;

// Rooms, in order, after those of the packages below: a blank line between them keeps the formatter from sorting them.

pub mod meetings;

pub mod finding;

pub mod operations;

pub mod loading;

pub mod today;

// The building
pub mod app;
pub mod cli;
