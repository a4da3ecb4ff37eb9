//! Looking partnerships up.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};

use crate::{
    entities::{
        initiative_rounds, partnership_places, partnership_rounds, partnerships, places, users,
    },
    ids::PartnershipId,
};

/// The most partnerships a list to choose from shows, and the most leads a page names.
const MOST: u64 = 500;

/// One partnership by its key.
pub async fn by_id(
    db: &impl ConnectionTrait,
    id: PartnershipId,
) -> Result<Option<partnerships::Model>, DbErr> {
    partnerships::Entity::find_by_id(id).one(db).await
}

/// One partnership by its slug.
pub async fn by_slug(
    db: &impl ConnectionTrait,
    slug: &str,
) -> Result<Option<partnerships::Model>, DbErr> {
    partnerships::Entity::find()
        .filter(partnerships::Column::Slug.eq(slug))
        .one(db)
        .await
}

/// A partnership's name; empty for none.
pub async fn name_of(
    db: &impl ConnectionTrait,
    id: Option<PartnershipId>,
) -> Result<String, DbErr> {
    let names = names(db, id).await?;
    Ok(names.into_values().next().unwrap_or_default())
}

/// The names of partnerships by their keys, in one query.
pub async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = PartnershipId>,
) -> Result<BTreeMap<PartnershipId, String>, DbErr> {
    let ids: Vec<PartnershipId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(PartnershipId, String)> = partnerships::Entity::find()
        .select_only()
        .columns([partnerships::Column::Id, partnerships::Column::Name])
        .filter(partnerships::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Key and name of partnerships to choose from, by name.
pub async fn choices(db: &impl ConnectionTrait) -> Result<Vec<(PartnershipId, String)>, DbErr> {
    partnerships::Entity::find()
        .select_only()
        .columns([partnerships::Column::Id, partnerships::Column::Name])
        .order_by_asc(partnerships::Column::Name)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await
}

/// Where a partnership works, its first place first.
pub async fn places_of(
    db: &impl ConnectionTrait,
    id: PartnershipId,
) -> Result<Vec<places::Model>, DbErr> {
    places::Entity::find()
        .join(
            JoinType::InnerJoin,
            partnership_places::Relation::Place.def().rev(),
        )
        .filter(partnership_places::Column::PartnershipId.eq(id))
        .order_by_asc(partnership_places::Column::Position)
        .all(db)
        .await
}

/// The rounds of initiatives it takes part in, oldest first.
pub async fn rounds_of(
    db: &impl ConnectionTrait,
    id: PartnershipId,
) -> Result<Vec<initiative_rounds::Model>, DbErr> {
    initiative_rounds::Entity::find()
        .join(
            JoinType::InnerJoin,
            partnership_rounds::Relation::Round.def().rev(),
        )
        .filter(partnership_rounds::Column::PartnershipId.eq(id))
        .order_by_asc(initiative_rounds::Column::Year)
        .order_by_asc(initiative_rounds::Column::Code)
        .all(db)
        .await
}

/// The open accounts that lead it, by name.
pub async fn leads_of(
    db: &impl ConnectionTrait,
    id: PartnershipId,
) -> Result<Vec<users::Model>, DbErr> {
    users::Entity::find()
        .filter(users::Column::PartnershipId.eq(id))
        .filter(users::Column::DisabledAt.is_null())
        .order_by_asc(users::Column::Name)
        .limit(MOST)
        .all(db)
        .await
}
