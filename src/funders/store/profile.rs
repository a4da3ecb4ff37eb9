//! Everything one funder's page shows, read in a fixed number of queries however much there is.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::{
    entities::{
        affiliations, organization_city_records as records, organization_facts as facts,
        organizations, people, places,
    },
    ids::OrganizationId,
};

/// One organisation by its id.
pub async fn by_id(
    db: &impl ConnectionTrait,
    id: OrganizationId,
) -> Result<Option<organizations::Model>, DbErr> {
    organizations::Entity::find_by_id(id).one(db).await
}

/// One organisation and the city of its head office.
pub(crate) async fn with_head_office(
    db: &impl ConnectionTrait,
    id: OrganizationId,
) -> Result<Option<(organizations::Model, Option<places::Model>)>, DbErr> {
    organizations::Entity::find_by_id(id)
        .find_also_related(places::Entity)
        .one(db)
        .await
}

/// What is said of it, in the order of the sources.
pub(crate) async fn facts_of(
    db: &impl ConnectionTrait,
    id: OrganizationId,
) -> Result<Vec<facts::Model>, DbErr> {
    facts::Entity::find()
        .filter(facts::Column::OrganizationId.eq(id))
        .order_by_asc(facts::Column::Position)
        .all(db)
        .await
}

/// Where it has invested, largest amount first: one page of it, and how many places there are.
pub(crate) async fn records_of(
    db: &impl ConnectionTrait,
    id: OrganizationId,
    offset: u64,
    limit: u64,
) -> Result<(Vec<(records::Model, Option<places::Model>)>, u64), DbErr> {
    let all = records::Entity::find().filter(records::Column::OrganizationId.eq(id));
    let total = all.clone().count(db).await?;
    let page = all
        .find_also_related(places::Entity)
        .order_by_desc(records::Column::AmountUsd)
        .order_by_asc(records::Column::PlaceId)
        .offset(offset)
        .limit(limit)
        .all(db)
        .await?;
    Ok((page, total))
}

/// People with a post there, current ones first.
pub(crate) async fn people_of(
    db: &impl ConnectionTrait,
    id: OrganizationId,
) -> Result<Vec<(affiliations::Model, people::Model)>, DbErr> {
    let found = affiliations::Entity::find()
        .find_also_related(people::Entity)
        .filter(affiliations::Column::OrganizationId.eq(id))
        .order_by_asc(people::Column::Name)
        .limit(200)
        .all(db)
        .await?;
    let mut posts: Vec<_> = found
        .into_iter()
        .filter_map(|(post, person)| Some((post, person?)))
        .collect();
    posts.sort_by_key(|(post, _)| post.ended_on.is_some());
    Ok(posts)
}
