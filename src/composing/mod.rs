//! Composing: who should be in the room, and what would each add?
//!
//! A guest list is chosen so that its guests, together, can fill the most of a goal's gap; every pick says what it adds,
//! and staff lock, drop and swap. The result becomes the seats of a convening through that room's verbs.

mod brought;
mod families;
mod inputs;
mod pages;
mod shortlist;
mod store;

pub use brought::{Brought, brought_by};
pub use pages::staff_routes;
pub use roundtable_hearts::composing::rules;
pub use shortlist::could_bring;
