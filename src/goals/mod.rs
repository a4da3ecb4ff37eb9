//! Goals: results a place wants, the number that shows them, and the money they need.
//!
//! A goal is the hub of the product; convenings, matches and registrations all name one. The arithmetic of stacks and
//! the geometry of charts are pure and live in `rules`.

pub mod rules;
