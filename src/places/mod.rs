//! Where: cities, counties, metros, states and the nation, and the days to keep free. Places match
//! on codes, never on names.

mod pages;
pub mod rules;
mod store;

pub use pages::staff_routes;
pub use store::{
    BlackoutDay, any, blackout_days_between, by_id, by_ids, import_blackout_days, import_cities,
    import_counties, names, resolve, states,
};
