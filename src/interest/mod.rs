//! Interest: what a funder registers in public about a goal, and what staff make of it.
//!
//! A registration counts only once the person has confirmed it by e-mail; a reviewer then accepts it as a new funder,
//! links it to a known one, or declines it with a reason.

pub mod rules;
