//! Finding things by name across the whole house. Rooms tell this floor what can be found; names are
//! folded to plain lower-case words, looked up by prefix in an index (never `LIKE '%...%'`).

mod fold;
mod store;

pub use fold::words;
pub use store::{Entry, find, find_kind, forget, index, matching_ids};
