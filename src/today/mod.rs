//! Today: what needs somebody now. The first page of staff; it looks into every room and owns no
//! table, so it comes last.

mod pages;
mod store;

pub use pages::table_routes;
