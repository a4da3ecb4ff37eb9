//! Finding anything by its name, and everything in a place: the search page, the command palette, and
//! the pages of one city and of one partnership. Rooms tell the search floor what can be found; this room only asks it, and
//! stands late in the order so that these pages may look into the rooms before it.

mod pages;
mod store;

pub use pages::{staff_routes, table_routes};
