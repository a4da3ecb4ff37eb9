//! Days of travel that staff set for a season.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
};
use serde_json::json;

use super::{
    by_id,
    seasons::{note, touch},
};
use crate::{
    audit::Actor, entities::season_travel, ids::SeasonId, scheduling::seasons::rules::Travels,
};

/// Sets the days of travel between all cities of a season, if nothing it rests on changed since this revision.
pub(crate) async fn set_travel(
    txn: &DatabaseTransaction,
    (season, revision): (SeasonId, i32),
    days: &Travels,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let held = by_id(txn, season).await?;
    if held.is_none_or(|held| held.revision != revision) || !touch(txn, season).await? {
        return Ok(false);
    }
    season_travel::Entity::delete_many()
        .filter(season_travel::Column::SeasonId.eq(season))
        .exec(txn)
        .await?;
    let rows = days
        .iter()
        .map(|((one, other), days)| season_travel::ActiveModel {
            season_id: Set(season),
            one: Set(one.clone()),
            other: Set(other.clone()),
            days: Set(i32::from(*days)),
        });
    if !days.is_empty() {
        season_travel::Entity::insert_many(rows)
            .exec_without_returning(txn)
            .await?;
    }
    let set: Vec<_> = days
        .iter()
        .map(|((one, other), days)| json!([one, other, days]))
        .collect();
    let summary = "Changed the days of travel".to_owned();
    let facts = (None, Some(json!({ "travel": set })));
    note(txn, (season, "changed", summary), facts, (actor, now)).await?;
    Ok(true)
}
