//! What Today looks up in other rooms' tables: a fixed number of small, indexed reads.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::{
    entities::{convenings, goals, interests, seats},
    ids::ConveningId,
    values::{ConveningStatus, RegistrationStatus},
};

/// How many of each to show; the list behind the link shows all.
const SHOWN: u64 = 5;

/// A confirmed registration and the goal it is about, oldest first.
pub(super) async fn interest_to_review(
    db: &impl ConnectionTrait,
) -> Result<Vec<(interests::Model, Option<goals::Model>)>, DbErr> {
    interests::Entity::find()
        .find_also_related(goals::Entity)
        .filter(interests::Column::Status.eq(RegistrationStatus::Confirmed))
        .order_by_asc(interests::Column::CreatedAt)
        .limit(SHOWN)
        .all(db)
        .await
}

/// The next convenings, with how many seats each has; one that began within three hours counts.
pub(super) async fn coming(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<Vec<(convenings::Model, u64)>, DbErr> {
    let rows = convenings::Entity::find()
        .filter(convenings::Column::StartsAt.gt(now - TimeDelta::hours(3)))
        .filter(convenings::Column::Status.ne(ConveningStatus::Cancelled))
        .order_by_asc(convenings::Column::StartsAt)
        .limit(SHOWN)
        .all(db)
        .await?;
    let ids: Vec<ConveningId> = rows.iter().map(|row| row.id).collect();
    let counted: Vec<(ConveningId, i64)> = seats::Entity::find()
        .select_only()
        .column(seats::Column::ConveningId)
        .column_as(seats::Column::Id.count(), "seats")
        .filter(seats::Column::ConveningId.is_in(ids))
        .group_by(seats::Column::ConveningId)
        .into_tuple()
        .all(db)
        .await?;
    let seats_of = |id: ConveningId| {
        let found = counted
            .iter()
            .find(|(of, _)| *of == id)
            .map_or(0, |(_, seats)| *seats);
        u64::try_from(found).unwrap_or_default()
    };
    Ok(rows
        .into_iter()
        .map(|row| {
            let seats = seats_of(row.id);
            (row, seats)
        })
        .collect())
}
