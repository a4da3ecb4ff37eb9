//! Partnerships as a list shows them: a fixed number of queries however many there are.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use crate::{
    entities::{
        goals, initiative_rounds, partnership_members, partnership_places, partnership_rounds,
        partnerships,
    },
    ids::PartnershipId,
    places, search,
    values::{PartnershipStage, PlaceId},
    web::Paging,
};

/// Which partnerships a list wants; the default is all.
#[derive(Clone, Debug, Default)]
pub(crate) struct PartnershipFilter {
    /// Words of name or place.
    pub query: String,
    pub stage: Option<PartnershipStage>,
    pub city: Option<PlaceId>,
    /// Code of an initiative; empty for any.
    pub initiative: String,
}

/// One partnership in a list.
#[derive(Clone, Debug)]
pub(crate) struct PartnershipCard {
    pub row: partnerships::Model,
    pub places: Vec<String>,
    pub goals: i64,
    /// Those who sit at it now.
    pub members: i64,
}

/// A page of the partnerships that pass, by name, and how many pass.
pub(crate) async fn cards(
    db: &impl ConnectionTrait,
    filter: &PartnershipFilter,
    paging: Paging,
) -> Result<(Vec<PartnershipCard>, u64), DbErr> {
    use partnerships::Column as C;
    let mut found = partnerships::Entity::find();
    if let Some(stage) = filter.stage {
        found = found.filter(C::Stage.eq(stage));
    }
    if let Some(city) = &filter.city {
        found = found.filter(C::Id.in_subquery(working_in(city)));
    }
    if !filter.initiative.is_empty() {
        found = found.filter(C::Id.in_subquery(taking_part(&filter.initiative)));
    }
    if let Some(ids) = search::matching_ids(db, "partnership", &filter.query).await? {
        let ids = ids.iter().filter_map(|id| id.parse::<PartnershipId>().ok());
        found = found.filter(C::Id.is_in(ids));
    }
    let total = found.clone().count(db).await?;
    let rows = found
        .order_by_asc(C::Name)
        .order_by_asc(C::Id)
        .offset(paging.offset())
        .limit(paging.size)
        .all(db)
        .await?;
    Ok((dress(db, rows).await?, total))
}

fn working_in(city: &PlaceId) -> sea_orm::sea_query::SelectStatement {
    partnership_places::Entity::find()
        .select_only()
        .column(partnership_places::Column::PartnershipId)
        .filter(partnership_places::Column::PlaceId.eq(city.clone()))
        .into_query()
}

fn taking_part(initiative: &str) -> sea_orm::sea_query::SelectStatement {
    let rounds = initiative_rounds::Entity::find()
        .select_only()
        .column(initiative_rounds::Column::Code)
        .filter(initiative_rounds::Column::InitiativeCode.eq(initiative))
        .into_query();
    partnership_rounds::Entity::find()
        .select_only()
        .column(partnership_rounds::Column::PartnershipId)
        .filter(partnership_rounds::Column::RoundCode.in_subquery(rounds))
        .into_query()
}

async fn dress(
    db: &impl ConnectionTrait,
    rows: Vec<partnerships::Model>,
) -> Result<Vec<PartnershipCard>, DbErr> {
    let ids: Vec<PartnershipId> = rows.iter().map(|row| row.id).collect();
    let links = partnership_places::Entity::find()
        .filter(partnership_places::Column::PartnershipId.is_in(ids.iter().copied()))
        .order_by_asc(partnership_places::Column::Position)
        .all(db)
        .await?;
    let names = places::names(db, links.iter().map(|link| link.place_id.clone())).await?;
    let goals: BTreeMap<Option<PartnershipId>, i64> = counted(
        db,
        goals::Entity::find()
            .select_only()
            .column(goals::Column::PartnershipId)
            .column_as(goals::Column::Id.count(), "counted")
            .filter(goals::Column::PartnershipId.is_in(ids.iter().copied()))
            .group_by(goals::Column::PartnershipId),
    )
    .await?;
    let members: BTreeMap<Option<PartnershipId>, i64> = counted(
        db,
        partnership_members::Entity::find()
            .select_only()
            .column(partnership_members::Column::PartnershipId)
            .column_as(partnership_members::Column::Id.count(), "counted")
            .filter(partnership_members::Column::PartnershipId.is_in(ids.iter().copied()))
            .filter(partnership_members::Column::LeftOn.is_null())
            .group_by(partnership_members::Column::PartnershipId),
    )
    .await?;
    let card = |row: partnerships::Model| {
        let mine = links.iter().filter(|link| link.partnership_id == row.id);
        PartnershipCard {
            places: mine
                .filter_map(|link| names.get(&link.place_id).cloned())
                .collect(),
            goals: goals.get(&Some(row.id)).copied().unwrap_or_default(),
            members: members.get(&Some(row.id)).copied().unwrap_or_default(),
            row,
        }
    };
    Ok(rows.into_iter().map(card).collect())
}

async fn counted<E: EntityTrait>(
    db: &impl ConnectionTrait,
    query: sea_orm::Select<E>,
) -> Result<BTreeMap<Option<PartnershipId>, i64>, DbErr> {
    let rows: Vec<(Option<PartnershipId>, i64)> = query.into_tuple().all(db).await?;
    Ok(rows.into_iter().collect())
}

/// The places that partnerships work in, by name.
pub(crate) async fn cities(db: &impl ConnectionTrait) -> Result<Vec<(PlaceId, String)>, DbErr> {
    let ids: Vec<PlaceId> = partnership_places::Entity::find()
        .select_only()
        .column(partnership_places::Column::PlaceId)
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    let mut named: Vec<_> = places::names(db, ids).await?.into_iter().collect();
    named.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(named)
}

/// The partnerships that work in this place, by name.
pub async fn in_place(
    db: &impl ConnectionTrait,
    place: &PlaceId,
) -> Result<Vec<partnerships::Model>, DbErr> {
    partnerships::Entity::find()
        .filter(partnerships::Column::Id.in_subquery(working_in(place)))
        .order_by_asc(partnerships::Column::Name)
        .limit(100)
        .all(db)
        .await
}
