//! What a goal's figures mean, without tables or pages.
//!
//! `stack` adds up capital, `bar` turns the sums into a picture and a sentence, `curve` draws an indicator,
//! `map` sizes the dots of a map, and `sheet` says what fits on a page of paper.

pub mod bar;
pub mod curve;
pub mod map;
pub mod sheet;
pub mod stack;
