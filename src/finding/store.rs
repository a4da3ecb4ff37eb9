//! What no room before this one answers for a place.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::{
    entities::convenings,
    values::{ConveningStatus, PlaceId},
};

/// The next convenings in a place, soonest first.
pub(super) async fn coming_convenings(
    db: &impl ConnectionTrait,
    place: &PlaceId,
    now: DateTime<Utc>,
) -> Result<Vec<convenings::Model>, DbErr> {
    convenings::Entity::find()
        .filter(convenings::Column::PlaceId.eq(place.clone()))
        .filter(convenings::Column::EndsAt.gte(now))
        .filter(convenings::Column::Status.ne(ConveningStatus::Cancelled))
        .order_by_asc(convenings::Column::StartsAt)
        .limit(10)
        .all(db)
        .await
}

/// What took place there, latest first: a few, and how many there were.
pub(super) async fn past_convenings(
    db: &impl ConnectionTrait,
    place: &PlaceId,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<(Vec<convenings::Model>, u64), DbErr> {
    let past = convenings::Entity::find()
        .filter(convenings::Column::PlaceId.eq(place.clone()))
        .filter(convenings::Column::EndsAt.lt(now))
        .filter(convenings::Column::Status.ne(ConveningStatus::Cancelled));
    let total = past.clone().count(db).await?;
    let latest = past
        .order_by_desc(convenings::Column::StartsAt)
        .limit(limit)
        .all(db)
        .await?;
    Ok((latest, total))
}
