//! What a goal's figures mean, without tables or pages.
//!
//! `stack` adds up capital, `bar` turns the sums into a picture and a sentence, `curve` draws an indicator,
//! `lint` tells a result for people from a project, `status` says who moves a goal from draft to met.

pub mod bar;
pub mod curve;
pub mod lint;
pub mod stack;
pub mod status;
