//! The page behind a personal link to a poll, and the same answers written down by staff.

mod calendar;
mod form;
mod pages;
mod store;

use chrono::{DateTime, Utc};

use crate::{entities::date_polls, values::PollState};

pub(super) use pages::{public_routes, staff_routes};

/// Whether answers are taken.
fn is_open(poll: &date_polls::Model, now: DateTime<Utc>) -> bool {
    poll.state == PollState::Open && poll.closes_at.is_none_or(|at| now < at)
}
