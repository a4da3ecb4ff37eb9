//! Venues of a season.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, sea_query::Expr,
};
use serde_json::json;

use super::{
    Saved,
    seasons::{note, touch},
};
use crate::{
    audit::Actor,
    entities::season_venues,
    ids::{SeasonId, SeasonVenueId},
    scheduling::seasons::rules::VenueEdit,
};

/// The most venues of a season.
pub(crate) const MOST_VENUES: u64 = 60;

/// One venue of this season.
pub(crate) async fn venue(
    db: &impl ConnectionTrait,
    (season, id): (SeasonId, SeasonVenueId),
) -> Result<Option<season_venues::Model>, DbErr> {
    season_venues::Entity::find_by_id(id)
        .filter(season_venues::Column::SeasonId.eq(season))
        .one(db)
        .await
}

/// Adds a venue; `false` if there are too many, or the season is no more.
pub(crate) async fn add_venue(
    txn: &DatabaseTransaction,
    season: SeasonId,
    new: &VenueEdit,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let held = season_venues::Entity::find().filter(season_venues::Column::SeasonId.eq(season));
    if !touch(txn, season).await? || held.count(txn).await? >= MOST_VENUES {
        return Ok(false);
    }
    let row = season_venues::ActiveModel {
        id: Set(SeasonVenueId::fresh()),
        season_id: Set(season),
        name: Set(new.name.clone()),
        place_id: Set(new.city.clone()),
        closed: Set(new.closed.clone()),
        version: Set(1),
    };
    season_venues::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    let summary = format!("Added the venue {}", new.name);
    note(txn, (season, "added", summary), (None, None), (actor, now)).await?;
    Ok(true)
}

/// Changes a venue that is still at this version.
pub(crate) async fn change_venue(
    txn: &DatabaseTransaction,
    (season, id, version): (SeasonId, SeasonVenueId, i32),
    edit: &VenueEdit,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Saved<season_venues::Model>, DbErr> {
    use season_venues::Column as C;
    let Some(before) = venue(txn, (season, id)).await? else {
        return Ok(Saved::Gone);
    };
    let done = season_venues::Entity::update_many()
        .col_expr(C::Name, Expr::value(edit.name.clone()))
        .col_expr(C::PlaceId, Expr::value(edit.city.clone()))
        .col_expr(C::Closed, Expr::value(edit.closed.clone()))
        .col_expr(C::Version, Expr::value(version.saturating_add(1)))
        .filter(C::Id.eq(id))
        .filter(C::Version.eq(version))
        .exec(txn)
        .await?;
    if done.rows_affected == 0 {
        return Ok(Saved::Stale(Box::new(before)));
    }
    touch(txn, season).await?;
    let summary = format!("Changed the venue {}", edit.name);
    let (was, is) = (
        json!({"name": before.name, "closed": before.closed}),
        json!({"name": edit.name, "closed": edit.closed}),
    );
    note(
        txn,
        (season, "changed", summary),
        (Some(was), Some(is)),
        (actor, now),
    )
    .await?;
    Ok(Saved::Done)
}

/// Takes a venue out; convenings that could be there meet at their own places unless they have another.
pub(crate) async fn remove_venue(
    txn: &DatabaseTransaction,
    (season, id): (SeasonId, SeasonVenueId),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let Some(held) = venue(txn, (season, id)).await? else {
        return Ok(false);
    };
    season_venues::Entity::delete_by_id(id).exec(txn).await?;
    touch(txn, season).await?;
    let summary = format!("Removed the venue {}", held.name);
    note(
        txn,
        (season, "removed", summary),
        (None, None),
        (actor, now),
    )
    .await?;
    Ok(true)
}
