//! What the measures weigh: versions in the database, the newest of which is in force.

mod store;

pub(super) use store::{Saved, Version, came_second, in_force, newest, save, version, versions};
