//! Relationships: how a partnership's table and a funder know each other, told by what staff heard. Notes are appended and
//! never changed; the newest stage counts, and who has not been heard of for a year is dormant.

mod pages;
pub mod rules;
mod store;

pub use pages::staff_routes;
pub use rules::Standing;
pub use store::{standings, standings_of};
