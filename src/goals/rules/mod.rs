//! What a goal's figures mean, without tables or pages.
//!
//! `stack` adds up capital, `bar` turns the sums into a picture and a sentence, `curve` draws an indicator,
//! `lint` tells a result for people from a project.

pub mod bar;
pub mod curve;
pub mod lint;
pub mod stack;
