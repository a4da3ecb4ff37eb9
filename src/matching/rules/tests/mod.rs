//! The rules against the worked cases and against chance.

mod cases;
pub(in crate::matching) mod chance;
mod degenerate;
mod demo;
mod fit;
mod gates;
mod properties;
mod scores;
