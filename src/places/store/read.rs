//! Looking places up.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::{entities::places, places::rules::full_name, values::PlaceId};

/// Whether any place is there: without one, the reference data is still to be loaded.
pub async fn any(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    Ok(places::Entity::find().one(db).await?.is_some())
}

/// One place by its key.
pub async fn by_id(
    db: &impl ConnectionTrait,
    id: &PlaceId,
) -> Result<Option<places::Model>, DbErr> {
    places::Entity::find_by_id(id.clone()).one(db).await
}

/// Many places by their keys, in one query.
pub async fn by_ids(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = PlaceId>,
) -> Result<BTreeMap<PlaceId, places::Model>, DbErr> {
    let ids: Vec<PlaceId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let found = places::Entity::find()
        .filter(places::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(found
        .into_iter()
        .map(|place| (place.id.clone(), place))
        .collect())
}

/// The names of places by their keys, such as "San Francisco, CA" or "Rhode Island".
pub async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = PlaceId>,
) -> Result<BTreeMap<PlaceId, String>, DbErr> {
    let found = by_ids(db, ids).await?;
    let named = |(id, place): (PlaceId, places::Model)| {
        let name = full_name(&place.name, place.kind, place.state.as_deref());
        (id, name)
    };
    Ok(found.into_iter().map(named).collect())
}
