//! Times held in calendars, as tentative, until one is chosen. Staff ask for it in the settings of a poll; once a minute
//! what calendars hold is brought to what they should hold, so that no act of anybody can forget to release one.

mod mails;
mod rules;
mod scene;
mod send;
mod store;

pub(super) use send::keep;
