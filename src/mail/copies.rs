//! The copies of mails to guests: what was sent, as it was sent, for as long as somebody may ask.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
};

use crate::entities::outbound_mails::{ActiveModel, Column, Entity};

/// How long a copy is kept: half a year.
const KEPT: TimeDelta = TimeDelta::days(183);

/// Drops copies that are old enough. That a mail was sent, to whom and when, stays known.
pub async fn forget_copies(txn: &DatabaseTransaction, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let gone = Entity::update_many()
        .set(ActiveModel {
            mime: Set(None),
            calendar: Set(None),
            ..Default::default()
        })
        .filter(Column::Mime.is_not_null())
        .filter(Column::CreatedAt.lt(now - KEPT))
        .exec(txn)
        .await?;
    Ok(gone.rows_affected)
}
