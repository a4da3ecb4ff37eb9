//! Days to keep free.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::entities::blackout_days;

/// A day on which a convening should not (`closed`), or rather not (`avoid`), be held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlackoutDay {
    pub day: NaiveDate,
    pub name: String,
    /// `us_federal`, a religion, ...
    pub category: String,
    pub closed: bool,
}

/// The days to keep free from `first` to `last`, both included.
pub async fn blackout_days_between(
    db: &impl ConnectionTrait,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<BlackoutDay>, DbErr> {
    let found = blackout_days::Entity::find()
        .filter(blackout_days::Column::Day.between(first, last))
        .order_by_asc(blackout_days::Column::Day)
        .all(db)
        .await?;
    let as_day = |row: blackout_days::Model| BlackoutDay {
        day: row.day,
        name: row.name,
        category: row.category,
        closed: row.level == "closed",
    };
    Ok(found.into_iter().map(as_day).collect())
}
