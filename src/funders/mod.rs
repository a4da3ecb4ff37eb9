//! Organisations that give, lend, invest or convene: what public data says of them, their pockets
//! (funding sources), products and people.

pub mod directory;
mod pages;
pub mod rules;
mod store;

pub use pages::{kind_words, staff_routes};
pub use store::{
    Cycle, MarketRow, NewFunder, Placed, PocketArea, PocketChanges, PocketName, PocketRow,
    ProductRow, Reach, TrackRecord, active_pockets_after, by_ein, by_id, called, cycles_of,
    forget_pocket_changes, import_directory, import_illustrative, local_kinds,
    newest_pocket_change, note_organization, organization_count, organizations_without_pocket,
    placed_by_providers, pocket_changes_after, pocket_names, pocket_rows, pockets_called,
    pockets_like, pockets_of_organizations, reach_of, register, seated_in, track_records,
};
