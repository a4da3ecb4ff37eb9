//! Staff sign in and out, keep their own settings, and administrators open and close accounts. The
//! floor `auth` holds what is true of an account; here are the pages, the mails and the limits on
//! trying. No answer of this room tells a stranger whether an address has an account.

mod jobs;
mod mails;
mod pages;
mod rules;
mod store;

use chrono::{DateTime, Utc};

use crate::{
    entities::users,
    values::{TimeZone, time_convert::to_timestamp, wall_time},
};

pub use jobs::{MailSignInLink, mail_sign_in_link};
pub use pages::{admin_routes, public_routes, table_routes};

/// An instant in this person's own time zone, with the zone named; in UTC until they choose one.
pub fn when(user: &users::Model, instant: DateTime<Utc>) -> String {
    let zone: Option<TimeZone> = user.time_zone.clone().or_else(|| "UTC".parse().ok());
    match (zone, to_timestamp(instant)) {
        (Some(zone), Ok(instant)) => wall_time::long(instant, &zone),
        _ => instant.format("%Y-%m-%d %H:%M UTC").to_string(),
    }
}
