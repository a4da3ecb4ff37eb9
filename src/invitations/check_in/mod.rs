//! Check-in: who came, noted at the door on a phone, with or without a connection.

pub(super) mod pages;
mod rules;
mod store;
