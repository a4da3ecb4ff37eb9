//! Reminders: mail at a time relative to the date to answer by, the start or the end. They move with the convening, go
//! only to those they concern, are capped, and nobody gets one twice.

mod mails;
pub(super) mod pages;
mod rules;
mod send;
mod store;

pub use send::send_due_reminders;
