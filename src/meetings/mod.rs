//! Meetings in the room: who meets whom, in which round, at which table?
//!
//! A convening may seat its guests in rounds of short meetings. Each side says whom it wants to meet; the plan holds what
//! it can, so that people seldom wait, and says why the rest is left out.

pub mod plan;
