//! Every query and write of the tables of organisations, pockets, products and people.

mod import_directory;
mod import_illustrative;
mod pockets;

pub use import_directory::import_directory;
pub use import_illustrative::import_illustrative;
pub use pockets::{
    MarketRow, PocketArea, PocketRow, ProductRow, organization_count, pockets_for_matching,
};
mod register;

pub use import_directory::import_directory;
pub use import_illustrative::import_illustrative;
pub use register::{NewFunder, by_ein, register};

/// Rows per statement, well below SQLite's 32,766 bound values.
const BATCH: usize = 400;
