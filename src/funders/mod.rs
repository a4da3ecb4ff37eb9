//! Organisations that give, lend, invest or convene: what public data says of them, their pockets
//! (funding sources), products and people.

pub mod directory;
mod pages;
pub mod rules;
mod store;

pub use pages::{kind_words, staff_routes};
pub use store::{
    MarketRow, NewFunder, PocketArea, PocketName, PocketRow, ProductRow, Reach, TrackRecord,
    by_ein, by_id, called, import_directory, import_illustrative, note_organization,
    organization_count, pocket_names, pockets_called, pockets_for_matching, pockets_like, reach_of,
    register, seated_in, track_records,
};
