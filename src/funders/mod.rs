//! Organisations that give, lend, invest or convene: what public data says of them, their pockets
//! (funding sources), products and people.

pub mod directory;
mod pages;
pub mod rules;
mod store;

pub use pages::{kind_words, staff_routes};
pub use store::{
    MarketRow, NewFunder, PocketArea, PocketRow, ProductRow, TrackRecord, by_ein, by_id,
    import_directory, import_illustrative, local_kinds, organization_count, pockets_for_matching,
    register, seated_in, track_records,
};
