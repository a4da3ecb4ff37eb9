//! Organisations that give, lend, invest or convene: what public data says of them, their pockets
//! (funding sources), products and people.

pub mod directory;
mod pages;
pub mod rules;
mod store;

pub use store::{
    MarketRow, PocketArea, PocketRow, ProductRow, import_directory, import_illustrative,
    organization_count, pockets_for_matching,
};
pub use store::{NewFunder, by_ein, import_directory, import_illustrative, register};
pub use pages::staff_routes;
pub use store::{by_id, import_directory, import_illustrative};
