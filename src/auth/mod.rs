//! Who someone is and what they may do: accounts, passwords, one-time links, sessions, roles and
//! limits on trying. No HTML: pages are the `accounts` room's, extractors are in `web`.

pub mod accounts;
pub mod limits;
pub mod links;
pub mod passwords;
pub mod sessions;
pub mod tokens;

pub use sessions::SessionRows;
pub use tokens::Token;
