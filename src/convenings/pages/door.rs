//! What the page of a convening says of its door: who came, once there is something to say.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DbErr};

use crate::{convenings::store, entities::convenings, values::ConveningStatus};

/// How long before the start the door is shown.
const BEFORE: TimeDelta = TimeDelta::hours(36);

/// The numbers of the door, and where it is.
#[derive(Default)]
pub(super) struct Door {
    /// "12 of 30 here"; empty until there is a door.
    pub(super) words: String,
    pub(super) href: String,
}

/// The door of a convening that begins soon or has begun.
pub(super) async fn door(
    db: &impl ConnectionTrait,
    row: &convenings::Model,
    now: DateTime<Utc>,
) -> Result<Door, DbErr> {
    if row.status == ConveningStatus::Cancelled || row.starts_at > now + BEFORE {
        return Ok(Door::default());
    }
    let numbers = store::here(db, row.id).await?;
    let walked = match numbers.walk_ins {
        0 => String::new(),
        1 => ", 1 walked in".to_owned(),
        many => format!(", {many} walked in"),
    };
    Ok(Door {
        words: format!("{} of {} here{walked}", numbers.here, numbers.expected),
        href: format!("{}/check-in", super::path_of(row.id)),
    })
}
