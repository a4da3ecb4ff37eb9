//! When a reminder is due, who gets it, and the form of one. All pure.

mod due;
mod form;
mod who;

pub(in crate::invitations) use due::{Dates, Timing, timing, usual, when_words};
pub(in crate::invitations) use form::{LONGEST_MINUTES, ReminderForm, Told, units};
pub(in crate::invitations) use who::{Guest, Limits, MOST, may_get, wants};
