//! Reads the reference tables of places into plain values, row by row.
//!
//! Every file that comes from outside (ours in `data/`, or a person's own) is read through [`read`], so that a bad cell
//! is told with its row, its column and what is wrong, and the good rows around it still come through.
//! No database here: `store` writes what these functions return.

pub mod atlas;
mod blackout;
mod cities;
mod counties;
mod facts;
mod names;
mod table;

pub use blackout::{BlackoutDay, BlackoutLevel, parse_blackout_days};
pub use cities::{CbsaKind, CityKind, CityRow, parse_cities};
pub use counties::{CountyRow, parse_counties};
pub use facts::{CityFact, CityFigures, city_facts};
pub use names::full_name;
pub use table::{Parsed, Row, RowError, read};
