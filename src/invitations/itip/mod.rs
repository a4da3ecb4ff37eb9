//! What calendars tell each other (iTIP, RFC 5546), as pure rules: no database, no clock, no network.

pub mod changes;
pub mod read;
pub mod replies;
