//! Changing a goal's words and standing, with what was before and after kept in the audit log.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::{Map, Value, json};

use super::find;
use crate::{
    audit::{self, Act, Actor},
    entities::goals,
    ids::{GoalId, PartnershipId},
    partnerships,
    values::GoalStatus,
};

/// What people may change about a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalEdit {
    pub title: String,
    pub result_statement: String,
    pub story: String,
    pub partnership: Option<PartnershipId>,
    pub status: GoalStatus,
    pub primary_issue: String,
    pub open_for_interest: bool,
}

impl GoalEdit {
    /// The goal as it is.
    pub fn of(goal: &goals::Model) -> Self {
        Self {
            title: goal.title.clone(),
            result_statement: goal.result_statement.clone(),
            story: goal.story.clone(),
            partnership: goal.partnership_id,
            status: goal.status,
            primary_issue: goal.primary_issue.clone(),
            open_for_interest: goal.open_for_interest,
        }
    }

    /// For the audit log; `names` are those of partnerships.
    fn facts(&self, names: &BTreeMap<PartnershipId, String>) -> [(&'static str, Value); 7] {
        let led_by = self.partnership.and_then(|id| names.get(&id));
        [
            ("title", json!(self.title)),
            ("result_statement", json!(self.result_statement)),
            ("story", json!(self.story)),
            ("partnership", json!(led_by)),
            ("status", json!(self.status)),
            ("primary_issue", json!(self.primary_issue)),
            ("open_for_interest", json!(self.open_for_interest)),
        ]
    }
}

/// The facts that differ, as they were and as they are.
pub(super) fn difference<const N: usize>(
    before: [(&'static str, Value); N],
    after: [(&'static str, Value); N],
) -> (Map<String, Value>, Map<String, Value>) {
    let changed = before
        .into_iter()
        .zip(after)
        .filter(|(old, new)| old != new);
    changed
        .map(|((name, old), (_, new))| ((name.to_owned(), old), (name.to_owned(), new)))
        .unzip()
}

/// What became of a save.
#[derive(Debug)]
pub enum Saved {
    Done,
    /// The form said what was already so.
    Unchanged,
    /// Someone else saved first; the goal as they left it.
    Stale(Box<goals::Model>),
}

/// Saves a goal that is still at `version`. Nothing for a goal that is gone.
pub async fn save(
    txn: &DatabaseTransaction,
    (id, version): (GoalId, i32),
    edit: &GoalEdit,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<Saved>, DbErr> {
    let Some(goal) = super::by_id(txn, id).await? else {
        return Ok(None);
    };
    let held = GoalEdit::of(&goal);
    if held == *edit {
        return Ok(Some(Saved::Unchanged));
    }
    if goal.version != version || !write(txn, (id, version), edit, actor, now).await? {
        let theirs = super::by_id(txn, id).await?;
        return Ok(theirs.map(|goal| Saved::Stale(Box::new(goal))));
    }
    let both = held.partnership.into_iter().chain(edit.partnership);
    let names = partnerships::names(txn, both).await?;
    let (before, after) = difference(held.facts(&names), edit.facts(&names));
    let fields: Vec<String> = after.keys().map(|name| name.replace('_', " ")).collect();
    let act = Act {
        action: "changed",
        kind: "goal",
        id: id.to_string(),
        summary: format!("Changed the goal: {}", fields.join(", ")),
        before: Some(before.into()),
        after: Some(after.into()),
    };
    audit::record(txn, actor, act, now).await?;
    if let Some(renamed) = super::by_id(txn, id).await? {
        find::renew(txn, &renamed).await?;
    }
    Ok(Some(Saved::Done))
}

/// False when the goal is no longer at `version`.
async fn write(
    txn: &DatabaseTransaction,
    (id, version): (GoalId, i32),
    edit: &GoalEdit,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    use goals::Column as C;
    let written = goals::Entity::update_many()
        .col_expr(C::Title, Expr::value(edit.title.clone()))
        .col_expr(
            C::ResultStatement,
            Expr::value(edit.result_statement.clone()),
        )
        .col_expr(C::Story, Expr::value(edit.story.clone()))
        .col_expr(C::PartnershipId, Expr::value(edit.partnership))
        .col_expr(C::Status, Expr::value(edit.status))
        .col_expr(C::PrimaryIssue, Expr::value(edit.primary_issue.clone()))
        .col_expr(C::OpenForInterest, Expr::value(edit.open_for_interest))
        .col_expr(C::Version, Expr::value(version + 1))
        .col_expr(C::UpdatedAt, Expr::value(now))
        .col_expr(C::UpdatedBy, Expr::value(actor.user))
        .filter(C::Id.eq(id))
        .filter(C::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(written.rows_affected == 1)
}
