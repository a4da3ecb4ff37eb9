//! Looking partnerships up.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::{entities::partnerships, ids::PartnershipId};

/// One partnership by its key.
pub async fn by_id(
    db: &impl ConnectionTrait,
    id: PartnershipId,
) -> Result<Option<partnerships::Model>, DbErr> {
    partnerships::Entity::find_by_id(id).one(db).await
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
