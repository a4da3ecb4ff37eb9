//! Finding anything by its name: the search page, and the same results for the command palette.
//! Rooms tell the search floor what can be found; this room only asks it.

mod pages;

pub use pages::staff_routes;
