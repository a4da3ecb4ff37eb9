//! Feeds: what calendars subscribe to. Staff choose all convenings, one city or one initiative; a guest has what their
//! address is invited to. None names a guest; each has an address of its own that can be ended.

mod guests;
mod kept;
pub(super) mod pages;
mod rules;
mod scopes;
mod store;

pub(super) use kept::of_all;
