//! Funders by place: who has invested there, and who has a head office there.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::{
    entities::{organization_city_records as records, organizations},
    values::PlaceId,
};

/// Most records that are read of one place.
const MOST: u64 = 500;

/// What a provider has placed somewhere, with its name.
pub struct TrackRecord {
    pub record: records::Model,
    pub organization: organizations::Model,
}

/// Who has invested in a place, largest amount first.
pub async fn track_records(
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
pub async fn seated_in(
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
