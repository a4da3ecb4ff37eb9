//! The bodies that give, lend and invest: who they are, what is publicly known of them, and from which source.

pub mod directory;
