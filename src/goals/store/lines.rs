//! Writing the lines of a capital stack. A line is never deleted: it is withdrawn, and its history stays.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde_json::{Value, json};

use super::{edit::difference, find};
use crate::{
    audit::{self, Act, Actor},
    entities::{goals, stack_lines},
    ids::{GoalId, StackLineId},
    values::{CapitalProduct, Money, StackLayer, StackLineStatus},
};

/// What people say of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineDraft {
    pub layer: StackLayer,
    pub product: CapitalProduct,
    pub amount: Money,
    pub status: StackLineStatus,
    pub purpose: String,
    pub counts_toward_total: bool,
    pub conditions: String,
    pub source: String,
    pub as_of: NaiveDate,
}

impl LineDraft {
    /// The line as it is.
    pub fn of(line: &stack_lines::Model) -> Self {
        Self {
            layer: line.layer,
            product: line.product,
            amount: line.amount_usd,
            status: line.status,
            purpose: line.purpose.clone(),
            counts_toward_total: line.counts_toward_total,
            conditions: line.conditions.clone(),
            source: line.source.clone(),
            as_of: line.as_of,
        }
    }

    fn facts(&self) -> [(&'static str, Value); 9] {
        [
            ("layer", json!(self.layer)),
            ("product", json!(self.product)),
            ("amount_usd", json!(self.amount)),
            ("status", json!(self.status)),
            ("use", json!(self.purpose)),
            ("counts_toward_total", json!(self.counts_toward_total)),
            ("conditions", json!(self.conditions)),
            ("source", json!(self.source)),
            ("as_of", json!(self.as_of.to_string())),
        ]
    }

    /// "Senior debt, $2,500,000".
    fn words(&self) -> String {
        format!("{}, {}", self.product.label(), self.amount.full())
    }
}

/// One line of this goal.
pub async fn line_of(
    db: &impl ConnectionTrait,
    goal: GoalId,
    line: StackLineId,
) -> Result<Option<stack_lines::Model>, DbErr> {
    stack_lines::Entity::find_by_id(line)
        .filter(stack_lines::Column::GoalId.eq(goal))
        .one(db)
        .await
}

/// Adds a line at the end of a goal's stack.
pub async fn add_line(
    txn: &DatabaseTransaction,
    goal: &goals::Model,
    draft: &LineDraft,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<StackLineId, DbErr> {
    let last: Option<i32> = stack_lines::Entity::find()
        .select_only()
        .column(stack_lines::Column::Position)
        .filter(stack_lines::Column::GoalId.eq(goal.id))
        .order_by_desc(stack_lines::Column::Position)
        .into_tuple()
        .one(txn)
        .await?;
    let id = StackLineId::fresh();
    stack_lines::Entity::insert(stack_lines::ActiveModel {
        id: Set(id),
        goal_id: Set(goal.id),
        position: Set(last.map_or(0, |last| last + 1)),
        layer: Set(draft.layer),
        product: Set(draft.product),
        amount_usd: Set(draft.amount),
        status: Set(draft.status),
        purpose: Set(draft.purpose.clone()),
        counts_toward_total: Set(draft.counts_toward_total),
        funding_source_id: Set(None),
        conditions: Set(draft.conditions.clone()),
        expected_on: Set(None),
        source: Set(draft.source.clone()),
        as_of: Set(draft.as_of),
        version: Set(1),
    })
    .exec_without_returning(txn)
    .await?;
    let all = draft.facts().map(|(name, value)| (name.to_owned(), value));
    let after: serde_json::Map<String, Value> = all.into_iter().collect();
    let act = Act {
        action: "added a line",
        kind: "goal",
        id: goal.id.to_string(),
        summary: format!("Added a line: {}", draft.words()),
        before: None,
        after: Some(after.into()),
    };
    audit::record(txn, actor, act, now).await?;
    find::renew(txn, goal).await?;
    Ok(id)
}

/// What became of a change to a line.
#[derive(Debug)]
pub enum LineSaved {
    Done,
    Unchanged,
    /// Someone else saved first; the line as they left it.
    Stale(Box<stack_lines::Model>),
}

/// Changes a line that is still as `seen` (line and version).
pub async fn change_line(
    txn: &DatabaseTransaction,
    (goal, seen): (&goals::Model, (StackLineId, i32)),
    draft: &LineDraft,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<LineSaved>, DbErr> {
    let (id, version) = seen;
    let Some(line) = line_of(txn, goal.id, id).await? else {
        return Ok(None);
    };
    let held = LineDraft::of(&line);
    if held == *draft {
        return Ok(Some(LineSaved::Unchanged));
    }
    if line.version != version || !write(txn, seen, draft).await? {
        let theirs = line_of(txn, goal.id, id).await?;
        return Ok(theirs.map(|line| LineSaved::Stale(Box::new(line))));
    }
    let (before, after) = difference(held.facts(), draft.facts());
    let withdrawn = draft.status == StackLineStatus::Withdrawn && held.status != draft.status;
    let verb = if withdrawn { "Withdrew" } else { "Changed" };
    let act = Act {
        action: "changed a line",
        kind: "goal",
        id: goal.id.to_string(),
        summary: format!("{verb} a line: {}", draft.words()),
        before: Some(before.into()),
        after: Some(after.into()),
    };
    audit::record(txn, actor, act, now).await?;
    find::renew(txn, goal).await?;
    Ok(Some(LineSaved::Done))
}

/// False when the line is no longer at this version.
async fn write(
    txn: &DatabaseTransaction,
    (id, version): (StackLineId, i32),
    draft: &LineDraft,
) -> Result<bool, DbErr> {
    use stack_lines::Column as C;
    let written = stack_lines::Entity::update_many()
        .col_expr(C::Layer, Expr::value(draft.layer))
        .col_expr(C::Product, Expr::value(draft.product))
        .col_expr(C::AmountUsd, Expr::value(draft.amount))
        .col_expr(C::Status, Expr::value(draft.status))
        .col_expr(C::Purpose, Expr::value(draft.purpose.clone()))
        .col_expr(C::CountsTowardTotal, Expr::value(draft.counts_toward_total))
        .col_expr(C::Conditions, Expr::value(draft.conditions.clone()))
        .col_expr(C::Source, Expr::value(draft.source.clone()))
        .col_expr(C::AsOf, Expr::value(draft.as_of))
        .col_expr(C::Version, Expr::value(version + 1))
        .filter(C::Id.eq(id))
        .filter(C::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(written.rows_affected == 1)
}
