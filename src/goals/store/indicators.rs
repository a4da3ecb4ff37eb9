//! Adding, changing and ordering the indicators of a goal. All describe everyone in the place; what a program measures
//! of its clients is never stored here.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde_json::{Map, Value, json};

use super::{IndicatorDraft, edit::difference};
use crate::{
    audit::{self, Act, Actor},
    entities::indicators,
    goals::rules::status::{HEADLINE_CHANGED, HEADLINE_CHOSEN, OTHER_NUMBER_CHANGED},
    ids::{GoalId, IndicatorId},
};

/// A goal holds at most this many.
pub(in crate::goals) const MOST_INDICATORS: usize = 12;

/// Stores an indicator at this position, without a word in the history: for a goal that is being made.
pub(super) async fn insert(
    txn: &DatabaseTransaction,
    goal: GoalId,
    position: i32,
    draft: &IndicatorDraft,
) -> Result<IndicatorId, DbErr> {
    let id = IndicatorId::fresh();
    let row = indicators::ActiveModel {
        id: Set(id),
        goal_id: Set(goal),
        position: Set(position),
        version: Set(1),
        ..draft.row()
    };
    indicators::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(id)
}

/// Adds an indicator after the others; nothing when the goal holds as many as it may.
pub async fn add_indicator(
    txn: &DatabaseTransaction,
    goal: GoalId,
    draft: &IndicatorDraft,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<IndicatorId>, DbErr> {
    let held = indicators_of(txn, goal).await?;
    if held.len() >= MOST_INDICATORS {
        return Ok(None);
    }
    let position = held.last().map_or(0, |last| last.position + 1);
    let id = insert(txn, goal, position, draft).await?;
    let said = draft.facts().into_iter().filter(|(_, value)| {
        !matches!(value, Value::Null | Value::Bool(false)) && *value != json!("")
    });
    let after: Map<String, Value> = said.map(|(name, value)| (name.to_owned(), value)).collect();
    let act = Act {
        action: "added an indicator",
        kind: "goal",
        id: goal.to_string(),
        summary: format!("Added the indicator “{}”", draft.name),
        before: None,
        after: Some(after.into()),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(Some(id))
}

/// The indicators of a goal, its headline first.
pub async fn indicators_of(
    db: &impl ConnectionTrait,
    goal: GoalId,
) -> Result<Vec<indicators::Model>, DbErr> {
    indicators::Entity::find()
        .filter(indicators::Column::GoalId.eq(goal))
        .order_by_asc(indicators::Column::Position)
        .order_by_asc(indicators::Column::Id)
        .limit(50)
        .all(db)
        .await
}

/// What quantifies the result: the headline, where there are several.
pub async fn indicator_of(
    db: &impl ConnectionTrait,
    goal: GoalId,
) -> Result<Option<indicators::Model>, DbErr> {
    indicators::Entity::find()
        .filter(indicators::Column::GoalId.eq(goal))
        .order_by_asc(indicators::Column::Position)
        .order_by_asc(indicators::Column::Id)
        .one(db)
        .await
}

/// One indicator of this goal.
pub(in crate::goals) async fn indicator_at(
    db: &impl ConnectionTrait,
    goal: GoalId,
    id: IndicatorId,
) -> Result<Option<indicators::Model>, DbErr> {
    indicators::Entity::find_by_id(id)
        .filter(indicators::Column::GoalId.eq(goal))
        .one(db)
        .await
}

/// What became of a change to an indicator.
#[derive(Debug)]
pub enum IndicatorSaved {
    Done,
    Unchanged,
    /// Someone else saved first; the indicator as they left it.
    Stale(Box<indicators::Model>),
}

/// Changes an indicator that is still as `seen` (indicator and version).
pub async fn change_indicator(
    txn: &DatabaseTransaction,
    (goal, seen): (GoalId, (IndicatorId, i32)),
    draft: &IndicatorDraft,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<IndicatorSaved>, DbErr> {
    let (id, version) = seen;
    let Some(indicator) = indicator_at(txn, goal, id).await? else {
        return Ok(None);
    };
    let held = IndicatorDraft::of(&indicator);
    if held == *draft {
        return Ok(Some(IndicatorSaved::Unchanged));
    }
    if indicator.version != version || !write(txn, seen, draft).await? {
        let theirs = indicator_at(txn, goal, id).await?;
        return Ok(theirs.map(|held| IndicatorSaved::Stale(Box::new(held))));
    }
    let (before, after) = difference(held.facts(), draft.facts());
    let fields: Vec<String> = after.keys().map(|name| name.replace('_', " ")).collect();
    let headline = indicator_of(txn, goal).await?;
    let act = Act {
        action: if headline.is_some_and(|headline| headline.id == id) {
            HEADLINE_CHANGED
        } else {
            OTHER_NUMBER_CHANGED
        },
        kind: "goal",
        id: goal.to_string(),
        summary: format!(
            "Changed the indicator “{}”: {}",
            draft.name,
            fields.join(", ")
        ),
        before: Some(before.into()),
        after: Some(after.into()),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(Some(IndicatorSaved::Done))
}

/// False when the indicator is no longer at this version.
async fn write(
    txn: &DatabaseTransaction,
    (id, version): (IndicatorId, i32),
    draft: &IndicatorDraft,
) -> Result<bool, DbErr> {
    let row = indicators::ActiveModel {
        version: Set(version + 1),
        ..draft.row()
    };
    let written = indicators::Entity::update_many()
        .set(row)
        .filter(indicators::Column::Id.eq(id))
        .filter(indicators::Column::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Puts an indicator before the others of its goal; false when it is first already.
pub(in crate::goals) async fn make_headline(
    txn: &DatabaseTransaction,
    indicator: &indicators::Model,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let held = indicators_of(txn, indicator.goal_id).await?;
    let Some(first) = held.first().filter(|first| first.id != indicator.id) else {
        return Ok(false);
    };
    indicators::Entity::update_many()
        .col_expr(
            indicators::Column::Position,
            Expr::value(first.position - 1),
        )
        .filter(indicators::Column::Id.eq(indicator.id))
        .exec(txn)
        .await?;
    let act = Act {
        action: HEADLINE_CHOSEN,
        kind: "goal",
        id: indicator.goal_id.to_string(),
        summary: format!("Made “{}” the headline number", indicator.name),
        before: Some(json!({ "headline": first.name })),
        after: Some(json!({ "headline": indicator.name })),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(true)
}
