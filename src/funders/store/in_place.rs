//! Funders by place: who has invested there, who has a head office there, and whose stated area covers it.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, RelationTrait, sea_query::Condition,
};

use crate::{
    entities::{
        funding_source_areas as areas, funding_sources, organization_city_records as records,
        organizations, places,
    },
    values::{FunderType, GeoScope, PlaceId},
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

/// A funder is local to a city when its head office is there, or when one of its pockets states an area no wider than the
/// state that covers the city. A pocket for the whole nation makes nobody local.
pub(super) fn local_to(city: &places::Model) -> Condition {
    use organizations::Column as C;
    let codes = [
        (GeoScope::County, city.county_fips.as_deref()),
        (GeoScope::Cbsa, city.cbsa_code.as_deref()),
        (GeoScope::State, city.state.as_deref()),
    ];
    let wider = codes
        .into_iter()
        .filter_map(|(scope, code)| Some(PlaceId::new(scope, code?)));
    let covering = areas::Entity::find()
        .select_only()
        .column(funding_sources::Column::OrganizationId)
        .join(
            sea_orm::JoinType::InnerJoin,
            areas::Relation::FundingSource.def(),
        )
        .filter(areas::Column::Area.is_in(wider.chain([city.id.clone()])))
        .into_query();
    Condition::any()
        .add(C::HqPlaceId.eq(city.id.clone()))
        .add(C::Id.in_subquery(covering))
}

/// How many funders of each type are local to a city, most first; `None` is a type that no source states.
pub async fn local_kinds(
    db: &impl ConnectionTrait,
    city: &places::Model,
) -> Result<Vec<(Option<FunderType>, i64)>, DbErr> {
    use organizations::Column as C;
    let mut counted: Vec<(Option<FunderType>, i64)> = organizations::Entity::find()
        .select_only()
        .column(C::Kind)
        .column_as(C::Id.count(), "funders")
        .filter(local_to(city))
        .group_by(C::Kind)
        .into_tuple()
        .all(db)
        .await?;
    counted.sort_by_key(|(kind, funders)| {
        (
            std::cmp::Reverse(*funders),
            kind.map_or("~", FunderType::label),
        )
    });
    Ok(counted)
}
