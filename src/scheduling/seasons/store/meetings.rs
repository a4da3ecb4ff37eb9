//! The convenings of a season, and when and where each could be.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QuerySelect, sea_query::Expr,
};
use serde_json::{Value, json};

use super::{
    Saved,
    seasons::{note, touch},
};
use crate::{
    audit::Actor,
    convenings::{Convening, rules::days_taken},
    entities::{season_convening_venues, season_convenings, season_venues, seasons},
    ids::{ConveningId, SeasonId, SeasonVenueId},
    scheduling::seasons::rules::{MOST_CONVENINGS, MeetingEdit},
    values::Money,
};

/// One convening of a season.
pub(crate) async fn meeting(
    db: &impl ConnectionTrait,
    (season, convening): (SeasonId, ConveningId),
) -> Result<Option<season_convenings::Model>, DbErr> {
    season_convenings::Entity::find_by_id((season, convening))
        .one(db)
        .await
}

/// Takes convenings into a season, those that are in it already once. Says how many are new; nothing if they would be too
/// many.
pub(crate) async fn add_meetings(
    txn: &DatabaseTransaction,
    season: &seasons::Model,
    convenings: &[Convening],
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<usize>, DbErr> {
    use season_convenings::Column as C;
    if !touch(txn, season.id).await? {
        return Ok(None);
    }
    let held: Vec<ConveningId> = season_convenings::Entity::find()
        .select_only()
        .column(C::ConveningId)
        .filter(C::SeasonId.eq(season.id))
        .into_tuple()
        .all(txn)
        .await?;
    let held: BTreeSet<ConveningId> = held.into_iter().collect();
    let new: Vec<&Convening> = convenings
        .iter()
        .filter(|convening| !held.contains(&convening.row.id))
        .collect();
    if held.len() + new.len() > MOST_CONVENINGS {
        return Ok(None);
    }
    let rows = new.iter().map(|convening| season_convenings::ActiveModel {
        season_id: Set(season.id),
        convening_id: Set(convening.row.id),
        first_day: Set(None),
        last_day: Set(None),
        days: Set(days_taken(&convening.plan.when)),
        late_cost: Set(Money::default()),
        kept_day: Set(None),
        kept_venue_id: Set(None),
        accepted: Set(false),
        version: Set(1),
    });
    if !new.is_empty() {
        season_convenings::Entity::insert_many(rows)
            .exec_without_returning(txn)
            .await?;
        let titles: Vec<&str> = new.iter().map(|it| it.row.title.as_str()).collect();
        let summary = format!("Added to the season: {}", titles.join(", "));
        note(
            txn,
            (season.id, "added", summary),
            (None, None),
            (actor, now),
        )
        .await?;
    }
    Ok(Some(new.len()))
}

/// Changes when and where a convening could be, if the row is still at this version.
pub(crate) async fn change_meeting(
    txn: &DatabaseTransaction,
    (season, convening, version): (SeasonId, &Convening, i32),
    edit: &MeetingEdit,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Saved<season_convenings::Model>, DbErr> {
    use season_convenings::Column as C;
    let key = (season, convening.row.id);
    let Some(before) = meeting(txn, key).await? else {
        return Ok(Saved::Gone);
    };
    let done = season_convenings::Entity::update_many()
        .col_expr(C::FirstDay, Expr::value(edit.first_day))
        .col_expr(C::LastDay, Expr::value(edit.last_day))
        .col_expr(C::Days, Expr::value(edit.days))
        .col_expr(C::LateCost, Expr::value(edit.late_cost))
        .col_expr(C::Version, Expr::value(version.saturating_add(1)))
        .filter(C::SeasonId.eq(season))
        .filter(C::ConveningId.eq(convening.row.id))
        .filter(C::Version.eq(version))
        .exec(txn)
        .await?;
    if done.rows_affected == 0 {
        return Ok(Saved::Stale(Box::new(before)));
    }
    set_venues(txn, key, &edit.venues).await?;
    touch(txn, season).await?;
    let summary = format!("Changed when “{}” could be", convening.row.title);
    let facts = (Some(window(&before)), Some(wanted(edit)));
    note(txn, (season, "changed", summary), facts, (actor, now)).await?;
    Ok(Saved::Done)
}

fn window(row: &season_convenings::Model) -> Value {
    json!({
        "first_day": row.first_day.map(|day| day.to_string()),
        "last_day": row.last_day.map(|day| day.to_string()),
        "days": row.days,
        "late_cost": row.late_cost.dollars(),
    })
}

fn wanted(edit: &MeetingEdit) -> Value {
    json!({
        "first_day": edit.first_day.map(|day| day.to_string()),
        "last_day": edit.last_day.map(|day| day.to_string()),
        "days": edit.days,
        "late_cost": edit.late_cost.dollars(),
    })
}

/// Replaces the venues of a convening in this season; another season's stay.
async fn set_venues(
    txn: &DatabaseTransaction,
    (season, convening): (SeasonId, ConveningId),
    venues: &[SeasonVenueId],
) -> Result<(), DbErr> {
    use season_convening_venues as links;
    let mine: Vec<SeasonVenueId> = season_venues::Entity::find()
        .select_only()
        .column(season_venues::Column::Id)
        .filter(season_venues::Column::SeasonId.eq(season))
        .into_tuple()
        .all(txn)
        .await?;
    links::Entity::delete_many()
        .filter(links::Column::ConveningId.eq(convening))
        .filter(links::Column::VenueId.is_in(mine.iter().copied()))
        .exec(txn)
        .await?;
    let rows = venues
        .iter()
        .filter(|id| mine.contains(id))
        .map(|id| links::ActiveModel {
            venue_id: Set(*id),
            convening_id: Set(convening),
        });
    let rows: Vec<links::ActiveModel> = rows.collect();
    if !rows.is_empty() {
        links::Entity::insert_many(rows)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

/// Takes a convening out of a season; the convening stays as it is.
pub(crate) async fn remove_meeting(
    txn: &DatabaseTransaction,
    (season, convening): (SeasonId, &Convening),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let key = (season, convening.row.id);
    set_venues(txn, key, &[]).await?;
    let gone = season_convenings::Entity::delete_by_id(key)
        .exec(txn)
        .await?;
    if gone.rows_affected == 0 {
        return Ok(false);
    }
    touch(txn, season).await?;
    let summary = format!("Took “{}” out of the season", convening.row.title);
    note(
        txn,
        (season, "removed", summary),
        (None, None),
        (actor, now),
    )
    .await?;
    Ok(true)
}
