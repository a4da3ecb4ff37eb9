//! The dates that were last proposed.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use super::seasons::note;
use crate::{
    audit::Actor,
    entities::{season_plans, seasons},
    ids::{SeasonId, SeasonPlanId},
    jobs,
    scheduling::seasons::{PlanSeason, rules::Dates},
};

/// The dates as kept: the row, and what it holds.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) row: season_plans::Model,
    /// Nothing where there is trouble instead.
    pub(crate) dates: Option<Dates>,
}

/// What was last proposed for a season.
pub(crate) async fn plan_of(
    db: &impl ConnectionTrait,
    season: SeasonId,
) -> Result<Option<Kept>, DbErr> {
    let Some(row) = season_plans::Entity::find_by_id(season).one(db).await? else {
        return Ok(None);
    };
    let dates = if row.plan.is_empty() {
        None
    } else {
        let read = serde_json::from_str(&row.plan);
        Some(read.map_err(|error| DbErr::Type(error.to_string()))?)
    };
    Ok(Some(Kept { row, dates }))
}

/// Promises to work dates out in the background; the page says so until they are there.
pub(crate) async fn begin_work(
    txn: &DatabaseTransaction,
    job: &PlanSeason,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    seasons::Entity::update_many()
        .col_expr(seasons::Column::WorkingSince, Expr::value(Some(now)))
        .filter(seasons::Column::Id.eq(job.season))
        .exec(txn)
        .await?;
    jobs::enqueue(txn, job, now).await?;
    Ok(())
}

/// Keeps new dates, or why there are none, in place of those before. Nothing is kept of a season that is no more.
pub(crate) async fn keep_plan(
    txn: &DatabaseTransaction,
    (season, revision): (SeasonId, i32),
    found: &Result<Dates, String>,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    use season_plans::Column as C;
    let done = seasons::Entity::update_many()
        .col_expr(
            seasons::Column::WorkingSince,
            Expr::value(None::<DateTime<Utc>>),
        )
        .filter(seasons::Column::Id.eq(season))
        .exec(txn)
        .await?;
    if done.rows_affected == 0 {
        return Ok(());
    }
    let plan = match found {
        Ok(dates) => {
            serde_json::to_string(dates).map_err(|error| DbErr::Type(error.to_string()))?
        }
        Err(_) => String::new(),
    };
    let row = season_plans::ActiveModel {
        season_id: Set(season),
        plan_id: Set(SeasonPlanId::fresh()),
        made_at: Set(now),
        made_by: Set(actor.name.clone()),
        revision: Set(revision),
        trouble: Set(found.as_ref().err().cloned().unwrap_or_default()),
        plan: Set(plan),
    };
    let replace = OnConflict::column(C::SeasonId)
        .update_columns([
            C::PlanId,
            C::MadeAt,
            C::MadeBy,
            C::Revision,
            C::Trouble,
            C::Plan,
        ])
        .to_owned();
    season_plans::Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(txn)
        .await?;
    let summary = match found {
        Ok(dates) => format!("Proposed dates for {} convenings", dates.dates.len()),
        Err(_) => "Looked for dates and found none".to_owned(),
    };
    note(
        txn,
        (season, "proposed", summary),
        (None, None),
        (actor, now),
    )
    .await
}
