//! The rules against the worked cases and against chance.

mod cases;
mod demo;
mod fit;
mod gates;
mod properties;
