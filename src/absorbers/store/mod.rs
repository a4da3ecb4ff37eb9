//! Every query and write of the tables of absorbers.

mod import;
mod list;
mod read;
mod write;

pub use import::import_illustrative;
pub(super) use list::{AbsorberFilter, AbsorberRow, counties_known, page};
pub(super) use read::{Absorber, by_id, settle};
pub use read::{AbsorberName, carriers, choices, of_organization, organization_names};
pub(super) use write::{Kept, Saved, create, save};
