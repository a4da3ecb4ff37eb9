//! Web floor: what every room's pages share.

pub mod charts;
pub mod gallery;
pub mod shell;
pub mod views;
