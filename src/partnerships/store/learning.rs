//! The days on which the cities of a round learn together.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde_json::{Map, Value};

use super::save::difference;
use crate::{
    audit::{self, Act, Actor},
    entities::{initiative_rounds, learning_dates as dates},
    ids::LearningDateId,
    partnerships::rules::LearningEdit,
};

/// The most dates a page shows.
const MOST: u64 = 200;

/// The dates of these rounds, latest first.
pub(crate) async fn learning_dates_of(
    db: &impl ConnectionTrait,
    rounds: impl IntoIterator<Item = String>,
) -> Result<Vec<dates::Model>, DbErr> {
    dates::Entity::find()
        .filter(dates::Column::RoundCode.is_in(rounds))
        .order_by_desc(dates::Column::HeldOn)
        .order_by_asc(dates::Column::Id)
        .limit(MOST)
        .all(db)
        .await
}

/// The dates of these rounds that are still to come, the next one first.
pub async fn learning_dates_ahead(
    db: &impl ConnectionTrait,
    rounds: impl IntoIterator<Item = String>,
    today: NaiveDate,
) -> Result<Vec<dates::Model>, DbErr> {
    dates::Entity::find()
        .filter(dates::Column::RoundCode.is_in(rounds))
        .filter(dates::Column::HeldOn.gte(today))
        .order_by_asc(dates::Column::HeldOn)
        .order_by_asc(dates::Column::Id)
        .limit(5)
        .all(db)
        .await
}

/// One round of this initiative.
pub(crate) async fn round_of(
    db: &impl ConnectionTrait,
    initiative: &str,
    round: &str,
) -> Result<Option<initiative_rounds::Model>, DbErr> {
    initiative_rounds::Entity::find_by_id(round.to_owned())
        .filter(initiative_rounds::Column::InitiativeCode.eq(initiative))
        .one(db)
        .await
}

/// One date of this round.
pub(crate) async fn learning_date(
    db: &impl ConnectionTrait,
    round: &str,
    id: LearningDateId,
) -> Result<Option<dates::Model>, DbErr> {
    dates::Entity::find_by_id(id)
        .filter(dates::Column::RoundCode.eq(round))
        .one(db)
        .await
}

fn act(
    round: &initiative_rounds::Model,
    (action, summary): (&'static str, String),
    (before, after): (Map<String, Value>, Map<String, Value>),
) -> Act {
    let some = |facts: Map<String, Value>| (!facts.is_empty()).then(|| facts.into());
    Act {
        action,
        kind: "initiative",
        id: round.initiative_code.clone(),
        summary,
        before: some(before),
        after: some(after),
    }
}

fn all(edit: &LearningEdit) -> Map<String, Value> {
    let facts = edit.facts().into_iter();
    facts
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// Adds a date to a round.
pub(crate) async fn add_learning_date(
    txn: &DatabaseTransaction,
    round: &initiative_rounds::Model,
    new: &LearningEdit,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = dates::ActiveModel {
        id: Set(LearningDateId::fresh()),
        round_code: Set(round.code.clone()),
        held_on: Set(new.held_on),
        topic: Set(new.topic.clone()),
        venue: Set(new.venue.clone()),
        source: Set(new.source.clone()),
        version: Set(1),
        created_at: Set(now),
    };
    dates::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    let summary = format!(
        "Added a learning date to {}: {}, {}",
        round.name, new.held_on, new.topic
    );
    let act = act(round, ("added", summary), (Map::new(), all(new)));
    audit::record(txn, actor, act, now).await
}

/// What became of a change.
#[derive(Debug)]
pub(crate) enum LearningSaved {
    Done,
    Unchanged,
    /// Someone else saved first; the date as they left it.
    Stale(Box<dates::Model>),
}

/// Changes a date that is still at `version`, or takes it out where there is no `edit`; nothing for one that is gone.
pub(crate) async fn change_learning_date(
    txn: &DatabaseTransaction,
    round: &initiative_rounds::Model,
    (id, version): (LearningDateId, i32),
    edit: Option<&LearningEdit>,
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<Option<LearningSaved>, DbErr> {
    let Some(held) = learning_date(txn, &round.code, id).await? else {
        return Ok(None);
    };
    let was = LearningEdit::of(&held);
    if edit == Some(&was) {
        return Ok(Some(LearningSaved::Unchanged));
    }
    if !write(txn, (id, version), edit).await? {
        let theirs = learning_date(txn, &round.code, id).await?;
        return Ok(theirs.map(|row| LearningSaved::Stale(Box::new(row))));
    }
    let act = if let Some(edit) = edit {
        let summary = format!(
            "Changed a learning date of {}: {}",
            round.name, edit.held_on
        );
        let facts = difference(was.facts(), edit.facts());
        act(round, ("changed", summary), facts)
    } else {
        let summary = format!(
            "Removed a learning date from {}: {}",
            round.name, was.held_on
        );
        act(round, ("removed", summary), (all(&was), Map::new()))
    };
    audit::record(txn, actor, act, now).await?;
    Ok(Some(LearningSaved::Done))
}

async fn write(
    txn: &DatabaseTransaction,
    (id, version): (LearningDateId, i32),
    edit: Option<&LearningEdit>,
) -> Result<bool, DbErr> {
    use dates::Column as C;
    let Some(edit) = edit else {
        let gone = dates::Entity::delete_many()
            .filter(C::Id.eq(id))
            .filter(C::Version.eq(version))
            .exec(txn)
            .await?;
        return Ok(gone.rows_affected == 1);
    };
    let written = dates::Entity::update_many()
        .col_expr(C::HeldOn, Expr::value(edit.held_on))
        .col_expr(C::Topic, Expr::value(edit.topic.clone()))
        .col_expr(C::Venue, Expr::value(edit.venue.clone()))
        .col_expr(C::Source, Expr::value(edit.source.clone()))
        .col_expr(C::Version, Expr::value(version.saturating_add(1)))
        .filter(C::Id.eq(id))
        .filter(C::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(written.rows_affected == 1)
}
