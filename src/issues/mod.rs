//! About what and for whom: the taxonomy of issue areas and the named populations. Reference data;
//! both are small, so they are read whole.

mod store;

pub use store::{Issues, Populations, import_issues, import_populations, issues, populations};
