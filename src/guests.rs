//! Rooms that find guests and invite them, in order.
//!
//! A package of its own (decision 16), whose modules lie in the same `src/` as all others.

pub use roundtable_records::*;

// In order: a blank line between them keeps the formatter from sorting them.

pub mod matching;

pub mod composing;

pub mod invitations;
