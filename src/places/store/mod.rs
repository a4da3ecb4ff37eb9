//! Every query and write of the tables of places and of days to keep free.

mod days;
mod import;
mod list;
mod read;
mod resolve;

pub use days::{BlackoutDay, blackout_days_between};
pub use import::{import_blackout_days, import_cities, import_counties};
pub use list::states;
pub(super) use list::{CityFilter, cities, goal_counts, provider_counts};
pub use read::{any, by_id, by_ids, names};
pub use resolve::resolve;
