//! Values: what a field may hold, parsed once at the edge.
//!
//! After parsing, the type is the proof: nothing further in asks again. This floor knows no room.

pub mod time_convert;
mod time_zone;
mod us_zones;
pub mod wall_time;

pub use time_zone::{TimeZone, UnknownTimeZone, tzdb_version};
