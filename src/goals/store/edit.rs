//! Changing a goal's words and standing, with what was before and after kept in the audit log.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::{Map, Value, json};

use super::{GoalWords, find, words::write_reach};
use crate::{
    audit::{self, Act, Actor},
    entities::goals,
    goals::rules::status::{may_be_open, stays_adopted},
    ids::{GoalId, PartnershipId},
    partnerships,
    values::GoalStatus,
};

/// What people may change about a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalEdit {
    pub words: GoalWords,
    pub status: GoalStatus,
    pub open_for_interest: bool,
}

impl GoalEdit {
    /// The goal as it is.
    pub async fn of(txn: &DatabaseTransaction, goal: &goals::Model) -> Result<Self, DbErr> {
        Ok(Self {
            words: GoalWords::of(txn, goal).await?,
            status: goal.status,
            open_for_interest: goal.open_for_interest,
        })
    }

    fn facts(&self, names: &BTreeMap<PartnershipId, String>) -> Vec<(&'static str, Value)> {
        let mut facts: Vec<_> = self.words.facts(names).into();
        facts.push(("status", json!(self.status)));
        facts.push(("open_for_interest", json!(self.open_for_interest)));
        facts
    }
}

/// The facts that differ, as they were and as they are.
pub(super) fn difference(
    before: impl IntoIterator<Item = (&'static str, Value)>,
    after: impl IntoIterator<Item = (&'static str, Value)>,
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
    let held = GoalEdit::of(txn, &goal).await?;
    if held == *edit {
        return Ok(Some(Saved::Unchanged));
    }
    if goal.version != version || !write(txn, (id, version), edit, actor, now).await? {
        let theirs = super::by_id(txn, id).await?;
        return Ok(theirs.map(|goal| Saved::Stale(Box::new(goal))));
    }
    write_reach(txn, id, &edit.words).await?;
    if !stays_adopted(edit.status) {
        forget_adoption(txn, id).await?;
    }
    let both = [held.words.partnership, edit.words.partnership];
    let names = partnerships::names(txn, both.into_iter().flatten()).await?;
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

/// Moves a goal's standing alone; one that may not be public any more is closed with it.
pub async fn stand(
    txn: &DatabaseTransaction,
    (id, version): (GoalId, i32),
    to: GoalStatus,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<Saved>, DbErr> {
    let Some(goal) = super::by_id(txn, id).await? else {
        return Ok(None);
    };
    let mut edit = GoalEdit::of(txn, &goal).await?;
    edit.status = to;
    edit.open_for_interest &= may_be_open(to);
    save(txn, (id, version), &edit, actor, now).await
}

async fn forget_adoption(txn: &DatabaseTransaction, id: GoalId) -> Result<(), DbErr> {
    use goals::Column as C;
    goals::Entity::update_many()
        .col_expr(C::AdoptedAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(C::AdoptedBy, Expr::value(None::<crate::ids::UserId>))
        .col_expr(C::AdoptedName, Expr::value(""))
        .filter(C::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
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
    let words = &edit.words;
    let written = goals::Entity::update_many()
        .col_expr(C::Title, Expr::value(words.title.clone()))
        .col_expr(
            C::ResultStatement,
            Expr::value(words.result_statement.clone()),
        )
        .col_expr(C::Story, Expr::value(words.story.clone()))
        .col_expr(C::EquityNote, Expr::value(words.equity_note.clone()))
        .col_expr(C::WhatWorks, Expr::value(words.what_works.clone()))
        .col_expr(C::PartnershipId, Expr::value(words.partnership))
        .col_expr(C::PrimaryIssue, Expr::value(words.primary_issue.clone()))
        .col_expr(
            C::AbsorptionFunction,
            Expr::value(words.absorption_function.clone()),
        )
        .col_expr(C::SuggestedMode, Expr::value(words.suggested_mode))
        .col_expr(C::ValuesNote, Expr::value(words.values_note.clone()))
        .col_expr(C::OwnerOfNumber, Expr::value(words.owner_of_number.clone()))
        .col_expr(C::NextReportOn, Expr::value(words.next_report_on))
        .col_expr(C::Status, Expr::value(edit.status))
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
