//! Interest: what a funder registers in public about a goal, and what staff make of it.
//!
//! A registration counts only once the person has confirmed it by e-mail; a reviewer then accepts it as a new funder,
//! links it to a known one, or declines it with a reason.

mod decide;
mod mails;
mod pages;
mod receive;
pub mod rules;
mod store;

pub use pages::{public_routes, staff_routes};
pub use store::purge_unconfirmed;
