//! What no room before this one answers for a place.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
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
