//! The list of cities: found by name, narrowed by state and district bank, a page at a time, with
//! what is known of each counted in one query for all.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, Order, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use crate::{
    entities::{goal_places, organization_city_records as records, places},
    search,
    values::{GeoScope, PlaceId},
};

/// Which cities are wanted; an empty text asks for all.
#[derive(Clone, Debug, Default)]
pub(crate) struct CityFilter {
    /// Beginnings of words of the name.
    pub query: String,
    /// Postal code of the state.
    pub state: String,
    /// Seat of the Federal Reserve district bank.
    pub fed_bank: String,
    /// By name instead of by population.
    pub by_name: bool,
}

/// One page of cities, and how many there are in all.
pub(crate) async fn cities(
    db: &impl ConnectionTrait,
    filter: &CityFilter,
    offset: u64,
    limit: u64,
) -> Result<(Vec<places::Model>, u64), DbErr> {
    use places::Column as C;
    let mut wanted = places::Entity::find().filter(C::Kind.eq(GeoScope::City));
    if let Some(found) = search::matching_ids(db, "city", &filter.query).await? {
        wanted = wanted.filter(C::Id.is_in(found.iter().map(|geoid| PlaceId::city(geoid))));
    }
    if !filter.state.is_empty() {
        wanted = wanted.filter(C::State.eq(filter.state.as_str()));
    }
    if !filter.fed_bank.is_empty() {
        wanted = wanted.filter(C::FedBank.eq(filter.fed_bank.as_str()));
    }
    let total = wanted.clone().count(db).await?;
    if !filter.by_name {
        wanted = wanted.order_by(C::Population, Order::Desc);
    }
    let page = wanted
        .order_by_asc(C::Name)
        .order_by_asc(C::Id)
        .offset(offset)
        .limit(limit)
        .all(db)
        .await?;
    Ok((page, total))
}

/// How many goals each of these places has; places without one are left out.
pub(crate) async fn goal_counts(
    db: &impl ConnectionTrait,
    ids: &[PlaceId],
) -> Result<BTreeMap<PlaceId, i64>, DbErr> {
    let counted: Vec<(PlaceId, i64)> = goal_places::Entity::find()
        .select_only()
        .column(goal_places::Column::PlaceId)
        .column_as(goal_places::Column::GoalId.count(), "goals")
        .filter(goal_places::Column::PlaceId.is_in(ids.iter().cloned()))
        .group_by(goal_places::Column::PlaceId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counted.into_iter().collect())
}

/// How many providers have a public track record in each of these places.
pub(crate) async fn provider_counts(
    db: &impl ConnectionTrait,
    ids: &[PlaceId],
) -> Result<BTreeMap<PlaceId, i64>, DbErr> {
    let counted: Vec<(PlaceId, i64)> = records::Entity::find()
        .select_only()
        .column(records::Column::PlaceId)
        .expr_as(
            Expr::col(records::Column::OrganizationId).count_distinct(),
            "providers",
        )
        .filter(records::Column::PlaceId.is_in(ids.iter().cloned()))
        .group_by(records::Column::PlaceId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counted.into_iter().collect())
}

/// Every state as its postal code and name, by name.
pub async fn states(db: &impl ConnectionTrait) -> Result<Vec<(String, String)>, DbErr> {
    places::Entity::find()
        .select_only()
        .column(places::Column::Code)
        .column(places::Column::Name)
        .filter(places::Column::Kind.eq(GeoScope::State))
        .order_by_asc(places::Column::Name)
        .into_tuple()
        .all(db)
        .await
}
