//! iTIP (RFC 5546): what messages mean, worked out without a database, a clock or a network.

pub mod read;
pub mod replies;
