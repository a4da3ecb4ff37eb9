//! What a goal's figures mean, without tables or pages.
//!
//! `stack` adds up capital, `bar` turns the sums into a picture and a sentence. `number` reads a value, `series` a file of
//! them, `curve` draws them, `cuts` puts groups in order, `freshness` says how old they are, `level` whose they are. `lint`
//! tells a result for people from a project, `status` says who moves a goal from draft to met.

pub mod advice;
pub mod bar;
pub mod curve;
pub mod cuts;
pub mod freshness;
pub mod level;
pub mod lint;
pub mod number;
pub mod series;
pub mod stack;
pub mod status;
