//! The list of funders: found by name, narrowed, sorted, a page at a time.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, Order, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait, NullOrdering, SelectStatement},
};

use crate::{
    entities::{
        organization_city_records as records, organization_facts as facts, organizations, places,
    },
    funders::directory::fact_label,
    ids::OrganizationId,
    search,
    values::{FunderType, Money, PlaceId},
};

/// Which types of funder are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum KindWanted {
    #[default]
    Any,
    NotStated,
    Only(FunderType),
}

/// Which funders are wanted; an empty text asks for all.
#[derive(Clone, Debug, Default)]
pub(crate) struct FunderFilter {
    /// Beginnings of words of the name, or an EIN.
    pub query: String,
    pub kind: KindWanted,
    /// Postal code of the head office's state.
    pub state: String,
    /// Only sample rows, or only real ones.
    pub illustrative: Option<bool>,
    /// Only those that have invested in one of these places.
    pub invested_in: Option<Vec<PlaceId>>,
    pub seated_in: Option<PlaceId>,
    /// Only those local to this city: see `in_place`.
    pub local_to: Option<places::Model>,
    /// By total assets, largest first, instead of by name.
    pub by_assets: bool,
}

/// A page of funders, and how many there are in all.
pub(crate) async fn funders(
    db: &impl ConnectionTrait,
    filter: &FunderFilter,
    offset: u64,
    limit: u64,
) -> Result<(Vec<organizations::Model>, u64), DbErr> {
    use organizations::Column as C;
    let mut wanted = narrowed(filter);
    if let Some(found) = search::matching_ids(db, "funder", &filter.query).await? {
        let ids: Vec<OrganizationId> = found.iter().filter_map(|id| id.parse().ok()).collect();
        wanted = wanted.filter(C::Id.is_in(ids));
    }
    let total = wanted.clone().count(db).await?;
    if filter.by_assets {
        let largest = Expr::SubQuery(None, Box::new(largest_assets().into()));
        wanted = wanted.order_by_with_nulls(largest, Order::Desc, NullOrdering::Last);
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

fn narrowed(filter: &FunderFilter) -> Select<organizations::Entity> {
    use organizations::Column as C;
    let mut wanted = organizations::Entity::find();
    match filter.kind {
        KindWanted::Any => {}
        KindWanted::NotStated => wanted = wanted.filter(C::Kind.is_null()),
        KindWanted::Only(kind) => wanted = wanted.filter(C::Kind.eq(kind)),
    }
    if !filter.state.is_empty() {
        wanted = wanted.filter(C::HqState.eq(filter.state.as_str()));
    }
    if let Some(sample) = filter.illustrative {
        wanted = wanted.filter(C::Illustrative.eq(sample));
    }
    if let Some(places) = &filter.invested_in {
        let invested = records::Entity::find()
            .select_only()
            .column(records::Column::OrganizationId)
            .filter(records::Column::PlaceId.is_in(places.iter().cloned()))
            .into_query();
        wanted = wanted.filter(C::Id.in_subquery(invested));
    }
    if let Some(place) = &filter.seated_in {
        wanted = wanted.filter(C::HqPlaceId.eq(place.clone()));
    }
    if let Some(city) = &filter.local_to {
        wanted = wanted.filter(super::in_place::local_to(city));
    }
    wanted
}

/// The largest total assets of the funder in the outer query.
fn largest_assets() -> SelectStatement {
    facts::Entity::find()
        .select_only()
        .column_as(facts::Column::AmountUsd.max(), "largest")
        .filter(facts::Column::Label.eq(fact_label("assets")))
        .filter(
            Expr::col((facts::Entity, facts::Column::OrganizationId))
                .equals((organizations::Entity, organizations::Column::Id)),
        )
        .into_query()
}

/// The total assets of these funders and the date they speak of; the latest where there are more.
pub(crate) async fn assets_of(
    db: &impl ConnectionTrait,
    ids: &[OrganizationId],
) -> Result<BTreeMap<OrganizationId, (Money, String)>, DbErr> {
    let found = facts::Entity::find()
        .filter(facts::Column::OrganizationId.is_in(ids.iter().copied()))
        .filter(facts::Column::Label.eq(fact_label("assets")))
        .order_by_asc(facts::Column::AsOf)
        .all(db)
        .await?;
    let told = |fact: facts::Model| Some((fact.organization_id, (fact.amount_usd?, fact.as_of)));
    Ok(found.into_iter().filter_map(told).collect())
}
