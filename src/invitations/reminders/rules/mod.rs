//! When a reminder is due, who gets it, and what it says. All pure.

mod due;
mod form;
mod text;
mod who;

pub(in crate::invitations) use due::{Dates, Timing, timing, usual, when_words};
pub(in crate::invitations) use form::{LONGEST_MINUTES, ReminderForm, Told, units};
pub(in crate::invitations) use text::{Facts, PLACEHOLDERS, fill, unknown};
pub(in crate::invitations) use who::{Guest, Limits, MOST, may_get, wants};
