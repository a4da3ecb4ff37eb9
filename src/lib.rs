//! Roundtable: brings funders together around a city's outcome goals.

pub mod values;

pub mod invitations;
