//! Every query and write of the tables of organisations, pockets, products and people.

mod changes;
mod cycles;
mod edit;
mod findable;
mod import_directory;
mod import_illustrative;
mod in_place;
mod list;
mod new_pocket;
mod note;
mod placed;
mod pocket_ids;
mod pocket_names;
mod pockets;
mod profile;
mod profile_pockets;
mod reach;
mod register;

pub use changes::{
    PocketChanges, forget_pocket_changes, newest_pocket_change, pocket_changes_after,
};
pub use cycles::{Cycle, cycles_of};
pub(super) use edit::{OrganizationEdit, Saved, save};
pub use import_directory::import_directory;
pub use import_illustrative::import_illustrative;
pub use in_place::{TrackRecord, local_kinds, seated_in, track_records};
pub(super) use list::{FunderFilter, KindWanted, assets_of, funders};
pub(super) use new_pocket::{NewOffer, NewPocket, add_pocket};
pub use note::{called, note_organization};
pub use placed::{Placed, placed_by_providers, pockets_of_organizations};
pub use pocket_ids::{active_pockets_after, organization_count, organizations_without_pocket};
pub use pocket_names::{PocketName, pocket_names, pockets_called, pockets_like};
pub use pockets::{MarketRow, PocketArea, PocketRow, ProductRow, pocket_rows};
pub use profile::by_id;
pub(super) use profile::{facts_of, people_of, records_of, with_head_office};
pub(super) use profile_pockets::{PocketProfile, pockets_of};
pub use reach::{Reach, reach_of};
pub(super) use reach::{ReachEdit, assessed, pocket_of, save_reach};
pub use register::{NewFunder, by_ein, register};

/// Rows per statement, well below SQLite's 32,766 bound values.
const BATCH: usize = 400;
