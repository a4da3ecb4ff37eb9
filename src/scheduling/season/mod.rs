//! Dates for a season of convenings, such that the funders they share can come to as many as possible.
//!
//! Once dates stand, each funder's best journey is a longest path over its convenings, found exactly; so only dates are
//! searched. No two convenings that somebody has to attend clash, and no two that need one place. Days and values are whole
//! numbers, the search draws from a seed and has a budget in moves: equal questions get equal answers on every machine, in
//! whatever order they are put. The definition is `matching-and-scheduling` 2.5.

mod board;
mod bound;
mod checks;
mod days;
mod journeys;
mod pairs;
mod plan;
mod push;
mod question;
mod random;
mod search;
#[cfg(test)]
mod tests;
mod travel;
mod trouble;
mod walk;

pub use board::Board;
pub use days::{Bar, Emptied, Window, beginnings, weekends};
pub use plan::{Dated, Itinerary, Lost, Other, Plan, Visit, plan};
pub use question::{Ask, Convening, Day, Opening, Season, Wish};
pub use travel::Travel;
pub use trouble::{Clash, Trouble};
