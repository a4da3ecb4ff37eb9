//! Journeys through Roundtable in a real browser, against a bound port.
//!
//! A journey starts the built binary in demo mode ([`Demo`]), a driver ([`Driver`]) and one browser per kind of screen
//! ([`Browser`]), and then says what a person does: `follow`, `press`, `fill`, `expect`. Every page it stops at is checked:
//! no accessibility violation, no sideways scrolling, a screenshot to look at. [`contract`] holds every assumption
//! about pages in one place.

mod browser;
mod checks;
pub mod contract;
mod demo;
mod driver;
mod fetch;
mod paths;
mod print;
mod scripts;
mod steps;
pub mod walks;

pub use browser::{Browser, Screen};
pub use checks::Violation;
pub use demo::Demo;
pub use driver::Driver;
pub use fetch::Answer;
