//! Seasons themselves.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use serde_json::Value;

use super::Saved;
use crate::{
    audit::{self, Act, Actor},
    entities::{partnerships, season_convenings, seasons},
    ids::SeasonId,
    scheduling::seasons::rules::SeasonEdit,
    web::Paging,
};

/// One line of the list.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Listed {
    pub(crate) id: SeasonId,
    pub(crate) title: String,
    pub(crate) partnership: Option<String>,
    pub(crate) first_day: NaiveDate,
    pub(crate) last_day: NaiveDate,
    pub(crate) convenings: i64,
}

/// A page of seasons, the latest first, and how many there are.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    paging: Paging,
) -> Result<(Vec<Listed>, u64), DbErr> {
    use seasons::Column as C;
    let total = seasons::Entity::find().count(db).await?;
    let rows = seasons::Entity::find()
        .select_only()
        .columns([C::Id, C::Title, C::FirstDay, C::LastDay])
        .column_as(partnerships::Column::Name, "partnership")
        .expr_as(
            Expr::col((
                season_convenings::Entity,
                season_convenings::Column::ConveningId,
            ))
            .count(),
            "convenings",
        )
        .join(
            sea_orm::JoinType::LeftJoin,
            sea_orm::RelationTrait::def(&seasons::Relation::Partnership),
        )
        .join(
            sea_orm::JoinType::LeftJoin,
            sea_orm::RelationTrait::def(&season_convenings::Relation::Season).rev(),
        )
        .group_by(C::Id)
        .group_by(partnerships::Column::Name)
        .order_by_desc(C::LastDay)
        .order_by_desc(C::Id)
        .offset(paging.offset())
        .limit(paging.size)
        .into_model::<Listed>()
        .all(db)
        .await?;
    Ok((rows, total))
}

/// One season by its key.
pub(crate) async fn by_id(
    db: &impl ConnectionTrait,
    id: SeasonId,
) -> Result<Option<seasons::Model>, DbErr> {
    seasons::Entity::find_by_id(id).one(db).await
}

/// Makes a season.
pub(crate) async fn add(
    txn: &DatabaseTransaction,
    new: &SeasonEdit,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<SeasonId, DbErr> {
    let id = SeasonId::fresh();
    let row = seasons::ActiveModel {
        id: Set(id),
        host_id: Set(actor.user),
        revision: Set(1),
        working_since: Set(None),
        version: Set(1),
        created_at: Set(now),
        ..edited(new)
    };
    seasons::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    let summary = format!("Began the season “{}”", new.title);
    note(
        txn,
        (id, "added", summary),
        (None, Some(new.facts())),
        (actor, now),
    )
    .await?;
    Ok(id)
}

/// The columns that the form decides.
fn edited(edit: &SeasonEdit) -> seasons::ActiveModel {
    seasons::ActiveModel {
        title: Set(edit.title.clone()),
        partnership_id: Set(edit.partnership),
        first_day: Set(edit.first_day),
        last_day: Set(edit.last_day),
        most_per_week: Set(edit.most_per_week),
        keeps_ask_first: Set(edit.keeps_ask_first),
        blackouts: Set(edit.blackouts.clone()),
        effort: Set(edit.effort.code().to_owned()),
        seed: Set(edit.seed),
        ..Default::default()
    }
}

/// Changes a season that is still at this version.
pub(crate) async fn change(
    txn: &DatabaseTransaction,
    (id, version): (SeasonId, i32),
    edit: &SeasonEdit,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Saved<seasons::Model>, DbErr> {
    use seasons::Column as C;
    let Some(before) = by_id(txn, id).await? else {
        return Ok(Saved::Gone);
    };
    let done = seasons::Entity::update_many()
        .set(edited(edit))
        .col_expr(C::Version, Expr::value(version.saturating_add(1)))
        .col_expr(C::Revision, Expr::col(C::Revision).add(1))
        .filter(C::Id.eq(id))
        .filter(C::Version.eq(version))
        .exec(txn)
        .await?;
    if done.rows_affected == 0 {
        let theirs = by_id(txn, id).await?;
        return Ok(theirs.map_or(Saved::Gone, |row| Saved::Stale(Box::new(row))));
    }
    let summary = format!("Changed the season “{}”", edit.title);
    let was = serde_json::json!({
        "title": before.title,
        "first_day": before.first_day.to_string(),
        "last_day": before.last_day.to_string(),
        "most_per_week": before.most_per_week,
        "keeps_ask_first": before.keeps_ask_first,
        "blackouts": before.blackouts,
    });
    note(
        txn,
        (id, "changed", summary),
        (Some(was), Some(edit.facts())),
        (actor, now),
    )
    .await?;
    Ok(Saved::Done)
}

/// Takes a season out; its convenings stay as they are. `false` if somebody changed it meanwhile.
pub(crate) async fn remove(
    txn: &DatabaseTransaction,
    (id, version): (SeasonId, i32),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let Some(held) = by_id(txn, id).await? else {
        return Ok(false);
    };
    let gone = seasons::Entity::delete_many()
        .filter(seasons::Column::Id.eq(id))
        .filter(seasons::Column::Version.eq(version))
        .exec(txn)
        .await?;
    if gone.rows_affected == 0 {
        return Ok(false);
    }
    let summary = format!("Removed the season “{}”", held.title);
    note(txn, (id, "removed", summary), (None, None), (actor, now)).await?;
    Ok(true)
}

/// Notes that something changed which dates rest on; `false` if the season is no more.
pub(super) async fn touch(txn: &DatabaseTransaction, id: SeasonId) -> Result<bool, DbErr> {
    use seasons::Column as C;
    let done = seasons::Entity::update_many()
        .col_expr(C::Revision, Expr::col(C::Revision).add(1))
        .filter(C::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Writes the audit entry of an act on a season.
pub(super) async fn note(
    txn: &DatabaseTransaction,
    (id, action, summary): (SeasonId, &'static str, String),
    (before, after): (Option<Value>, Option<Value>),
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<(), DbErr> {
    let act = Act {
        action,
        kind: "season",
        id: id.to_string(),
        summary,
        before,
        after,
    };
    audit::record(txn, actor, act, now).await
}
