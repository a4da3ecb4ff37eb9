//! What a goal's figures mean, without tables or pages.
//!
//! `stack` adds up capital, `bar` turns the sums into a picture and a sentence, `curve` draws an indicator.

pub mod bar;
pub mod curve;
pub mod map;
pub mod stack;
