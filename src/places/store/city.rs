//! What is known of one city: its goals, who has invested there, who sits there, what will meet
//! there. Read from the tables of later rooms, which this room may read but not write.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::{
    entities::{
        convenings, goal_places, goals, organization_city_records as records, organizations,
    },
    values::{ConveningStatus, PlaceId},
};

/// Most rows of one kind that a city's page shows.
const MOST: u64 = 500;

/// The goals of a place, by title.
pub(crate) async fn goals_in(
    db: &impl ConnectionTrait,
    place: &PlaceId,
) -> Result<Vec<goals::Model>, DbErr> {
    let linked = goal_places::Entity::find()
        .find_also_related(goals::Entity)
        .filter(goal_places::Column::PlaceId.eq(place.clone()))
        .order_by_asc(goals::Column::Title)
        .limit(MOST)
        .all(db)
        .await?;
    Ok(linked.into_iter().filter_map(|(_, goal)| goal).collect())
}

/// What a provider has placed somewhere, with its name.
pub(crate) struct TrackRecord {
    pub record: records::Model,
    pub organization: organizations::Model,
}

/// Who has invested in a place, largest amount first.
pub(crate) async fn track_records(
    db: &impl ConnectionTrait,
    place: &PlaceId,
) -> Result<Vec<TrackRecord>, DbErr> {
    let found = records::Entity::find()
        .find_also_related(organizations::Entity)
        .filter(records::Column::PlaceId.eq(place.clone()))
        .order_by_desc(records::Column::AmountUsd)
        .order_by_asc(organizations::Column::Name)
        .limit(MOST)
        .all(db)
        .await?;
    let named = |(record, organization): (records::Model, Option<organizations::Model>)| {
        Some(TrackRecord {
            record,
            organization: organization?,
        })
    };
    Ok(found.into_iter().filter_map(named).collect())
}

/// The first few organisations with their head office in a place, and how many there are.
pub(crate) async fn seated_in(
    db: &impl ConnectionTrait,
    place: &PlaceId,
    limit: u64,
) -> Result<(Vec<organizations::Model>, u64), DbErr> {
    let seated =
        organizations::Entity::find().filter(organizations::Column::HqPlaceId.eq(place.clone()));
    let total = seated.clone().count(db).await?;
    let first = seated
        .order_by_asc(organizations::Column::Name)
        .limit(limit)
        .all(db)
        .await?;
    Ok((first, total))
}

/// The next convenings in a place, soonest first.
pub(crate) async fn coming_convenings(
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
